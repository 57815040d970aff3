package import CalendarDiagnostics

/// RECUR: parts with semicolons between them, each by its name in XML and JSON (RFC 5545 §3.3.10, RFC 7529 §4.1).
package enum RecurrenceForm: ValueForm {
    package static var rendering: ValueRendering { .rule }
    package static var fault: RuleID { "recurrence-syntax" }

    package static func matches(_ text: Span<UInt8>) -> Bool { (try? RecurrenceRule(reading: text)) != nil }

    package static func canonical(_ raw: String, hasWords: Bool) -> String { CanonicalRule.text(raw) }

    /// What UNTIL is: a date if it has the length of one, else a date-time.
    package static func typeOfUntil(_ text: Span<UInt8>) -> ValueType { text.count == 8 ? .date : .dateTime }

    /// Appends UNTIL as iCalendar text; false, and nothing appended, if it is neither a date nor a date-time.
    package static func appendBasic(until text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        DateTimeForm.appendBasic(extended: text, to: &output) || DateForm.appendBasic(extended: text, to: &output)
    }
}
