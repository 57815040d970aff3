internal import Bytes

/// Whether bytes are a value of a type, by the grammar of RFC 5545 §3.3, without making anything of them.
public enum ValueGrammar {
    /// Whether `text`, unfolded and still escaped, is one value of `type`.
    public static func matches(_ text: Span<UInt8>, _ type: ValueType) -> Bool { type.form.matches(text) }

    /// Whether `text`, unfolded and still escaped, is what a property of that shape may have as its value.
    public static func matches(_ text: Span<UInt8>, _ type: ValueType, _ shape: ValueShape) -> Bool {
        let separator: UInt8
        switch shape {
        case .single: return matches(text, type)
        case .list: separator = .comma
        case .fields: separator = .semicolon
        }
        let form = type.form
        var start = 0
        for index in 0...text.count where index == text.count || text[index] == separator {
            guard form.matches(text.extracting(start..<index)) else { return false }
            start = index + 1
        }
        return true
    }
}
