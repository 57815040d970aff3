internal import Bytes

/// PERIOD: a start and an end or a duration, in one text or apart from one another (RFC 5545 §3.3.9).
package enum PeriodForm: ValueForm {
    package static var rendering: ValueRendering { .period }
    package static var isTelling: Bool { true }

    package static func matches(_ text: Span<UInt8>) -> Bool {
        guard let (start, second) = parts(of: text) else { return false }
        let (first, last) = (text.extracting(start), text.extracting(second))
        return DateTimeForm.matches(first) && (DateTimeForm.matches(last) || DurationForm.matches(last))
    }

    package static func canonical(_ raw: String, hasWords: Bool) -> String {
        let parts = raw.uppercased().split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].contains("P") else { return raw.uppercased() }
        return "\(parts[0])/\(DurationForm.canonical(String(parts[1]), hasWords: false))"
    }

    /// The places of a period's parts; nil if nothing divides it.
    package static func parts(of text: Span<UInt8>) -> (start: Range<Int>, second: Range<Int>)? {
        for index in text.indices where text[index] == .slash { return (0..<index, index + 1..<text.count) }
        return nil
    }

    /// Appends the characters of XML and JSON for the second part, an end or a duration; false, and nothing appended, if it is
    /// neither.
    package static func appendExtended(second text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        DateTimeForm.appendExtended(basic: text, to: &output) || DurationForm.appendExtended(basic: text, to: &output)
    }
}
