internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabAttendee = Rule(
        "kolab-attendee",
        .warning,
        "Kolab 2.0 attendee",
        "An attendee has an address.",
        accepted: [.kolabEvent("<attendee>", "<smtp-address>anna@example.com</smtp-address>", "</attendee>")],
        flagged: [.kolabEvent("▸<attendee>", "<display-name>Anna</display-name>", "</attendee>")],
        checks: [
            .kolabReader(["attendee-without-address": nil])
        ]
    )
}
