internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import TimeZones

/// Floating times in a zone.
extension ZoneEditing {
    /// The properties whose times may be floating.
    private static let names: Set<Name> = [
        .dateTimeStart, .dateTimeEnd, .dateTimeDue, .recurrenceID, .exceptionDate, .recurrenceDate,
    ]

    mutating func placeFloatingTimes(in zone: String) {
        guard let rules = zones.rules(for: zone) else { return }
        for component in calendars.flatMap(\.components) where component.name != .vtimezone {
            var isChanged = false
            for property in component.properties where Self.names.contains(property.name) && property.isFloating {
                edit.replace(
                    property,
                    with: TreeEdit.lines(
                        of: property,
                        value: property.rawValue,
                        parameters: [(.timeZoneIdentifier, zone)]
                    )
                )
                isChanged = true
            }
            guard isChanged else { continue }
            for property in component.all(.recurrenceRule) { placeEnd(of: property, in: rules) }
            report("floating-time-placed", .altered, "floating times became times in \(zone)", component)
        }
    }

    /// UNTIL is in UTC where DTSTART has a zone (RFC 5545 §3.3.10).
    private mutating func placeEnd(of property: Property, in rules: ZoneRules) {
        guard var rule = property.recurrenceRule.rule, case .local(let until) = rule.until,
            let instant = rules.instant(of: until)
        else { return }
        rule.until = .utc(CivilDateTime(secondsSinceEpoch: instant))
        edit.replace(property, with: TreeEdit.lines(of: property, value: rule.description))
    }
}

extension Property {
    /// Whether all its values are dates with a time, or periods, that name no zone.
    fileprivate var isFloating: Bool {
        if parameter(.timeZoneIdentifier) != nil { return false }
        return pieces(dividedBy: UInt8(ascii: ",")).allSatisfy { piece in
            let start = piece.prefix { $0 != UInt8(ascii: "/") }
            if case .floating = EventTime(lenient: Array(start).span) { return true }
            return false
        }
    }
}
