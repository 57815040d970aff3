internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let structureNesting = Rule(
        "structure-nesting",
        .error,
        "3.6",
        "A component is where its definition allows it.",
        accepted: [Example.alarm("ACTION:AUDIO", "TRIGGER:-PT5M").whole],
        flagged: [
            .calendar("▸BEGIN:VALARM", "ACTION:AUDIO", "TRIGGER:-PT5M", "END:VALARM"),
            .document("▸BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", "DTSTART:20260105T090000Z", "END:VEVENT"),
            .document("▸BEGIN:VNOTE", "SUMMARY:Anna", "END:VNOTE"),
        ],
        checks: [
            .everyComponent { frame, context in
                guard let parent = frame.parent, parent.begin >= 0 else {
                    if frame.name != .vcalendar {
                        context.report("\(frame.nameText) outside of VCALENDAR", at: context.place(of: frame))
                    }
                    return
                }
                if AllowedNames.shared.allows(component: frame.name, in: parent.name) || parent.nameText.hasPrefix("X-")
                {
                    return
                }
                context.report("\(frame.nameText) inside \(parent.nameText)", at: context.place(of: frame))
            }
        ]
    )
}
