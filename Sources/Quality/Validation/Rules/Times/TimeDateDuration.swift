internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let timeDateDuration = Rule(
        "time-date-duration",
        .error,
        "3.8.2.5",
        "With a DTSTART that is a date, a duration is in days or weeks.",
        accepted: [.event("DTSTART;VALUE=DATE:20260105", "DURATION:P2D")],
        flagged: [.event("DTSTART;VALUE=DATE:20260105", "DURATION:▸PT3H")],
        checks: [
            .component([.vevent, .vtodo]) { frame, context in
                guard let duration = frame.first(.duration), frame.start?.isDate == true else { return }
                if duration.withValue({ $0.first(UInt8(ascii: "T")) != nil }) {
                    context.report("a duration with hours, but DTSTART is a date", at: context.place(of: duration))
                }
            }
        ]
    )
}
