public import CalendarDiagnostics
public import XCal

extension Finding {
    /// At which level an xCal document fails with this finding.
    public var schemaLevel: XCalCheck.Level { Self.schemaLevel(of: rule) }

    /// At which level an xCal document fails with a finding of a rule.
    public static func schemaLevel(of rule: RuleID) -> XCalCheck.Level {
        let family = rule.rawValue
        return Self.families.first { level in level.prefixes.contains { family.hasPrefix($0) } }?.level ?? .rules
    }

    /// The families of rules below the last level, by the beginnings of their ids.
    private static let families: [(level: XCalCheck.Level, prefixes: [String])] = [
        (.wellFormed, ["xml-", "limit-"]),
        (.structure, ["xcal-structure", "xcal-dialect", "structure-", "not-a-calendar"]),
        (.types, ["xcal-type", "xcal-value", "value-"]),
    ]
}
