import Foundation
import Kalends
import TestSupport
import Testing
import Validation

/// Files to fix and to anonymize: every flagged example, and the project's own malformed files.
enum FixInputs {
    static let all: [[UInt8]] = {
        let folder = Repository.file("fixtures/malformed/icalendar")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.sorted() ?? []
        let files = names.filter { $0.hasSuffix(".ics") }.compactMap {
            try? Data(contentsOf: folder.appendingPathComponent($0))
        }
        return RuleExample.flagged.filter { $0.example.form == .iCalendar }.map(\.example.bytes)
            + files.map { Array($0) }
    }()
}

@Suite("Fixes") struct FixTests {
    private static let gathering = {
        var validator = RuleExample.everything
        validator.gathersEdits = true
        return validator
    }()

    private func check(allowsGuesses: Bool) {
        let fixer = Fixer(RuleExample.everything, allowsGuesses: allowsGuesses)
        for bytes in FixInputs.all {
            let before = RuleExample.everything.validate(iCalendar: bytes).findings.count { $0.severity == .error }
            let once = fixer.fix(iCalendar: bytes)
            let text = Comment(rawValue: String(decoding: bytes.prefix(400), as: UTF8.self))
            #expect(fixer.fix(iCalendar: once.bytes).bytes == once.bytes, text)
            #expect(once.remaining.count { $0.severity == .error } <= before, text)
            #expect(once.remaining.allSatisfy { !$0.isFixable }, text)
        }
    }

    @Test func `safe fixes leave nothing to fix and make nothing worse`() { check(allowsGuesses: false) }

    @Test func `guesses come to an end and make nothing worse`() { check(allowsGuesses: true) }

    @Test func `what conforms is not touched`() {
        for example in RuleExample.accepted where example.example.form == .iCalendar {
            let findings = example.findings(Self.gathering)
            guard !findings.contains(where: { !$0.edits.isEmpty }) else { continue }
            let fixed = Fixer(RuleExample.everything, allowsGuesses: true).fix(iCalendar: example.example.bytes)
            #expect(fixed.bytes == example.example.bytes, "\(example.testDescription)")
        }
    }

    @Test func `rules have the fixes they promise`() {
        for rule in RuleCatalogue.rules where rule.hasSafeFix || rule.hasUnsafeFix {
            let edits = rule.flagged.flatMap { Self.gathering.findings(in: $0) }.filter { $0.rule == rule.id }.flatMap(
                \.edits
            )
            #expect(edits.contains { $0.safety == .safe } || !rule.hasSafeFix || rule.hasUnsafeFix, "\(rule.id)")
            #expect(!edits.isEmpty, "\(rule.id)")
        }
    }

    @Test func `what can be fixed is known without the edits`() {
        for example in RuleExample.flagged where example.example.form == .iCalendar {
            let known = RuleExample.everything.findings(in: example.example).map(\.isFixable)
            #expect(
                known == Self.gathering.findings(in: example.example).map(\.isFixable),
                "\(example.testDescription)"
            )
        }
    }

    @Test func `lines and folds come out as RFC 5545 wants them`() {
        let text =
            "\u{FEFF}BEGIN:VCALENDAR\nVERSION:2.0\n\nPRODID:x\nBEGIN:VTODO\nUID:1\nSUMMARY:\(String(repeating: "ü", count: 60))\nEND:VTODO\nEND:VCALENDAR\n"
        let fixed = Fixer(RuleExample.everything).fix(iCalendar: Array(text.utf8))
        let lines = String(decoding: fixed.bytes, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(lines.first == "BEGIN:VCALENDAR" && lines.allSatisfy { $0.utf8.count <= 75 })
        #expect(lines.contains("DTSTAMP:19700101T000000Z"))
        #expect(fixed.remaining.isEmpty)
    }
}

@Suite("Single fixes") struct SingleFixTests {
    private func fixed(_ lines: String, allowsGuesses: Bool = false) -> String {
        String(
            decoding: Fixer(RuleExample.everything, allowsGuesses: allowsGuesses).fix(
                iCalendar: ReportText.calendar(lines)
            ).bytes,
            as: UTF8.self
        )
    }

    @Test func `a blank line goes, and the folded line around it goes on as it was read`() {
        #expect(fixed("SUMMARY:a\r\n\r\nDTSTART:20260101T000000Z").contains("SUMMARY:a\r\nDTSTART"))
        #expect(fixed("SUMMARY:a\r\n\r\n b\r\nDTSTART:20260101T000000Z").contains("SUMMARY:a\r\n b\r\nDTSTART"))
    }

