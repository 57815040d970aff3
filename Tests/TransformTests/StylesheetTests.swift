import CalendarTransforms
import Foundation
import Kalends
import Testing

/// An xCal calendar with one event.
func xCal(_ properties: String, calendar: String = "<version><text>2.0</text></version>") -> [UInt8] {
    Array(
        """
        <icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0"><vcalendar><properties>\(calendar)</properties>\
        <components><vevent><properties>\(properties)</properties></vevent></components></vcalendar></icalendar>
        """.utf8
    )
}

@Suite("The stylesheet") struct StylesheetTests {
    private let stylesheet = Stylesheet(Transforms.xCalToICalendar, name: "xcal-to-icalendar.xsl")

    private func native(_ document: [UInt8]) throws -> [UInt8] {
        var diagnostics = Diagnostics()
        let tree = try XCalReader(xmlLimits: XMLLimits()).read(document, diagnostics: &diagnostics)
        return ICalendarWriter(normalizes: true).write(tree)
    }

    private func text(_ document: [UInt8], _ parameters: [String: String] = [:]) throws -> String {
        var diagnostics = Diagnostics()
        return String(
            decoding: try stylesheet.apply(to: document, parameters, diagnostics: &diagnostics),
            as: UTF8.self
        )
    }

    @Test(arguments: [
        "ends \\ in, many; ways\nand &#13;&#10; more &#13;", "ü", "日本語の長い行は七十五オクテットで折り返されるべきであり、文字の途中で切られてはならない。",
        "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", "aü😀日 ", "",
    ])
    func `folds and escapes as the native writer does`(_ piece: String) throws {
        for count in [1, 2, 3, 5, 40, 700] {
            let text = String(repeating: piece, count: count)
            let document = xCal("<description><text>\(text)</text></description>")
            let isSame = Array(try self.text(document).utf8) == (try native(document))
            #expect(isSame, "\(count) × \(piece)")
        }
    }

    @Test func `names lengths that fall on every place of a fold`() throws {
        for length in stride(from: 50, through: 240, by: 7) {
            let document = xCal(
                "<summary><text>\(String(repeating: "x", count: length))</text></summary>"
                    + "<comment><text>\(String(repeating: "x", count: length % 80))\(String(repeating: "é", count: length))</text></comment>"
            )
            let isSame = Array(try text(document).utf8) == (try native(document))
            #expect(isSame, "\(length)")
        }
    }

    @Test func `takes a description of five million characters in its stride`() throws {
        let sentence = "The quick brown fox, it is said; jumps over the lazy dog.\nAgain and again and again.\n"
        let document = xCal(
            "<description><text>\(String(repeating: sentence, count: 5_000_000 / sentence.utf8.count))</text></description>"
        )
        var diagnostics = Diagnostics()
        let start = ContinuousClock.now
        let result = try stylesheet.apply(to: document, diagnostics: &diagnostics)
        // Less than one on a machine that has nothing else to do.
        #expect(start.duration(to: .now) < .seconds(15))
        let isSame = result == (try native(document))
        #expect(isSame)
    }

    // swift-format-ignore
    @Test(arguments: [
        "<geo><latitude>1</latitude><latitude>2</latitude><longitude>3</longitude></geo>",
        "<geo><text>1;2</text><latitude>1</latitude><longitude>3</longitude></geo>",
        "<request-status><code>2.0</code><code>3.0</code><description>a</description></request-status>",
        "<rdate><period><start>2026-01-01T00:00:00Z</start><end>2026-01-01T01:00:00Z</end><duration>PT1H</duration></period></rdate>",
        "<rdate><period><start>2026-01-01T00:00:00Z</start><start>2026-01-02T00:00:00Z</start><duration>PT1H</duration></period></rdate>",
        "<rrule><recur>FREQ=DAILY<freq>WEEKLY</freq></recur></rrule>",
        "<x-a><parameters><x-p><text>a</text>b</x-p></parameters><text>s</text></x-a>",
        "<uid><text>1</text></uid></properties><a xmlns='urn:f' b='c'>x</a><components><d xmlns='urn:f'/></components><properties>",
    ])
    func `makes of what stands twice, beside or elsewhere what the native reader makes`(_ properties: String) throws {
        let document = xCal(properties)
        let isSame = Array(try text(document).utf8) == (try native(document))
        #expect(isSame)
    }

