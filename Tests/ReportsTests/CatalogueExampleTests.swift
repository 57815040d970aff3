import CalendarDiagnostics
import Foundation
import Kolab
import TestSupport
import Testing

@testable import Reports

/// The examples of the catalogue: each is converted or listed by its command, which has to report what the example explains.
@Suite("Examples of the catalogue") struct CatalogueExampleTests {
    /// Findings and losses that no command reports for a short text.
    private static let described: [RuleID: String] = [
        "changed-input": "needs a file that changes while it is read",
        "late-property": "needs an input that is converted piece by piece",
        "mail-part-repeated": "needs a mail message; transcripts have it",
        "foreign-uid": "needs a store; transcripts have it",
        "component-not-stored": "needs a store; transcripts have it",
    ]

    private static let runnable = Catalogue.all.filter { $0.command != nil }.map(\.id)

    @Test func `every loss, and every finding of a reader and of an expansion, has an example that is run`() {
        let wanted = Catalogue.all.filter { [.reading, .conversion, .occurrences].contains($0.kind) }
        let missing = Set(wanted.map(\.id)).subtracting(Self.runnable)
        #expect(missing == Set(Self.described.keys))
        #expect(Self.runnable.count > 80)
    }

    @Test(arguments: runnable) func `an example causes what it explains`(_ id: RuleID) throws {
        let entry = try #require(Catalogue.entry(id))
        let words = try #require(entry.command).split(separator: " ").map(String.init)
        let names = words.filter { [".ics", ".xcs", ".xml"].contains($0.suffix(4)) }
        let texts = entry.example.components(separatedBy: "\n\n")
        #expect(names.count == texts.count)
        let folder = try TemporaryFolder()
        for (name, text) in zip(names, texts) { try folder.write(name, Self.document(text)) }
        var arguments = words
        if words[0] != "expand" {
            // A folder where there may be several outputs.
            let output = ["convert", "split"].contains(words[0]) ? "out/" : "out.ics"
            arguments += ["--report", "losses.jsonl", "--output", output]
        }
        let answer = try folder.run(CommandUnderTest.path, arguments)
        let losses = try words[0] == "expand" ? "" : folder.text("losses.jsonl")
        #expect(
            losses.contains("\"id\":\"\(id)\"") || answer.errors.contains("[\(id)]"),
            "\(id): \(losses)\(answer.errors)"
        )
    }

    @Test func `an entry shows the example with its command`() throws {
        let document = try #require(Catalogue.document(of: "zone-lost"))
        #expect(document.contains("Example, with kalends convert calendar.ics --to kolab-2.0:\n\n    DTSTART;TZID="))
        #expect(Catalogue.document(of: "character-not-in-xml")?.contains("    SUMMARY:a\\x01b\n") == true)
    }

    @Test func `a loss of Kolab has one meaning`() {
        for (id, meaning) in KolabLoss.all {
            guard let entry = Catalogue.entry(id), entry.kind == .conversion else { continue }
            #expect(entry.meaning == meaning, "\(id)")
        }
    }

    /// The document of an example: itself, or the calendar around its components, or the event around its lines.
    private static func document(_ example: String) -> String {
        if example.hasPrefix("<") { return example + "\n" }
        var lines = example.components(separatedBy: "\n")
        if !lines.contains("BEGIN:VCALENDAR") {
            let items = ["BEGIN:VEVENT", "BEGIN:VTODO", "BEGIN:VFREEBUSY"]
            if !lines.contains(where: items.contains) {
                let names = Set(lines.map { String($0.prefix { $0 != ":" && $0 != ";" }) })
                let stated = ["UID:1", "DTSTAMP:20260101T000000Z", "DTSTART:20260105T090000Z"].filter {
                    !names.contains(String($0.prefix { $0 != ":" }))
                }
                lines = ["BEGIN:VEVENT"] + stated + lines + ["END:VEVENT"]
            }
            lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN"] + lines + ["END:VCALENDAR"]
        }
        return lines.map { $0 + "\r\n" }.joined()
    }
}
