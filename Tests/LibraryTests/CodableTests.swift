import Foundation
import Kalends
import TestSupport
import Testing

@Suite("Coding") struct CodableTests {
    private static let calendar = Array(
        """
        BEGIN:VCALENDAR\r
        VERSION:2.0\r
        PRODID:-//Example//Tests//EN\r
        BEGIN:VEVENT\r
        UID:standup@example.com\r
        DTSTAMP:20260101T000000Z\r
        DTSTART;TZID=Europe/Berlin:20260330T090000\r
        DTEND;TZID=Europe/Berlin:20260330T091500\r
        SUMMARY;LANGUAGE=en:Stand\\, up; "now" – ünïcode\r
        GEO:52.520008;-13.5\r
        PRIORITY:5\r
        RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4\r
        EXDATE;TZID=Europe/Berlin:20260401T090000\r
        X-OWN;VALUE=BOOLEAN:TRUE\r
        ATTENDEE;PARTSTAT=ACCEPTED;CN="A, B":mailto:a@example.com\r
        BEGIN:VALARM\r
        ACTION:DISPLAY\r
        DESCRIPTION:now\r
        TRIGGER:-PT5M\r
        END:VALARM\r
        END:VEVENT\r
        BEGIN:VTODO\r
        UID:todo@example.com\r
        DTSTAMP:20260101T000000Z\r
        DUE;VALUE=DATE:20260401\r
        END:VTODO\r
        END:VCALENDAR\r\n
        """.utf8
    )

    private static func items() throws -> [CalendarItem] {
        var diagnostics = Diagnostics()
        let document = try Converter().read(calendar, diagnostics: &diagnostics)
        return Converter().series(in: [document], diagnostics: &diagnostics).flatMap(\.series.items)
    }

    @Test func `an item is a jCal component, and comes back`() throws {
        let items = try Self.items()
        try #require(items.count == 2)
        let data = try JSONEncoder().encode(items)
        let json = try #require(try JSONSerialization.jsonObject(with: data) as? [[Any]])
        #expect(json.map { $0.first as? String } == ["vevent", "vtodo"])
        #expect(json.allSatisfy { $0.count == 3 })
        #expect(try JSONDecoder().decode([CalendarItem].self, from: data) == items)
    }

    @Test(arguments: [#"["vfreebusy",[],[]]"#, #"{"a":1}"#, "[]", #""text""#, "[[[[[[[[[[]]]]]]]]]]"])
    func `what is not an item is refused`(text: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(CalendarItem.self, from: Data("\(text)".utf8)) }
    }

    @Test func `losses and findings come back with what their rows have`() throws {
        let report = try Converter().convert(Self.calendar, to: .kolab20, name: "team.ics").report
        try #require(!report.losses.isEmpty)
        for loss in report.losses {
            var expected = loss
            expected.location = SourceLocation(file: loss.location.file, line: loss.location.line)
            #expect(try JSONDecoder().decode(Loss.self, from: JSONEncoder().encode(loss)) == expected)
        }
        let findings = Validator(RuleSelection(profile: .strict)).validate(Self.calendar, name: "team.ics").findings
        try #require(!findings.isEmpty)
        for finding in findings {
            let back = try JSONDecoder().decode(Finding.self, from: JSONEncoder().encode(finding))
            #expect(back.rule == finding.rule && back.severity == finding.severity && back.message == finding.message)
            #expect(back.location.line == finding.location.line && back.location.column == finding.location.column)
            #expect(back.fingerprint == finding.fingerprint && back.isFixable == finding.isFixable)
        }
    }

    @Test func `the rows that the command prints are those of the library`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.calendar, to: "team.ics")
        func lines<Row: Decodable>(_ arguments: [String], as type: Row.Type, from file: String? = nil) throws -> [Row] {
            let printed = try folder.run(CommandUnderTest.path, arguments).bytes
            let data = try file.map { try Data(contentsOf: folder.file($0)) } ?? printed
            return try data.split(separator: 0x0A).map { try JSONDecoder().decode(Row.self, from: Data($0)) }
        }
        var diagnostics = Diagnostics()
        let document = try Converter().read(Self.calendar, name: "team.ics", diagnostics: &diagnostics)
        let expanded = Converter().expand(
            Converter().series(in: [document], diagnostics: &diagnostics),
            diagnostics: &diagnostics
        )
        let records = OccurrenceMerge(expanded, in: .always).map(\.record)
        #expect(
            try lines(["expand", "team.ics", "--first", "9", "--format", "jsonl"], as: OccurrenceRecord.self) == records
        )
        let findings = Validator(RuleSelection(profile: .strict)).validate(Self.calendar, name: "team.ics").findings
        let printed = try lines(
            ["validate", "team.ics", "--profile", "strict", "--format", "jsonl", "--isolated"],
            as: Finding.self
        )
        #expect(printed.map(\.fingerprint) == findings.map(\.fingerprint))
        let losses = try Converter().convert(Self.calendar, to: .kolab20, name: "team.ics").report.losses
        let rows = try lines(
            ["convert", "team.ics", "--to", "kolab-2.0", "--output", "out", "--report", "losses.jsonl"],
            as: Loss.self,
            from: "losses.jsonl"
        )
        #expect(rows.map(\.detail).sorted() == losses.map(\.detail).sorted())
    }
}
