import Foundation
import Kalends
import TestSupport
import Testing

@testable import Validation

@Suite("Correct input") struct CorrectInputTests {
    private func errors(_ bytes: [UInt8], name: String) -> [Finding] {
        RuleExample.everything.validate(bytes, name: name).findings.filter { $0.severity == .error }
    }

    private static let converter = {
        var options = ConversionOptions()
        options.normalizes = true
        return Converter(options)
    }()

    /// Whether an input has no error; what is written of it must then have none either.
    private func keepsCorrect(_ bytes: [UInt8], name: String) -> Bool {
        guard errors(bytes, name: name).isEmpty else { return false }
        let targets = [
            (CalendarFormat.iCalendar, "o.ics"), (.xCal, "o.xcs"), (.jCal, "o.jcal"), (.kolab20, "o.xml"),
            (.kolab21, "o.xml"),
        ]
        for (target, file) in targets {
            guard let result = try? Self.converter.convert(bytes, to: target, name: name) else { continue }
            for output in result.outputs {
                let found = errors(output.bytes, name: file)
                #expect(found.isEmpty, "\(name) as \(target.rawValue): \(RuleExampleTests.text(found))")
            }
        }
        return true
    }

    @Test func `what our writers write from input without errors has none`() throws {
        let folder = Repository.file("fixtures/conversions")
        var count = 0
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            let path = folder.appendingPathComponent(name).appendingPathComponent("event.ics")
            guard let data = try? Data(contentsOf: path) else { continue }
            if keepsCorrect(Array(data), name: "\(name).ics") { count += 1 }
        }
        #expect(count > 20)
    }

    @Test(arguments: [
        Example.event("DTSTART;VALUE=DATE:20260105", "DTEND;VALUE=DATE:20260105"),
        .kolab(
            #"<event version="1.0">"#,
            "<uid>1</uid>",
            "<start-date>2026-01-05</start-date>",
            "<end-date>2026-01-05</end-date>",
            "</event>"
        ),
    ])
    func `what our writers write from odd input has no error`(_ example: Example) {
        #expect(keepsCorrect(example.bytes, name: example.form == .kolab ? "e.xml" : "e.ics"))
    }

    @Test(.needsCorpus("ical", "xcal", "kolab"))
    func `what our writers write from the corpus has no error where it has none`() throws {
        let files = Corpus.files(["ics", "vcs", "xml", "xcs", "xcal", "json", "jcal", "mime", "eml"], oneIn: 8)
        let count = try files.count { name in
            let bytes = try Corpus.bytes(name)
            return bytes.count < 300_000 && keepsCorrect(bytes, name: name)
        }
        #expect(count > files.count / 8)
    }

    @Test func `examples written after the standards have no error`() throws {
        let folder = Repository.file("fixtures/examples")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix("rfc") }
        #expect(names.count >= 8)
        for name in names {
            let found = errors(Array(try Data(contentsOf: folder.appendingPathComponent(name))), name: name)
            #expect(found.isEmpty, "\(name): \(RuleExampleTests.text(found))")
        }
    }

    @Test func `examples written after the standards have no error as xCal and jCal`() throws {
        let folder = Repository.file("fixtures/examples")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".ics") }
        for name in names {
            let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
            for (target, file) in [(CalendarFormat.xCal, "o.xcs"), (.jCal, "o.json")] {
                for output in try Converter().convert(bytes, to: target, name: name).outputs {
                    let found = errors(output.bytes, name: file)
                    #expect(found.isEmpty, "\(name) as \(target.rawValue): \(RuleExampleTests.text(found))")
                }
            }
        }
    }

    @Test func `the rules of RFC 5545's examples have no error`() throws {
        let file = Repository.file("fixtures/recurrence/rfc5545-examples.txt")
        let blocks = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n\n")
        var count = 0
        for block in blocks where block.contains("RRULE:") {
            let lines = block.split(separator: "\n").filter { $0.contains(":") && !$0.hasPrefix("#") }
            let found = errors(Array(AnswerTable.event(lines.joined(separator: "\r\n")).utf8), name: "rule.ics")
            #expect(found.isEmpty, "\(lines): \(RuleExampleTests.text(found))")
            count += 1
        }
        #expect(count > 30)
    }

    /// Files of the public corpus that hold an RFC's example as a whole, and what in them differs from it.
    private static let examples: [(path: String, exceptions: Set<String>)] = [
        ("ical/ical4j/samples/valid/rfc5545-sec3.4.ics", []), ("ical/ical4j/samples/valid/rfc5545-sec3.6.1.ics", []),
        ("ical/ical4j/samples/valid/rfc5545-sec3.6.2.ics", []), ("ical/ical4j/samples/valid/rfc5545-sec3.6.3.ics", []),
        ("ical/ical4j/samples/valid/rfc5545-sec3.6.4.ics", []),
        // Several examples in one calendar.
        ("ical/ical4j/samples/valid/rfc5545-sec3.6.5.ics", ["time-zone-duplicate"]),
        ("ical/ical4j/samples/valid/rfc5545-sec4.1.ics", []), ("ical/ical4j/samples/valid/rfc5545-sec4.2.ics", []),
        ("ical/ical4j/samples/valid/rfc5545-sec4.4.ics", []), ("ical/ical4j/samples/valid/rfc5545-sec4.5.ics", []),
        ("ical/biweekly/io/text/rfc5545-example1.ics", []), ("ical/biweekly/io/text/rfc5545-example2.ics", []),
        ("xcal/sabre-vobject/RFC6321Example2.xml", []), ("xcal/sabre-vobject/RFC6321Example2.ics", []),
        ("xcal/biweekly/rfc6321-example1.xml", []),
        // Events without the calendar around them.
        ("ical/collective-icalendar/events/rfc_9074_example_1.ics", ["structure-nesting"]),
        ("ical/collective-icalendar/events/rfc_9074_example_2.ics", ["structure-nesting"]),
        ("ical/collective-icalendar/events/rfc_9074_example_4.ics", ["structure-nesting"]),
    ]

    @Test(.needsCorpus("ical", "xcal")) func `examples of the RFCs have no error`() throws {
        let present = Self.examples.filter { FileManager.default.fileExists(atPath: Corpus.file($0.0).path) }
        #expect(present.count > Self.examples.count / 2)
        for (path, exceptions) in present {
            let found = errors(try Corpus.bytes(path), name: path).filter { !exceptions.contains($0.rule.rawValue) }
            #expect(found.isEmpty, "\(path): \(RuleExampleTests.text(found))")
        }
    }
}
