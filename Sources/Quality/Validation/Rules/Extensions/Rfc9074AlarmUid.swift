internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let rfc9074AlarmUid = Rule(
        "rfc9074-alarm-uid",
        .warning,
        "RFC 9074 section 5",
        "An alarm that others relate to, or that was acknowledged, has a UID.",
        accepted: [.alarm("UID:1", "ACTION:AUDIO", "TRIGGER:-PT5M", "ACKNOWLEDGED:20260105T090000Z")],
        flagged: [
            .event("▸BEGIN:VALARM", "ACTION:AUDIO", "TRIGGER:-PT5M", "ACKNOWLEDGED:20260105T090000Z", "END:VALARM")
        ],
        checks: [
            .component([.valarm]) { frame, context in
                guard !frame.has(.uid), frame.has(.acknowledged) || frame.has(.relatedTo) else { return }
                context.report("an alarm without UID that was acknowledged or snoozed", at: context.place(of: frame))
            }
        ]
    )
}
