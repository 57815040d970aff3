import CalendarDiagnostics
import Foundation
import ICalendar
import Testing
import XCal

/// Reads a document and gives its unfolded content lines and the rules reported, without the one that names the dialect.
private func read(_ xml: String) throws -> (lines: [String], rules: [String]) {
    var diagnostics = Diagnostics()
    let tree = try XCalReader().read(Array(xml.utf8), diagnostics: &diagnostics)
    let text = String(decoding: ICalendarWriter().write(tree), as: UTF8.self)
    let lines = text.replacing("\r\n ", with: "").split(separator: "\r\n").map(String.init)
    return (lines, diagnostics.all.map(\.rule.rawValue).filter { $0 != "legacy-dialect" })
}

private let root =
    #"<iCalendar xmlns:xCal="urn:ietf:params:xml:ns:xcal" xmlns:pentabarf="http://pentabarf.org"><vcalendar>"#

@Suite("Legacy xCal") struct LegacyReaderTests {
    // swift-format-ignore
    static let properties: [(xml: String, lines: [String], rules: [String])] = [
        ("<summary>a, b; c\\d\ne</summary>",             ["SUMMARY:a\\, b\\; c\\\\d\\ne"], []),
        ("<summary>\n   a b\n  </summary>",              ["SUMMARY:a b"], ["white-space-trimmed"]),
        ("<summary><b>a</b> c</summary>",                ["SUMMARY:a c"], ["markup-in-text"]),
        ("<SUMMARY xml:lang='en'>a</SUMMARY>",           ["SUMMARY;LANGUAGE=en:a"], ["element-case"]),
        ("<categories>a,b\\, c</categories>",            ["CATEGORIES:a,b\\, c"], []),
        ("<categories><item>a, b</item><item>c</item></categories>", ["CATEGORIES:a\\, b,c"], []),
        ("<category>a, b</category>",                    ["CATEGORIES:a\\, b"], ["name-form"]),
        ("<categories />",                               [], ["empty-property"]),
        ("<sequence/>",                                  [], ["empty-property"]),
        ("<description></description>",                  ["DESCRIPTION:"], []),
        ("<geo><lat>1.5</lat><lon>-2</lon></geo>",       ["GEO:1.5;-2"], []),
        ("<geo>1.5, -2</geo>",                           ["GEO:1.5;-2"], ["value-form"]),
        ("<url uri='http://e.org/x'/>",                  ["URL:http://e.org/x"], []),
        ("<url>events/4.html</url>",                     ["URL:events/4.html"], ["relative-url"]),
        ("<attach><extref uri='http://e.org/x'/></attach>", ["ATTACH:http://e.org/x"], []),
        ("<attach><b64bin fmttype='text/plain'>SGFs\n bG8=</b64bin></attach>",
         ["ATTACH;FMTTYPE=text/plain;ENCODING=BASE64;VALUE=BINARY:SGFsbG8="], []),
        ("<dtstart value='date'>20180322</dtstart>",     ["DTSTART;VALUE=DATE:20180322"], []),
        ("<dtstart>20180322</dtstart>",                  ["DTSTART;VALUE=DATE:20180322"], ["date-without-value"]),
        ("<dtstart>2018-03-22T10:00:00+08:00</dtstart>", ["DTSTART:20180322T020000Z"], ["offset-from-utc"]),
        ("<dtstart tzid='A/B'>2018-03-22 10:00</dtstart>", ["DTSTART;TZID=A/B:20180322T100000"], ["date-form"]),
        ("<dtstart>2018-03-22T10:00:00.123456</dtstart>", ["DTSTART:20180322T100000"], ["date-form", "fraction-dropped"]),
        ("<dtstart>tomorrow</dtstart>",                  ["DTSTART:tomorrow"], ["invalid-value"]),
        ("<exdate>20180322T100000,2018-03-23T10:00:00</exdate>", ["EXDATE:20180322T100000,20180323T100000"], ["date-form"]),
        ("<rdate value='PERIOD'>20180322T100000Z/PT1H</rdate>", ["RDATE;VALUE=PERIOD:20180322T100000Z/PT1H"], []),
        ("<rrule>FREQ=DAILY;UNTIL=2018-03-22</rrule>",   ["RRULE:FREQ=DAILY;UNTIL=20180322"], ["date-form"]),
        ("<rrule><recur><count>2</count><freq>DAILY</freq></recur></rrule>", ["RRULE:FREQ=DAILY;COUNT=2"], []),
        ("<trigger related='END'>-PT30M</trigger>",      ["TRIGGER;RELATED=END:-PT30M"], []),
        ("<attendee>Doe, Jane</attendee>",               ["ATTENDEE;CN=\"Doe, Jane\":invalid:nomail"], ["name-without-address"]),
        ("<attendee>jane@e.org</attendee>",              ["ATTENDEE:mailto:jane@e.org"], ["address-without-scheme"]),
        ("<attendee>Jane &lt;jane@e.org></attendee>",    ["ATTENDEE;CN=Jane:mailto:jane@e.org"], ["address-without-scheme"]),
        ("<attendee role='REQ-PART'>mailto:a@b</attendee>", ["ATTENDEE;ROLE=REQ-PARTICIPANT:mailto:a@b"], ["word-form"]),
        ("<attendee member='\"mailto:a@b\",\"mailto:c@d\"'>mailto:e@f</attendee>",
         ["ATTENDEE;MEMBER=\"mailto:a@b\",\"mailto:c@d\":mailto:e@f"], []),
        ("<x-foo>a,b\\;c\nd</x-foo>",                    ["X-FOO:a,b\\;c\\nd"], []),
        ("<pentabarf:event-id>4</pentabarf:event-id>",
         ["XML:<pentabarf:event-id xmlns:pentabarf=\"http://pentabarf.org\">4</pentabarf:event-id>"], []),
        ("<dtstart><date>2018-03-22</date></dtstart>",   ["DTSTART;VALUE=DATE:20180322"], []),
        ("<x-part><x-a>1</x-a></x-part>",                ["BEGIN:X-PART", "X-A:1", "END:X-PART"], []),
        ("<x-part><properties><x-a>1</x-a></properties></x-part>", ["BEGIN:X-PART", "X-A:1", "END:X-PART"], []),
        ("<attendee>\n Jane\n Doe</attendee>",           ["ATTENDEE;CN=Jane Doe:invalid:nomail"], ["name-without-address"]),
        ("<attendee><parameters><rsvp><boolean>true</boolean></rsvp></parameters>mailto:a@b</attendee>",
         ["ATTENDEE;RSVP=TRUE:mailto:a@b"], []),
        ("<x-time><time>10:00:00</time></x-time>",       ["X-TIME;VALUE=TIME:100000"], []),
    ]

