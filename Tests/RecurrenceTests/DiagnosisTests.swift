import CalendarDiagnostics
import ICalendar
import Testing

@testable import Recurrence

@Suite struct `Diagnosing rules` {
    // swift-format-ignore
    @Test(arguments: [
        ("20260105T090000", "FREQ=WEEKLY;BYDAY=MO",                      []),
        ("20260106T090000", "FREQ=WEEKLY;BYDAY=MO",                      ["recurrence-start-not-in-rule"]),
        ("20260101T090000", "FREQ=WEEKLY;BYMONTHDAY=1",                  ["recurrence-forbidden-part"]),
        ("20260115T090000", "FREQ=YEARLY;BYMONTHDAY=15",                 ["recurrence-ambiguous"]),
        ("20260105T090000", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",       ["recurrence-never-matches"]),
        ("20260105T090000", "FREQ=DAILY;UNTIL=20250101T000000",          ["recurrence-until-before-start"]),
        ("20260105T090000", "FREQ=DAILY;UNTIL=20260110",                 ["recurrence-until-form"]),
        ("20260105T020000", "FREQ=SECONDLY;INTERVAL=86400;BYHOUR=3",     ["recurrence-step-budget"]),
        ("20260105T090000", "RSCALE=TIBETAN;FREQ=YEARLY",                ["recurrence-unknown-calendar", "recurrence-never-matches"]),
    ])
    func `names what is wrong`(start: String, text: String, expected: [RuleID]) throws {
        let rule = try #require(RecurrenceRule.readingLeniently(text).rule)
        let findings = RecurrenceSequence(rule, from: moment(start)).diagnose()
        #expect(findings.map(\.rule) == expected)
    }

    @Test func `reports parts for times beside a date`() throws {
        let rule = try RecurrenceRule(reading: "FREQ=DAILY;BYHOUR=9,17")
        let sequence = RecurrenceSequence(rule, from: moment("20260101"), isAllDay: true)
        #expect(sequence.diagnose().map(\.rule) == ["recurrence-time-part-on-date"])
        #expect(Array(sequence.first(2)) == [moment("20260101"), moment("20260102")])
    }
}
