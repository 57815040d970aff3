import Kalends
import Testing

@Suite struct `Revisions of one component` {
    @Test func `the highest SEQUENCE counts, and takes the overrides along`() throws {
        let (found, rules) = try occurrences(
            of: [
                ["DTSTART:20260105T090000Z", "RRULE:FREQ=DAILY;COUNT=3", "SEQUENCE:1", "SUMMARY:old"],
                ["RECURRENCE-ID:20260106T090000Z", "DTSTART:20260106T150000Z", "SUMMARY:moved"],
                ["DTSTART:20260105T090000Z", "RRULE:FREQ=DAILY;COUNT=2", "SEQUENCE:2", "SUMMARY:new"],
            ])
        #expect(found == ["20260105T090000Z new", "20260106T150000Z moved"])
        #expect(rules.contains("superseded-revision"))
    }

    @Test func `of overrides as well`() throws {
        let (found, _) = try occurrences(
            of: [
                ["DTSTART:20260105T090000Z", "RRULE:FREQ=DAILY;COUNT=2"],
                ["RECURRENCE-ID:20260106T090000Z", "DTSTART:20260106T150000Z", "SEQUENCE:5", "SUMMARY:last"],
                ["RECURRENCE-ID:20260106T090000Z", "DTSTART:20260106T120000Z", "SEQUENCE:4", "SUMMARY:first"],
            ])
        #expect(found == ["20260105T090000Z ", "20260106T150000Z last"])
    }

    @Test func `those of the same SEQUENCE all stay`() throws {
        let (found, rules) = try occurrences(
            of: [["DTSTART:20260105T090000Z", "SUMMARY:one"], ["DTSTART:20260107T090000Z", "SUMMARY:two"]])
        #expect(found == ["20260105T090000Z one", "20260107T090000Z two"])
        #expect(!rules.contains("superseded-revision"))
    }

    /// The occurrences of events of one UID, and the findings' ids.
    private func occurrences(of events: [[String]]) throws -> (found: [String], rules: [RuleID]) {
        let lines = events.flatMap { ["BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z"] + $0 + ["END:VEVENT"] }
        let text = (["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x"] + lines + ["END:VCALENDAR", ""]).joined(
            separator: "\r\n"
        )
        var diagnostics = Diagnostics()
        let converter = Converter()
        let document = try converter.read(Array(text.utf8), from: .iCalendar, diagnostics: &diagnostics)
        let series = converter.series(in: [document], diagnostics: &diagnostics)
        let merge = OccurrenceMerge(converter.expand(series, diagnostics: &diagnostics), in: .always)
        let found = merge.map { "\($0.start) \($0.item.summary ?? "")" }
        return (found, Array(diagnostics.counts.keys))
    }
}
