public import CalendarDiagnostics
internal import ICalendar
internal import KolabMail
internal import XMLSupport

/// The readers whose findings are represented by rules; some ids of one mean something else to another.
public enum FindingReader: Sendable {
    /// The readers of iCalendar text, vCalendar, xCal, XML and mail.
    case calendar
    /// The reader of jCal.
    case jCal
    /// The reader of Kolab objects; what it does not know itself is of XML or mail.
    case kolab
}

/// One fault has one id, whichever command meets it: that of its rule. Readers distinguish more kinds of fault.
extension RuleCatalogue {
    /// Names the findings of a reader by the rules that represent them.
    public static func naming(of reader: FindingReader) -> @Sendable (RuleID) -> ReportedName {
        { id in
            // The tables are not made before there is a finding.
            let table =
                switch reader {
                case .calendar: ReportedNames.shared.calendar
                case .jCal: ReportedNames.shared.jCal
                case .kolab: ReportedNames.shared.kolab
                }
            return table[id] ?? ReportedName(id)
        }
    }

    /// The rules represented by an id that is not, or no longer, the id of a rule: settings and baselines may name it.
    public static func rules(formerly id: RuleID) -> [RuleID] { ReportedNames.shared.former[id] ?? [] }

    /// The kinds of fault that readers distinguish within a rule, in order of their ids.
    public static func kinds(of rule: RuleID) -> [RuleID] {
        ReportedNames.shared.former.filter { $0.value.contains(rule) }.map(\.key).sorted { $0.rawValue < $1.rawValue }
    }
}

/// Ids of readers with the rules that represent them.
private struct ReportedNames: Sendable {
    static let shared = ReportedNames()

    private(set) var calendar: [RuleID: ReportedName] = [:]
    private(set) var jCal: [RuleID: ReportedName] = [:]
    private(set) var kolab: [RuleID: ReportedName] = [:]
    private(set) var former: [RuleID: [RuleID]] = Self.refusals

    // swift-format-ignore
    /// The ids that inputs were refused with before they had those of their rules.
    private static let refusals: [RuleID: [RuleID]] = [
        "empty-input":           ["not-a-calendar"],
        "wrong-format":          ["not-a-calendar"],
        "invalid-content":       ["not-a-calendar"],
        "not-well-formed":       ["xml-not-well-formed"],
        "document-type-refused": ["xml-document-type"],
        "limit-depth":           ["structure-depth"],
    ]

    private init() {
        let limits = ReadLimits.named.map(\.name) + XMLLimits.named.map(\.name) + MailLimits.named.map(\.name)
        for limit in limits + ["names"] where limit != "depth" { former[RuleID("limit-\(limit)")] = ["limit-exceeded"] }
        for rule in RuleCatalogue.rules {
            for check in rule.checks { add(check, of: rule) }
        }
        kolab.merge(calendar) { own, _ in own }
    }

    private mutating func add(_ check: Check, of rule: Rule) {
        let kinds: [RuleID]
        switch check {
        case .reader(let ids), .ruleText(let ids): kinds = add(ids, rule, to: &calendar)
        case .jCalReader(let ids): kinds = add(ids, rule, to: &jCal)
        case .kolabReader(let ids): kinds = add(ids, rule, to: &kolab)
        case .sameAs(let ids): kinds = add(Dictionary(uniqueKeysWithValues: ids.map { ($0, nil) }), rule, to: &calendar)
        default: kinds = []
        }
        for kind in kinds where former[kind]?.contains(rule.id) != true { former[kind, default: []].append(rule.id) }
    }

    /// A finding is as severe in every command as in a validation.
    private func add(_ kinds: [RuleID: Severity?], _ rule: Rule, to table: inout [RuleID: ReportedName]) -> [RuleID] {
        for (kind, severity) in kinds { table[kind] = ReportedName(rule.id, severity ?? rule.severity) }
        return Array(kinds.keys)
    }
}
