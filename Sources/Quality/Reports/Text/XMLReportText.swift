internal import Bytes

/// Text for XML and HTML: control characters, and what XML cannot hold, are shown as a replacement character.
enum XMLReportText {
    static func attribute(_ text: String) -> String { clean(text).escapedForXMLAttribute }

    static func text(_ text: String) -> String { clean(text).escapedForXMLText }

    private static func clean(_ text: String) -> String {
        var cleaned = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isAllowed =
                scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value) && scalar.value != 0xFFFE
                && scalar.value != 0xFFFF
                || ["\n", "\t", "\r"].contains(scalar)
            cleaned.append(isAllowed ? scalar : "\u{FFFD}")
        }
        return String(cleaned)
    }
}
