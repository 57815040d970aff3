internal import Bytes
package import CalendarDiagnostics

/// BINARY: Base64 (RFC 5545 §3.3.1).
package enum BinaryForm: ValueForm {
    package static var rendering: ValueRendering { .binary }
    package static var isComputed: Bool { false }
    package static var fault: RuleID { "value-binary" }

    package static func matches(_ text: Span<UInt8>) -> Bool {
        var length = text.count
        while length > 0, text.count - length < 2, text[length - 1] == .equals { length -= 1 }
        for index in 0..<length where !isDigit(text[index]) { return false }
        return text.count % 4 == 0
    }

    package static func canonical(_ raw: String, hasWords: Bool) -> String { String(raw.filter { !$0.isWhitespace }) }

    /// Digits and padding, whatever their number.
    package static func appendExtended(basic text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        for index in text.indices where !isDigit(text[index]) && text[index] != .equals { return false }
        output.append(copying: text)
        return true
    }

    /// Lines of digits as one.
    package static func appendBasic(extended text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        for index in text.indices where !text[index].isWhiteSpace { output.append(text[index]) }
        return true
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || byte == UInt8(ascii: "+") || byte == .slash
    }
}
