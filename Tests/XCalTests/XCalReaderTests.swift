import CalendarDiagnostics
import ICalendar
import Testing
import XCal

private let head = #"<icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0">"#

/// Reads an event with `properties` and gives its content lines and the rules reported.
private func lines(_ properties: String) throws -> (lines: [String], rules: [String]) {
    try document("\(head)<vevent><properties>\(properties)</properties></vevent></icalendar>")
}

private func document(_ xml: String) throws -> (lines: [String], rules: [String]) {
    var diagnostics = Diagnostics()
    let tree = try XCalReader().read(Array(xml.utf8), diagnostics: &diagnostics)
    let text = String(decoding: ICalendarWriter().write(tree), as: UTF8.self)
    let lines = text.replacing("\r\n ", with: "").split(separator: "\r\n").map(String.init)
    return (lines.filter { !["BEGIN:VEVENT", "END:VEVENT"].contains($0) }, diagnostics.all.map(\.rule.rawValue))
}

@Suite("xCal reader") struct XCalReaderTests {
    // swift-format-ignore
    static let values: [(xml: String, line: String, rules: [String])] = [
        ("<summary><text>a, b; c\\d\ne</text></summary>",       "SUMMARY:a\\, b\\; c\\\\d\\ne", []),
        ("<dtstart> <date> 2026-01-05\n</date> </dtstart>",     "DTSTART;VALUE=DATE:20260105", []),
        ("<dtstart><date-time>2026-01-05</date-time></dtstart>", "DTSTART;VALUE=DATE:20260105", ["invalid-value"]),
        ("<dtstart><date-time>20260105T090000</date-time></dtstart>", "DTSTART:20260105T090000", ["invalid-value"]),
        ("<tzid>US/Eastern</tzid>",                             "TZID:US/Eastern", ["missing-value-type"]),
        ("<x-foo><text>a,b</text></x-foo>",                     "X-FOO;VALUE=TEXT:a\\,b", []),
        ("<x-foo><unknown>a\\,b</unknown></x-foo>",             "X-FOO:a\\,b", []),
        ("<x-foo><x-type>a</x-type></x-foo>",                   "X-FOO;VALUE=X-TYPE:a", ["unknown-value-type"]),
        ("<image><uri>http://example.com/a.png</uri></image>",  "IMAGE;VALUE=URI:http://example.com/a.png", []),
        ("<attach><binary>SGFs\n bG8=</binary></attach>",       "ATTACH;VALUE=BINARY;ENCODING=BASE64:SGFsbG8=", []),
        ("<x-b><boolean>1</boolean></x-b>",                     "X-B;VALUE=BOOLEAN:TRUE", []),
        ("<rrule><recur><count>3</count><byday>MO</byday><freq>DAILY</freq><byday>TU</byday></recur></rrule>",
         "RRULE:FREQ=DAILY;COUNT=3;BYDAY=MO,TU", []),
        ("<rrule><recur><freq>DAILY</freq><until><date>2026-01-05</date></until></recur></rrule>",
         "RRULE:FREQ=DAILY;UNTIL=20260105", []),
        ("<rrule><recur><freq>DAILY</freq><until>2026-01-05T00:00:00Z</until></recur></rrule>",
         "RRULE:FREQ=DAILY;UNTIL=20260105T000000Z", []),
        ("<geo><longitude>2</longitude><latitude>1</latitude></geo>", "GEO:1;2", []),
        ("<request-status><code>2.0</code><description>a;b</description></request-status>", "REQUEST-STATUS:2.0;a\\;b", []),
        ("<dtstart><date-time>2026-01-05T09:00:00</date-time><parameters><tzid><text>Europe/Berlin</text></tzid></parameters></dtstart>",
         "DTSTART;TZID=Europe/Berlin:20260105T090000", ["parameters-after-value"]),
        ("<summary><text>a</text><text>b</text></summary>",     "SUMMARY:a,b", ["several-values"]),
        ("<SUMMARY><text>a</text></SUMMARY>",                   "SUMMARY:a", ["element-case"]),
        ("<duration><duration>P1H</duration></duration>",       "DURATION:P1H", ["invalid-value"]),
        ("<attendee><parameters><cn><text>a: \"b\" ^\nc</text></cn></parameters><cal-address>mailto:%3Ca%40b%3E</cal-address></attendee>",
         "ATTENDEE;CN=\"a: ^'b^' ^^^nc\":mailto:%3Ca%40b%3E", []),
        ("<x-custom><identifier>X-MY</identifier><value>a, b</value></x-custom>", "X-MY;VALUE=TEXT:a\\, b", []),
        ("<x-custom><identifier>my own</identifier><value>a</value></x-custom>", "X-CUSTOM;X-IDENTIFIER=my own;VALUE=TEXT:a", []),
        ("<f:a xmlns:f=\"urn:f\" b=\"c\">d<f:e/></f:a>",        "XML:<f:a xmlns:f=\"urn:f\" b=\"c\">d<f:e/></f:a>", []),
        ("<summary><f:a xmlns:f=\"urn:f\"/><text>a</text></summary>", "SUMMARY:a", ["foreign-element-dropped"]),
        ("<summary><text>a <b>b, <i>c</i></b> d</text></summary>", "SUMMARY:a b\\, c d", ["markup-in-text"]),
        ("<x-a><tolerate><after>PT5M</after></tolerate></x-a>", "X-A;VALUE=TOLERATE:PT5M", ["unknown-value-type", "markup-in-text"]),
        ("<summary/>",                                          "SUMMARY:", ["missing-value"]),
        ("<_x33_d-view><unknown>a</unknown></_x33_d-view>",     "3D-VIEW:a", []),
        ("<exdate><date>2026-01-05</date><date>2026-01-06</date></exdate>", "EXDATE;VALUE=DATE:20260105,20260106", []),
        ("<rdate><period><start>2026-01-05T09:00:00Z</start><duration>PT1H</duration></period></rdate>",
         "RDATE;VALUE=PERIOD:20260105T090000Z/PT1H", []),
    ]

