import CalendarDiagnostics
import CalendarModel
import Testing

@testable import Kolab

/// iCalendar → Kolab → iCalendar gives back what was there.
@Suite("Round trips through Kolab") struct RoundTripTests {
    // swift-format-ignore
    static let events: [String] = [
        "SUMMARY:Plain\nDTSTART:20260105T090000Z\nDTEND:20260105T100000Z",
        "SUMMARY:Zoned\nDTSTART;TZID=Europe/Berlin:20260105T090000\nDTEND;TZID=Europe/Berlin:20260105T100000",
        "SUMMARY:Floating\nDTSTART:20260105T090000\nDTEND:20260105T100000",
        "SUMMARY:All day\nDTSTART;VALUE=DATE:20260105\nDTEND;VALUE=DATE:20260107",
        "SUMMARY:All day, of no length\nDTSTART;VALUE=DATE:20260105\nDTEND;VALUE=DATE:20260105",
        "SUMMARY:Duration\nDTSTART:20260105T090000Z\nDURATION:PT90M",
        "SUMMARY;LANGUAGE=de;ALTREP=\"http://x.example/\":Sprache\nDTSTART:20260105T090000Z",
        "SUMMARY:First\nSUMMARY:Second\nPRIORITY:high\nX-ODD;A=1,2;B=\"a;b\":v\\,w\nGEO:1.5;2.5\nDTSTART:20260105T090000Z",
        "CATEGORIES:A,B\nCATEGORIES:C\\,D\nCLASS:X-SECRET\nSTATUS:TENTATIVE\nDTSTART:20260105T090000Z",
        "CREATED:20260101T000001Z\nLAST-MODIFIED:20260101T000002Z\nSEQUENCE:3\nDTSTART:20260105T090000Z",
        "TRANSP:TRANSPARENT\nX-MICROSOFT-CDO-BUSYSTATUS:OOF\nX-KOLAB-COLOR-LABEL:birthday\nDTSTART:20260105T090000Z",
        "ORGANIZER;CN=Olga;SENT-BY=\"mailto:s@x.example\":mailto:o@x.example\nDTSTART:20260105T090000Z\nATTENDEE;CN=\"B, C\";ROLE=CHAIR;PARTSTAT=IN-PROCESS;RSVP=TRUE:MAILTO:b@x.example\nATTENDEE;DELEGATED-TO=\"mailto:d@x.example\",\"mailto:e@x.example\";PARTSTAT=DELEGATED:mailto:c@x.example\nATTENDEE;CUTYPE=ROOM;ROLE=NON-PARTICIPANT:mailto:r@x.example",
        "DTSTART:20260105T090000Z\nBEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Wake\nTRIGGER:-PT15M\nEND:VALARM\nBEGIN:VALARM\nACTION:AUDIO\nTRIGGER;VALUE=DATE-TIME:20260105T080000Z\nX-A:b\nEND:VALARM\nBEGIN:X-ODD\nA:1\nBEGIN:X-IN\nB:2\nEND:X-IN\nEND:X-ODD",
        "DTSTART:20260105T090000Z\nATTACH:http://x.example/a.pdf\nATTACH;FILENAME=a.bin;ENCODING=BASE64;VALUE=BINARY:AAEC\nATTACH;ENCODING=BASE64;VALUE=BINARY:AAEC\nATTACH:cid:part1",
        "DTSTART:20260105T090000Z\nRELATED-TO:parent\nRELATED-TO;RELTYPE=CHILD:child\nURL:http://x.example/\nCOMMENT:c",
        "DTSTART;TZID=Europe/Berlin:20260105T090000\nRRULE:FREQ=WEEKLY;COUNT=10;BYDAY=MO,WE\nEXDATE;TZID=Europe/Berlin:20260107T090000",
        "DTSTART;TZID=Europe/Berlin:20260105T090000\nRRULE:FREQ=WEEKLY;UNTIL=20260202T225959Z\nEXDATE;VALUE=DATE:20260112",
        "DTSTART:20260130T090000Z\nRRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "DTSTART:20260105T090000Z\nRRULE:FREQ=DAILY;BYHOUR=9,17;COUNT=9\nRRULE:FREQ=YEARLY\nEXRULE:FREQ=WEEKLY",
        "DTSTART:20260105T090000Z\nDTEND:20260105T100000Z\nRDATE:20260108T090000Z,20260211T120000Z\nRRULE:FREQ=MONTHLY;COUNT=3",
        "DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=5;UNTIL=20300105",
        "DTSTART;TZID=Mars/Olympus:20260105T090000\nDTEND;TZID=Mars/Olympus:20260105T100000\nRRULE:FREQ=DAILY",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260112T090000Z\nDTSTART:20260112T100000Z\nSUMMARY:Alone",
        "SUMMARY:No start\nDESCRIPTION:two\\nlines\\, and a comma\\; and a \\\\\nLOCATION: leading",
    ]