    @Test func `a parameter goes with its semicolon, though a fold divides them`() {
        #expect(
            fixed("DTSTART:20260101T000000Z\r\nSUMMARY;LANGUAGE=en;\r\n LANGUAGE=en:a").contains(
                "SUMMARY;LANGUAGE=en:a\r\n"
            )
        )
        #expect(
            fixed("DTSTART;\r\n TZID=Europe/Berlin:\r\n 20260101T000000Z", allowsGuesses: true).contains(
                "DTSTART:\r\n 20260101T000000Z"
            )
        )
    }

    @Test func `what a date with a trailing hyphen means is not guessed`() {
        #expect(fixed("DTSTART;VALUE=DATE:20260101-").contains("20260101-"))
    }

    @Test func `fixes of neighbouring lines are all made`() {
        let text = fixed("DTSTART:20260101T000000Z\r\nUID:1\r\n\r\nSUMMARY\r\n\r\n :a")
        #expect(
            !text.contains("UID:1\r\n\r\n") && text.contains("SUMMARY\r\n :a")
                && text.components(separatedBy: "UID:1").count == 2
        )
    }

    @Test func `findings that are not wanted stay`() {
        let bytes = ReportText.calendar("DTSTART:20260101T000000Z\r\n\r\nUID:1")
        let fixer = Fixer(RuleExample.everything) { $0.rule != "line-blank" }
        let text = String(decoding: fixer.fix(iCalendar: bytes).bytes, as: UTF8.self)
        #expect(text.contains("Z\r\n\r\nEND") && text.components(separatedBy: "UID:1").count == 2)
    }

    @Test func `thousands of findings of one rule are mended at once`() {
        let long = String(repeating: "x", count: 100)
        let lines = (0..<3000).map { "COMMENT:\($0)\(long)" }.joined(separator: "\r\n")
        #expect(
            !fixed("DTSTART:20260101T000000Z\r\n" + lines).components(separatedBy: "\r\n").contains {
                $0.utf8.count > 75
            }
        )
    }
}

@Suite("Anonymizing") struct AnonymizingTests {
    @Test func `findings stay where they are`() throws {
        func places(_ bytes: [UInt8]) -> [String] {
            RuleExample.everything.validate(iCalendar: bytes).findings.map {
                "\($0.rule) \($0.location.line):\($0.location.column)"
            }
        }
        for bytes in FixInputs.all {
            guard let shared = try? Anonymizer().anonymize(iCalendar: bytes) else { continue }
            #expect(shared.count == bytes.count)
            #expect(places(shared) == places(bytes), "\(String(decoding: bytes.prefix(600), as: UTF8.self))")
        }
    }

