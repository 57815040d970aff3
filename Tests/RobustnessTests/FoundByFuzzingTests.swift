import Fuzzing
import Testing

/// What fuzzing found that was lost in silence, each as the lines of a calendar.
@Suite("Found by fuzzing") struct FoundByFuzzingTests {
    static let finds: [(name: String, lines: [String])] = [
        ("a calendar with a UID, and an event without", ["UID:calendar", "BEGIN:VEVENT", "SUMMARY:x", "END:VEVENT"]),
        (
            "several UIDs, and a type of two words",
            ["BEGIN:VEVENT", "UID:1", "UID:2", "LOCATIN;VALUE=A PLACE:here", "END:VEVENT"]
        ),
        ("a UID in base64", ["BEGIN:VEVENT", "UID;ENCODING=BASE64:dXVpZA==", "SUMMARY:a\u{02}b", "END:VEVENT"]),
        (
            "two items without a UID",
            [
                "BEGIN:VEVENT", "SUMMARY:first", "ORGANIZER:anna@example.com", "END:VEVENT", "BEGIN:VEVENT",
                "SUMMARY:second", "DTSTART:20260105T090000Z", "END:VEVENT",
            ]
        ),
        (
            "more digits than a number has",
            [
                "BEGIN:VEVENT", "UID:1", "DTSTART:20260105T090000Z", "RRULE:FREQ=DAILY;COUNT=0000000012",
                "SEQUENCE:099999999999999999999", "END:VEVENT",
            ]
        ),
        ("VALUE twice", ["BEGIN:VEVENT", "UID:1", "X-START;VALUE=DATE;VALUE=OTHER:20260105", "END:VEVENT"]),
        (
            "a name with a control character",
            ["BEGIN:VEVENT", "UID:1", "BEGIN:X-A\u{7F}B", "X-C:1", "END:X-A\u{7F}B", "END:VEVENT"]
        ),
        (
            "a quote that ends before its parameter",
            [
                "BEGIN:VEVENT", "UID:1",
                "DTSTART;TZID=\"Europe/Berlin\":20260105X;TZID=\"Europe/Berlin\":20260105T090000", "END:VEVENT",
            ]
        ),
        (
            "a period whose duration cannot be read",
            ["BEGIN:VEVENT", "UID:1", "DTSTART:20260105T090000Z", "RDATE:20260113T090000Z/PT1H1H", "END:VEVENT"]
        ),
        (
            "binary data in an unknown encoding, and of an unknown type",
            [
                "BEGIN:VEVENT", "UID:1", "ATTACH;ENCODING=BASE-1;VALUE=BINARY:SGVsbG8=",
                "ATTACH;ENCODING=BASE64;VALUE=366:SGVsbG8=", "END:VEVENT",
            ]
        ),
        (
            "an unknown property in quoted-printable",
            ["BEGIN:VEVENT", "UID:1", "DESCRIPTON;ENCODING=QUOTED-PRINTABLE:Gr=C3=BC=C3=9Fe", "END:VEVENT"]
        ),
        (
            "XML in another spelling",
            [
                "BEGIN:VEVENT", "UID:1", "XML:<a:b xmlns:a=\"urn:example:a\"  xmlns:c=\"urn:example:c\">x</a:b>",
                "END:VEVENT",
            ]
        ),
        (
            "a component named as a property",
            ["BEGIN:VEVENT", "UID:1", "BEGIN:SUMMARY", "X-A:1", "END:SUMMARY", "END:VEVENT"]
        ),
        (
            "a word that readers respell",
            ["BEGIN:VEVENT", "UID:1", "ATTENDEE;ROLE=REQ-PART:mailto:anna@example.com", "END:VEVENT"]
        ),
        (
            "control characters",
            [
                "X-WR-CALNAME:a\u{01}b", "BEGIN:VEVENT", "UID:1", "DTSTART;TZID=Europe/Berlin:20260105T090000",
                "DTEND;TZID=Europe/Berlin:202\u{00}60105T100000", "SUMMARY:a\u{02}b", "END:VEVENT",
            ]
        ),
        (
            "a count beyond 32 bits",
            [
                "BEGIN:VEVENT", "UID:1", "DTSTART:20260105T090000Z", "RRULE:FREQ=DAILY;COUNT=4294967296",
                "EXDATE:20260106T090000Z", "END:VEVENT",
            ]
        ),
        (
            "a changed occurrence whose start cannot be read",
            [
                "BEGIN:VEVENT", "UID:1", "DTSTART;TZID=Europe/Berlin:20260105T090000",
                "DTEND;TZID=Europe/Berlin:20260105T100000", "RRULE:FREQ=DAILY;COUNT=9", "END:VEVENT", "BEGIN:VEVENT",
                "UID:1", "RECURRENCE-ID;TZID=Europe/Berlin:20260107T090000", "DTSTART;TZID=Europe/Berlin:20260107X",
                "DTEND;TZID=Europe/Berlin:20260107T140000", "END:VEVENT",
            ]
        ),
        (
            "an exclusion with a parameter, next to a changed occurrence",
            [
                "BEGIN:VEVENT", "UID:1", "DTSTART;TZID=Europe/Berlin:20260105T090000", "RRULE:FREQ=DAILY;COUNT=9",
                "EXDATE;X-A=b;TZID=Europe/Berlin:20260106T090000", "END:VEVENT", "BEGIN:VEVENT", "UID:1",
                "RECURRENCE-ID;TZID=Europe/Berlin:20260107T090000", "DTSTART;TZID=Europe/Berlin:20260107T140000",
                "SUMMARY:moved", "END:VEVENT",
            ]
        ),
        (
            "two RECURRENCE-IDs",
            [
                "BEGIN:VEVENT", "UID:1", "DTSTART:20260105T090000Z", "RRULE:FREQ=DAILY;COUNT=9", "END:VEVENT",
                "BEGIN:VEVENT", "UID:1", "RECURRENCE-ID:soon", "RECURRENCE-ID:20260107T090000Z",
                "DTSTART:20260107T140000Z", "END:VEVENT",
            ]
        ),
        (
            "a time zone that no item names",
            [
                "BEGIN:VTIMEZONE", "TZID:Nowhere", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0100",
                "TZOFFSETTO:+0200", "END:STANDARD", "END:VTIMEZONE", "BEGIN:VEVENT", "UID:1",
                "DTSTART:20260105T090000Z", "END:VEVENT",
            ]
        ),
        (
            "Kolab elements that are not XML, or spelt otherwise",
            [
                "BEGIN:VEVENT", "UID:1", "X-KOLAB-ELEMENT:<mood;>x</mood>",
                "X-KOLAB-ELEMENT:<x-custom  key=\"a\" value=\"b\"/>", "END:VEVENT",
            ]
        ),
        ("a line break inside of a value", ["BEGIN:VEVENT", "UID:1", "DESCRIPTION;X-A=b:one\rtwo", "END:VEVENT"]),
        (
            "a colon in the name of a zone, before a fold",
            [
                "BEGIN:VEVENT", "UID:1", "DTSTART;TZID=/example.com/A:b:", " 20260105T090000",
                "DTEND;TZID=Europe/Berlin:20260105T100000", "END:VEVENT",
            ]
        ),
    ]

    @Test(arguments: finds.map(\.name), FuzzTarget.all.map(\.name).filter { $0.hasPrefix("round-trip") })
    func `a calendar comes back, or a row names what differs`(_ find: String, _ target: String) throws {
        let lines = try #require(Self.finds.first { $0.name == find }?.lines)
        let text =
            ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN"] + lines + ["END:VCALENDAR", ""]
        let complaint = try #require(FuzzTarget.named(target)).run(Array(text.joined(separator: "\r\n").utf8))
        #expect(complaint == nil)
    }
}
