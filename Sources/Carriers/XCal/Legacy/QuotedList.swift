internal import ICalendar

/// Lists of parameter values in one attribute.
enum QuotedList {
    /// The values: quoted ones with commas between them where the text begins with a quote, else the text, divided or not.
    static func values(of text: String, dividesAtCommas: Bool) -> [String] {
        guard text.hasPrefix("\"") else {
            return dividesAtCommas ? text.split(separator: ",").map(String.init) : [text]
        }
        var values: [String] = []
        var value: [UInt8] = []
        var isInQuotes = false
        func finish() {
            var decoded: [UInt8] = []
            TextEscapes.appendUncareted(value.span, to: &decoded)
            values.append(decoded.string)
            value = []
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): isInQuotes.toggle()
            case UInt8(ascii: ",") where !isInQuotes: finish()
            default: value.append(byte)
            }
        }
        finish()
        return values
    }

    /// The attribute text of values; what ``values(of:dividesAtCommas:)`` reads back.
    static func text(of values: [String], dividesAtCommas: Bool) -> String {
        if values.count == 1, let value = values.first, !value.hasPrefix("\""),
            !dividesAtCommas || !value.isEmpty && !value.contains(",")
        {
            return value
        }
        return values.map { value in
            "\"" + value.replacing("^", with: "^^").replacing("\"", with: "^'").replacing("\n", with: "^n") + "\""
        }.joined(separator: ",")
    }
}
