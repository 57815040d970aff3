internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let mailAttachment = Rule(
        "mail-attachment",
        .warning,
        "Kolab 2.0 carrying message",
        "An object names the parts of its message that belong to it, and the message has every part that it names.",
        accepted: [
            .message(
                "From: anna@example.com",
                "Subject: 1",
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
                "<inline-attachment>plan.txt</inline-attachment>",
                "</event>",
                "--b",
                "Content-Type: text/plain; name=plan.txt",
                "",
                "9 o'clock",
                "--b--",
                ""
            )
        ],
        flagged: [
            .message(
                "From: anna@example.com",
                "Subject: 1",
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
                "▸<inline-attachment>plan.pdf</inline-attachment>",
                "</event>",
                "--b",
                "Content-Type: text/plain; name=plan.txt",
                "",
                "9 o'clock",
                "--b--",
                ""
            ),
            .message(
                "From: anna@example.com",
                "Subject: 1",
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
                "--b",
                "▸Content-Type: text/plain; name=plan.txt",
                "",
                "9 o'clock",
                "--b--",
                ""
            ),
        ],
        checks: [
            .reader(["attachment-missing": nil, "attachment-not-named": .info])
        ]
    )
}
