internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabWord = Rule(
        "kolab-word", .warning, "Kolab 2.0 words",
        "Words are those that the format lists.",
        accepted: [.kolabEvent("<show-time-as>busy</show-time-as>")],
        flagged: [
            .kolabEvent("▸<show-time-as>maybe</show-time-as>"),
            .kolabEvent("▸<attendee>", "<smtp-address>anna@example.com</smtp-address>", "<status>perhaps</status>", "</attendee>"),
        ],
        checks: [
            .reader(["unknown-word": nil, "unknown-attendee-status": nil, "unknown-attendee-role": nil])
        ]
    )
}
