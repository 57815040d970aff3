public import CalendarDiagnostics

extension Property {
    /// The value as a recurrence rule, with what is wrong with it; nil where it has no frequency.
    public var recurrenceRule: (rule: RecurrenceRule?, findings: [RecurrenceRule.Finding]) {
        withValue { RecurrenceRule.readingLeniently($0) }
    }

    /// What reading the property finds, if it is a rule or a time that is not in the form of RFC 5545 and is read all the same.
    ///
    /// Each message tells what was made of the value. Parts that FREQ forbids are not among them: whether they count depends on
    /// the start.
    public var readingFindings: [(rule: RuleID, severity: Severity, message: String)] {
        switch name {
        case .recurrenceRule, .exceptionRule:
            let known = RecurrenceRule.Finding.combinations.union(["recurrence-forbidden-part"])
            return recurrenceRule.findings.filter { !known.contains($0.rule) }
                .map { ($0.rule, $0.severity, "\(nameText): \($0.message)") }
        case .dateTimeStart, .dateTimeEnd, .dateTimeDue, .recurrenceID, .recurrenceDate, .exceptionDate:
            return pieces(dividedBy: .comma).flatMap { $0.split(separator: UInt8(ascii: "/")) }.compactMap { piece in
                let bytes = Array(piece)
                guard let (time, deviations) = TimeText.repairing(bytes.span), let first = deviations.first else { return nil }
                let isOffsetForm = first == .offset || first == .extendedForm
                let text = String(decoding: bytes.prefix(60), as: UTF8.self)
                return (
                    isOffsetForm ? "value-offset-form" : "value-date", .error,
                    "\(nameText) “\(text)” \(first.words); read as \(time.basicText)")
            }
        default: return []
        }
    }
}

extension RecurrenceRule.Finding {
    /// The ids of findings of parts that do not go together; the rule that was read has them as well as its text.
    public static let combinations: Set<RuleID> = [
        "recurrence-count-and-until", "recurrence-skip-without-rscale", "recurrence-setpos-alone",
    ]
}