    @Test(arguments: values)
    func `reads a value element`(_ value: (xml: String, line: String, rules: [String])) throws {
        let found = try lines(value.xml)
        #expect(found.lines == [value.line])
        #expect(found.rules == value.rules)
    }

    @Test func `finds calendars under foreign elements and any prefix`() throws {
        let found = try document(
            """
            <w:wrap xmlns:w="urn:w"><c:icalendar xmlns:c="urn:ietf:params:xml:ns:icalendar-2.0"><c:vevent><c:properties>
            <c:uid><c:text>1</c:text></c:uid></c:properties></c:vevent></c:icalendar>\(head)<vevent><properties>
            <uid><text>2</text></uid></properties></vevent></icalendar></w:wrap>
            """
        )
        #expect(found.lines == ["UID:1", "UID:2"])
        #expect(found.rules.isEmpty)
    }

    @Test func `reads a calendar that left the namespace of the element around it`() throws {
        let found = try document("\(head)<vcalendar xmlns=''><vevent><uid>1</uid></vevent></vcalendar></icalendar>")
        #expect(found.lines == ["BEGIN:VCALENDAR", "UID:1", "END:VCALENDAR"])
    }

    @Test func `says where a surprise stands`() throws {
        var diagnostics = Diagnostics(file: "a.xcs")
        let xml = "\(head)\n<vevent><properties>\n<tzid>a</tzid></properties></vevent></icalendar>"
        _ = try XCalReader().read(Array(xml.utf8), diagnostics: &diagnostics)
        let first = try #require(diagnostics.all.first)
        #expect(first.location.line == 3)
        #expect(first.location.file == "a.xcs")
        #expect(first.path == "icalendar/vevent/properties/tzid")
    }

    // swift-format-ignore
    static let refused: [(xml: String, rule: RuleID)] = [
        ("",                                                         "not-a-calendar"),
        (" \n",                                                      "not-a-calendar"),
        ("<event version=\"1.0\"/>",                                 "not-a-calendar"),
        ("<icalendar xmlns=\"urn:a",                                 "xml-not-well-formed"),
        ("<!DOCTYPE rss SYSTEM \"b\"><iCalendar/>",                "xml-document-type"),
        ("<!DOCTYPE iCalendar [<!ENTITY a 'b'>]><iCalendar/>",     "xml-document-type"),
        ("<!DOCTYPE iCalendar [<!ENTITY % a 'b'>]><iCalendar/>",   "xml-document-type"),
        ("<!DOCTYPE iCalendar [<!ENTITY a SYSTEM 'b'>]><iCalendar/>", "xml-document-type"),
        ("<!DOCTYPE iCalendar SYSTEM 'b'><iCalendar><vcalendar><x>&a;</x></vcalendar></iCalendar>", "xml-not-well-formed"),
        ("<!DOCTYPE iCalendar SYSTEM 'b'><iCalendar><vcalendar x='&a;'/></iCalendar>", "xml-not-well-formed"),
    ]

    @Test(arguments: refused)
    func `refuses what is no xCal`(_ input: (xml: String, rule: RuleID)) {
        var diagnostics = Diagnostics()
        #expect { try XCalReader().read(Array(input.xml.utf8), diagnostics: &diagnostics) } throws: { error in
            (error as? ReadError)?.rule == input.rule
        }
    }

    @Test func `stops at the limits`() {
        var limits = ReadLimits()
        limits.depth = 3
        limits.properties = 2
        let deep = head + String(repeating: "<vevent><components>", count: 4)
        let many = "\(head)<vevent><properties>" + String(repeating: "<uid><text>1</text></uid>", count: 3)
        for (xml, rule) in [(deep, "structure-depth"), (many, "limit-exceeded")] {
            var diagnostics = Diagnostics()
            #expect { try XCalReader(limits: limits).read(Array(xml.utf8), diagnostics: &diagnostics) } throws: {
                error in
                (error as? ReadError)?.rule.rawValue == rule
            }
        }
    }
}
