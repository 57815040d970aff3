public import CalendarDiagnostics
internal import ICalendar

/// A rule that is switched on, with the severity that the user or the profile gave it.
public struct SelectedRule: Sendable {
    /// The rule.
    public var rule: Rule
    /// The severity of all its findings; nil leaves them their own.
    public var severity: Severity?

    /// A rule as it is, or with another severity.
    public init(_ rule: Rule, severity: Severity? = nil) {
        self.rule = rule
        self.severity = severity
    }
}

/// The checks of the rules that are switched on, sorted by what they look at.
struct RuleDispatch: Sendable {
    struct Entry<Body: Sendable>: Sendable {
        var rule: Int
        var body: Body
    }

    typealias PropertyCheck = @Sendable (Property, Scope) -> Void
    typealias ComponentCheck = @Sendable (Frame, Scope) -> Void

    private(set) var lines: [Entry<@Sendable (Int, Scope) -> Void>] = []
    private(set) var brokenLines: [Entry<@Sendable (Int, Scope) -> Void>] = []
    private(set) var textProperties: [Entry<PropertyCheck>] = []
    private(set) var textParameters: [Entry<PropertyCheck>] = []
    private(set) var parameters: [Entry<PropertyCheck>] = []
    private(set) var everyProperty: [Entry<PropertyCheck>] = []
    /// By the number of the property's name.
    private(set) var properties: [[Entry<PropertyCheck>]]
    private(set) var everyComponent: [Entry<ComponentCheck>] = []
    private(set) var components: [[Entry<ComponentCheck>]]
    private(set) var calendars: [Entry<@Sendable (CalendarFacts, Scope) -> Void>] = []
    private(set) var kolab: [Entry<@Sendable (KolabObjectFacts, Scope) -> Void>] = []
    /// The rule for each id of a reader's finding, with the severity that the rule gives it.
    typealias ReaderTable = [RuleID: (rule: Int, severity: Severity?)]
    /// For the readers of iCalendar text, XML and mail, whose ids mean the same.
    private(set) var findings: ReaderTable = [:]
    /// For the reader of jCal.
    private(set) var jCalFindings: ReaderTable = [:]
    private(set) var refusals: [RuleID: Int] = [:]

    init(_ rules: [SelectedRule]) {
        let count = Name.allKnown.count
        properties = Array(repeating: [], count: count)
        components = Array(repeating: [], count: count)
        for (index, selected) in rules.enumerated() {
            for check in selected.rule.checks { add(check, of: index) }
        }
    }

    private mutating func add(_ check: Check, of rule: Int) {
        switch check {
        case .reader(let ids):
            for (id, severity) in ids { findings[id] = (rule, severity) }
        case .jCalReader(let ids):
            for (id, severity) in ids { jCalFindings[id] = (rule, severity) }
        case .refusal(let ids):
            for id in ids { refusals[id] = rule }
        case .line(let body): lines.append(Entry(rule: rule, body: body))
        case .brokenLine(let body): brokenLines.append(Entry(rule: rule, body: body))
        case .textParameters(let body): textParameters.append(Entry(rule: rule, body: body))
        case .parameters(let body): parameters.append(Entry(rule: rule, body: body))
        case .textProperty(let body): textProperties.append(Entry(rule: rule, body: body))
        case .everyProperty(let body): everyProperty.append(Entry(rule: rule, body: body))
        case .property(let names, let body):
            for name in names { properties[Int(name.id)].append(Entry(rule: rule, body: body)) }
        case .everyComponent(let body): everyComponent.append(Entry(rule: rule, body: body))
        case .component(let names, let body):
            for name in names { components[Int(name.id)].append(Entry(rule: rule, body: body)) }
        case .calendar(let body): calendars.append(Entry(rule: rule, body: body))
        case .kolab(let body): kolab.append(Entry(rule: rule, body: body))
        }
    }
}
