internal import Bytes
public import CalendarDiagnostics

/// Which rules are on, and how much their findings matter.
///
/// What was named last counts: a severity of one's own before the profile's, `ignore` before `select`.
public struct RuleSelection: Hashable, Sendable {
    /// The profile.
    public var profile: Profile
    /// Patterns of the rules that are on, `*` standing for any letters; empty for all.
    public var select: [String]
    /// Patterns of the rules that are off.
    public var ignore: [String]
    /// Severities by pattern, in order; nil switches off.
    public var severities: [(pattern: String, severity: Severity?)]

    /// All rules with their own severities.
    public init(profile: Profile = .default, select: [String] = [], ignore: [String] = []) {
        self.profile = profile
        self.select = select
        self.ignore = ignore
        severities = []
    }

    /// The rules that are on, in the order of the catalogue.
    public var rules: [SelectedRule] {
        RuleCatalogue.rules.compactMap { rule in
            let id = rule.id.rawValue
            guard select.isEmpty || select.contains(where: { Self.matches(id, $0) }),
                !ignore.contains(where: { Self.matches(id, $0) })
            else { return nil }
            var severity = profile.severity(of: rule.id)
            for (pattern, value) in severities where Self.matches(id, pattern) { severity = .some(value) }
            switch severity {
            case .none: return SelectedRule(rule)
            case .some(.none): return nil
            case .some(.some(let value)): return SelectedRule(rule, severity: value)
            }
        }
    }

    /// Whether `pattern`, in which `*` matches any letters, fits the id of a rule; a former id of it fits as well.
    public static func matches(_ text: String, _ pattern: String) -> Bool {
        let stars = StarPattern(pattern)
        if stars.matches(text) { return true }
        return stars.isLiteral && RuleCatalogue.rules(formerly: RuleID(pattern)).contains(RuleID(text))
    }

    public static func == (left: RuleSelection, right: RuleSelection) -> Bool {
        left.profile == right.profile && left.select == right.select && left.ignore == right.ignore
            && left.severities.elementsEqual(right.severities) {
                $0.pattern == $1.pattern && $0.severity == $1.severity
            }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(profile)
        hasher.combine(select)
        hasher.combine(ignore)
        for (pattern, severity) in severities {
            hasher.combine(pattern)
            hasher.combine(severity)
        }
    }
}
