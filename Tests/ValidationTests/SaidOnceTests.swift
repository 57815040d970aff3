import CalendarDiagnostics
import Testing

@testable import Validation

/// One cause is one finding.
@Suite("Said once") struct SaidOnceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let cause: String
        let example: Example
        /// Every finding, except those of information.
        let rules: [String]
        var testDescription: String { cause }

        init(_ cause: String, _ example: Example, _ rules: String...) {
            (self.cause, self.example, self.rules) = (cause, example, rules)
        }
    }

    static let cases = [
        Case(
            "a broken value in jCal",
            .jCal(#"["vtodo", [["uid", {}, "text", "1"], ["dtstamp", {}, "date-time", "20260101"]], []]"#),
            "jcal-value"
        ),
        Case(
            "a broken value in xCal",
            .xCal(
                "<vtodo><properties><uid><text>1</text></uid><dtstamp><date-time>20260101</date-time></dtstamp></properties></vtodo>"
            ),
            "xcal-value"
        ),
        Case(
            "a TZID where UTC is asked for",
            .berlinEvent("LAST-MODIFIED;TZID=Europe/Berlin:20260105T090000"),
            "value-utc-required"
        ),
        Case(
            "a TZID on a time in UTC that must be so",
            .berlinEvent("LAST-MODIFIED;TZID=Europe/Berlin:20260105T090000Z"),
            "value-tzid-utc"
        ),
        Case("a date where a time in UTC is asked for", .event("LAST-MODIFIED:20260101"), "value-date"),
        Case("an exclusion without a zone", .event("RRULE:FREQ=DAILY", "EXDATE:20260106T090000"), "exclusion-type"),
        Case(
            "a broken rule beside an exclusion",
            .event("RRULE:FREQ=DAILY;BYMONTH=13", "EXDATE:20260106T090000Z"),
            "recurrence-range"
        ),
        Case(
            "two events that have no UID in common, for want of any",
            .calendar(
                "BEGIN:VEVENT",
                "DTSTAMP:20260101T000000Z",
                "DTSTART:20260105T090000Z",
                "END:VEVENT",
                "BEGIN:VEVENT",
                "DTSTAMP:20260101T000000Z",
                "DTSTART:20260105T090000Z",
                "RECURRENCE-ID:20260106T090000Z",
                "END:VEVENT"
            ),
            "component-uid",
            "component-uid"
        ),
        Case(
            "a zone without a name",
            .calendar(
                "BEGIN:VTIMEZONE",
                "BEGIN:STANDARD",
                "DTSTART:19700101T000000",
                "TZOFFSETFROM:+0000",
                "TZOFFSETTO:+0000",
                "END:STANDARD",
                "END:VTIMEZONE",
                "BEGIN:VTODO",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "END:VTODO"
            ),
            "component-required"
        ),
        Case(
            "a METHOD that every event lacks a property for",
            .calendar(
                "METHOD:PUBLISH",
                "BEGIN:VEVENT",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "DTSTART:20260105T090000Z",
                "SUMMARY:a",
                "END:VEVENT",
                "BEGIN:VEVENT",
                "UID:2",
                "DTSTAMP:20260101T000000Z",
                "DTSTART:20260105T090000Z",
                "SUMMARY:b",
                "END:VEVENT"
            ),
            "calendar-method-required"
        ),
    ]

    @Test(arguments: cases) func `one cause is one finding`(_ item: Case) {
        let findings = RuleExample.everything.findings(in: item.example).filter { $0.severity != .info }
        #expect(findings.map(\.rule.rawValue) == item.rules, "\(RuleExampleTests.text(findings))")
    }

    @Test func `a program's way of writing UIDs is one finding for the calendar`() {
        let example = Example.calendar(
            "BEGIN:VTODO",
            "UID:1@desk.example.com",
            "DTSTAMP:20260101T000000Z",
            "END:VTODO",
            "BEGIN:VTODO",
            "UID:2@desk.example.com",
            "DTSTAMP:20260101T000000Z",
            "END:VTODO"
        )
        let findings = RuleExample.everything.findings(in: example)
        #expect(findings.map(\.message) == ["the UID names a host or a mail address, here and once more"])
    }
}
