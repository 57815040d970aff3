import Foundation
import Kalends
import Testing
import Validation

/// A broken input, and what must be said of it.
struct InvalidInput: Sendable, CustomTestStringConvertible {
    /// How an input is answered.
    enum Answer: Sendable {
        /// An error.
        case refused
        /// A finding, of whatever severity.
        case diagnosed
        /// No error.
        case accepted
    }

    var testDescription: String
    var bytes: [UInt8]
    var name = "input.ics"
    var answer = Answer.refused

    init(_ title: String, _ text: String, name: String = "input.ics", _ answer: Answer = .refused) {
        testDescription = title
        bytes = Array(text.utf8)
        self.name = name
        self.answer = answer
    }

    init(_ title: String, bytes: [UInt8], name: String = "input.ics", _ answer: Answer = .refused) {
        testDescription = title
        self.bytes = bytes
        self.name = name
        self.answer = answer
    }
}

extension InvalidInput {
    private static func event(_ lines: String...) -> String {
        (["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z"]
            + (lines.contains { $0.hasPrefix("DTSTART") } ? [] : ["DTSTART:20260105T090000Z"]) + lines
            + ["END:VEVENT", "END:VCALENDAR", ""]).joined(separator: "\r\n")
    }

    private static let xcal = #"<icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0"><vcalendar><properties><prodid><text>x</text></prodid><version><text>2.0</text></version></properties><components><vtodo><properties><uid><text>1</text></uid><dtstamp><date-time>2026-01-01T00:00:00Z</date-time></dtstamp></properties></vtodo></components></vcalendar></icalendar>"#

    /// Every prefix of a calendar that ends inside a line of its event.
    private static let truncated: [InvalidInput] = {
        let whole = Array(event("SUMMARY:Lunch", "RRULE:FREQ=DAILY;COUNT=3").utf8)
        return stride(from: 5, to: whole.count - 20, by: 7).map {
            InvalidInput("truncated after \($0) bytes", bytes: Array(whole[..<$0]))
        }
    }()

    private static let values: [InvalidInput] = [
        "DTSTART:20260230T090000Z", "DTSTART:20261301T090000Z", "DTSTART:20260105T250000Z", "DTSTART:2026-01-05T09:00:00Z",
        "DTSTART:", "DTSTART:today", "DTSTART;VALUE=DATE:20260105T090000Z", "DTSTART:20260105", "DTEND:20250101T000000Z",
        "DTEND;VALUE=DATE:20260106", "DURATION:1H", "DURATION:P1Y", "DURATION:-PT1H", "DURATION:", "RRULE:", "RRULE:FREQ=OFTEN",
        "RRULE:FREQ=DAILY;COUNT=0", "RRULE:FREQ=DAILY;INTERVAL=-1", "RRULE:FREQ=DAILY;COUNT=2;UNTIL=20270101T000000Z",
        "RRULE:FREQ=YEARLY;BYMONTH=13", "RRULE:FREQ=WEEKLY;BYDAY=XX", "RRULE:COUNT=3", "RRULE:FREQ=DAILY;UNTIL=20269999",
        "SEQUENCE:one", "SEQUENCE:99999999999999999999", "PRIORITY:11", "PERCENT-COMPLETE:3", "GEO:north", "GEO:91;181",
        "STATUS:DONE", "DTSTAMP:20260102T000000Z", "CREATED:20260101", "LAST-MODIFIED:yesterday", "EXDATE:",
        "ATTACH;VALUE=BINARY;ENCODING=BASE64:%%%", "ATTACH;VALUE=BINARY:SGk=", "DTSTART;TZID=Nowhere/Land:20260105T090000",
        "SUMMARY;VALUE=DATE:Lunch", "RECURRENCE-ID;RANGE=THISANDPRIOR:20260105T090000Z", "DTSTART:20260105T090000+0100",
        "DTSTART:-20260105T090000Z", "RRULE:FREQ=DAILY;FREQ=WEEKLY", "RRULE:FREQ=SECONDLY;BYSECOND=61", "DUE:20260105T090000Z",
    ].map { InvalidInput("event with \($0)", event($0)) }

