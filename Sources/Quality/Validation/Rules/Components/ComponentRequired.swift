internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let componentRequired = Rule(
        "component-required",
        .error,
        "3.6",
        "A component has the properties that its definition asks for.",
        accepted: [.berlinZone],
        flagged: [
            .calendar(
                "▸BEGIN:VTIMEZONE",
                "BEGIN:STANDARD",
                "DTSTART:19700101T000000",
                "TZOFFSETFROM:+0000",
                "TZOFFSETTO:+0000",
                "END:STANDARD",
                "END:VTIMEZONE"
            )
        ],
        checks: [
            .component([.vtimezone, .available, .vlocation, .vresource]) { frame, context in
                for text in Vocabulary.shared.component(frame.name)?.required ?? [] {
                    // UID and DTSTAMP have rules of their own.
                    guard let name = Name(known: text), name != .uid, name != .dateTimeStamp, !frame.has(name) else {
                        continue
                    }
                    context.report("\(frame.nameText) without \(text)", at: context.place(of: frame))
                }
            }
        ]
    )
}
