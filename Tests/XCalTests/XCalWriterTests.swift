import CalendarDiagnostics
import ICalendar
import Testing
import XCal

/// Writes one event with `lines` and gives the content of its `properties`, without indentation.
private func properties(_ lines: [String], report: inout LossReport) throws -> [String] {
    let text = (["BEGIN:VEVENT"] + lines + ["END:VEVENT", ""]).joined(separator: "\r\n")
    var diagnostics = Diagnostics()
    let tree = try ICalendarReader().read(Array(text.utf8), diagnostics: &diagnostics)
    expectRoundTrip(tree, lines.joined(separator: " / "))
    let xml = String(decoding: XCalWriter().write(tree, report: &report), as: UTF8.self)
    let body = xml.components(between: "<properties>", and: "</properties>")
    return body.split(separator: "\n      ").map { $0.trimmingPrefix(while: \.isWhitespace) }.map(String.init).filter {
        !$0.isEmpty
    }
    .map { $0.trimmingSuffix }
}

extension String {
    fileprivate func components(between start: String, and end: String) -> String {
        guard let first = firstRange(of: start), let last = firstRange(of: end) else { return "" }
        return String(self[first.upperBound..<last.lowerBound])
    }

    fileprivate var trimmingSuffix: String {
        var copy = self
        while copy.last?.isWhitespace == true { copy.removeLast() }
        return copy
    }
}

@Suite("xCal writer") struct XCalWriterTests {
    // swift-format-ignore
    static let values: [(line: String, element: String)] = [
        ("SUMMARY:Bread \\& salt\\, a\\;b\\\\c\\nd <e>",
         "<summary><text>Bread \\&amp; salt, a;b\\c\nd &lt;e&gt;</text></summary>"),
        ("DTSTART;VALUE=DATE:20260105",      "<dtstart><date>2026-01-05</date></dtstart>"),
        ("DTSTART:20260105",                 "<dtstart><date>2026-01-05</date></dtstart>"),
        ("DTSTART:20260105T090000Z",         "<dtstart><date-time>2026-01-05T09:00:00Z</date-time></dtstart>"),
        ("DTSTART;TZID=Europe/Berlin:20260105T090000",
         "<dtstart><parameters><tzid><text>Europe/Berlin</text></tzid></parameters><date-time>2026-01-05T09:00:00</date-time></dtstart>"),
        ("DTSTART:soon",                     "<dtstart><unknown>soon</unknown></dtstart>"),
        ("DTSTART;VALUE=DATE:20260105T0900", "<dtstart><parameters><value><text>DATE</text></value></parameters><unknown>20260105T0900</unknown></dtstart>"),
        ("EXDATE;VALUE=DATE:20260105,20260106", "<exdate><date>2026-01-05</date><date>2026-01-06</date></exdate>"),
        ("RDATE;VALUE=PERIOD:20260105T090000Z/PT1H,20260106T090000Z/20260106T100000Z",
         "<rdate><period><start>2026-01-05T09:00:00Z</start><duration>PT1H</duration></period><period><start>2026-01-06T09:00:00Z</start><end>2026-01-06T10:00:00Z</end></period></rdate>"),
        ("DURATION:-P1DT2H",                 "<duration><duration>-P1DT2H</duration></duration>"),
        ("DURATION:1 hour",                  "<duration><unknown>1 hour</unknown></duration>"),
        ("TRIGGER:20260105T090000Z",         "<trigger><date-time>2026-01-05T09:00:00Z</date-time></trigger>"),
        ("X-AT;VALUE=TIME:093000Z",          "<x-at><time>09:30:00Z</time></x-at>"),
        ("TZOFFSETTO:+023015",               "<tzoffsetto><utc-offset>+02:30:15</utc-offset></tzoffsetto>"),
        ("TZOFFSETTO:-0500",                 "<tzoffsetto><utc-offset>-05:00</utc-offset></tzoffsetto>"),
        ("SEQUENCE:3",                       "<sequence><integer>3</integer></sequence>"),
        ("GEO:37.38;-122.08",                "<geo><latitude>37.38</latitude><longitude>-122.08</longitude></geo>"),
        ("GEO:37.38,-122.08",                "<geo><unknown>37.38,-122.08</unknown></geo>"),
        ("REQUEST-STATUS:2.8;Success\\, mostly;DTSTART:1",
         "<request-status><code>2.8</code><description>Success, mostly</description><data>DTSTART:1</data></request-status>"),
        ("CATEGORIES:Work,Out\\, about,",    "<categories><text>Work</text><text>Out, about</text><text></text></categories>"),
        ("RRULE:COUNT=3;BYDAY=MO,-1SU;FREQ=MONTHLY",
         "<rrule><recur><freq>MONTHLY</freq><count>3</count><byday>MO</byday><byday>-1SU</byday></recur></rrule>"),
        ("RRULE:RSCALE=CHINESE;FREQ=YEARLY;UNTIL=20260105;BYMONTH=5L;SKIP=FORWARD;X-PART=a",
         "<rrule><recur><rscale>CHINESE</rscale><freq>YEARLY</freq><until>2026-01-05</until><bymonth>5L</bymonth><skip>FORWARD</skip><x-part>a</x-part></recur></rrule>"),
        ("RRULE:FREQ=DAILY;FREQ=WEEKLY",     "<rrule><unknown>FREQ=DAILY;FREQ=WEEKLY</unknown></rrule>"),
        ("ATTACH;ENCODING=BASE64;VALUE=BINARY:SGFsbG8=", "<attach><binary>SGFsbG8=</binary></attach>"),
        ("ATTACH;ENCODING=BASE64:SGFsbG8=",  "<attach><binary>SGFsbG8=</binary></attach>"),
        ("DESCRIPTION;ENCODING=BASE64:SGFsbG8=", "<description><text>Hallo</text></description>"),
        ("SUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Gr=C3=BC=C3=9Fe", "<summary><text>Grüße</text></summary>"),
        ("ATTENDEE;RSVP=TRUE;MEMBER=\"mailto:a@example.com\",\"mailto:b@example.com\";CN=\"^'Jo^' ^n, x\":mailto:c@example.com",
         "<attendee><parameters><rsvp><boolean>true</boolean></rsvp><member><cal-address>mailto:a@example.com</cal-address><cal-address>mailto:b@example.com</cal-address></member><cn><text>\"Jo\" \n, x</text></cn></parameters><cal-address>mailto:c@example.com</cal-address></attendee>"),
        ("ATTENDEE;RSVP=maybe;X-FOO=a:mailto:c@example.com",
         "<attendee><parameters><rsvp><unknown>maybe</unknown></rsvp><x-foo><unknown>a</unknown></x-foo></parameters><cal-address>mailto:c@example.com</cal-address></attendee>"),
        ("SUMMARY;SILENT:a",                 "<summary><parameters><silent></silent></parameters><text>a</text></summary>"),
        ("X-RAW:a\\,b",                      "<x-raw><unknown>a\\,b</unknown></x-raw>"),
        ("X-TYPED;VALUE=TEXT:a\\,b",         "<x-typed><text>a,b</text></x-typed>"),
        ("X-TYPED;VALUE=X-COLOUR:a\\,b",     "<x-typed><x-colour>a\\,b</x-colour></x-typed>"),
        ("X-TYPED;VALUE=UNKNOWN:a",          "<x-typed><parameters><value><text>UNKNOWN</text></value></parameters><unknown>a</unknown></x-typed>"),
        ("SOURCE:https://example.com/a?b&c", "<source><uri>https://example.com/a?b&amp;c</uri></source>"),
        ("URL: https://example.com",         "<url><unknown> https://example.com</unknown></url>"),
        ("3D-VIEW:a",                        "<_x33_d-view><unknown>a</unknown></_x33_d-view>"),
        ("XML:<a xmlns=\"urn:b\"><c/></a>",  "<a xmlns=\"urn:b\"><c/></a>"),
        ("XML:<a><b:c xmlns:b=\"urn:b\"/></a>", "<a xmlns=\"\"><b:c xmlns:b=\"urn:b\"/></a>"),
        ("XML;ENCODING=BASE64;VALUE=BINARY:PGEgeG1sbnM9InVybjpiIi8+", "<a xmlns=\"urn:b\"/>"),
        ("XML:<a",                           "<xml><text>&lt;a</text></xml>"),
    ]

