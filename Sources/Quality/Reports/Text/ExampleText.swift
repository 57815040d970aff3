internal import Bytes

/// An example as documents show it: indented, with every character visible.
enum ExampleText {
    /// The lines of a text.
    static func lines(_ text: String) -> [String] {
        text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
            .map { $0.isEmpty ? "" : "    " + $0.unicodeScalars.map(shown).joined() }
    }

    /// A character; one that has no picture, and a byte that is not UTF-8, by its number.
    private static func shown(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0x09: "(tab)"
        case 0x0D: "\\r"
        case 0x00..<0x20, 0x7F: "\\x" + UInt8(scalar.value).hexDigits(width: 2, uppercase: true)
        case 0xE080...0xE0FF: "\\x" + UInt8(scalar.value & 0xFF).hexDigits(width: 2, uppercase: true)
        case 0x202A...0x202E, 0xFEFF: "\\u{" + UInt16(scalar.value).hexDigits(width: 4, uppercase: true) + "}"
        default: String(scalar)
        }
    }
}
