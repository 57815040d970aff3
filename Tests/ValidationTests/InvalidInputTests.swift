import Foundation
import Kalends
import Testing
import Validation

extension InvalidInput {
    private static let event = AnswerTable.event

    /// An event whose summary holds bytes that are not UTF-8.
    private static func summary(_ bytes: UInt8...) -> [UInt8] {
        Array(event("SUMMARY:B#ro", "VEVENT").utf8).flatMap { $0 == UInt8(ascii: "#") ? bytes : [$0] }
    }

    /// What is not text, or not in UTF-8.
    static let bytes: [InvalidInput] = {
        let whole = Array(event("SUMMARY:Lunch", "VEVENT").utf8)
        let noise = (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 5) }
        let beginnings: [(String, [UInt8])] = [
            ("a PNG", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), ("gzip", [0x1F, 0x8B, 0x08, 0]),
            ("a ZIP", [0x50, 0x4B, 3, 4]),
            ("a PDF", Array("%PDF-1.7\n".utf8)), ("a program", [0x7F, 0x45, 0x4C, 0x46]), ("noise", []),
        ]
        let foreign: [InvalidInput] = beginnings.map { InvalidInput($0, bytes: $1 + noise) }
        let wide: [[UInt8]] = [[0xFF, 0xFE] + whole.flatMap { [$0, 0] }, [0xFE, 0xFF] + whole.flatMap { [0, $0] }]
        let widest: [UInt8] = [0xFF, 0xFE, 0, 0] + whole.flatMap { [$0, 0, 0, 0] as [UInt8] }
        let own: [InvalidInput] = [
            .init("zeros", bytes: [UInt8](repeating: 0, count: 4096)),
            .init("UTF-16 with a mark", bytes: wide[0]), .init("UTF-16, high bytes first", bytes: wide[1]),
            .init("UTF-16 without a mark", bytes: Array(wide[0].dropFirst(2))), .init("UTF-32", bytes: widest),
            .init("Latin-1", bytes: summary(0xFC)), .init("an overlong slash", bytes: summary(0xC0, 0xAF)),
            .init("a surrogate", bytes: summary(0xED, 0xA0, 0x80)),
            .init("a character beyond Unicode", bytes: summary(0xF4, 0x90, 0x80, 0x80)),
            .init("a lone continuation", bytes: summary(0x80)), .init("half a character", bytes: summary(0xE2, 0x82)),
            .init("the byte FF", bytes: summary(0xFF)), .init("a NUL", bytes: summary(0)),
            .init("NULs behind the end", bytes: whole + [0, 0, 0]), .init("a NUL before all", bytes: [0] + whole),
            .init("a fold inside a character", bytes: summary(0xC3, 0x0D, 0x0A, 0x20, 0xBC), .diagnosed),
        ]
        return foreign + own
    }()

    private static let hostileText: [InvalidInput] = [
        .init("100,000 BEGINs", String(repeating: "BEGIN:X-A\r\n", count: 100_000)),
        .init("a rule of a billion", event("RRULE:FREQ=SECONDLY;COUNT=1000000000", "VEVENT"), .diagnosed),
        .init(
            "dense lists",
            event(
                "RRULE:FREQ=YEARLY;COUNT=1;BYSETPOS=-1;BYYEARDAY=\(list(1...366));BYHOUR=\(list(0...23));BYMINUTE=\(list(0...59));BYSECOND=\(list(0...59))",
                "VEVENT"
            ),
            .diagnosed
        ),
        .init(
            "a part of half a million numbers",
            event("RRULE:FREQ=YEARLY;BYYEARDAY=1" + String(repeating: ",1", count: 500_000), "VEVENT"),
            .diagnosed
        ),
        .init(
            "2,000 rules that never come",
            event(String(repeating: "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\n", count: 2000) + "X-A:1", "VEVENT"),
            .diagnosed
        ),
        .init("11,000 properties", event((0..<11_000).map { "COMMENT:\($0)" }.joined(separator: "\r\n"), "VEVENT")),
        .init(
            "100,000 EXDATEs",
            event(
                "RRULE:FREQ=DAILY\r\nEXDATE:" + String(repeating: "20260106T100000Z,", count: 100_000)
                    + "20260107T090000Z",
                "VEVENT"
            ),
            .diagnosed
        ),
        .init("a megabyte of colons", event("X-A;B=" + String(repeating: ":", count: 1_000_000), "VEVENT"), .diagnosed),
        .init("a megabyte of quotes", event("X-A;B=" + String(repeating: "\"", count: 1_000_000) + ":1", "VEVENT")),
        .init(
            "a megabyte of commas",
            event("SUMMARY:" + String(repeating: ",", count: 1_000_000), "VEVENT"),
            .diagnosed
        ),
        .init("a megabyte of NULs", event("SUMMARY:" + String(repeating: "\0", count: 1_000_000), "VEVENT")),
        .init("10,000 parameters", event("X-A" + (0..<10_000).map { ";P\($0)=1" }.joined() + ":1", "VEVENT")),
        .init("10,000 broken lines", event(String(repeating: "nonsense\r\n", count: 10_000) + "X-A:1", "VEVENT")),
        .init("200,000 folds", event("SUMMARY:" + String(repeating: "a\r\n ", count: 200_000), "VEVENT"), .accepted),
    ]

    private static let hostileXML: [InvalidInput] = [
        .init(
            "laughs",
            "<?xml version=\"1.0\"?><!DOCTYPE i [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><i>&b;</i>",
            name: "i.xcs"
        ),
        .init(
            "an outside entity",
            "<!DOCTYPE icalendar [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><icalendar>&x;</icalendar>",
            name: "i.xcs"
        ),
        .init(
            "a parameter entity",
            "<!DOCTYPE icalendar [<!ENTITY % x SYSTEM \"http://127.0.0.1/x\"> %x;]><icalendar/>",
            name: "i.xcs"
        ),
        .init("XML nested deeply", String(repeating: "<a>", count: 2000), name: "i.xcs"),
        .init(
            "XML nested deeply and closed",
            String(repeating: "<a>", count: 2000) + String(repeating: "</a>", count: 2000),
            name: "i.xcs"
        ),
        .init(
            "5,000 attributes",
            "<icalendar " + (0..<5000).map { "a\($0)=\"1\"" }.joined(separator: " ") + "/>",
            name: "i.xcs"
        ),
        .init("an empty icalendar", "<icalendar xmlns=\"urn:ietf:params:xml:ns:icalendar-2.0\"/>", name: "i.xcs"),
        .init("a root that is no calendar", "<html xmlns=\"urn:x\"/>", name: "i.xcs"),
        .init("a contact of Kolab", "<contact version=\"1.0\"><uid>1</uid></contact>", name: "k.xml"),
        .init(
            "20,000 categories",
            "<event version=\"1.0\"><uid>1</uid><start-date>2026-01-05</start-date>"
                + String(repeating: "<category>x</category>", count: 20_000) + "</event>",
            name: "k.xml",
            .diagnosed
        ),
        .init(
            "exclusions in two millennia",
            "<event version=\"1.0\"><uid>1</uid><start-date>0001-01-05</start-date><recurrence cycle=\"daily\"><interval>1</interval><exclusion>0001-01-06</exclusion><exclusion>9999-12-31</exclusion></recurrence></event>",
            name: "k.xml",
            .diagnosed
        ),
        .init("100,000 brackets", String(repeating: "[", count: 100_000), name: "j.json"),
        .init(
            "100,000 brackets in pairs",
            String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000),
            name: "j.json"
        ),
        .init(
            "a header of 100 KB",
            "X: " + String(repeating: "a", count: 100_000) + "\r\nFrom: a@example.com\r\nSubject: 1\r\n\r\n",
            name: "m.eml"
        ),
    ]

    static let hostile = hostileText + hostileXML

    private static func list(_ numbers: ClosedRange<Int>) -> String { numbers.map(String.init).joined(separator: ",") }
}