    @Test(arguments: properties)
    func `reads a property`(_ value: (xml: String, lines: [String], rules: [String])) throws {
        let found = try read("\(root)<vevent>\(value.xml)</vevent></vcalendar></iCalendar>")
        #expect(found.lines == ["BEGIN:VCALENDAR", "BEGIN:VEVENT"] + value.lines + ["END:VEVENT", "END:VCALENDAR"])
        #expect(found.rules == value.rules)
    }

    // swift-format-ignore
    static let durations: [(text: String, read: String)] = [
        ("0:30:0000:00", "PT30M"), ("1:15:3000:00", "PT1H15M30S"), ("2 days, 0:00:0000:00", "P2D"), ("1 day, 1:00:00", "P1DT1H"),
        ("-1 day, 23:00:00", "-PT1H"), ("00:25", "PT25M"), ("01H00M00S", "PT1H"), ("013000", "PT1H30M"), ("0.04500", "PT45M"),
        ("1.03000", "PT1H30M"), ("2.01500", "PT2H15M"), ("12.00000", "PT12H"), ("0:01:30:00", "PT1H30M"), ("2:00:00:05", "P2DT5S"),
        ("PT1H", "PT1H"),
    ]

    @Test(arguments: durations)
    func `reads a duration`(_ duration: (text: String, read: String)) throws {
        let alone = try read("\(root)<vevent><duration>\(duration.text)</duration></vevent></vcalendar></iCalendar>")
        #expect(alone.lines[2] == "DURATION:\(duration.read)")
        let beside = try read(
            "\(root)<vevent><duration>\(duration.text)</duration><dtend>20180322T100000</dtend></vevent></vcalendar></iCalendar>"
        )
        let isValid = duration.text == duration.read
        #expect(beside.lines.contains("DURATION:\(duration.read)") == isValid)
        #expect(beside.rules == (isValid ? [] : ["duration-form"]) + ["duration-beside-end"])
    }

    @Test func `METHOD in events becomes the calendar's, in front of them`() throws {
        let event = "<vevent><method>PUBLISH</method><uid>1</uid></vevent>"
        let found = try read("\(root)<version>2.0</version>\(event)\(event)</vcalendar></iCalendar>")
        #expect(Array(found.lines.prefix(4)) == ["BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:PUBLISH", "BEGIN:VEVENT"])
        #expect(found.lines.count { $0.hasPrefix("METHOD") } == 1)
        #expect(found.rules == ["method-in-component", "method-in-component"])
        let other = "<vevent><method>CANCEL</method></vevent>"
        #expect(try read("\(root)\(event)\(other)</vcalendar></iCalendar>").rules.last == "method-conflict")
    }

    @Test func `a hyphen that no subtitle follows goes, any other stays`() throws {
        let title = "<pentabarf:title>a</pentabarf:title>"
        for (xml, summary) in [
            ("\(title)<pentabarf:subtitle/><summary>a-</summary>", "SUMMARY:a"),
            ("\(title)<pentabarf:subtitle>b</pentabarf:subtitle><summary>a-</summary>", "SUMMARY:a-"),
            ("<summary>a-</summary>", "SUMMARY:a-"),
        ] {
            #expect(try read("\(root)<vevent>\(xml)</vevent></vcalendar></iCalendar>").lines.contains(summary))
        }
    }

