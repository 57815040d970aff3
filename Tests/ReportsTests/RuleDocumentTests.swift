import CalendarDiagnostics
import TestSupport
import Testing
import Validation

@testable import Reports

/// What `kalends explain` shows of rules.
@Suite("Documents of rules") struct RuleDocumentTests {
    private static func shown(_ example: Example) -> String {
        ExampleText.lines(example.excerpt).joined(separator: "\n")
    }

    @Test func `an accepted example looks different from every flagged one`() {
        for rule in RuleCatalogue.rules {
            let flagged = rule.flagged.map { Self.shown($0).replacing("▸", with: "") }
            for example in rule.accepted { #expect(!flagged.contains(Self.shown(example)), "\(rule.id)") }
        }
    }

    @Test func `an accepted example is more than a line that has nothing to do with the rule`() {
        for rule in RuleCatalogue.rules where rule.accepted.contains(where: { $0.excerpt == "SUMMARY:Lunch" }) {
            #expect(rule.flagged.contains { $0.excerpt.contains("SUMMARY") }, "\(rule.id)")
        }
    }

    @Test func `every document is short enough to be read`() {
        for rule in RuleCatalogue.rules {
            for line in RuleDocument(rule).text.split(separator: "\n") { #expect(line.count < 300, "\(rule.id)") }
        }
    }

    @Test func `a document shows characters that have no picture`() throws {
        let control = try #require(Catalogue.document(of: "line-control"))
        #expect(control.contains("    SUMMARY:A(tab)B\n") && control.contains("    SUMMARY:A▸\\x07B\n"))
        let ends = try #require(Catalogue.document(of: "line-ending"))
        #expect(ends.contains("    SUMMARY:Lunch\\r\\n\n") && ends.contains("    ▸BEGIN:VCALENDAR\\n\n"))
        #expect(Catalogue.document(of: "line-byte-order-mark")?.contains("    ▸\\u{FEFF}BEGIN:VCALENDAR\n") == true)
    }

    @Test func `the severities of a rule are in its document and in the list`() throws {
        #expect(Catalogue.document(of: "time-zone-missing")?.hasPrefix("time-zone-missing (warning or error, ") == true)
        #expect(Catalogue.document(of: "line-blank")?.hasPrefix("line-blank (warning, ") == true)
        #expect(RuleListing(.table).text.contains("warning or error"))
    }
}