    @Test(arguments: events, KolabVersion.allCases)
    func `an event comes back in meaning`(_ lines: String, _ version: KolabVersion) throws {
        let series = try Sample.event(lines)
        let (read, losses) = try Sample.roundTrip(series, version)
        #expect(Sample.differences([series], read) == [])
        #expect(losses.allSatisfy { $0.action == .preserved }, "\(losses)")
    }

    // swift-format-ignore
    static let series: [String] = [
        """
        BEGIN:VEVENT
        UID:s
        DTSTAMP:20260101T000000Z
        SUMMARY:Weekly
        DESCRIPTION:Text
        LOCATION:Room
        DTSTART;TZID=Europe/Berlin:20260105T090000
        DTEND;TZID=Europe/Berlin:20260105T100000
        RRULE:FREQ=WEEKLY;BYDAY=MO
        EXDATE;TZID=Europe/Berlin:20260202T090000
        ATTENDEE;ROLE=REQ-PARTICIPANT:mailto:a@x.example
        BEGIN:VALARM
        ACTION:DISPLAY
        DESCRIPTION:
        TRIGGER:-PT10M
        END:VALARM
        END:VEVENT
        BEGIN:VEVENT
        UID:s
        DTSTAMP:20260102T000000Z
        RECURRENCE-ID;TZID=Europe/Berlin:20260112T090000
        SUMMARY:Moved
        DTSTART;TZID=Europe/Berlin:20260113T110000
        DTEND;TZID=Europe/Berlin:20260113T120000
        X-ONLY:here
        END:VEVENT
        BEGIN:VEVENT
        UID:s
        DTSTAMP:20260102T000000Z
        RECURRENCE-ID:20260119T080000Z
        SUMMARY:Weekly
        DESCRIPTION:Text
        DTSTART;TZID=Europe/Berlin:20260119T090000
        DTEND;TZID=Europe/Berlin:20260119T093000
        END:VEVENT
        BEGIN:VEVENT
        UID:s
        DTSTAMP:20260102T000000Z
        RECURRENCE-ID;TZID=Europe/Berlin:20260126T090000
        STATUS:CANCELLED
        SUMMARY:Off
        DTSTART;TZID=Europe/Berlin:20260126T090000
        DTEND;TZID=Europe/Berlin:20260126T100000
        END:VEVENT
        """,
        """
        BEGIN:VTODO
        UID:t
        DTSTAMP:20260101T000000Z
        SUMMARY:Task
        DUE;VALUE=DATE:20260110
        PRIORITY:2
        STATUS:IN-PROCESS
        PERCENT-COMPLETE:40
        RRULE:FREQ=DAILY;INTERVAL=3
        RELATED-TO:parent
        END:VTODO
        BEGIN:VTODO
        UID:t
        DTSTAMP:20260101T000000Z
        RECURRENCE-ID;VALUE=DATE:20260113
        SUMMARY:Other task
        DUE;VALUE=DATE:20260114
        PRIORITY:9
        STATUS:COMPLETED
        COMPLETED:20260113T000000Z
        PERCENT-COMPLETE:100
        END:VTODO
        """,
        """
        BEGIN:VJOURNAL
        UID:j
        DTSTAMP:20260101T000000Z
        DTSTART;VALUE=DATE:20260110
        SUMMARY:Journal
        DESCRIPTION:One
        DESCRIPTION:Two
        CLASS:PRIVATE
        STATUS:DRAFT
        END:VJOURNAL
        """,
    ]

