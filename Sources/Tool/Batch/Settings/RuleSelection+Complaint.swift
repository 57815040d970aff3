internal import Kalends
internal import Reports
internal import Validation

extension RuleSelection {
    /// The message about patterns that fit no rule; nil if all fit.
    package static func complaint(about patterns: [String]) -> String? {
        let unknown = patterns.filter { pattern in !RuleCatalogue.rules.contains { matches($0.id.rawValue, pattern) } }
        guard let first = unknown.first else { return nil }
        let hint = Suggestion.hint(
            for: first,
            among: RuleCatalogue.rules.map(\.id.rawValue),
            otherwise: "kalends rules lists them"
        )
        return "no rule is called \(unknown.joined(separator: ", ")); \(hint)"
    }
}
