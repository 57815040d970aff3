internal import CalendarDiagnostics

extension Rule {
    static let mailSubject = Rule(
        "mail-subject",
        .warning,
        "Kolab 2.0 carrying message",
        "The Subject of a message is the uid of the object that it carries.",
        accepted: [
            .kolabMessage(
                "Content-Type: application/x-vnd.kolab.event; name=kolab.xml",
                "Content-Disposition: attachment; filename=kolab.xml",
                "",
                "<?xml version=\"1.0\"?>",
                "<event version=\"1.0\">"
            )
        ],
        flagged: [
            .message(
                "From: anna@example.com",
                "▸Subject: Lunch",
                "MIME-Version: 1.0",
                "X-Kolab-Type: application/x-vnd.kolab.event",
                "Content-Type: multipart/mixed; boundary=b",
                "",
                "--b",
                "Content-Type: application/x-vnd.kolab.event; name=kolab.xml",
                "Content-Disposition: attachment; filename=kolab.xml",
                "",
                "<?xml version=\"1.0\"?>",
                "<event version=\"1.0\">",
                "<uid>1</uid>",
                "<creation-date>2026-01-01T00:00:00Z</creation-date>",
                "<last-modification-date>2026-01-01T00:00:00Z</last-modification-date>",
                "<start-date>2026-01-05</start-date>",
                "<end-date>2026-01-05</end-date>",
                "</event>",
                "--b--",
                ""
            )
        ],
        checks: [
            .reader(["kolab-subject": nil])
        ]
    )
}