    @Test(arguments: series, KolabVersion.allCases)
    func `a series comes back with its overrides`(_ lines: String, _ version: KolabVersion) throws {
        let series = try Sample.series(lines)
        let (read, losses) = try Sample.roundTrip(series[0], version)
        #expect(Sample.differences(series, read) == [])
        #expect(losses.allSatisfy { $0.action == .preserved }, "\(losses)")
    }

    @Test(arguments: KolabVersion.allCases)
    func `the calendar around an item travels with it`(_ version: KolabVersion) throws {
        let zone =
            "BEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n"
        let event = "BEGIN:VEVENT\nUID:z\nDTSTAMP:20260101T000000Z\nDTSTART;TZID=Own:20260105T090000\nEND:VEVENT"
        let series = try Sample.series(event, calendar: "METHOD:REQUEST\nX-WR-CALNAME:Name\n\(zone)")
        let (read, losses) = try Sample.roundTrip(series[0], version)
        #expect(
            read.first?.context.lines.filter { !$0.hasPrefix("VERSION") }.sorted()
                == series[0].context.lines.filter { !$0.hasPrefix("VERSION") }.sorted()
        )
        #expect(losses.contains { $0.id == "calendar-content-not-expressible" && $0.action == .preserved })
    }

    @Test func `without extensions every difference is reported as altered or dropped`() throws {
        let series = try Sample.event("SUMMARY;LANGUAGE=de:S\nGEO:1;2\nDTSTART;TZID=Europe/Berlin:20260105T090000")
        var losses: [Loss] = []
        let documents = try Sample.writer(.v2_0, extensions: false).write(series, losses: &losses)
        #expect(!String(decoding: documents[0].bytes, as: UTF8.self).contains("x-custom"))
        #expect(losses.contains { $0.id == "text-detail-lost" && $0.action == .altered })
        #expect(
            losses.contains { $0.id == "property-not-expressible" && $0.action == .dropped && $0.property == "GEO" }
        )
        #expect(losses.contains { $0.id == "zone-lost" && $0.action == .altered })
    }

    @Test func `an edit by a Kolab client wins over the slot`() throws {
        let series = try Sample.event("SUMMARY;LANGUAGE=de:Alt\nLOCATION;LANGUAGE=de:Ort\nDTSTART:20260105T090000Z")
        var losses: [Loss] = []
        let document = try Sample.writer(.v2_1).write(series, losses: &losses)[0]
        let edited = String(decoding: document.bytes, as: UTF8.self)
            .replacingFirst("<summary>Alt</summary>", with: "<summary>Neu</summary>")
        var diagnostics = Diagnostics()
        let item = try #require(try Sample.read(edited, diagnostics: &diagnostics).master)
        #expect(ItemLines(item)["SUMMARY"]?.texts == ["SUMMARY:Neu"])
        #expect(ItemLines(item)["LOCATION"]?.texts == ["LOCATION;LANGUAGE=de:Ort"])
        #expect(diagnostics.counts["preserved-value-stale"] == 1)
    }
}

extension String {
    /// The text with the first `old` replaced.
    func replacingFirst(_ old: String, with new: String) -> String {
        guard let range = firstRange(of: old) else { return self }
        return replacingCharacters(range, new)
    }

    private func firstRange(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }

    private func replacingCharacters(_ range: Range<Index>, _ new: String) -> String {
        String(self[..<range.lowerBound]) + new + self[range.upperBound...]
    }
}
