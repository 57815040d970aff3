internal import Files

/// Text of others on a terminal: it does nothing there, and its width is known.
///
/// ``Terminal`` passes everything that it prints through here; only what is cut or aligned before that is passed through here
/// by those who cut and align it.
package enum TerminalText {
    /// The text in one line, with a replacement for every scalar that would move the cursor, colour what follows, turn
    /// its direction, or be invisible.
    package static func printable(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        for scalar in scalars {
            if let byte = PathText.byte(of: scalar) {
                text.append(contentsOf: "\\x\(String(byte, radix: 16, uppercase: true))".unicodeScalars)
            } else {
                text.append(scalar == "\t" ? " " : isControl(scalar) ? "\u{FFFD}" : scalar)
            }
        }
        return String(text)
    }

    /// The first `count` scalars of the text, fit for a terminal.
    package static func printable(_ text: String, _ count: Int = .max) -> String {
        let isWhole = text.utf8.count <= count || text.unicodeScalars.count <= count
        if isWhole, isPrintable(text) { return text }
        return printable(text.unicodeScalars.prefix(count)) + (isWhole ? "" : "…")
    }

    /// Whether a text would be shown as it is.
    private static func isPrintable(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } || !text.unicodeScalars.contains(where: isControl)
    }

    /// The lines of a text, each made printable; a text that is printable is returned unchanged.
    package static func printableLines(_ text: String) -> String {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == 0x0A }) { return text }
        guard text.unicodeScalars.contains(where: { $0 != "\n" && isControl($0) }) else { return text }
        return text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { printable($0) }
            .joined(separator: "\n")
    }

    /// Whether a scalar is a control character, or one that is not seen and yet changes what is.
    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x7F { return scalar.value < 0x20 }
        // Of Latin, Greek, Cyrillic, Armenian and Hebrew only the soft hyphen, which is not seen.
        if scalar.value < 0x600 { return scalar.value < 0xA0 || scalar.value == 0xAD }
        if PathText.byte(of: scalar) != nil { return true }
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate: return true
        // Emoji and the writing of Persian and Indian languages need joiners; the others listed are visible marks.
        case .format: return !visibleFormats.contains(scalar.value)
        case .unassigned:
            return scalar.value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(scalar.value)
                || scalar.value >= 0xE0000
        // Variation selectors by the hundred spell invisible words; fillers are letters without a shape.
        case .nonspacingMark: return scalar.value >= 0xE0000
        case .otherLetter: return [0x115F, 0x1160, 0x3164, 0xFFA0].contains(scalar.value)
        default: return false
        }
    }

    private static let visibleFormats: Set<UInt32> = [
        0x200C, 0x200D, 0x0600, 0x0601, 0x0602, 0x0603, 0x0604, 0x0605, 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD,
        0x110CD,
    ]

    /// How many columns a terminal gives to the scalars, as ``printable(_:)`` shows them.
    package static func columns(_ scalars: some Sequence<Unicode.Scalar>) -> Int {
        scalars.reduce(0) { $0 + columns($1) }
    }

    private static func columns(_ scalar: Unicode.Scalar) -> Int {
        // A byte of a path, as `\xE9`.
        if PathText.byte(of: scalar) != nil { return 4 }
        if scalar.value < 0x300 || isControl(scalar) { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        case .format: return 0
        default: return wide.contains { $0.contains(scalar.value) } ? 2 : 1
        }
    }

    /// The blocks of Unicode's East Asian Width property W and F, as terminals treat them.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x231A...0x231B, 0x23E9...0x23EC, 0x25FD...0x25FE, 0x2614...0x2615, 0x2648...0x2653,
        0x26BD...0x26BE,
        0x2705...0x2705, 0x270A...0x270B, 0x2728...0x2728, 0x274C...0x274C, 0x2753...0x2755, 0x2757...0x2757,
        0x2795...0x2797,
        0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
        0xA000...0xA4CF,
        0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
        0x1F300...0x1F64F,
        0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD,
    ]
}