    @Test func `writes what is missing where a parameter says what`() throws {
        let parameters = [
            "missing-version": "2.0", "missing-prodid": "-//Example, Corp//EN", "missing-dtstamp": "20260105T083000Z",
            "missing-uid-domain": "example.com", "fold-limit": "0",
        ]
        let bare = xCal("<summary><text>a</text></summary>", calendar: "")
        #expect(
            try text(bare, parameters) == """
                BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example\\, Corp//EN\r\nBEGIN:VEVENT\r\n\
                DTSTAMP:20260105T083000Z\r\nUID:1.1.2.1@example.com\r\nSUMMARY:a\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n
                """
        )
        #expect(try !text(bare).contains("DTSTAMP"))
    }

    @Test func `folds at the octets that are asked for`() throws {
        let document = xCal("<summary><text>\(String(repeating: "ab ü", count: 60))</text></summary>")
        for limit in [20, 75, 200] {
            let lines = try text(document, ["fold-limit": "\(limit)"]).split(separator: "\r\n").map(\.utf8.count)
            #expect(lines.max() ?? 0 <= limit)
            #expect(lines.max() ?? 0 >= limit - 3)
        }
        #expect(try !text(document, ["fold-limit": "0"]).contains("\r\n "))
    }

    @Test func `says what it passes over, with the way there`() throws {
        var diagnostics = Diagnostics(file: "schedule.xcs")
        let document = xCal("<dtstart><date-time>tomorrow</date-time></dtstart><url/>")
        _ = try stylesheet.apply(to: document, diagnostics: &diagnostics)
        #expect(
            diagnostics.all.map(\.description) == [
                "schedule.xcs: info: icalendar/vcalendar/components/vevent/properties/dtstart/date-time: not a valid date-time; kept unchanged [stylesheet-message]",
                "schedule.xcs: info: icalendar/vcalendar/components/vevent/properties/url: a property without a value [stylesheet-message]",
            ]
        )
    }

    @Test func `reads what the drafts before RFC 6321 say as the native reader does`() throws {
        let durations = [
            "01:30", "1:30:00", "0:30:0000:00", "2 days, 0:00:0000:00", "-1 day, 23:00:00", "01H30M00S", "013000",
            "0.04500",
            "1.013000", "PT1H", "P1H", "P1DT2H", "-PT15M", "P2W", "long", "2 days", "1:75", "PT", "45M", "1.03000",
            "2.01500",
            "23.05900", "0.75", "1.5", "0.13000", "135.0:00", "0:01:30:00", "1:24:00:00", "3:00:00:00", "1:1", "1:30:5",
            "1:30:05.5",
            "1:30:05,", "01H30", "1H2M", "H", "1M1H", "5S", "1.5 days", "2 daysago", "1 day, 1:00:00:00", "-1:30",
            "999999999:00",
            "99999.00000", "1234567890:00", "12345", "1234567", "12345678", "1:30:0000:01", "", " ", "-0 day, 1:00",
        ]
        let times = [
            "2018-03-22T10:00:00+08:00", "2018-03-22T10:00:00.123456+00:00", "2018-03-01T01:00:00+08:00",
            "2016-02-29T23:30:00-05:00", "2018-12-31T23:30:00-05:30", "2019-01-01T00:10:00+0100", "20180322T100000Z",
            "20180322", "2018-03-22", "2018-03-22 10:00", "tomorrow", "2018-02-30", "20180322T100000",
        ]
        let addresses = [
            "alice@example.com", "mailto:a@example.com", "Ada Example", "Ada &lt;ada@example.com&gt;", "",
            "http://example.com/a",
            "mailto:", "MAILTO: a@b", "Dr: X", "mailto: ",
        ]
        var properties = durations.map { "<duration>\($0)</duration>" }
        properties += durations.map { "<duration>\($0)</duration><dtend>20180101</dtend>" }
        properties += times.map {
            "<dtstart tzid='Europe/Berlin'>\($0)</dtstart><rrule>FREQ=DAILY;UNTIL=\($0)</rrule><x-foo>\($0)</x-foo>"
        }
        properties += ["2018-03-22T10:00:00+08:00", "2018-03-22", "soon"].map {
            "<rrule><FREQ>WEEKLY</FREQ><byday>MO</byday><x-part>1</x-part><until>\($0)</until><byday> TU </byday></rrule>"
        }
        properties += ["1e2", "-5.0e-5", ".5", "5.", "+1.5E+1", "1e401", "1e", "e1", "-.e1", "1.2.3e1", "00.50e1"].map {
            "<x-f value='FLOAT'>\($0)</x-f><priority>\($0)</priority><geo>\($0);2</geo><geo>1,\($0)</geo><geo><lat>\($0)</lat><lon>1</lon></geo>"
        }
        properties += ["_x76_event", "_x63_ategory", "_x6d_ethod", "_x33_d-view", "_x70_roperties", "x_y"].map {
            "<\($0)>a, b</\($0)>"
        }
        properties += [
            "<duration>PT1H</duration><duration>1:30</duration><duration>soon</duration>",
            "<duration>PT1H</duration><duration>1:30</duration><dtend>20180101</dtend><dtend>20180102</dtend>",
            "<_x70_art><x-a>1</x-a></_x70_art>", "<exrule><freq>DAILY</freq><count>2</count></exrule>",
        ]
        properties += addresses.map { "<attendee role='REQ-PART' xml:lang='de' member='a@b,c@d'>\($0)</attendee>" }
        properties += [
            "<method>PUBLISH</method><categories>a,b\\,c;d</categories><category>x, y</category>",
            "<categories><item>q,r</item><item>s</item></categories><geo><lat>1</lat><lon>2</lon></geo><geo>1.5,2.5</geo>",
            "<url uri='http://example.com/'/><attach><extref uri='http://example.com/y' fmttype='a/b'/></attach>",
            "<attach><b64bin fmttype='a/b'>AA BB</b64bin></attach><location/><priority/><sequence> 5 </sequence>",
            "<summary>one\ntwo, three; four\\five</summary><description>\n   Hello\n   World\n  </description>",
            "<p:title xmlns:p='http://pentabarf.org'>Talk</p:title><summary>Talk-</summary>",
            "<request-status><code>3.1</code><description>a;b</description></request-status><x-part><x-a>1</x-a></x-part>",
            #"<attendee member='"a@b","mailto:c,d@e"' cn='"Doe^&apos;s, J"'>Doe</attendee>"#,
            "<dtstart><parameters><tzid><text>A/B</text></tzid></parameters><date-time>2018-03-22T10:00:00</date-time></dtstart>",
            "<rrule><recur><count>2</count><freq>DAILY</freq><byday>MO</byday><byday>TU</byday></recur></rrule>",
        ]
        let events = properties.map { "<vevent>\($0)<valarm><trigger>-PT15M</trigger></valarm></vevent>" }.joined()
        for head in [
            #"<iCalendar xmlns:xCal="urn:ietf:params:xml:ns:xcal"><vcalendar><version>2.0</version>"#,
            #"<iCalendar><vcalendar version="2.0" prodid="-//Example, Corp//EN" method="REQUEST">"#,
            #"<x:iCalendar xmlns:x="urn:ietf:params:xml:ns:xcal" xmlns="urn:ietf:params:xml:ns:xcal"><vcalendar>"#,
        ] {
            let end = head.hasPrefix("<x:") ? "</vcalendar></x:iCalendar>" : "</vcalendar></iCalendar>"
            let document = Array((head + events + end).utf8)
            #expect(try text(document) == String(decoding: native(document), as: UTF8.self))
        }
    }

    @Test func `takes away the escapes that iCalcreator leaves`() throws {
        let document = Array(
            #"<vcalendar prodid="-//x//iCalcreator 2.6//"><vevent><summary>a\, b\nc\\nd\e</summary></vevent></vcalendar>"#
                .utf8
        )
        #expect(try text(document).contains(#"SUMMARY:a\, b\nc\\nd\\e"#))
        #expect(try text(document) == String(decoding: native(document), as: UTF8.self))
    }

    @Test func `takes thousands of events within its time, whatever the dialect`() throws {
        let event =
            "<vevent><method>PUBLISH</method><uid>1</uid><duration>0:30:0000:00</duration><dtend>20180101</dtend></vevent>"
        let legacy = "<vcalendar>\(String(repeating: event, count: 8000))</vcalendar>"
        let bare = "<vevent><properties><summary><text>a</text></summary></properties></vevent>"
        let current = """
            <icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0"><vcalendar><components>\
            \(String(repeating: bare, count: 8000))</components></vcalendar></icalendar>
            """
        for document in [legacy, current] {
            // Work that grows with the square of the events takes minutes, and the limit is one.
            let result = try text(Array(document.utf8), ["missing-uid-domain": "example.com"])
            #expect(result.split(separator: "\r\n").count { $0 == "BEGIN:VEVENT" } == 8000)
        }
    }
}
