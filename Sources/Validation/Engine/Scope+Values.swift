internal import CalendarDiagnostics
internal import ICalendar
internal import Recurrence

/// What several rules ask of the same value, found out once.
struct ValueFacts {
    /// The line that is known.
    var line = -1
    /// The type that its value is not of.
    var brokenType: ValueType?
    var ruleLine = -1
    var rule: RecurrenceRule?
    var ruleFindings: [RecurrenceRule.Finding] = []
    var diagnosedComponent = -1
    var diagnosis: [RecurrenceFinding] = []
}

extension Scope {
    /// The type that a property should have and its value is not of; nil if it is, or if nothing is asked of it.
    func brokenType(of property: Property) -> ValueType? {
        if values.line == property.index { return values.brokenType }
        values.line = property.index
        values.brokenType = Self.findBrokenType(property)
        return values.brokenType
    }

    private static func findBrokenType(_ property: Property) -> ValueType? {
        let line = property.line
        guard let row = AllowedNames.shared.defaultValue(of: line.name) else { return nil }
        let type = line.parameterCount == 0 ? row.type : property.valueType
        switch type {
        case .text, .unknown, .uid, .recurrence: return nil
        default: break
        }
        return property.withValue { ValueGrammar.matches($0, type, row.shape) } ? nil : type
    }

    /// A recurrence rule as far as it can be read.
    func rule(of property: Property) -> RecurrenceRule? {
        readRule(of: property)
        return values.rule
    }

    /// What is wrong with the text of a recurrence rule.
    func ruleFindings(of property: Property) -> [RecurrenceRule.Finding] {
        readRule(of: property)
        return values.ruleFindings
    }

    private func readRule(of property: Property) {
        guard values.ruleLine != property.index else { return }
        values.ruleLine = property.index
        (values.rule, values.ruleFindings) = property.withValue { RecurrenceRule.readingLeniently($0) }
        frame.remember(values.rule, of: property)
    }

    /// What the recurrence engine says of a component's rule and its start.
    func diagnosis(of frame: Frame) -> [RecurrenceFinding] {
        if values.diagnosedComponent == frame.begin { return values.diagnosis }
        values.diagnosedComponent = frame.begin
        values.diagnosis = []
        // Other calendars than the Gregorian are left to those who have them.
        guard let rule = frame.rule, rule.calendarScale == nil || rule.calendarScale == "GREGORIAN" else { return [] }
        if let start = frame.start { values.diagnosis = sequence(of: rule, from: start).diagnose() }
        return values.diagnosis
    }
}

extension Check {
    /// What reading a recurrence rule finds, by the ids of its findings, with severities of their own where the rule's does not
    /// fit.
    static func ruleText(_ ids: [RuleID: Severity?]) -> Check {
        .property([.recurrenceRule, .exceptionRule]) { property, scope in
            for finding in scope.ruleFindings(of: property) {
                guard let severity = ids[finding.rule] else { continue }
                scope.report(finding.message, at: scope.place(of: finding.range, in: property), severity: severity)
            }
        }
    }

    /// What the recurrence engine says of a rule with its start, by the ids of its findings.
    static func ruleMeaning(_ ids: Set<String>) -> Check {
        .component([.vevent, .vtodo, .vjournal]) { frame, scope in
            guard let property = frame.first(.recurrenceRule) else { return }
            for finding in scope.diagnosis(of: frame) where ids.contains(finding.rule.rawValue) {
                scope.report(finding.message, at: scope.place(of: property))
            }
        }
    }

    /// A property whose value is not of one of these types.
    static func valueType(_ types: Set<ValueType>, _ words: String) -> Check {
        .brokenValue(types) { property, _, scope in
            scope.report("“\(property.rawValue.prefix(60))” is \(words)", at: scope.place(of: property))
        }
    }

    /// A whole number within limits.
    static func number(_ name: Name, _ limits: ClosedRange<Int>) -> Check {
        .property([name]) { property, scope in
            guard let number = property.withValue({ $0.integer }), !limits.contains(number) else { return }
            scope.report(
                "\(number) is not from \(limits.lowerBound) to \(limits.upperBound)", at: scope.place(of: property))
        }
    }
}
