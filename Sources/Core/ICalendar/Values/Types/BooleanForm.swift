/// BOOLEAN: `TRUE` or `FALSE` in any case, a literal in JSON, where XML Schema also knows 1 and 0 (RFC 5545 §3.3.2).
package enum BooleanForm: ValueForm {
    package static var rendering: ValueRendering { .boolean }

    package static func matches(_ text: Span<UInt8>) -> Bool { text.isWord("TRUE") || text.isWord("FALSE") }

    package static func canonical(_ raw: String, hasWords: Bool) -> String { raw.uppercased() }

    package static func appendExtended(basic text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        let isTrue = text.isWord("TRUE")
        guard isTrue || text.isWord("FALSE") else { return false }
        output.append(contentsOf: isTrue ? "true".utf8 : "false".utf8)
        return true
    }

    package static func appendBasic(extended text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        let isTrue = text.isWord("TRUE") || text.isWord("1")
        guard isTrue || text.isWord("FALSE") || text.isWord("0") else { return false }
        output.append(contentsOf: isTrue ? "TRUE".utf8 : "FALSE".utf8)
        return true
    }
}
