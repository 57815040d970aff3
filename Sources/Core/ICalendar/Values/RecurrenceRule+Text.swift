public import CalendarDiagnostics

extension RecurrenceRule {
    /// Reads a rule as RFC 5545 §3.3.10 and RFC 7529 write it, in any case and order.
    ///
    /// Unknown parts are kept in ``unknownParts``; a semicolon at the end is skipped.
    /// - Parameter text: the value as written, unfolded.
    /// - Throws: ``ConversionError`` for the first part that breaks the grammar, a range or a combination.
    public init(reading text: Span<UInt8>) throws(ConversionError) {
        var reader = RecurrenceRuleReader(text.indices.map { text[$0] })
        let rule = reader.read()
        if let error = reader.findings.first(where: { $0.severity == .error }) {
            throw ConversionError(error.rule, error.message)
        }
        guard let rule else { throw ConversionError("recurrence-frequency-missing", "no FREQ") }
        self = rule
    }

    /// Reads a rule as RFC 5545 §3.3.10 and RFC 7529 write it, in any case and order.
    ///
    /// - Throws: ``ConversionError`` for the first part that breaks the grammar, a range or a combination.
    public init(reading text: String) throws(ConversionError) {
        let bytes = Array(text.utf8)
        try self.init(reading: bytes.span)
    }

    /// Reads what can be read: invalid parts and list members are skipped and reported.
    ///
    /// This is what the rule means wherever it is used; its text stays as it is written.
    /// - Returns: the rule, or nil if it has no frequency; and what was wrong, with its range in the text: an error breaks RFC 5545, a
    ///   warning is repaired without doubt.
    public static func readingLeniently(_ text: Span<UInt8>) -> (rule: RecurrenceRule?, findings: [Diagnostic]) {
        var reader = RecurrenceRuleReader(text.indices.map { text[$0] })
        let rule = reader.read()
        return (rule, reader.findings)
    }

    /// Reads what can be read: invalid parts and list members are skipped and reported.
    ///
    /// - Returns: the rule, or nil if it has no frequency; and what was wrong.
    public static func readingLeniently(_ text: String) -> (rule: RecurrenceRule?, findings: [Diagnostic]) {
        let bytes = Array(text.utf8)
        return readingLeniently(bytes.span)
    }
}

extension RecurrenceRule: CustomStringConvertible {
    /// The rule as RFC 5545 writes it, FREQ first, then in the order of its grammar; defaults are omitted.
    ///
    /// Law: `RecurrenceRule(reading: rule.description) == rule` for every rule within the ranges.
    public var description: String {
        var parts = ["FREQ=\(frequency.rawValue)"]
        func append(_ name: String, _ members: [some CustomStringConvertible]) {
            guard !members.isEmpty else { return }
            parts.append("\(name)=\(members.map(\.description).joined(separator: ","))")
        }
        append("RSCALE", calendarScale.map { [$0] } ?? [])
        append("UNTIL", until.map { [$0] } ?? [])
        append("COUNT", count.map { [$0] } ?? [])
        append("INTERVAL", interval == 1 ? [] : [interval])
        append("BYSECOND", bySecond)
        append("BYMINUTE", byMinute)
        append("BYHOUR", byHour)
        append("BYDAY", byDay)
        append("BYMONTHDAY", byMonthDay)
        append("BYYEARDAY", byYearDay)
        append("BYWEEKNO", byWeekNumber)
        append("BYMONTH", byMonth)
        append("BYSETPOS", bySetPosition)
        append("WKST", weekStart.map { [$0.code] } ?? [])
        append("SKIP", skip.map { [$0.rawValue] } ?? [])
        for part in unknownParts { parts.append("\(part.name)=\(part.value)") }
        return parts.joined(separator: ";")
    }
}

extension RecurrenceRule.WeekdayPosition: CustomStringConvertible {
    /// `MO`, `2MO` or `-1MO`.
    public var description: String { ordinal == 0 ? weekday.code : "\(ordinal)\(weekday.code)" }
}

extension RecurrenceRule.Month: CustomStringConvertible {
    /// `5`, or `5L` for the leap month after the fifth.
    public var description: String { isLeap ? "\(number)L" : "\(number)" }
}

extension RecurrenceRule.Until: CustomStringConvertible {
    /// `YYYYMMDD`, `YYYYMMDDThhmmss` or `YYYYMMDDThhmmssZ`.
    public var description: String {
        switch self {
        case .date(let date): date.basicText
        case .local(let moment): moment.basicText
        case .utc(let moment): moment.basicText + "Z"
        }
    }
}
