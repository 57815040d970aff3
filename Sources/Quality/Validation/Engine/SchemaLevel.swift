public import CalendarDiagnostics

/// The levels at which an xCal document (RFC 6321) is checked.
public enum XCalCheck {
    /// What a document can fail at; each level rests on the one before.
    public enum Level: String, Sendable, CaseIterable, Comparable {
        /// It is not XML, or XML that is refused; also what had to be repaired to read it.
        case wellFormed = "well-formed"
        /// Elements where none is allowed, or none where one is required (RFC 6321 §3).
        case structure
        /// Values that are not of their type (RFC 6321 §3.6, RFC 5545 §3.3).
        case types
        /// Rules of RFC 5545 on the document's content.
        case rules

        /// From 1 to 4.
        public var number: Int {
            switch self {
            case .wellFormed: 1
            case .structure: 2
            case .types: 3
            case .rules: 4
            }
        }

        /// Orders the levels as they rest on one another.
        public static func < (left: Level, right: Level) -> Bool { left.number < right.number }
    }
}

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
