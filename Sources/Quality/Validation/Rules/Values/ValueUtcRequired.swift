internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueUtcRequired = Rule(
        "value-utc-required",
        .error,
        "3.8.7",
        "CREATED, DTSTAMP, LAST-MODIFIED, COMPLETED and ACKNOWLEDGED are in UTC, and so are alarms at a fixed time.",
        accepted: [.event("CREATED:20260101T000000Z")],
        flagged: [
            .event("CREATED:▸20260101T000000"),
            .alarm("ACTION:AUDIO", "TRIGGER;VALUE=DATE-TIME:▸20260105T080000"),
        ],
        fixes: [.unsafe],
        checks: [
            .property([.created, .dateTimeStamp, .lastModified, .completed, .acknowledged]) { property, scope in
                // A date has a rule of its own.
                guard let time = scope.localTime(of: property), !time.isUTC, !time.isDate else { return }
                scope.report(
                    "\(property.nameText) is not in UTC",
                    at: scope.place(of: property),
                    fix: property.line.parameterCount == 0 && scope.brokenType(of: property) == nil
                        ? scope.replacing(property, by: "\(property.rawValue)Z", .unsafe) : []
                )
            },
            .property([.trigger]) { property, scope in
                guard property.valueType == .dateTime, let time = property.time, !time.isUTC else { return }
                scope.report("TRIGGER is not in UTC", at: scope.place(of: property))
            },
        ]
    )
}
