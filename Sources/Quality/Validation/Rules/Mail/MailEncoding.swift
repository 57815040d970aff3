internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let mailEncoding = Rule(
        "mail-encoding",
        .error,
        "RFC 2045 section 6",
        "Transfer encoding and character set are known, and the content keeps to them.",
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
            .kolabMessage(
                "Content-Type: application/x-vnd.kolab.event; name=kolab.xml",
                "Content-Disposition: attachment; filename=kolab.xml",
                "Content-Transfer-Encoding: rot13",
                "",
                "▸<?xml version=\"1.0\"?>",
                "<event version=\"1.0\">"
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
                "Content-Type: text/plain; name=a.txt",
                "Content-Transfer-Encoding: rot13",
                "",
                "▸N",
                "--b--",
                ""
            ),
        ],
        checks: [
            .reader(["mail-charset-unknown": nil, "mail-encoding-unknown": nil, "mail-encoding-damaged": nil])
        ]
    )
}