    @Test func `unparsed entities of the internal subset are resolved, calendar attributes become properties`() throws {
        let found = try read(
            """
            <!DOCTYPE iCalendar PUBLIC "-//IETF//DTD XCAL//iCalendar XML//EN" "http://127.0.0.1:9/x.dtd" [
            <!NOTATION PNG SYSTEM "image/png"><!ENTITY logo SYSTEM "http://e.org/logo.png" NDATA PNG>
            <!ELEMENT x-foo (#PCDATA)><!ATTLIST x-foo value CDATA "TEXT">]>
            <iCalendar><vcalendar version="2.0" prodid="-//A//B" method="PUBLISH"><vevent><attach><extref uri="logo"/></attach>
            <x-foo>a</x-foo></vevent></vcalendar></iCalendar>
            """
        )
        #expect(
            found.lines == [
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//A//B", "METHOD:PUBLISH", "BEGIN:VEVENT",
                "ATTACH:http://e.org/logo.png", "X-FOO;VALUE=TEXT:a", "END:VEVENT", "END:VCALENDAR",
            ]
        )
        #expect(found.rules == ["document-type"])
    }

    @Test func `an internal subset has limits`() {
        let many = String(repeating: "<!ELEMENT a ANY>", count: 101)
        let long = "<!--" + String(repeating: "x", count: 70_000) + "--><!ELEMENT a ANY>"
        let defaults = "<!ATTLIST a b CDATA '" + String(repeating: "x", count: 1100) + "'>"
        for subset in [many, long, defaults] {
            var diagnostics = Diagnostics()
            let xml = "<!DOCTYPE vcalendar [\(subset)]><vcalendar/>"
            #expect { try XCalReader().read(Array(xml.utf8), diagnostics: &diagnostics) } throws: {
                ($0 as? ReadError)?.rule == "xml-document-type"
            }
        }
    }

    @Test func `items of a feed become events with its words`() throws {
        let found = try read(
            """
            <rss xmlns:xcal="urn:ietf:params:xml:ns:xcal"><channel><title>All</title><item><title>One</title>
            <link>http://e.org/1</link><xcal:dtstart>20180322T100000Z</xcal:dtstart></item><item><title>None</title></item>
            </channel></rss>
            """
        )
        #expect(
            found.lines.filter { !$0.hasPrefix("PRODID") } == [
                "BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "DTSTART:20180322T100000Z", "SUMMARY:One",
                "URL:http://e.org/1", "END:VEVENT", "END:VCALENDAR",
            ]
        )
        // The channel's title and the item without a time are not part of a calendar.
        #expect(found.rules == ["feed-item", "surroundings-dropped"])
    }

    @Test func `RFC 6321 without its namespace is read`() throws {
        let found = try read(
            """
            <icalendar><vcalendar><properties><version><text>2.0</text></version></properties><components><vevent><properties>
            <dtstart><parameters><tzid><text>A/B</text></tzid></parameters><date-time>2018-03-22T10:00:00</date-time></dtstart>
            </properties></vevent></components></vcalendar></icalendar>
            """
        )
        #expect(found.lines[1...3] == ["VERSION:2.0", "BEGIN:VEVENT", "DTSTART;TZID=A/B:20180322T100000"])
        #expect(Set(found.rules) == ["missing-namespace"])
    }

    @Test func `a legacy document in chunks is the same as in one piece`() throws {
        let xml = Array(
            "\(root)<vevent><method>PUBLISH</method><uid>é1</uid><pentabarf:a>b</pentabarf:a></vevent></vcalendar></iCalendar>"
                .utf8
        )
        var diagnostics = Diagnostics()
        let whole = ICalendarWriter().write(try XCalReader().read(xml, diagnostics: &diagnostics))
        var stream = XCalStream()
        var pieces: [ComponentTree] = []
        for byte in xml { pieces += try stream.feed([byte], diagnostics: &diagnostics) }
        pieces += try stream.finish(diagnostics: &diagnostics)
        var written: [UInt8] = []
        for piece in pieces { ICalendarWriter().append(piece, to: &written) }
        #expect(written == whole)
    }

    @Test func `every finding has a line and a column`() throws {
        var diagnostics = Diagnostics()
        let xml = "\(root)\n<vevent>\n  <duration>0:30:0000:00</duration>\n</vevent></vcalendar></iCalendar>"
        _ = try XCalReader().read(Array(xml.utf8), diagnostics: &diagnostics)
        #expect(diagnostics.all.allSatisfy { $0.location.line > 0 && $0.location.column > 0 })
        #expect(diagnostics.all.last?.location.line == 3)
    }
}
