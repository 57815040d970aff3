internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let mailEnvelope = Rule(
        "mail-envelope",
        .error,
        "RFC 2046 section 5.1",
        "The message around an object is complete: MIME-Version, header, boundary lines, closing boundary line.",
        accepted: [
            .kolabMessage()
        ],
        flagged: [
            .kolabMessage([
                "--b--": ["▸"]
            ]),
            .kolabMessage([
                "Content-Type: multipart/mixed; boundary=b": ["▸Content-Type: multipart/mixed; boundary=\"b"]
            ]),
            .kolabMessage([
                "From: anna@example.com": ["▸From: anna@example.com"],
                "MIME-Version: 1.0": [],
            ]),
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
