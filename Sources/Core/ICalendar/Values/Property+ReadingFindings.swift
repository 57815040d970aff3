internal import Bytes
public import CalendarDiagnostics

extension Property {
    /// The value as a recurrence rule, with what is wrong with it; nil where it has no frequency.
    public var recurrenceRule: (rule: RecurrenceRule?, findings: [Diagnostic]) {
        withValue { RecurrenceRule.readingLeniently($0) }
    }

    /// What reading the property finds, if it is a rule or a time that is not in the form of RFC 5545 and is read anyway.
    ///
    /// Each message tells what was made of the value. Parts that FREQ forbids are not among them: whether they count depends on
    /// the start.
    public var readingFindings: [Diagnostic] {
        switch name {
        case .recurrenceRule, .exceptionRule:
            return recurrenceRule.findings.filter { !Self.findingsOfWholeRules.contains($0.rule) }
                .map { Diagnostic($0.rule, $0.severity, "\(nameText): \($0.message)") }
        case .dateTimeStart, .dateTimeEnd, .dateTimeDue, .recurrenceID:
            return withValue { finding(of: $0) ?? contradiction(of: $0) }.map { [$0] } ?? []
        case .recurrenceDate, .exceptionDate:
            let members = pieces(dividedBy: .comma)
            let findings = members.flatMap { $0.split(separator: UInt8(ascii: "/")) }.compactMap {
                finding(of: Array($0).span)
            }
            guard members.count > 1, members.contains([]) else { return findings }
            return findings + [Diagnostic("value-date", .error, "\(nameText) has an empty member; read without it")]
        case .duration:
            return withValue { text in
                guard !DurationText.matches(text), let duration = DurationText(text) else { return [] }
                return [
                    Diagnostic(
                        "value-duration",
                        .error,
                        "DURATION “\(rawValue.prefix(60))” is not in the form of RFC 5545; read as \(duration)"
                    )
                ]
            }
        default: return []
        }
    }
}

extension Property {
    private static let findingsOfWholeRules = Set(
        RecurrenceRule.Contradiction.all.map(\.rule) + ["recurrence-forbidden-part"]
    )

    /// What is unusual about the form of a date or date-time that is read anyway.
    private func finding(of text: Span<UInt8>) -> Diagnostic? {
        guard let (time, deviations) = TimeText.repairing(text), let first = deviations.first else { return nil }
        let isOffsetForm = first == .offset || first == .extendedForm
        let bytes = (0..<min(text.count, 60)).map { text[$0] }
        return Diagnostic(
            isOffsetForm ? "value-offset-form" : "value-date",
            .error,
            "\(nameText) “\(String(decoding: bytes, as: UTF8.self))” \(first.words); read as \(time.basicText)"
        )
    }

    /// What is made of a value where VALUE declares another type than it has.
    private func contradiction(of text: Span<UInt8>) -> Diagnostic? {
        guard line.parameterCount > 0, let type = parameter(.value)?.value.uppercased(),
            let isDate = TimeText(basic: text)?.isDate
        else { return nil }
        let words: String
        switch (type, isDate) {
        case ("DATE", false): words = "has a time, and VALUE is DATE; read as a DATE-TIME"
        case ("DATE-TIME", true): words = "is a date, and VALUE is DATE-TIME; read as its midnight"
        default: return nil
        }
        return Diagnostic("value-date", .error, "\(nameText) “\(rawValue.prefix(60))” \(words)")
    }
}

extension RecurrenceRule {
    /// Parts that do not go together.
    public struct Contradiction: Sendable {
        /// The id of the finding.
        public let rule: RuleID
        /// What is made of the parts.
        public let message: String
        /// The name of the part that would have to go.
        public let part: String
    }

    /// The contradictions between parts, which the rule that was read has as well as its text.
    public var contradictions: [Contradiction] {
        var found: [Contradiction] = []
        if count != nil, until != nil { found.append(.countAndUntil) }
        if skip != nil, calendarScale == nil { found.append(.skipWithoutScale) }
        if !bySetPosition.isEmpty, !hasByPart { found.append(.setPositionAlone) }
        return found
    }
}

extension RecurrenceRule.Contradiction {
    fileprivate static let all: [Self] = [countAndUntil, skipWithoutScale, setPositionAlone]

    fileprivate static let countAndUntil = Self(
        rule: "recurrence-count-and-until",
        message: "COUNT together with UNTIL; both kept, the series ends with the earlier",
        part: "UNTIL"
    )

    fileprivate static let skipWithoutScale = Self(
        rule: "recurrence-skip-without-rscale",
        message: "SKIP without RSCALE; taken as Gregorian",
        part: "SKIP"
    )

    fileprivate static let setPositionAlone = Self(
        rule: "recurrence-setpos-alone",
        message: "BYSETPOS without another BY part; kept",
        part: "BYSETPOS"
    )
}
