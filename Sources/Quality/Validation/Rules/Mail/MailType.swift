internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let mailType = Rule(
        "mail-type",
        .warning,
        "Kolab 2.0 carrying message",
        "X-Kolab-Type is the type of the object, and the part with the object has that type.",
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
                "Subject: 1",
                "MIME-Version: 1.0",
                "X-Kolab-Type: application/x-vnd.kolab.task",
                "Content-Type: multipart/mixed; boundary=b",
                "",
                "--b",
                "Content-Type: application/x-vnd.kolab.event; name=kolab.xml",
                "Content-Disposition: attachment; filename=kolab.xml",
                "",
                "▸<?xml version=\"1.0\"?>",
                "<event version=\"1.0\">",
                "<uid>1</uid>",
                "<creation-date>2026-01-01T00:00:00Z</creation-date>",
                "<last-modification-date>2026-01-01T00:00:00Z</last-modification-date>",
                "<start-date>2026-01-05</start-date>",
                "<end-date>2026-01-05</end-date>",
                "</event>",
                "--b--",
                ""
            ),
            .message(
                "From: anna@example.com",
                "Subject: 1",
                "MIME-Version: 1.0",
                "▸X-Kolab-Type: event",
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
            ),
            .kolabMessage(
                "▸Content-Type: application/octet-stream; name=kolab.xml",
                "Content-Disposition: attachment; filename=kolab.xml",
                "",
                "<?xml version=\"1.0\"?>",
                "<event version=\"1.0\">"
            ),
        ],
        checks: [
            .reader([
                "kolab-type-missing": .info, "kolab-type-mismatch": nil, "kolab-type-unknown": nil,
                "kolab-part-type": nil,
            ])
        ]
    )
}
