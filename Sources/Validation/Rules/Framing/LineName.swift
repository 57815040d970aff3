internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let lineName = Rule(
        "line-name", .error, "3.1",
        "A name is made of letters, digits and hyphens.",
        accepted: [.event("X-OWN-NAME:1")],
        flagged: [
            .event("▸X_OWN_NAME:1"),
            .event("▸BEGIN:", "END:"),
        ],
        checks: [
            .reader(["name-character": nil]),
            .everyComponent { frame, scope in
                if frame.nameText.isEmpty { scope.report("a component without a name", at: scope.place(of: frame)) }
            },
        ]
    )
}
