public import CalendarDiagnostics

extension Rule {
    /// Every severity that findings of the rule have without a profile or a setting, the rule's own first.
    ///
    /// A rule with a ``remark`` has findings that matter less than its own severity, or more if that is a warning.
    public var severities: [Severity] {
        var others = Set(checks.flatMap(\.severities))
        if remark != nil { others.insert(severity == .warning ? .error : .warning) }
        return [severity] + [.error, .warning, .info].filter { others.contains($0) && $0 != severity }
    }
}

extension Check {
    /// The severities that a table of the ids of a reader gives.
    fileprivate var severities: [Severity] {
        switch self {
        case .reader(let rows), .jCalReader(let rows), .kolabReader(let rows), .kolabRemark(let rows),
            .ruleText(let rows):
            rows.values.compactMap { $0 }
        default: []
        }
    }
}
