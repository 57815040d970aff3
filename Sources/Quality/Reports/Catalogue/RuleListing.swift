internal import CalendarDiagnostics
internal import Validation

/// The rules of validation as text.
package struct RuleListing {
    /// How the rules are listed.
    package enum Form: String, Sendable, CaseIterable {
        case table, markdown, jsonl
    }

    /// The list, with a line break at its end.
    package let text: String

    /// Lists every rule of the catalogue.
    package init(_ form: Form) {
        let rules = RuleCatalogue.rules
        text =
            switch form {
            case .table:
                TextTable(
                    [["RULE", "SEVERITY", "FIX", "SOURCE"]]
                        + rules.map { [$0.id.rawValue, $0.severityWords, $0.fixWord, $0.sourceTitle] }
                ).description
            case .markdown: "# Rules\n\n" + rules.map { RuleDocument($0).markdown }.joined(separator: "\n")
            case .jsonl: String(decoding: rules.flatMap(Self.row), as: UTF8.self)
            }
    }

    private static func row(of rule: Rule) -> [UInt8] {
        var row = JSONObject()
        row.add("rule", rule.id.rawValue)
        row.add("severity", rule.severity.rawValue)
        row.add("source", rule.sourceTitle)
        row.add("sentence", rule.sentence)
        row.add("fix", rule.fixWord)
        return row.line
    }
}
