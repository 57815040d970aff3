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
        """.utf8)
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
        return String(decoding: try stylesheet.apply(to: document, parameters, diagnostics: &diagnostics), as: UTF8.self)
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
                    + "<comment><text>\(String(repeating: "x", count: length % 80))\(String(repeating: "é", count: length))</text></comment>")
            let isSame = Array(try text(document).utf8) == (try native(document))
            #expect(isSame, "\(length)")
        }
    }

    @Test func `takes a description of five million characters in its stride`() throws {
        let sentence = "The quick brown fox, it is said; jumps over the lazy dog.\nAgain and again and again.\n"
        let document = xCal(
            "<description><text>\(String(repeating: sentence, count: 5_000_000 / sentence.utf8.count))</text></description>")
        let start = ContinuousClock.now
        let result = Array(try text(document).utf8)
        let isSame = result == (try native(document))
        #expect(isSame)
        #expect(start.duration(to: .now) < .seconds(20))
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
                DTSTAMP:20260105T083000Z\r\nUID:1@example.com\r\nSUMMARY:a\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n
                """)
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
                "schedule.xcs: info: icalendar/vcalendar/components/vevent/properties/dtstart/date-time: no date-time; kept as it stands [stylesheet-message]",
                "schedule.xcs: info: icalendar/vcalendar/components/vevent/properties/url: a property without a value [stylesheet-message]",
            ])
    }
}