@Suite("Invalid input") struct InvalidInputTests {
    private func check(_ input: InvalidInput) {
        let clock = ContinuousClock()
        let start = clock.now
        let findings = RuleExample.everything.validate(input.bytes, name: input.name).findings
        // Debug builds are ten times slower than what is released, whose limit is a second.
        #expect(clock.now - start < .seconds(10), "\(input.testDescription)")
        let hasError = findings.contains { $0.severity == .error }
        let comment = Comment(rawValue: "\(input.testDescription): \(RuleExampleTests.text(findings))")
        switch input.answer {
        case .refused: #expect(hasError, comment)
        case .strict:
            let strict = Validator(rules: RuleSelection(profile: .strict).rules, zones: Converter().zones)
                .validate(input.bytes, name: input.name).findings
            #expect(!hasError && strict.contains { $0.severity == .error }, comment)
        case .diagnosed: #expect(!findings.isEmpty, comment)
        case .accepted: #expect(!hasError, comment)
        }
        #expect(findings.allSatisfy { $0.location.line >= 1 && $0.location.column >= 1 }, comment)
    }

    @Test func `gets its answer from the tables`() throws {
        let inputs = try AnswerTable.inputs()
        #expect(inputs.count > 1400)
        for input in inputs { check(input) }
    }

    @Test(arguments: InvalidInput.bytes)
    func `that is no text is refused`(_ input: InvalidInput) { check(input) }

    @Test(arguments: InvalidInput.hostile)
    func `that is hostile gets its answer in good time`(_ input: InvalidInput) { check(input) }

    @Test(arguments: ["xcal.xcs", "jcal.json", "kolab.xml", "message.eml", "event.ics"])
    func `that is cut off is refused wherever it is`(_ name: String) throws {
        let whole =
            name == "event.ics" ? Array(AnswerTable.event("SUMMARY:Lunch").utf8) : try AnswerTable.document(name)
        check(InvalidInput("all of \(name)", bytes: whole, name: name, .accepted))
        // The line break after the end has no meaning; of the closing boundary line `--b1` alone is one that opens.
        let last = whole.lastIndex { $0 != 0x0D && $0 != 0x0A } ?? 0
        for length in 0..<last - (name == "message.eml" ? 2 : 0) {
            check(InvalidInput("\(length) bytes of \(name)", bytes: Array(whole[..<length]), name: name))
        }
    }
}