    @Test(arguments: values)
    func `writes a value as its element, and it comes back`(_ value: (line: String, element: String)) throws {
        var report = LossReport()
        let found = try properties([value.line], report: &report)
        #expect(found == [value.element])
        #expect(report.losses.isEmpty)
    }

    @Test func `reports what XML cannot carry in an attribute of a calendar`() throws {
        let lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:a\u{6}b", "BEGIN:VEVENT", "UID:1", "END:VEVENT", "END:VCALENDAR",
        ]
        var diagnostics = Diagnostics()
        let text = lines.map { $0 + "\r\n" }.joined()
        let tree = try ICalendarReader().read(Array(text.utf8), diagnostics: &diagnostics)
        var report = LossReport()
        let xml = String(decoding: LegacyXCalWriter(.documentType).write(tree, report: &report), as: UTF8.self)
        #expect(xml.contains(#"prodid="ab""#))
        let loss = try #require(report.losses.first { $0.id == "character-not-in-xml" })
        #expect(loss.action == .dropped)
        #expect(loss.property == "PRODID")
    }

    @Test func `drops and reports what XML cannot carry`() throws {
        var report = LossReport()
        let found = try properties(["UID:1", "SUMMARY:a\u{6}b"], report: &report)
        #expect(found == ["<uid><text>1</text></uid>", "<summary><text>ab</text></summary>"])
        let loss = try #require(report.losses.first)
        #expect(loss.id == "character-not-in-xml")
        #expect(loss.action == .dropped)
        #expect(loss.property == "SUMMARY")
        #expect(loss.uid == "1")
        #expect(loss.location.line == 3)
    }

    @Test func `drops and reports lines that are none`() throws {
        var report = LossReport()
        let found = try properties(["SUMMARY:a", "no line"], report: &report)
        #expect(found == ["<summary><text>a</text></summary>"])
        #expect(report.losses.map(\.id) == ["line-no-colon"])
    }

    @Test func `puts properties before components`() throws {
        var diagnostics = Diagnostics()
        let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
        let tree = try ICalendarReader().read(Array(text.utf8), diagnostics: &diagnostics)
        var options = XCalWriter.Options()
        options.isIndented = false
        var report = LossReport()
        let xml = String(decoding: XCalWriter(options).write(tree, report: &report), as: UTF8.self)
        #expect(
            xml.hasSuffix(
                """
                <vcalendar><properties><version><text>2.0</text></version></properties><components><vevent><properties>\
                <uid><text>1</text></uid></properties></vevent></components></vcalendar></icalendar>

                """
            )
        )
    }
}

extension StringProtocol {
    fileprivate func trimmingPrefix(while predicate: (Character) -> Bool) -> Substring {
        Substring(self).drop(while: predicate)
    }
}

extension String {
    fileprivate func firstRange(of other: String) -> Range<String.Index>? { ranges(of: other).first }
}
