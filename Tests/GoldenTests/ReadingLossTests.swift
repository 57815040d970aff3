import CalendarDiagnostics
import Foundation
import Kalends
import Synchronization
import Testing

/// What readers omit or alter is in the report of whatever is written.
@Suite("Losses of reading") struct ReadingLossTests {
    struct Input: Sendable, CustomTestStringConvertible {
        var source: CalendarFormat
        var target = CalendarFormat.iCalendar
        var text: String
        /// Id, action, component, UID and property of each row.
        var rows: [String]

        var testDescription: String { "\(source.rawValue) \(text.prefix(80))" }

        init(_ source: CalendarFormat, to target: CalendarFormat = .iCalendar, _ text: String, _ rows: [String]) {
            (self.source, self.target, self.text, self.rows) = (source, target, text, rows)
        }

        /// Properties of an event in xCal of RFC 6321.
        static func xCal(_ properties: String, after: String = "", _ rows: [String]) -> Input {
            Input(
                .xCal,
                """
                <icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0" xmlns:f="urn:f"><vcalendar><components><vevent><properties>
                <uid><text>1</text></uid>\(properties)</properties>\(after)</vevent></components></vcalendar></icalendar>
                """,
                rows
            )
        }

        /// Properties of an event in xCal-Basic.
        static func basic(_ properties: String, _ rows: [String]) -> Input {
            Input(
                .xCalBasic,
                """
                <iCalendar xmlns:xCal="urn:ietf:params:xml:ns:xcal" xmlns:f="urn:f"><vcalendar><vevent><uid>1</uid><dtstamp>20260101T000000Z</dtstamp>
                \(properties)</vevent></vcalendar></iCalendar>
                """,
                rows
            )
        }

        /// Properties of an event in jCal.
        static func jCal(_ properties: String, after: String = "", _ rows: [String]) -> Input {
            Input(.jCal, #"["vcalendar",[],[["vevent",[["uid",{},"text","1"],\#(properties)],[]\#(after)]]]"#, rows)
        }

        /// Elements of an event of Kolab 2.1.
        static func kolab(_ elements: String, _ rows: [String]) -> Input {
            Input(
                .kolab21,
                "<event version=\"1.1\"><uid>1</uid><start-date>2026-01-05T09:00:00Z</start-date>\(elements)</event>",
                rows
            )
        }

        /// Lines of an event in text, written in another format.
        static func text(_ lines: String..., to target: CalendarFormat, _ rows: [String]) -> Input {
            let all =
                [
                    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//E//E//EN", "BEGIN:VEVENT", "UID:1",
                    "DTSTAMP:20260101T000000Z",
                    "DTSTART:20260105T090000Z",
                ] + lines + ["END:VEVENT", "END:VCALENDAR", ""]
            return Input(.iCalendar, to: target, all.joined(separator: "\r\n"), rows)
        }
    }

