internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabWord = Rule(
        "kolab-word",
        .warning,
        "Kolab 2.0 words",
        "A value that is chosen from a list is in the list of the format.",
        accepted: [.kolabEvent("<show-time-as>busy</show-time-as>")],
        flagged: [
            .kolabEvent("▸<show-time-as>maybe</show-time-as>"),
            .kolabEvent(#"▸<recurrence cycle="hourly">"#, "<interval>6</interval>", "</recurrence>"),
            .kolabEvent(
                "▸<attendee>",
                "<smtp-address>anna@example.com</smtp-address>",
                "<status>perhaps</status>",
                "</attendee>"
            ),
        ],
        checks: [
            .kolabReader(["unknown-word": nil, "unknown-attendee-status": nil, "unknown-attendee-role": nil]),
            .kolabRemark(["client-cycle": nil]),
        ]
    )
}
