import CalendarDiagnostics
import Foundation
import TestSupport
import Testing
import Validation

/// A row of `catalogue.md`: what was requested and the rule that fulfils it.
private struct CatalogueRow {
    let number: String
    let rule: String
    let severity: String
    let section: String
    let reason: String

    /// Reads a row of the table; nil for other lines and for the table's head.
    init?(_ line: Substring) {
        let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        guard cells.count == 8, cells[1] == "+" || Int(cells[1]) != nil else { return nil }
        (number, rule, severity, section, reason) = (cells[1], cells[3], cells[4], cells[5], cells[6])
    }

    static func all() throws -> [CatalogueRow] {
        try Repository.text("Tests/ValidationTests/catalogue.md").split(separator: "\n").compactMap { CatalogueRow($0) }
    }
}

@Suite("Catalogue") struct CatalogueTests {
    @Test func `every number of the catalogue has a rule, or a reason why not`() throws {
        let rows = try CatalogueRow.all()
        #expect(Set(rows.compactMap { Int($0.number) }) == Set(1...96))
        for row in rows where row.rule.isEmpty { #expect(!row.reason.isEmpty, "\(row.number)") }
    }

    @Test func `every rule of the table is registered as the table says`() throws {
        for row in try CatalogueRow.all() where !row.rule.isEmpty {
            let rule = try #require(
                RuleCatalogue.rules.first { $0.id.rawValue == row.rule },
                "\(row.rule) is not registered"
            )
            #expect(rule.severity.rawValue == row.severity, "\(row.rule)")
            #expect(rule.sourceTitle == row.section, "\(row.rule)")
        }
    }

    @Test func `every registered rule stands in the table once`() throws {
        let rules = try CatalogueRow.all().map(\.rule).filter { !$0.isEmpty }
        #expect(rules.sorted() == RuleCatalogue.rules.map(\.id.rawValue).sorted())
    }
}
