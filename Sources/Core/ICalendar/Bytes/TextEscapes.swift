internal import Bytes

/// The two ways iCalendar escapes characters: backslashes in TEXT values (RFC 5545 §3.3.11), carets in parameter values
/// (RFC 6868 §3).
public enum TextEscapes {
    /// Appends `text` with its backslash escapes removed. An escape that the grammar does not know stays unchanged.
    public static func appendUnescaped(_ text: Span<UInt8>, to output: inout [UInt8]) {
        var index = 0
        let count = text.count
        output.reserveCapacity(output.count + count)
        while index < count {
            var mark = LineScanning.first(.backslash, in: text, index, count)
            // A backslash at the end escapes nothing.
            if mark + 1 == count { mark = count }
            if mark > index { output.append(copying: text.extracting(index..<mark)) }
            index = mark
            guard index < count else { return }
            switch text[index + 1] {
            case UInt8(ascii: "n"), UInt8(ascii: "N"): output.append(.lineFeed)
            case .backslash, .comma, .semicolon: output.append(text[index + 1])
            default:
                output.append(.backslash)
                output.append(text[index + 1])
            }
            index += 2
        }
    }

    /// Appends `text` as TEXT: backslash, comma, semicolon and line breaks escaped.
    public static func appendEscaped(_ text: Span<UInt8>, to output: inout [UInt8]) {
        var index = 0
        while true {
            let mark = LineScanning.firstEscaped(in: text, index, text.count)
            if mark > index { output.append(copying: text.extracting(index..<mark)) }
            guard mark < text.count else { return }
            index = mark + 1
            switch text[mark] {
            // A line break is one `\n`, whichever bytes made it.
            case .carriageReturn where index < text.count && text[index] == .lineFeed: break
            case .lineFeed, .carriageReturn:
                output.append(.backslash)
                output.append(UInt8(ascii: "n"))
            case let byte:
                output.append(.backslash)
                output.append(byte)
            }
        }
    }

    /// Appends a parameter value with its caret escapes resolved.
    public static func appendUncareted(_ text: Span<UInt8>, to output: inout [UInt8]) {
        var index = 0
        let count = text.count
        while index < count {
            let byte = text[index]
            if byte == .caret, index + 1 < count {
                switch text[index + 1] {
                case UInt8(ascii: "n"):
                    output.append(.lineFeed)
                    index += 2
                    continue
                case .caret:
                    output.append(.caret)
                    index += 2
                    continue
                case UInt8(ascii: "'"):
                    output.append(.quote)
                    index += 2
                    continue
                default: break
                }
            }
            output.append(byte)
            index += 1
        }
    }

    /// Appends one parameter value as it is written: caret escapes, and quotes where it holds `:` `;` or `,`.
    public static func appendParameterValue(_ text: Span<UInt8>, quoted: Bool = false, to output: inout [UInt8]) {
        var needsQuotes = quoted
        var needsCarets = false
        for index in text.indices {
            switch text[index] {
            case .colon, .semicolon, .comma: needsQuotes = true
            case .lineFeed, .carriageReturn, .quote, .caret: needsCarets = true
            default: continue
            }
        }
        if needsQuotes { output.append(.quote) }
        defer { if needsQuotes { output.append(.quote) } }
        guard needsCarets else { return output.append(copying: text) }
        for index in text.indices {
            switch text[index] {
            case .lineFeed: output.append(contentsOf: [.caret, UInt8(ascii: "n")])
            case .carriageReturn:
                // A line break is one `^n`, whichever bytes made it.
                if index + 1 == text.count || text[index + 1] != .lineFeed {
                    output.append(contentsOf: [.caret, UInt8(ascii: "n")])
                }
            case .quote: output.append(contentsOf: [.caret, UInt8(ascii: "'")])
            case .caret: output.append(contentsOf: [.caret, .caret])
            default: output.append(text[index])
            }
        }
    }
}
