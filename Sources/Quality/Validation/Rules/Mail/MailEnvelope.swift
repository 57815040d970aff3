internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let mailEnvelope = Rule(
        "mail-envelope",
        .error,
        "RFC 2046 section 5.1",
        "The message around an object is whole: MIME-Version, header, boundary lines, closing boundary line.",
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
                "▸"
            ),
            .message(
                "From: anna@example.com",
                "Subject: 1",
                "MIME-Version: 1.0",
                "X-Kolab-Type: application/x-vnd.kolab.event",
                "▸Content-Type: multipart/mixed; boundary=\"b",
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
            .message(
                "▸From: anna@example.com",
                "Subject: 1",
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
            ),
        ],
        checks: [
            .reader([
                "mail-header-not-closed": nil, "mail-boundary-missing": nil, "mail-multipart-not-closed": nil,
                "mail-type-recovered": nil, "several-object-parts": .warning, "mail-header-nul": .warning,
                "mail-header-line": nil, "mbox-separator": .warning,
                "mail-quote": .warning, "mail-version-missing": .warning,
            ])
        ]
    )
}
