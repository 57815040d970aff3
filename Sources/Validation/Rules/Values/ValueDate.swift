internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueDate = Rule(
        "value-date", .error, "3.3.5",
        "A date is YYYYMMDD, a date-time YYYYMMDDThhmmss, perhaps with Z, and both exist.",
        accepted: [.event("DTSTART:20240229T090000Z")],
        flagged: [
            .event("DTSTART:▸20260230T090000Z"),
            .event("DTSTART;VALUE=DATE:▸20260105T090000"),
            .event("DTSTART:▸tomorrow"),
            .event("DTSTART:▸20260105"),
        ],
        fixes: [.unsafe],
        checks: [
            .brokenValue([.date, .dateTime, .time]) { property, type, scope in
                let text = property.rawValue
                if text.isEmpty, property.name == .exceptionDate || property.name == .recurrenceDate { return }
                if ExtendedTime(text) != nil { return }
                if type == .dateTime, property.withValue({ ValueGrammar.matches($0, .date) }) {
                    return scope.report(
                        "“\(text)” is a date, and no VALUE=DATE says so", at: scope.place(of: property),
                        fix: Self.declaringDate(property))
                }
                scope.report("“\(text.prefix(60))” is no \(type.rawValue)", at: scope.place(of: property))
            }
        ]
    )
}

extension Rule {
    /// Puts `VALUE=DATE` behind the name of a property that may be a date.
    private static func declaringDate(_ property: Property) -> [Edit] {
        guard let row = Vocabulary.shared.property(property.name), row.types.contains(.date), property.parameter(.value) == nil
        else { return [] }
        let end = Int(property.line.start) + property.nameText.utf8.count
        return [Edit(end..<end, ";VALUE=DATE", .unsafe)]
    }
}
