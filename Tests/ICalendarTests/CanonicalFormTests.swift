import CalendarDiagnostics
import ICalendar
import Testing

/// What counts as the same, and what does not.
@Suite("Canonical form") struct CanonicalFormTests {
    private static func lines(_ text: String) throws -> [String] {
        let bytes = Array("BEGIN:VEVENT\r\n\(text)\r\nEND:VEVENT\r\n".utf8)
        var diagnostics = Diagnostics()
        let tree = try ICalendarReader().read(bytes, diagnostics: &diagnostics)
        let component = try #require(tree.components.first)
        return CanonicalComponent(component).content.split(separator: "\n").map(String.init)
    }

    static let same: [(String, String)] = [
        // Words of enumerations (RFC 5545 §2).
        ("CLASS:private", "CLASS:PRIVATE"), ("STATUS:Confirmed", "STATUS:CONFIRMED"),
        ("TRANSP:Transparent", "TRANSP:TRANSPARENT"),
        ("ACTION:display", "ACTION:DISPLAY"), ("METHOD:Publish", "METHOD:PUBLISH"),
        ("CALSCALE:gregorian", "X-A:1\r\nCALSCALE:GREGORIAN"),
        ("COLOR:turquoise", "COLOR:Turquoise"), ("BUSYTYPE:busy", "BUSYTYPE:BUSY"),
        ("PROXIMITY:arrive", "PROXIMITY:ARRIVE"),
        ("PARTICIPANT-TYPE:active", "PARTICIPANT-TYPE:ACTIVE"), ("RESOURCE-TYPE:room", "RESOURCE-TYPE:ROOM"),
        ("LOCATION-TYPE:hotel,bar", "LOCATION-TYPE:BAR,Hotel"),
        ("X-MICROSOFT-CDO-BUSYSTATUS:oof", "X-MICROSOFT-CDO-BUSYSTATUS:OOF"),
        ("ATTACH;FMTTYPE=Text/Plain:http://x/", "ATTACH;FMTTYPE=text/plain:http://x/"),
        ("ATTACH;FMTTYPE\t=Text/Plain:http://x/", "ATTACH;FMTTYPE=text/plain:http://x/"),
        ("SUMMARY;LANGUAGE=DE-de:x", "SUMMARY;LANGUAGE=de-DE:x"),
        ("ATTENDEE;PARTSTAT=accepted;ROLE=Chair:mailto:a@x", "ATTENDEE;ROLE=CHAIR;PARTSTAT=ACCEPTED:MAILTO:a@x"),
        ("ORGANIZER;SCHEDULE-AGENT=client:mailto:a@x", "ORGANIZER;SCHEDULE-AGENT=CLIENT:mailto:a@x"),
        ("FREEBUSY;FBTYPE=free:20260101T000000Z/PT1H", "FREEBUSY;FBTYPE=FREE:20260101T000000Z/PT60M"),
        ("IMAGE;DISPLAY=badge:http://x/", "IMAGE;VALUE=URI;DISPLAY=BADGE:http://x/"),
        ("CONFERENCE;FEATURE=audio,CHAT:x:y", "CONFERENCE;VALUE=URI;FEATURE=\"chat\",Audio:x:y"),
        ("RELATED-TO;RELTYPE=child:x", "RELATED-TO;RELTYPE=CHILD:x"),
        ("RECURRENCE-ID;RANGE=thisandfuture:20260101", "RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20260101"),
        // Defaults.
        ("CLASS:PUBLIC", "X-A:1"), ("PRIORITY:00", "X-A:1"), ("TRANSP:opaque", "X-A:1"), ("SEQUENCE:0", "X-A:1"),
        (
            "ATTENDEE;CUTYPE=individual;RSVP=false;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION:mailto:a@x",
            "ATTENDEE:mailto:a@x"
        ),
        // Rules: numbers as numbers, lists as sets (RFC 5545 §3.3.10).
        ("RRULE:FREQ=YEARLY;BYMONTH=02;BYMONTHDAY=05;COUNT=03", "RRULE:COUNT=3;FREQ=yearly;BYMONTHDAY=5;BYMONTH=2"),
        ("RRULE:FREQ=MONTHLY;BYDAY=01MO,+2TU,-01WE", "RRULE:FREQ=MONTHLY;BYDAY=-1WE,2TU,1MO"),
        ("RRULE:FREQ=DAILY;INTERVAL=01;WKST=MO", "RRULE:FREQ=DAILY"),
        ("RRULE:FREQ=WEEKLY; BYDAY=MO, WE", "RRULE:FREQ=WEEKLY;BYDAY=WE,MO,MO"),
        ("RRULE:FREQ=DAILY;UNTIL=20260101t000000z", "RRULE:;FREQ=DAILY;;UNTIL=20260101T000000Z"),
        ("EXRULE:FREQ=DAILY;BYHOUR=09,8", "EXRULE:FREQ=DAILY;BYHOUR=8,9"),
        ("RRULE:RSCALE=GREGORIAN;FREQ=DAILY;SKIP=OMIT", "RRULE:FREQ=DAILY"),
        // Types.
        ("SUMMARY;VALUE=TEXT:x", "SUMMARY:x"), ("DTSTART;VALUE=date-time:20260101T000000Z", "DTSTART:20260101T000000Z"),
        ("DTSTART:20260101", "DTSTART;VALUE=DATE:20260101"),
        ("EXDATE:20260101,20260102", "EXDATE;VALUE=DATE:20260102\r\nEXDATE;VALUE=DATE:20260101"),
        ("TRIGGER:20260101T000000Z", "TRIGGER;VALUE=DATE-TIME:20260101T000000Z"),
        ("RDATE:20260101T000000Z/PT1H", "RDATE;VALUE=PERIOD:20260101T000000Z/PT60M"),
        ("EXDATE:20260101T090000Z,20260101T090000Z", "EXDATE:20260101T090000Z"),
        // Encodings.
        (
            "ATTACH;ENCODING=BASE64;FMTTYPE=text/plain:SGVsbG8=",
            "ATTACH;FMTTYPE=text/plain;VALUE=BINARY;ENCODING=BASE64:SGVsbG8="
        ),
        ("SUMMARY;ENCODING=base64:SGVsbG8=", "SUMMARY:Hello"),
        ("DESCRIPTION;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:caf=E9", "DESCRIPTION:caf\u{E9}"),
        // Values.
        ("SUMMARY:a\\Nb", "SUMMARY:a\\nb"), ("SUMMARY:a\\;b,c", "SUMMARY:a;b\\,c"),
        ("CATEGORIES:a,b", "CATEGORIES:b\r\nCATEGORIES:a"), ("GEO:+52.50;13.40", "GEO:52.5;13.4"),
        ("DURATION:P1W", "DURATION:P7D"), ("DURATION:+PT90M", "DURATION:PT1H30M"),
        ("TZOFFSETTO:+010000", "TZOFFSETTO:+0100"), ("PERCENT-COMPLETE:007", "PERCENT-COMPLETE:7"),
        ("REQUEST-STATUS:2.0;Success;", "REQUEST-STATUS:2.0;Success"), ("URL:HTTP://x/A", "URL:http://x/A"),
        ("ATTENDEE;SENT-BY=\"MAILTO:b@x\":mailto:a@x", "ATTENDEE;SENT-BY=\"mailto:b@x\":mailto:a@x"),
        ("IMAGE;ORDER=01:http://x/", "IMAGE;ORDER=1:http://x/"), ("X-A;X-P=\"b\":c", "x-a;x-p=b:c"),
    ]

