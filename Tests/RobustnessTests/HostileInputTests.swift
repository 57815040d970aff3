import Foundation
import Kalends
import Testing

/// Inputs that are made to hurt: each must be answered soon, in little memory, by the listed rule or by being read.
@Suite("Hostile inputs", .serialized) struct HostileInputTests {
    struct Hostile: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// The rule of the refusal; nil where the input is read.
        let rule: String?
        let make: @Sendable () -> [UInt8]

        init(_ title: String, _ rule: String?, _ make: @escaping @Sendable () -> String) {
            testDescription = title
            self.rule = rule
            self.make = { Array(make().utf8) }
        }
    }

    /// Unoptimised code takes up to a hundred times as long: there inputs and limits are smaller, and there is more time.
    #if DEBUG
        static let megabytes = 3
        static let lineLength = 2 << 20
        static let time = Duration.seconds(20)
        static let scale = 10
    #else
        static let megabytes = 100
        static let lineLength = ReadLimits().lineLength
        static let time = Duration.seconds(2)
        static let scale = 1
    #endif

    static let converter: Converter = {
        var options = ConversionOptions()
        options.limits.lineLength = lineLength
        return Converter(options)
    }()

    private static func many(_ count: Int, _ text: String) -> String { String(repeating: text, count: count / scale) }
    private static func calendar(_ content: String) -> String { "BEGIN:VCALENDAR\r\n\(content)END:VCALENDAR\r\n" }
    private static func event(_ content: String) -> String {
        calendar("BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260112T090000Z\r\n\(content)END:VEVENT\r\n")
    }
    private static func xCal(_ content: String) -> String {
        "<icalendar xmlns=\"urn:ietf:params:xml:ns:icalendar-2.0\"><vcalendar>\(content)</vcalendar></icalendar>"
    }
    private static func kolab(_ content: String, prologue: String = "") -> String {
        "<?xml version=\"1.0\"?>\(prologue)<event version=\"1.0\"><uid>1</uid><start-date>2026-01-12T09:00:00Z</start-date>\(content)</event>"
    }
    private static let bomb =
        "<!ENTITY a0 \"ha\">"
        + (1...9).map { "<!ENTITY a\($0) \"" + String(repeating: "&a\($0 - 1);", count: 10) + "\">" }.joined()

    static let texts: [Hostile] = [
        Hostile("100,000 nested BEGIN lines", "structure-depth") { String(repeating: "BEGIN:VEVENT\r\n", count: 100_000) },
        Hostile("a description past the limit in one line", "limit-exceeded") {
            event("DESCRIPTION:" + String(repeating: "0123456789", count: megabytes * 100_000) + "\r\n")
        },
        Hostile("a description past the limit in folded lines", "limit-exceeded") {
            event(
                "DESCRIPTION:"
                    + String(repeating: String(repeating: "x", count: 74) + "\r\n ", count: megabytes * 13_500) + "\r\n"
            )
        },
        Hostile("a description of many megabytes within the limit", nil) {
            event(
                "DESCRIPTION:" + String(repeating: String(repeating: "x", count: 74) + "\r\n ", count: 100_000 / scale)
                    + "\r\n"
            )
        },
        Hostile("20,000 properties", "limit-exceeded") { event(String(repeating: "COMMENT:x\r\n", count: 20_000)) },
        Hostile("20,000 attendees", "limit-exceeded") {
            event(String(repeating: "ATTENDEE:mailto:a@example.com\r\n", count: 20_000))
        },
        Hostile("a million parameters", "limit-exceeded") { event("COMMENT" + many(1_000_000, ";A=B") + ":x\r\n") },
        Hostile("a million bare parameters", "limit-exceeded") {
            event("COMMENT" + many(1_000_000, ";A") + ":x\r\n")
        },
        Hostile("a million semicolons", nil) { event("COMMENT" + many(1_000_000, ";") + ":x\r\n") },
        Hostile("a million values of one parameter", nil) {
            event("ATTENDEE;MEMBER=" + many(1_000_000, "a,") + ":x\r\n")
        },
        Hostile("a million opening quotes", nil) { event("ATTENDEE;MEMBER=x" + many(1_000_000, ",\"a") + ":x\r\n") },
        Hostile("a million quotes in a row", nil) { event("ATTENDEE;CN=" + many(1_000_000, "\"") + ":x\r\n") },
        Hostile("quotes that nothing closes on every line", nil) { event(many(9_000, "X-A;CN=\"x:y\r\n")) },
        Hostile("raw line breaks on every line", nil) { event(many(9_000, "X-A;CN=x\r\ny z\r\n")) },
        Hostile("a million colons of Apple", nil) {
            event("X-APPLE-STRUCTURED-LOCATION;X-TITLE=" + many(1_000_000, ":") + "x:geo:1,2\r\n")
        },
        Hostile("a million folds that split a character", nil) {
            event("COMMENT:" + many(200_000, "x\r\n ") + "\r\n")
        },
        Hostile("a name of a megabyte", nil) { event("X-" + many(1_000_000, "A") + ":x\r\n") },
        Hostile("a component name of a megabyte", nil) {
            let name = "X-" + many(1_000_000, "A")
            return calendar("BEGIN:\(name)\r\nEND:\(name)\r\n")
        },
        Hostile("20,000 different names", "limit-exceeded") {
            calendar((0..<20_000).map { "BEGIN:X-\($0)\r\nEND:X-\($0)\r\n" }.joined())
        },
        Hostile("a million stray ENDs", nil) { calendar(many(1_000_000, "END:VEVENT\r\n")) },
        Hostile("a million blank lines", nil) { calendar(many(1_000_000, "\r\n")) },
        Hostile("a million lines that end in CR", nil) { calendar(many(1_000_000, "x\r")) },
        Hostile("a million lines without meaning", nil) { calendar(many(1_000_000, "x\r\n")) },
        Hostile("a megabyte of NUL bytes", "not-a-calendar") { many(1_000_000, "\0") },
        Hostile("NUL bytes in every value", nil) { event(many(9_000, "COMMENT:a\0b\r\n")) },
        Hostile("a list of a million dates", "limit-exceeded") {
            event("EXDATE:" + many(1_000_000, "20260112T090000Z,") + "\r\n")
        },
        Hostile("a megabyte of backslashes", nil) { event("SUMMARY:" + many(1_000_000, "\\") + "\r\n") },
        Hostile("a megabyte of quoted-printable", nil) {
            event("SUMMARY;ENCODING=QUOTED-PRINTABLE:" + many(300_000, "=\r\n=4") + "\r\n")
        },
        Hostile("20,000 events with one UID", nil) {
            calendar(
                String(repeating: "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260112\r\nEND:VEVENT\r\n", count: 20_000 / scale)
            )
        },
    ]

    static let documents: [Hostile] = [
        Hostile("xCal: 100,000 nested components", "structure-depth") {
            xCal(String(repeating: "<vevent>", count: 100_000))
        },
        Hostile("xCal: 100,000 nested foreign elements", "limit-exceeded") {
            xCal("<properties><x xmlns=\"urn:x\">" + String(repeating: "<y>", count: 100_000))
        },
        Hostile("xCal: entities that multiply", "xml-document-type") {
            "<!DOCTYPE icalendar [\(bomb)]>" + xCal("<properties><x-a><text>&a9;</text></x-a></properties>")
        },
        Hostile("xCal: an external entity", "xml-document-type") {
            "<!DOCTYPE icalendar [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                + xCal("<properties><x-a><text>&x;</text></x-a></properties>")
        },
        Hostile("xCal: a parameter entity", "xml-document-type") {
            "<!DOCTYPE icalendar [<!ENTITY % x SYSTEM \"http://localhost/x.dtd\"> %x;]>" + xCal("")
        },
        Hostile("xCal: a long text", "limit-exceeded") {
            xCal(
                "<components><vevent><properties><description><text>"
                    + String(repeating: "0123456789", count: 3_000_000)
                    + "</text></description></properties></vevent></components>"
            )
        },
        Hostile("xCal: a thousand attributes", "limit-exceeded") {
            xCal("<properties " + (0..<1000).map { "a\($0)='' " }.joined() + "/>")
        },
        Hostile("xCal: a million empty elements", "limit-exceeded") {
            xCal(String(repeating: "<x/>", count: 1_000_000 / min(scale, 10)))
        },
        Hostile("xCal: 20,000 properties", "limit-exceeded") {
            xCal(
                "<properties>" + String(repeating: "<comment><text>x</text></comment>", count: 20_000) + "</properties>"
            )
        },
        Hostile("xCal: a name of a megabyte", "xml-not-well-formed") {
            xCal("<properties><x-" + many(1_000_000, "a") + "/></properties>")
        },
        Hostile("Kolab: 100,000 nested elements", "limit-exceeded") {
            kolab(String(repeating: "<x>", count: 100_000))
        },
        Hostile("Kolab: entities that multiply", "xml-document-type") {
            kolab("<summary>&a9;</summary>", prologue: "<!DOCTYPE event [\(bomb)]>")
        },
        Hostile("Kolab: one long entity many times", "xml-document-type") {
            kolab(
                "<summary>" + many(100_000, "&a;") + "</summary>",
                prologue: "<!DOCTYPE event [<!ENTITY a \"" + many(20_000, "x") + "\">]>"
            )
        },
        Hostile("Kolab: an external entity", "xml-document-type") {
            kolab("<summary>&x;</summary>", prologue: "<!DOCTYPE event [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>")
        },
        Hostile("Kolab: an external document type", "xml-document-type") {
            kolab("", prologue: "<!DOCTYPE event SYSTEM \"http://localhost/x.dtd\">")
        },
        Hostile("Kolab: 50,000 exclusions", nil) {
            kolab(
                "<recurrence cycle=\"daily\"><interval>1</interval>" + many(50_000, "<exclusion>2026-01-13</exclusion>")
                    + "</recurrence>"
            )
        },
        Hostile("Kolab: 50,000 unknown elements", nil) { kolab(many(50_000, "<x-a>b</x-a>")) },
    ]

    @Test(arguments: texts + documents)
    func `is answered soon, in bounded memory, by its own rule`(_ hostile: Hostile) {
        let bytes = hostile.make()
        let before = Memory.peak
        let clock = ContinuousClock()
        let start = clock.now
        var diagnostics = Diagnostics(file: "hostile")
        var rule: String?
        do {
            _ = try Self.converter.read(bytes, diagnostics: &diagnostics)
        } catch {
            rule = error.rule.rawValue
            if !["not-a-calendar", "not-a-calendar"].contains(error.rule.rawValue) {
                #expect(error.location.line > 0, "\(error)")
            }
        }
        let taken = clock.now - start
        if ProcessInfo.processInfo.environment["KALENDS_TIMES"] != nil { print("time", hostile, taken) }
        #expect(rule == hostile.rule)
        #expect(taken < Self.time, "\(hostile): \(taken)")
        #expect(diagnostics.all.count <= 1000)
        // The reader may hold its records in addition to the input: up to ten times a small one, not a multiple of a
        // big one.
        let grown = Memory.peak - before
        #expect(grown < 4 * bytes.count + 300 << 20, "\(hostile): \(grown >> 20) MiB for \(bytes.count >> 10) KiB")
    }

    @Test(arguments: (texts + documents).filter { $0.rule == nil })
    func `is converted to every format in bounded time`(_ hostile: Hostile) throws {
        let bytes = hostile.make()
        for target in [CalendarFormat.xCal, .iCalendar, .kolab20, .kolab21] {
            let clock = ContinuousClock()
            let start = clock.now
            let result = try Self.converter.convert(bytes, to: target)
            let taken = clock.now - start
            if ProcessInfo.processInfo.environment["KALENDS_TIMES"] != nil { print("time", hostile, target, taken) }
            #expect(taken < Self.time * 2, "\(hostile) to \(target): \(taken)")
            #expect(result.report.read == result.report.written + result.report.skipped + result.report.failed)
        }
    }
}

/// The process's memory.
enum Memory {
    /// The most bytes that were ever resident.
    static var peak: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) << 10
    }
}
