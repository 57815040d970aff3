import CalendarDiagnostics
import Foundation
import TestSupport
import Testing
import Validation

@testable import Reports

/// The catalogue of ids against the sources that report them.
@Suite("Catalogue of ids") struct CatalogueTests {
    private static let sources = Repository.file("Sources")

    /// Every source but those of the catalogue and of the rules, by path.
    private static let texts: [(path: String, text: String)] = {
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        return (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }.compactMap { file in
            let path = file.path
            guard !path.contains("/Reports/Catalogue/"), !path.contains("/Validation/Rules/"),
                !path.contains("/Validation/Selection/"), let text = try? String(contentsOf: file, encoding: .utf8)
            else { return nil }
            return (path, text)
        }
    }()

    private static let names = #"([a-z][a-z0-9]*(?:-[a-z0-9]+)+)"#

    /// The ids that calls report which are known to take one first.
    private static func reported(in text: String) throws -> [String] {
        let calls = [
            #"\b(?:report|Loss|Diagnostic|lose|drop|leave)\(\s*"\#(names)""#,
            #"\blosses\.add\(\s*"\#(names)""#, #"\brule: "\#(names)""#, #"\bRuleID = "\#(names)""#,
            #"\("\#(names)",\s*\.(?:error|warning|info|altered|dropped|preserved)\b"#,
            #"findings: \[\.init\("\#(names)""#, #"leaveAlone\(\.init\("\#(names)""#,
        ]
        return try calls.flatMap { pattern in
            let expression = try Regex(pattern, as: (Substring, Substring).self)
            return text.matches(of: expression).map { String($0.output.1) }
        }
    }

    private static let known = Set(Catalogue.all.map(\.id.rawValue))

    @Test func `every id that is reported is in the catalogue`() throws {
        #expect(Self.texts.count > 300)
        var count = 0
        for (path, text) in Self.texts {
            for id in try Self.reported(in: text) {
                count += 1
                let isKnown = Self.known.contains(id) || !RuleCatalogue.rules(formerly: RuleID(id)).isEmpty
                #expect(isKnown, "\(id) of \(path)")
            }
        }
        #expect(count > 250)
    }

    @Test func `every id of the catalogue is reported`() {
        let all = Self.texts.map(\.text).joined()
        for entry in Catalogue.all where entry.kind != .rule && entry.kind != .action {
            #expect(all.contains("\"\(entry.id)\""), "\(entry.id)")
        }
    }

    @Test func `every action of a loss is explained`() {
        for action in Loss.Action.allCases { #expect(Catalogue.entry(RuleID(action.rawValue))?.kind == .action) }
    }

    @Test func `every id by which a reader knows a fault is reported`() {
        let all = Self.texts.map(\.text).joined()
        let former: Set<RuleID> = [
            "empty-input", "wrong-format", "invalid-content", "not-well-formed", "document-type-refused",
        ]
        for rule in RuleCatalogue.rules {
            for kind in RuleCatalogue.kinds(of: rule.id) where !former.contains(kind) {
                guard !kind.rawValue.hasPrefix("limit-") else { continue }
                #expect(all.contains("\"\(kind)\""), "\(kind) of \(rule.id)")
            }
        }
    }

    @Test func `every id is in the catalogue once`() {
        #expect(Self.known.count == Catalogue.all.count)
    }

    @Test func `every entry has all its texts`() {
        for entry in Catalogue.all {
            let texts = [entry.meaning, entry.explanation, entry.example, entry.fix, entry.source]
            #expect(!texts.contains(""), "\(entry.id)")
            #expect(!entry.meaning.contains("\n"), "\(entry.id)")
        }
    }

    @Test(arguments: Catalogue.all.map(\.id)) func `an id is explained`(_ id: RuleID) throws {
        let document = try #require(Catalogue.document(of: id))
        #expect(document.hasPrefix("\(id) ("))
    }

    @Test func `a former id is explained by its rule`() {
        #expect(
            Catalogue.document(of: "line-ending-lf")?.hasPrefix("line-ending-lf is reported as line-ending.") == true
        )
        #expect(Catalogue.document(of: "not-well-formed")?.contains("xml-not-well-formed (") == true)
        #expect(Catalogue.document(of: "no-such-id") == nil)
    }

    @Test func `a misspelt id gets the nearest`() {
        #expect(
            Catalogue.complaint(about: "zone-losst")
                == "unknown id zone-losst; perhaps zone-lost"
        )
        #expect(Catalogue.complaint(about: "qqqq").hasSuffix("kalends explain lists all ids"))
    }

    @Test func `the listing has every id under its kind`() {
        let listing = Catalogue.listing
        for entry in Catalogue.all { #expect(listing.contains("  \(entry.id) ")) }
        #expect(listing.hasPrefix("Rules of validate"))
    }
}