    @Test(arguments: same) func `means the same`(_ first: String, _ second: String) throws {
        #expect(
            try Self.lines(first + "\r\nX-A:1") == Self.lines(second + (second.hasPrefix("X-A:1") ? "" : "\r\nX-A:1"))
        )
    }

    static let different: [(String, String)] = [
        ("SUMMARY:private", "SUMMARY:PRIVATE"), ("UID:a", "UID:A"), ("CATEGORIES:a", "CATEGORIES:A"),
        ("X-A:a", "X-A:A"), ("URL:http://x/a", "URL:http://x/A"),
        ("CLASS:PRIVATE", "CLASS:PUBLIC"), ("TRANSP:OPAQUE", "TRANSP:TRANSPARENT"), ("PRIORITY:0", "PRIORITY:1"),
        ("RRULE:FREQ=DAILY;COUNT=3", "RRULE:FREQ=DAILY;COUNT=30"),
        ("RRULE:FREQ=MONTHLY;BYDAY=1MO", "RRULE:FREQ=MONTHLY;BYDAY=-1MO"),
        ("RRULE:FREQ=MONTHLY;BYDAY=MO", "RRULE:FREQ=MONTHLY;BYDAY=1MO"),
        ("RRULE:FREQ=DAILY;UNTIL=20260101", "RRULE:FREQ=DAILY;UNTIL=20260101T000000Z"),
        ("RRULE:FREQ=WEEKLY;WKST=SU", "RRULE:FREQ=WEEKLY"),
        ("RRULE:FREQ=DAILY\r\nRRULE:FREQ=DAILY", "RRULE:FREQ=DAILY"),
        ("DTSTART:20260101T000000", "DTSTART:20260101T000000Z"),
        ("DTSTART;TZID=Europe/Berlin:20260101T000000", "DTSTART:20260101T000000"),
        ("EXDATE:20260101", "EXDATE:20260101T000000"), ("DURATION:P1D", "DURATION:PT24H"),
        ("TRIGGER:PT5M", "TRIGGER:-PT5M"),
        ("SUMMARY:a,b", "SUMMARY:a\\nb"), ("CATEGORIES:a\\,b", "CATEGORIES:a,b"),
        ("SUMMARY;LANGUAGE=de:x", "SUMMARY:x"), ("ATTENDEE;CN=a:mailto:a@x", "ATTENDEE;CN=A:mailto:a@x"),
        ("ATTACH:SGVsbG8=", "ATTACH;VALUE=BINARY;ENCODING=BASE64:SGVsbG8="), ("COMMENT:a\r\nCOMMENT:a", "COMMENT:a"),
        ("GEO:1.0;2.0", "GEO:2.0;1.0"),
        ("X-A;VALUE=INTEGER:1", "X-A:1"), ("TZOFFSETTO:+0100", "TZOFFSETTO:-0100"),
        ("DURATION:P\(Int.max)D", "DURATION:PT0S"),
    ]

    @Test(arguments: different) func `does not mean the same`(_ first: String, _ second: String) throws {
        #expect(try Self.lines(first) != Self.lines(second))
    }

    @Test func `every word and default of the tables is a row's own`() {
        for row in PropertyTable.rows where row.hasWords { #expect(row.types == [.text], "\(row.name)") }
        for row in PropertyTable.rows {
            guard let assumed = row.assumed else { continue }
            let type = row.types.first ?? .unknown
            #expect(CanonicalValue.text(assumed, as: type, hasWords: row.hasWords) == assumed, "\(row.name)")
        }
        for row in ParameterTable.rows {
            guard let assumed = row.assumed else { continue }
            #expect(row.hasWords || row.type == .boolean, "\(row.name)")
            #expect(assumed == assumed.uppercased(), "\(row.name)")
        }
    }
}
