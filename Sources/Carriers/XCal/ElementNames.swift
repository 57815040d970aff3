internal import ICalendar

/// How names of iCalendar become names of XML elements (RFC 6321 §3): lower case, and where XML does not allow a byte,
/// an escape that can be reversed.
///
/// A byte that is not allowed at its place in an XML name is written `_xHH_`, as in ISO 9075-14: the property `3D-VIEW`
/// becomes the element `_x33_d-view`. An underscore before an `x` is escaped itself, so that no name reads as an escape.
enum ElementNames {
    /// The element name of a name in upper case.
    ///
    /// - Parameter escapesFirst: whether the first letter is escaped though XML allows it, to mark a name that does not
    ///   have its usual meaning.
    static func element(for name: String, escapesFirst: Bool = false) -> [UInt8] {
        let bytes = Array(name.utf8)
        var output: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            let lower = byte | 0x20
            let isLetter = lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
            let isLater = index > 0 && (byte &- 0x30 < 10 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "."))
            let isUnderscore =
                byte == UInt8(ascii: "_") && !(index + 1 < bytes.count && bytes[index + 1] | 0x20 == UInt8(ascii: "x"))
            if isLetter, !(escapesFirst && index == 0) {
                output.append(lower)
            } else if isLater || isUnderscore {
                output.append(byte)
            } else {
                let digits = String(isLetter ? lower : byte, radix: 16)
                output.append(contentsOf: "_x\(digits.utf8.count < 2 ? "0" : "")\(digits)_".utf8)
            }
        }
        return output.isEmpty ? Array("_x_".utf8) : output
    }

    /// The name of an element's local name, in upper case.
    static func name(for element: String) -> String {
        guard element.utf8.contains(UInt8(ascii: "_")) else { return uppercased(Array(element.utf8)) }
        let bytes = Array(element.utf8)
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if let (byte, length) = escape(in: bytes, at: index) {
                if let byte { output.append(byte) }
                index += length
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return uppercased(output)
    }

    /// Names compare by the letters of ASCII alone (RFC 5545 §2).
    private static func uppercased(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.lazy.map { $0 &- 0x61 < 26 ? $0 & 0xDF : $0 }, as: UTF8.self)
    }

    /// Whether an element's local name escapes a letter, for which XML gives no reason.
    static func escapesLetter(_ element: String) -> Bool {
        guard element.utf8.contains(UInt8(ascii: "_")) else { return false }
        let bytes = Array(element.utf8)
        return bytes.indices.contains { index in
            guard let byte = escape(in: bytes, at: index)?.byte else { return false }
            return (byte | 0x20) &- 0x61 < 26
        }
    }

    /// The byte that an escape at `index` represents, and the escape's length.
    private static func escape(in bytes: [UInt8], at index: Int) -> (byte: UInt8?, length: Int)? {
        guard index + 2 < bytes.count, bytes[index] == UInt8(ascii: "_"), bytes[index + 1] == UInt8(ascii: "x") else {
            return nil
        }
        if bytes[index + 2] == UInt8(ascii: "_") { return (nil, 3) }
        guard index + 4 < bytes.count, bytes[index + 4] == UInt8(ascii: "_") else { return nil }
        let digits = String(decoding: bytes[index + 2...index + 3], as: UTF8.self)
        guard let byte = UInt8(digits, radix: 16) else { return nil }
        return (byte, 5)
    }
}
