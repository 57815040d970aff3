internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let rfc9073Participant = Rule(
        "rfc9073-participant",
        .error,
        "RFC 9073 section 7.1",
        "A PARTICIPANT states its type.",
        accepted: [.event("BEGIN:PARTICIPANT", "UID:1", "PARTICIPANT-TYPE:SPONSOR", "END:PARTICIPANT")],
        flagged: [.event("▸BEGIN:PARTICIPANT", "UID:1", "END:PARTICIPANT")],
        checks: [
            .component([.participant]) { frame, context in
                if !frame.has(.participantType) {
                    context.report("PARTICIPANT without PARTICIPANT-TYPE", at: context.place(of: frame))
                }
            }
        ]
    )
}
