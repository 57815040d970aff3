package import CalendarDiagnostics
internal import Validation

/// Every id that the tool prints, with what it means: the rules of validation, and what readers, conversions, migrations and
/// commands report.
package enum Catalogue {
    /// Every entry, by kind.
    package static var all: [CatalogueEntry] {
        rules + reading + kolab + targets + requests + occurrences + migration + commands + actions
    }

    /// Every id as text.
    package static var names: [String] { all.map(\.id.rawValue) }

    /// The ids of the rules of validation as text.
    package static var ruleNames: [String] { rules.map(\.id.rawValue) }

    /// The entry of an id.
    package static func entry(_ id: RuleID) -> CatalogueEntry? { all.first { $0.id == id } }

    /// The document of an id for a terminal; nil if nothing is reported under it, now or formerly.
    package static func document(of id: RuleID) -> String? {
        if let rule = RuleCatalogue.rule(id) { return RuleDocument(rule).text }
        if let entry = entry(id) { return entry.document }
        let rules = RuleCatalogue.rules(formerly: id)
        guard !rules.isEmpty else { return nil }
        let documents = rules.compactMap { RuleCatalogue.rule($0) }.map { RuleDocument($0).text }
        let names = rules.map(\.rawValue).joined(separator: " or ")
        return "\(id) is reported as \(names).\n\n" + documents.joined(separator: "\n")
    }

    /// The message about an id under which nothing is reported.
    package static func complaint(about id: String) -> String {
        let hint = Suggestion.hint(
            for: id,
            among: names,
            otherwise: "kalends explain lists all ids"
        )
        return "unknown id \(id); \(hint)"
    }

    /// All ids with their meanings, by kind.
    package static var listing: String {
        let all = all
        return CatalogueEntry.Kind.allCases.map { kind in
            let rows = all.filter { $0.kind == kind }.map { entry in
                ["  \(entry.id)", entry.severity ?? "", entry.meaning]
            }
            return "\(kind.title):\n\(TextTable(rows))"
        }.joined(separator: "\n")
    }

    private static var rules: [CatalogueEntry] {
        RuleCatalogue.rules.map { rule in
            let kinds = RuleCatalogue.kinds(of: rule.id).map(\.rawValue)
            return .row(
                rule.id,
                .rule,
                severity: rule.severityWords,
                rule.sentence,
                kinds.isEmpty
                    ? "A rule of kalends validate."
                    : "Readers report it as well, formerly as \(kinds.joined(separator: ", ")).",
                example: rule.flagged.first?.excerpt ?? "",
                fix: RuleDocument(rule).fix,
                rule.sourceTitle
            )
        }
    }
}

extension CatalogueEntry.Kind {
    /// The heading of a list of ids.
    fileprivate var title: String {
        switch self {
        case .rule: "Rules of validate, which all commands report"
        case .reading: "Reading"
        case .conversion: "Conversion"
        case .occurrences: "Occurrences"
        case .migration: "Migration"
        case .command: "Files, processes and stylesheets"
        case .action: "Actions in reports, plans and manifests"
        }
    }
}

extension CatalogueEntry {
    /// The entry for a terminal.
    fileprivate var document: String {
        let about = [kind.rawValue, severity, source].compactMap { $0 }.joined(separator: ", ")
        return """
            \(id) (\(about))

            \(Self.sentence(meaning))

            \(explanation)

            Example\(command.map { ", with kalends \($0)" } ?? ""):

            \(ExampleText.lines(example).joined(separator: "\n"))

            What to do: \(fix)

            """
    }

    private static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() + "." }
}
