public import CalendarDiagnostics
internal import ICalendar

/// A rule that is switched on, with the severity that the user or the profile gave it.
public struct SelectedRule: Sendable {
    /// The rule.
    public var rule: Rule
    /// The severity of all its findings; nil leaves them their own.
    public var severity: Severity?

    /// A rule unchanged, or with another severity.
    public init(_ rule: Rule, severity: Severity? = nil) {
        self.rule = rule
        self.severity = severity
    }
}

/// What the rules that are switched on have in common, by their index.
struct RuleFacts: Sendable {
    /// The ids of the rules.
    let ids: [RuleID]
    /// The severity of a finding that has none of its own.
    let severities: [Severity]
    /// The severity that the user or the profile gave all findings of a rule.
    let areFixed: [Severity?]
    /// Whether everything that a rule finds can be fixed without a guess, or not at all.
    let haveOnlySafeFixes: [Bool]

    init(_ rules: [SelectedRule]) {
        ids = rules.map(\.rule.id)
        severities = rules.map { $0.severity ?? $0.rule.severity }
        areFixed = rules.map(\.severity)
        haveOnlySafeFixes = rules.map { $0.rule.hasSafeFix && !$0.rule.hasUnsafeFix }
    }
}

/// The checks of the rules that are switched on, sorted by what they look at.
///
/// One kind of entry for each kind of check: a generic one would wrap its closure in another.
struct RuleDispatch: Sendable {
    struct LineEntry: Sendable {
        let rule: Int
        let body: @Sendable (Int, CheckContext) -> Void
    }

    struct PropertyEntry: Sendable {
        let rule: Int
        let body: @Sendable (Property, CheckContext) -> Void
    }

    struct ParameterEntry: Sendable {
        let rule: Int
        let body: @Sendable (Parameter, Property, CheckContext) -> Void
    }

    struct ValueEntry: Sendable {
        let rule: Int
        let types: Set<ValueType>
        let body: @Sendable (Property, ValueType, CheckContext) -> Void
    }

    struct ComponentEntry: Sendable {
        let rule: Int
        let body: @Sendable (ComponentContext, CheckContext) -> Void
    }

    struct CalendarEntry: Sendable {
        let rule: Int
        let body: @Sendable (CalendarFacts, CheckContext) -> Void
    }

    struct KolabEntry: Sendable {
        let rule: Int
        let body: @Sendable (KolabObjectFacts, CheckContext) -> Void
    }

    let facts: RuleFacts
    private(set) var longLines: [LineEntry] = []
    private(set) var brokenLines: [LineEntry] = []
    private(set) var calendarTextProperties: [PropertyEntry] = []
    private(set) var oddTextParameters: [ParameterEntry] = []
    private(set) var everyParameter: [ParameterEntry] = []
    /// By the number of the parameter's name.
    private(set) var parameters: [[ParameterEntry]]
    private(set) var nonASCIIProperties: [PropertyEntry] = []
    private(set) var unknownProperties: [PropertyEntry] = []
    /// By the number of the property's name.
    private(set) var properties: [[PropertyEntry]]
    /// By the number of the property's name.
    private(set) var brokenValues: [[ValueEntry]]
    private(set) var everyComponent: [ComponentEntry] = []
    /// By the number of the component's name.
    private(set) var components: [[ComponentEntry]]
    private(set) var calendars: [CalendarEntry] = []
    private(set) var kolab: [KolabEntry] = []
    /// The rule for each id of a reader's finding, with the severity that the rule gives it.
    typealias ReaderTable = [RuleID: (rule: Int, severity: Severity?)]
    /// For the readers of iCalendar text, xCal, XML and mail, whose ids mean the same.
    private(set) var findings: ReaderTable = [:]
    /// For the reader of jCal.
    private(set) var jCalFindings: ReaderTable = [:]
    /// For the reader of Kolab objects, those of XML and mail included.
    private(set) var kolabFindings: ReaderTable = [:]
    /// The rule of each id.
    private(set) var numbers: [RuleID: Int] = [:]

    init(_ rules: [SelectedRule]) {
        let count = Name.knownCount
        facts = RuleFacts(rules)
        properties = Array(repeating: [], count: count)
        parameters = Array(repeating: [], count: count)
        brokenValues = Array(repeating: [], count: count)
        components = Array(repeating: [], count: count)
        for (index, selected) in rules.enumerated() {
            numbers[selected.rule.id] = index
            for check in selected.rule.checks { add(check, of: index) }
        }
        kolabFindings.merge(findings) { own, _ in own }
    }

    private mutating func add(_ check: Check, of rule: Int) {
        switch check {
        case .reader(let ids):
            for (id, severity) in ids { findings[id] = (rule, severity) }
        case .jCalReader(let ids):
            for (id, severity) in ids { jCalFindings[id] = (rule, severity) }
        case .kolabReader(let ids), .kolabRemark(let ids):
            for (id, severity) in ids { kolabFindings[id] = (rule, severity) }
        case .ruleText(let ids):
            let body = Check.ruleTextBody(ids)
            for name in [Name.recurrenceRule, .exceptionRule] {
                properties[Int(name.id)].append(PropertyEntry(rule: rule, body: body))
            }
        case .sameAs: break
        case .longLine(let body): longLines.append(LineEntry(rule: rule, body: body))
        case .brokenLine(let body): brokenLines.append(LineEntry(rule: rule, body: body))
        case .calendarTextProperty(let body): calendarTextProperties.append(PropertyEntry(rule: rule, body: body))
        case .oddTextParameter(let body): oddTextParameters.append(ParameterEntry(rule: rule, body: body))
        case .everyParameter(let body): everyParameter.append(ParameterEntry(rule: rule, body: body))
        case .parameter(let names, let body):
            for name in names { parameters[Int(name.id)].append(ParameterEntry(rule: rule, body: body)) }
        case .nonASCIIProperty(let body): nonASCIIProperties.append(PropertyEntry(rule: rule, body: body))
        case .unknownProperty(let body): unknownProperties.append(PropertyEntry(rule: rule, body: body))
        case .property(let names, let body):
            for name in names { properties[Int(name.id)].append(PropertyEntry(rule: rule, body: body)) }
        case .brokenValue(let types, let body):
            for name in AllowedNames.properties(of: types) {
                brokenValues[Int(name.id)].append(ValueEntry(rule: rule, types: types, body: body))
            }
        case .everyComponent(let body): everyComponent.append(ComponentEntry(rule: rule, body: body))
        case .component(let names, let body):
            for name in names { components[Int(name.id)].append(ComponentEntry(rule: rule, body: body)) }
        case .calendar(let body): calendars.append(CalendarEntry(rule: rule, body: body))
        case .kolab(let body): kolab.append(KolabEntry(rule: rule, body: body))
        }
    }
}
