internal import CalendarDiagnostics

extension Rule {
    static let mailSubject = Rule(
        "mail-subject",
        .warning,
        "Kolab 2.0 carrying message",
        "The Subject of a message is the uid of the object that it carries.",
        accepted: [
            .kolabMessage()
        ],
        flagged: [
            .kolabMessage([
                "Subject: 1": ["▸Subject: Lunch"]
            ])
        ],
        checks: [
            .reader(["kolab-subject": nil])
        ]
    )
}