    private static let structure: [InvalidInput] = [
        .init("nothing", ""), .init("blanks", "  \r\n \r\n"), .init("a web page", "<!DOCTYPE html><html><body>404</body></html>"),
        .init("JSON", #"["vcalendar",[],[]]"#), .init("prose", "Dear all,\nsee you at noon.\n"),
        .init("zeros", bytes: [UInt8](repeating: 0, count: 4096)), .init("END without BEGIN", "END:VCALENDAR\r\n"),
        .init("crossed ENDs", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\nEND:VEVENT\r\n"),
        .init("two UIDs", event("UID:2")), .init("a NUL in a text", event("SUMMARY:a\u{0}b")),
        .init("an empty calendar", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"),
        .init("version 1.0", event("SUMMARY:a").replacingOccurrences(of: "VERSION:2.0", with: "VERSION:1.0")),
        .init("a line without colon", event("SUMMARY")), .init("an open quote", event("ATTENDEE;CN=\"Anna:mailto:a@example.com")),
        .init("Latin-1", bytes: Array(event("SUMMARY:B#ro").utf8).map { $0 == UInt8(ascii: "#") ? 0xFC : $0 }),
        .init("an overlong character", bytes: Array(event("SUMMARY:B#ro").utf8).flatMap { $0 == UInt8(ascii: "#") ? [0xC0, 0xAF] : [$0] }),
        .init("a surrogate", bytes: Array(event("SUMMARY:B#ro").utf8).flatMap { $0 == UInt8(ascii: "#") ? [0xED, 0xA0, 0x80] : [$0] }),
        .init("UTF-16", bytes: [0xFF, 0xFE] + Array(event("SUMMARY:a").utf8).flatMap { [$0, 0] }),
        .init("bare LF", event("SUMMARY:a").replacingOccurrences(of: "\r\n", with: "\n"), .diagnosed),
        .init("a long line", event("SUMMARY:" + String(repeating: "a", count: 500)), .diagnosed),
        .init("an unknown word", event("CLASS:SECRET"), .diagnosed), .init("an unknown property", event("OWN:1"), .diagnosed),
        .init("a byte order mark", "\u{FEFF}" + event("SUMMARY:a"), .diagnosed), .init("blank lines", event("", "SUMMARY:a"), .diagnosed),
        .init("an X- property", event("X-OWN;X-PAR=1:a,b;c"), .accepted), .init("lower case", event("summary:a").lowercased()
            .replacingOccurrences(of: "t0", with: "T0").replacingOccurrences(of: "00z", with: "00Z"), .accepted),
        .init("folded everywhere", event("SUMMARY:a", " b", "\tc"), .accepted), .init("no line break at the end", event("SUMMARY:a")
            .trimmingCharacters(in: .newlines), .accepted),
        .init("an endless rule", event("RRULE:FREQ=DAILY"), .accepted), .init("the year 9999", event("RRULE:FREQ=YEARLY;UNTIL=99991231T000000Z"), .accepted),
    ]

    private static let hostile: [InvalidInput] = [
        .init("a thousand BEGINs", String(repeating: "BEGIN:X-A\r\n", count: 1000)),
        .init("a rule that never comes", event("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31"), .diagnosed),
        .init("a rule of a million", event("RRULE:FREQ=SECONDLY;COUNT=1000000000"), .diagnosed),
        .init("dense lists", event("RRULE:FREQ=YEARLY;BYHOUR=" + (0...23).map(String.init).joined(separator: ",") + ";BYMINUTE="
            + (0...59).map(String.init).joined(separator: ",") + ";BYSECOND=" + (0...59).map(String.init).joined(separator: ",")), .diagnosed),
        .init("eleven thousand properties", event((0..<11_000).map { "COMMENT:\($0)" }.joined(separator: "\r\n"))),
        .init("a hundred thousand EXDATEs", event("RRULE:FREQ=DAILY", "EXDATE:" + String(repeating: "20260106T100000Z,", count: 100_000) + "20260107T090000Z"), .accepted),
        .init("a megabyte of colons", event("X-A;B=" + String(repeating: ":", count: 1_000_000)), .diagnosed),
        .init("a megabyte of quotes", event("X-A;B=" + String(repeating: "\"", count: 1_000_000) + ":1")),
        .init("ten thousand broken lines", event(String(repeating: "nonsense\r\n", count: 10_000))),
        .init("laughs", "<?xml version=\"1.0\"?><!DOCTYPE i [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><i>&b;</i>", name: "i.xcs"),
        .init("an outside entity", "<!DOCTYPE icalendar [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><icalendar>&x;</icalendar>", name: "i.xcs"),
        .init("XML nested deeply", String(repeating: "<a>", count: 2000), name: "i.xcs"),
        .init("XML cut short", String(xcal.prefix(200)), name: "i.xcs"), .init("xCal that is well", xcal, name: "i.xcs", .accepted),
        .init("xCal with text for a date", xcal.replacingOccurrences(of: "2026-01-01T00:00:00Z", with: "soon"), name: "i.xcs"),
        .init("xCal of another root", "<html xmlns=\"urn:x\"/>", name: "i.xcs"), .init("Kolab without uid", "<event version=\"1.0\"><start-date>2026-01-05</start-date></event>", name: "k.xml"),
        .init("Kolab with a wrong date", "<event version=\"1.0\"><uid>1</uid><start-date>2026-02-30</start-date></event>", name: "k.xml"),
        .init("Kolab of another root", "<contact version=\"1.0\"><uid>1</uid></contact>", name: "k.xml"),
        .init("an attribute bomb", "<icalendar " + (0..<5000).map { "a\($0)=\"1\"" }.joined(separator: " ") + "/>", name: "i.xcs"),
    ]

    static let all = truncated + values + structure + hostile
}

@Suite("Invalid input") struct InvalidInputTests {
    @Test(arguments: InvalidInput.all)
    func `gets its answer in good time`(_ input: InvalidInput) {
        let clock = ContinuousClock()
        let start = clock.now
        let findings = RuleExample.everything.validate(input.bytes, name: input.name).findings
        // Debug builds are ten times slower than what is released, whose limit is a second.
        #expect(clock.now - start < .seconds(10))
        let hasError = findings.contains { $0.severity == .error }
        switch input.answer {
        case .refused: #expect(hasError, "\(RuleExampleTests.text(findings))")
        case .diagnosed: #expect(!findings.isEmpty)
        case .accepted: #expect(!hasError, "\(RuleExampleTests.text(findings))")
        }
        #expect(findings.allSatisfy { $0.location.line >= 1 && $0.location.column >= 1 })
    }
}
