internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueUtcRequired = Rule(
        "value-utc-required",
        .error,
        "3.8.7",
        "CREATED, DTSTAMP, LAST-MODIFIED, COMPLETED and ACKNOWLEDGED are in UTC, and so are alarms at a fixed time.",
        remark:
            "A floating CREATED, DTSTAMP or LAST-MODIFIED, as Nextcloud and Evolution wrote it, is a warning: no occurrence depends on it.",
        accepted: [.event("CREATED:20260101T000000Z")],
        flagged: [
            .event("CREATED:▸20260101T000000"),
            .alarm("ACTION:AUDIO", "TRIGGER;VALUE=DATE-TIME:▸20260105T080000"),
        ],
        fixes: [.unsafe],
        checks: [
            .property([.created, .dateTimeStamp, .lastModified, .completed, .acknowledged]) { property, context in
                // A date has a separate rule.
                guard let time = context.localTime(of: property), !time.isUTC, !time.isDate else { return }
                context.report(
                    "\(property.nameText) is not in UTC",
                    at: context.place(of: property),
                    severity: stamps.contains(property.name) && property.parameter(.timeZoneIdentifier) == nil
                        ? .warning : nil,
                    fix: property.line.parameterCount == 0 && context.brokenType(of: property) == nil
                        ? context.replacing(property, by: "\(property.rawValue)Z", .unsafe) : []
                )
            },
            .property([.trigger]) { property, context in
                guard property.valueType == .dateTime, let time = property.time, !time.isUTC else { return }
                context.report("TRIGGER is not in UTC", at: context.place(of: property))
            },
        ]
    )

    /// When a component was written, on which no occurrence depends.
    static let stamps: Set<Name> = [.created, .dateTimeStamp, .lastModified]
}
