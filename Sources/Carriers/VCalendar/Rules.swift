internal import CalendarDiagnostics
internal import ICalendar

extension Translation {
    /// Writes a rule as RFC 5545 has it; one that it cannot express stays unchanged and is reported.
    mutating func writeRule(_ property: Property, as name: String) {
        let value = RawValue(property, &self)
        let text = String(value.text[...].trimmed)
        let kept = value.kept(&self)
        if text.uppercased().hasPrefix("FREQ=") { return write(name, kept, raw: text) }
        guard let rule = RuleGrammar(text) else {
            lose(.altered, "a rule that cannot be read; kept as it is: \(text.prefix(60))", rule: "vcalendar-rule")
            return write(name, kept, raw: Self.escaped(text))
        }
        guard var parts = rule.parts(from: item.start) else {
            lose(
                .altered,
                "a rule that RFC 5545 has no form for; kept as it is: \(text.prefix(60))",
                rule: "vcalendar-rule"
            )
            return write(name, kept, raw: Self.escaped(text))
        }
        if rule.hasEndMark {
            lose(
                .altered,
                "an end mark ($) within a repetition; it is skipped, and the whole repetition is written",
                rule: "vcalendar-rule"
            )
        }
        let count = rule.levels[0].count
        if let end = rule.end {
            if let count, count > 0 {
                lose(.altered, "a rule with a count and an end; the end is used", rule: "vcalendar-rule")
            }
            parts.append(("UNTIL", until(end)))
        } else if let count {
            if count > 0 { parts.append(("COUNT", String(count))) }
        } else {
            note("vcalendar-rule-twice", .info, "a rule without count or end; vCalendar 1.0 means two occurrences")
            parts.append(("COUNT", "2"))
        }
        write(name, kept, raw: parts.map { "\($0.name)=\($0.value)" }.joined(separator: ";"))
    }

    /// The end of a rule in the form that its start requires (RFC 5545 §3.3.10).
    private mutating func until(_ end: VCalendarTime) -> String {
        guard let start = item.start else { return end.text }
        var end = end
        if start.form == .date { return end.civil.date.basicText }
        if end.form == .date {
            end = VCalendarTime(CivilDateTime(end.civil.date, CivilTime(hour: 23, minute: 59, second: 59)), start.form)
        }
        if start.form == .local, zone == nil {
            if end.form == .utc {
                lose(
                    .altered,
                    "the end of a rule is in UTC and its start has no zone; the end is read as a local time",
                    rule: "vcalendar-rule"
                )
            }
            return end.civil.basicText
        }
        if let utc = utc(end) { return utc.basicText + "Z" }
        note(
            "vcalendar-rule-end",
            .info,
            "the end of a rule has no zone and its start is in UTC; the end is read as UTC"
        )
        return end.civil.basicText + "Z"
    }
}
