internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueDate = Rule(
        "value-date",
        .error,
        "3.3.5",
        "A date is YYYYMMDD, a date-time YYYYMMDDThhmmss, perhaps with Z, and both exist.",
        remark: "The year 0000 in CREATED, DTSTAMP and LAST-MODIFIED, as Google Calendar writes it, is a warning.",
        accepted: [.event("DTSTART:20240229T090000Z")],
        flagged: [
            .event("DTSTART:▸20260230T090000Z"),
            .event("DTSTART;VALUE=DATE:▸20260105T090000"),
            .event("DTSTART:▸tomorrow"),
            .event("DTSTART:▸20260105"),
            .event("DTSTART;VALUE=DATE-TIME:▸20260105"),
            .event("DTSTART;VALUE=DATE:▸20260105-"),
            .event("RRULE:FREQ=DAILY", "EXDATE:20260106T090000Z,▸20260230T090000Z"),
            .event("CREATED:▸20260101"),
            .event("DTSTART:▸ 20260105T090000Z"),
            .event("DTSTART:▸20260105T090000z"),
            .event("DTSTART:▸20260105T240000Z"),
            .event("DTSTART:▸20260105T0900Z"),
            .event("CREATED:▸00001231T000000Z"),
        ],
        fixes: [.unsafe],
        checks: [
            .brokenValue([.date, .dateTime, .time]) { property, type, context in
                let text = property.rawValue
                if text.isEmpty, property.name == .exceptionDate || property.name == .recurrenceDate { return }
                if let (repaired, deviations) = context.repair(of: property), let deviation = deviations.first {
                    // The extended form has a separate rule.
                    if deviation == .offset || deviation == .extendedForm { return }
                    return context.report(
                        "“\(text.prefix(60))” \(deviation.words); read as \(repaired.prefix(60))",
                        at: context.brokenPart(of: property, type).place,
                        fix: context.replacing(property, by: repaired, .unsafe)
                    )
                }
                if type == .dateTime, property.withValue({ ValueGrammar.matches($0, .date) }) {
                    let mayBeDate = Vocabulary.shared.property(property.name)?.types.contains(.date) == true
                    if mayBeDate, let value = property.parameter(.value) {
                        return context.report(
                            "“\(text)” is a date, and VALUE is DATE-TIME; read as its midnight",
                            at: context.place(of: property),
                            fix: context.removing(value, .unsafe)
                        )
                    }
                    return context.report(
                        mayBeDate
                            ? "“\(text)” is a date, without VALUE=DATE" : "“\(text)” is a date without a time",
                        at: context.place(of: property),
                        fix: mayBeDate ? Self.declaringDate(property) : Self.addingMidnight(property)
                    )
                }
                if type == .date, property.withValue({ ValueGrammar.matches($0, .dateTime) }),
                    let value = property.parameter(.value),
                    Vocabulary.shared.property(property.name)?.types.first == .dateTime
                {
                    return context.report(
                        "“\(text)” has a time, and VALUE is DATE; read as a DATE-TIME",
                        at: context.place(of: property),
                        fix: context.removing(value, .unsafe)
                    )
                }
                for part in context.brokenParts(of: property, type) {
                    let first = part.repair?.deviations.first
                    if first == .offset || first == .extendedForm { continue }
                    if stamps.contains(property.name), isInYearZero(part.text) {
                        context.report("“\(part.text)” is in the year 0000", at: part.place, severity: .warning)
                        continue
                    }
                    let words = part.repair.map { "\($0.deviations[0].words); read as \($0.time.basicText)" }
                    context.report("“\(part.text.prefix(60))” \(words ?? "is not a \(type.rawValue)")", at: part.place)
                }
            }
        ]
    )
}

extension Rule {
    /// Whether a text would be a date-time in another year than 0000.
    private static func isInYearZero(_ text: String) -> Bool {
        guard text.hasPrefix("0000") else { return false }
        return ValueGrammar.matches("0004\(text.dropFirst(4))".utf8.span, .dateTime)
    }

    /// Puts midnight after a date.
    private static func addingMidnight(_ property: Property) -> [Edit] {
        let end = Int(property.line.valueEnd)
        return property.line.parameterCount == 0 ? [Edit(end..<end, "T000000Z", .unsafe)] : []
    }

    /// Puts `VALUE=DATE` after the name of a property.
    private static func declaringDate(_ property: Property) -> [Edit] {
        guard property.parameter(.value) == nil else { return [] }
        let end = Int(property.line.start) + property.nameText.utf8.count
        return [Edit(end..<end, ";VALUE=DATE", .unsafe)]
    }
}
