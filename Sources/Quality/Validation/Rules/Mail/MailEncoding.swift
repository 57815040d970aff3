internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let mailEncoding = Rule(
        "mail-encoding",
        .error,
        "RFC 2045 section 6",
        "Transfer encoding and character set are known, and the content conforms to them.",
        accepted: [
            .kolabMessage()
        ],
        flagged: [
            .kolabMessage([
                "Content-Disposition: attachment; filename=kolab.xml": [
                    "Content-Disposition: attachment; filename=kolab.xml", "Content-Transfer-Encoding: rot13",
                ],
                "<?xml version=\"1.0\"?>": ["▸<?xml version=\"1.0\"?>"],
            ]),
            .kolabMessage([
                "Content-Disposition: attachment; filename=kolab.xml": [],
                "</event>": [
                    "</event>", "--b", "Content-Type: text/plain; name=a.txt", "Content-Transfer-Encoding: rot13", "",
                    "▸N",
                ],
            ]),
        ],
        checks: [
            .reader(["mail-charset-unknown": nil, "mail-encoding-unknown": nil, "mail-encoding-damaged": nil])
        ]
    )
}
