import Foundation
import Kalends
import TestSupport
import Testing
import Validation

@testable import Batch

@Suite("Settings and baselines") struct SettingsTests {
    private func settings(_ text: String) throws -> ValidationSettings {
        var settings = ValidationSettings()
        try settings.read(TOMLSubset(text))
        return settings
    }

    @Test func `a former id is an alias of its rule`() throws {
        let settings = try settings("ignore = [\"line-ending-lf\"]\n[severity]\nnot-well-formed = \"info\"\n")
        let rules = settings.selection.rules
        #expect(!rules.contains { $0.rule.id == "line-ending" })
        #expect(rules.first { $0.rule.id == "xml-not-well-formed" }?.severity == .info)
        #expect(rules.count == RuleCatalogue.rules.count - 1)
    }

    @Test func `a mistake has its line`() {
        let error = #expect(throws: TOMLSubset.Mistake.self) { try settings("profile = \"strict\"\nignore = 3\n") }
        #expect(error?.line == 2)
    }

    @Test func `a baseline knows findings by former ids`() throws {
        let folder = try TemporaryFolder()
        try folder.write("a.ics", "x")
        let text = """
            {"format":"kalends-baseline","version":1,"findings":[
            {"file":"a.ics","rule":"line-ending-lf","fingerprint":"1"}
            ]}
            """
        var baseline = try Baseline(try folder.write("known.json", text))
        let place = SourceLocation(file: folder.path("a.ics"), line: 1, column: 1)
        let finding = Finding(Diagnostic("line-ending", .warning, "", at: place), isFixable: false, fingerprint: "1")
        let isKnown = baseline.notes(finding)
        #expect(isKnown)
    }
}