    // swift-format-ignore
    static let inputs: [Input] = [
        // Foreign elements: in a component they stay, below it nothing can hold them.
        .xCal("<f:a>x</f:a>", []),
        .xCal("", after: "<f:a>x</f:a>", ["xcal-structure preserved VEVENT 1 A"]),
        .xCal("", after: "<components><f:a>x</f:a></components>", ["xcal-structure preserved VEVENT 1 A"]),
        .xCal("<summary><f:a/><text>s</text></summary>", ["xcal-structure dropped VEVENT 1 SUMMARY"]),
        .xCal("<summary><parameters><f:a/></parameters><text>s</text></summary>", ["xcal-structure dropped VEVENT 1 SUMMARY"]),
        .xCal("<summary><text>a<f:b>c</f:b></text></summary>", ["xcal-dialect altered VEVENT 1 SUMMARY"]),
        // Attributes, one row each; text between elements.
        .xCal("<summary f:a='1' b='2'><text>s</text></summary>", ["xcal-structure dropped VEVENT 1 SUMMARY", "xcal-structure dropped VEVENT 1 SUMMARY"]),
        .xCal("stray", ["xcal-structure dropped VEVENT 1 "]),
        .xCal("<x-a><parameters><x-p><text>a</text>b</x-p></parameters><text>s</text></x-a>", ["xcal-structure dropped VEVENT 1 X-A"]),
        .xCal("<x-a><parameters><x-p><odd>a</odd></x-p></parameters><text>s</text></x-a>", ["xcal-type altered VEVENT 1 X-A"]),
        // What occurs twice, or next to another value.
        .xCal("<geo><latitude>1</latitude><latitude>2</latitude><longitude>3</longitude></geo>", ["xcal-structure dropped VEVENT 1 GEO"]),
        .xCal("<geo><text>1;2</text><latitude>1</latitude><longitude>3</longitude></geo>", ["xcal-structure dropped VEVENT 1 GEO"]),
        .xCal("<summary><text>a</text><text>b</text></summary>", ["xcal-dialect altered VEVENT 1 SUMMARY"]),
        .xCal("<rdate><date>2026-01-01</date><date-time>2026-01-02T00:00:00Z</date-time></rdate>", ["xcal-value altered VEVENT 1 RDATE"]),
        .xCal("<dtstart><date-time>2026-01-01</date-time></dtstart>", ["xcal-value altered VEVENT 1 DTSTART"]),
        .xCal("<rdate><period><start>2026-01-01T00:00:00Z</start><end>2026-01-01T01:00:00Z</end><duration>PT1H</duration></period></rdate>", ["xcal-structure dropped VEVENT 1 RDATE"]),
        .xCal("<rrule><recur>FREQ=DAILY<freq>WEEKLY</freq></recur></rrule>", ["xcal-structure dropped VEVENT 1 RRULE"]),
        Input(.xCal, "<r a='1'>t<icalendar xmlns='urn:ietf:params:xml:ns:icalendar-2.0'><vcalendar/></icalendar></r>", ["xcal-dialect dropped   "]),
        Input(.xCal, "<icalendar xmlns='urn:ietf:params:xml:ns:icalendar-2.0'><f xmlns=''/><vcalendar/></icalendar>", ["xcal-structure dropped   "]),

        .basic("<dtstart>2026-01-05T09:00:00.500Z</dtstart>", ["xcal-value altered VEVENT 1 DTSTART"]),
        .basic("<dtstart>2026-01-05T09:00:00.000Z</dtstart>", []),
        .basic("<dtstart>2026-01-05T09:00:00+01:00</dtstart>", ["xcal-value altered VEVENT 1 DTSTART"]),
        .basic("<dtstart>2026-01-05T09:00:00+00:00</dtstart>", []),
        .basic("<summary f:a='1'>s</summary>", ["xcal-structure dropped VEVENT 1 SUMMARY"]),
        .basic("<summary>a<b>c</b></summary>", ["xcal-dialect altered VEVENT 1 SUMMARY"]),
        .basic("<categories><item x='1'>a</item>b</categories>", ["xcal-structure dropped VEVENT 1 CATEGORIES", "xcal-structure dropped VEVENT 1 CATEGORIES"]),
        .basic("<geo><lat>1</lat><lat>2</lat><lon>3</lon><odd/></geo>", ["xcal-structure dropped VEVENT 1 GEO", "xcal-structure dropped VEVENT 1 GEO"]),
        .basic("<attach><extref uri='http://e.org/'/>text</attach>", ["xcal-structure dropped VEVENT 1 ATTACH"]),
        .basic("<url uri='http://e.org/'>text</url>", ["xcal-structure dropped VEVENT 1 URL"]),
        .basic("<attendee cn='Bob'/>", ["xcal-dialect dropped VEVENT 1 ATTENDEE"]),
        .basic("<url/>", []),
        .basic("<dtstart>20260105T090000Z</dtstart><dtend>20260105T094500Z</dtend><duration>0:45:0000:00</duration>", []),
        .basic("<dtstart>20260105T090000Z</dtstart><dtend>20260105T100000Z</dtend><duration>0:45:0000:00</duration>", ["duration-beside-end dropped VEVENT 1 "]),
        .basic("<method>PUBLISH</method></vevent><vevent><method>REQUEST</method>", ["xcal-dialect dropped VEVENT  METHOD", "component-dtstamp altered VEVENT  DTSTAMP"]),

        .jCal(#"["summary",{"x-a":{"b":1}},"text","s"]"#, ["jcal-structure dropped VEVENT 1 SUMMARY"]),
        .jCal(#"["summary",{"x-a":"1","X-A":"2"},"text","s"]"#, ["jcal-structure dropped VEVENT 1 SUMMARY"]),
        .jCal(#"["summary",{"a b":"1"},"text","s"]"#, ["jcal-structure dropped VEVENT 1 SUMMARY"]),
        .jCal(#"["summary",{},"text","a","b"]"#, ["jcal-structure altered VEVENT 1 SUMMARY"]),
        .jCal(#"["summary",{},"text",null]"#, ["jcal-value altered VEVENT 1 SUMMARY"]),
        .jCal(#"["summary",{},"te xt","s"]"#, ["jcal-value dropped VEVENT 1 SUMMARY"]),
        .jCal(#"["rrule",{},"recur",{"freq":"DAILY","FREQ":"WEEKLY"}]"#, ["jcal-structure dropped VEVENT 1 RRULE"]),
        .jCal(#"["dtstart",{},"date-time","2026-01-05"]"#, ["jcal-value altered VEVENT 1 DTSTART"]),
        .jCal(#"["summary",{},"text","s"]"#, after: ",1", ["jcal-structure dropped VEVENT 1 "]),
        .jCal(#"["summary",{},"text","\ud800"]"#, ["json-encoding altered   "]),

        .kolab("<x-unknown a='1'>u</x-unknown>", []),
        .kolab("<recurrence cycle='daily'><interval>1</interval><range type='none'/><exclusion>2026-01-06<subevent><summary>a</summary></subevent><subevent><summary>b</summary></subevent></exclusion></recurrence>", []),
        .kolab("<recurrence cycle='daily'><interval>1</interval><range type='none'/><exclusion>2026-01-06<subevent><uid>2</uid><summary>a</summary></subevent></exclusion></recurrence>", ["kolab-subevent dropped VEVENT 1 uid"]),
        .kolab("loose", ["kolab-unknown-element dropped VEVENT 1 event"]),
        Input(.kolab21, "<event version='1.1' odd='x'><uid>1</uid><start-date>2026-01-05T09:00:00Z</start-date></event>", ["kolab-unknown-element dropped VEVENT 1 event"]),
        .kolab("<recurrence cycle='daily'>loose<interval>1</interval><range type='none'/></recurrence>", []),
        .kolab("<summary>a\u{1}b</summary>", ["xml-encoding dropped   "]),

        // Text keeps every byte; only who writes its lines anew loses any.
        .text("SUMMARY;;=odd;LANGUAGE=de:s", to: .iCalendar, []),
        .text("SUMMARY;;=odd;LANGUAGE=de:s", to: .xCal, ["parameter-syntax dropped VEVENT 1 SUMMARY"]),
        .text("SUMMARY;LANGUAGE=de;=odd:s", to: .jCal, ["parameter-syntax dropped VEVENT 1 SUMMARY"]),
        .text("SUMMARY;;LANGUAGE=de:s", to: .xCal, []),
        .text("no content line", to: .iCalendar, []),
        .text("no content line", to: .xCal, ["line-no-colon dropped VEVENT 1 "]),
        .text("no content line", to: .xCalBasic, ["line-no-colon dropped VEVENT 1 "]),
        .text("no content line", to: .jCal, ["line-no-colon dropped VEVENT 1 "]),
        .text("no content line", "END:VTODO", to: .kolab21, ["line-no-colon dropped VEVENT 1 ", "line-no-colon dropped VEVENT 1 "]),
        .text("END:VEVENT", "END:VCALENDAR", "X-LOOSE:1", "BEGIN:VCALENDAR", "BEGIN:VTODO", "UID:2", "DTSTAMP:20260101T000000Z", "END:VTODO", "BEGIN:VEVENT", "UID:3", "DTSTAMP:20260101T000000Z", "DTSTART:20260105T090000Z", to: .kolab21, ["property-outside-component dropped   X-LOOSE"]),
    ]

    @Test(arguments: inputs) func `each loss is a row with its place`(_ input: Input) throws {
        let result = try Converter().convert(Array(input.text.utf8), from: input.source, to: input.target, name: "in")
        let rows = result.report.losses.filter {
            $0.id != "created-date-added" && $0.action != .preserved || $0.id == "xcal-structure"
        }
        #expect(rows.map { "\($0.id) \($0.action.rawValue) \($0.component) \($0.uid) \($0.property)" } == input.rows)
        for row in rows { #expect(row.location.file == "in" && row.location.line > 0, "\(row)") }
    }

    @Test func `bytes that are no UTF-8 are altered where they are written anew`() throws {
        let text = Array("BEGIN:VCALENDAR\r\nX-A:\u{0}\r\nEND:VCALENDAR\r\n".utf8).map { $0 == 0 ? 0xE4 : $0 }
        #expect(try Converter().convert(text, from: .iCalendar, to: .iCalendar).report.losses.isEmpty)
        for target in [CalendarFormat.xCal, .xCalBasic, .jCal] {
            let losses = try Converter().convert(text, from: .iCalendar, to: target).report.losses
            #expect(losses.map { "\($0.id) \($0.property)" } == ["line-utf8 X-A"])
        }
        var options = ConversionOptions()
        options.normalizes = true
        #expect(try Converter(options).convert(text, from: .iCalendar, to: .iCalendar).report.losses.count == 1)
    }

    @Test func `a foreign element of a component comes back as an element`() throws {
        let input = Self.inputs[1]
        let text = try Converter().convert(Array(input.text.utf8), from: .xCal, to: .iCalendar).bytes
        let back = try Converter().convert(text, from: .iCalendar, to: .xCal)
        #expect(String(decoding: back.bytes, as: UTF8.self).contains(#"<f:a xmlns="" xmlns:f="urn:f">x</f:a>"#))
        #expect(back.report.losses.isEmpty)
    }

    @Test func `losses past the limit of findings are all counted, and all are rows`() throws {
        let attributes = String(repeating: "<x-a f:b='1'><text>s</text></x-a>", count: 5000)
        let result = try Converter().convert(Array(Input.xCal(attributes, []).text.utf8), from: .xCal, to: .iCalendar)
        #expect(result.diagnostics.all.count == 100)
        #expect(result.report.counts == [Loss.Kind(id: "xcal-structure", action: .dropped): 5000])
        #expect(result.report.losses.count == 5000)
    }

    @Test func `rows that go to a sink are not held, and not one is missing`() {
        final class Sink: LossSink {
            let rows = Mutex<[Loss]>([])
            func take(_ losses: [Loss]) { rows.withLock { $0 += losses } }
            func restart() { rows.withLock { $0 = [] } }
        }
        let sink = Sink()
        var report = LossReport(keeping: .sink(sink))
        var part = LossReport(keeping: .sink(sink))
        for number in 1...2500 { report.add(Loss("a", .dropped, "\(number)")) }
        for number in 1...2500 { part.add(Loss("b", .altered, "\(number)")) }
        report.merge(part)
        #expect(report.losses.count <= 1000)
        #expect(report.counts.values.sorted() == [2500, 2500])
        let all = sink.rows.withLock { $0 } + report.losses
        #expect(Set(all.map { "\($0.id)\($0.detail)" }).count == 5000)
        report.restart()
        #expect(report.counts.isEmpty && sink.rows.withLock(\.isEmpty))

        var counting = LossReport(keeping: .none)
        counting.add(Loss("a", .dropped))
        counting.merge(LossReport(keeping: .all))
        #expect(counting.losses.isEmpty && counting.hasLosses)
    }
}
