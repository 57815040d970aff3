internal import Bytes

/// TEXT: escaped in iCalendar text only (RFC 5545 §3.3.11).
package enum TextForm: ValueForm {
    package static var rendering: ValueRendering { .text }
    package static var ignoresBlanks: Bool { false }
    package static var isComputed: Bool { false }

    package static func matches(_ text: Span<UInt8>) -> Bool { true }

    package static func canonical(_ raw: String, hasWords: Bool) -> String {
        if hasWords { return escaped(Array(unescaped(raw).uppercased().utf8)) }
        let isPlain = raw.utf8.allSatisfy { $0 >= 0x20 && $0 != .backslash && $0 != .comma && $0 != .semicolon }
        return isPlain ? raw : escaped(Array(unescaped(raw).utf8))
    }

    package static func appendExtended(basic text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        TextEscapes.appendUnescaped(text, to: &output)
        return true
    }

    package static func appendBasic(extended text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        TextEscapes.appendEscaped(text, to: &output)
        return true
    }

    /// A text as a value, with the escapes that it needs.
    static func escaped(_ text: [UInt8]) -> String {
        var output: [UInt8] = []
        TextEscapes.appendEscaped(text.span, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// The text of a value.
    static func unescaped(_ raw: String) -> String {
        guard raw.utf8.contains(.backslash) else { return raw }
        var output: [UInt8] = []
        TextEscapes.appendUnescaped(Array(raw.utf8).span, to: &output)
        return String(decoding: output, as: UTF8.self)
    }
}

/// The value of a type that no table knows; its text is never touched (RFC 6321 §5).
package enum UnknownForm: ValueForm {
    package static var rendering: ValueRendering { .verbatim }
    package static var ignoresBlanks: Bool { false }
    package static var isComputed: Bool { false }

    package static func matches(_ text: Span<UInt8>) -> Bool { true }

    package static func canonical(_ raw: String, hasWords: Bool) -> String { hasWords ? raw.uppercased() : raw }
}

/// UID: the UID of another component (RFC 9253 §7).
package enum UIDForm: ValueForm {
    package static var rendering: ValueRendering { .verbatim }
    package static var isComputed: Bool { false }

    package static func matches(_ text: Span<UInt8>) -> Bool { true }
}