    @Test func `findings stay where they are in XML and jCal`() throws {
        func places(_ bytes: [UInt8], _ form: Example.Form) -> [String] {
            let validator = RuleExample.everything
            let found =
                switch form {
                case .xCal: validator.validate(xCal: bytes)
                case .jCal: validator.validate(jCal: bytes)
                default: validator.validate(kolab: bytes)
                }
            return found.findings.map { "\($0.rule) \($0.location.line):\($0.location.column)" }
        }
        var count = 0
        for example in RuleExample.flagged.map(\.example) {
            let shared: [UInt8]? =
                switch example.form {
                case .xCal, .kolab: try? Anonymizer().anonymize(xml: example.bytes)
                case .jCal: try? Anonymizer().anonymize(jCal: example.bytes)
                default: nil
                }
            guard let shared else { continue }
            count += 1
            #expect(shared.count == example.bytes.count)
            #expect(
                places(shared, example.form) == places(example.bytes, example.form),
                "\(String(decoding: shared, as: UTF8.self))"
            )
        }
        #expect(count > 20)
    }

    // swift-format-ignore
    static let documents: [(text: String, gone: [String], kept: [String])] = [
        (
            """
            <icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0"><!-- Anna's --><vcalendar><properties><prodid><text>-//Google Inc//Anna's Calendar 70.9//EN</text></prodid>
            </properties><components><vevent><properties><uid><text>secret@host.example</text></uid><summary><parameters><language><text>de</text>
            </language></parameters><text><![CDATA[Geheimes]]> Treffen &amp; Übung</text></summary><attendee><parameters><cn><text>Anna</text></cn>
            <partstat><text>ACCEPTED</text></partstat></parameters><cal-address>mailto:anna@example.com</cal-address></attendee>
            <geo><latitude>52.52</latitude><longitude>13.40</longitude></geo><x-own><unknown>Persönliches</unknown></x-own>
            <request-status><code>3.7</code><description>Anna</description></request-status><rrule><recur><freq>WEEKLY</freq></recur></rrule>
            </properties></vevent></components></vcalendar></icalendar>
            """,
            ["Anna", "secret", "host.example", "Geheimes", "Treffen", "bung", "anna@", "52.52", "Persönliches"],
            ["-//Google Inc//", " Calendar 70.9//EN", "mailto:", "ACCEPTED", "WEEKLY", "&amp;", "de</text>", "3.7"]
        ),
        (
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <event version="1.0"><uid>secret</uid><summary>Geheimes Treffen</summary><body>Anna &lt;ruft&gt; an</body><categories>Familie</categories>
            <start-date>2026-01-05T09:00:00Z</start-date><sensitivity>private</sensitivity><x-own who="Anna">Eigenes</x-own>
            <attendee><display-name>Anna</display-name><smtp-address>anna@example.com</smtp-address><status>accepted</status></attendee></event>
            """,
            ["Anna", "secret", "Geheimes", "ruft", "Familie", "Eigenes", "anna@", "example.com"],
            ["2026-01-05T09:00:00Z", "private", "accepted", "&lt;", "version=\"1.0\""]
        ),
        (
            #"""
            ["vcalendar",[["prodid",{},"text","-//Mozilla.org//Anna"],["version",{},"text","2.0"]],[["vevent",[["uid",{},"text","secret"],
            ["summary",{"language":"de"},"text","Geheimes \u00dcberraschung \"Treffen\""],["geo",{},"float",[52.52,13.40]],
            ["categories",{},"text","Familie","Arbeit"],["attendee",{"cn":"Anna","partstat":"ACCEPTED"},"cal-address","mailto:anna@example.com"],
            ["request-status",{},"text",["3.7","Unknown Anna","x"]],["dtstart",{},"date-time","2026-01-05T09:00:00Z"]],[]]]]
            """#,
            ["Anna", "secret", "Geheimes", "u00dc", "berraschung", "Treffen", "Familie", "Arbeit", "anna@", "52.52"],
            ["-//Mozilla.org//", "mailto:", "ACCEPTED", "2026-01-05T09:00:00Z", #"\""#, "3.7", #""language":"de""#]
        ),
    ]

    @Test(arguments: documents)
    func `nothing personal is left in XML and jCal`(_ document: (text: String, gone: [String], kept: [String])) throws {
        let bytes = Array(document.text.utf8)
        let shared =
            try document.text.hasPrefix("[") ? Anonymizer().anonymize(jCal: bytes) : Anonymizer().anonymize(xml: bytes)
        let text = String(decoding: shared, as: UTF8.self)
        #expect(shared.count == bytes.count)
        for word in document.gone { #expect(!text.contains(word), "\(word): \(text)") }
        for word in document.kept { #expect(text.contains(word), "\(word): \(text)") }
    }

    @Test func `nothing personal is left, and what belongs together stays so`() throws {
        let text = """
            BEGIN:VCALENDAR\r
            BEGIN:VEVENT\r
            UID:secret-uid@host.example\r
            SUMMARY;LANGUAGE=de:Geheimes Treffen\r
            ATTENDEE;CN="Anna Müller";PARTSTAT=ACCEPTED:mailto:anna@example.com\r
            RELATED-TO:secret-uid@host.example\r
            DTSTART;TZID=Europe/Berlin:20260105T090000\r
            GEO:52.52;13.40\r
            REQUEST-STATUS:3.7;Unknown;ATTENDEE:mailto:anna@example.com\r
            END:VEVENT\r
            END:VCALENDAR\r

            """
        let shared = String(decoding: try Anonymizer().anonymize(iCalendar: Array(text.utf8)), as: UTF8.self)
        for word in ["secret", "host.example", "Geheimes", "Anna", "anna@", "52.52"] {
            #expect(!shared.contains(word), "\(word)")
        }
        for word in [
            "PARTSTAT=ACCEPTED", "mailto:", "REQUEST-STATUS:3.7;", "TZID=Europe/Berlin:20260105T090000", "LANGUAGE=de",
        ] {
            #expect(shared.contains(word), "\(word)")
        }
        let lines = shared.components(separatedBy: "\r\n")
        #expect(lines[2].dropFirst("UID:".count) == lines[5].dropFirst("RELATED-TO:".count))
    }
}
