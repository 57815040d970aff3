internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let structureNesting = Rule(
        "structure-nesting", .error, "3.6",
        "A component stands where its definition allows it.",
        accepted: [.alarm("ACTION:AUDIO", "TRIGGER:-PT5M")],
        flagged: [
            .calendar("▸BEGIN:VALARM", "ACTION:AUDIO", "TRIGGER:-PT5M", "END:VALARM"),
            .document("▸BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", "DTSTART:20260105T090000Z", "END:VEVENT"),
        ],
        checks: [
            .everyComponent { frame, scope in
                guard let row = Vocabulary.shared.component(frame.name) else { return }
                let parent = frame.parent.flatMap { $0.begin < 0 ? nil : $0.nameText }
                if let parent, row.parents.contains(parent) || parent.hasPrefix("X-") { return }
                if parent == nil, row.parents.isEmpty { return }
                let place = parent.map { "inside \($0)" } ?? "outside of VCALENDAR"
                scope.report("\(row.name) \(place)", at: scope.place(of: frame))
            }
        ]
    )
}
