internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let mailType = Rule(
        "mail-type",
        .warning,
        "Kolab 2.0 carrying message",
        "X-Kolab-Type is the type of the object, and the part with the object has that type.",
        accepted: [
            .kolabMessage()
        ],
        flagged: [
            .kolabMessage([
                "X-Kolab-Type: application/x-vnd.kolab.event": ["X-Kolab-Type: application/x-vnd.kolab.task"],
                "<?xml version=\"1.0\"?>": ["▸<?xml version=\"1.0\"?>"],
            ]),
            .kolabMessage([
                "X-Kolab-Type: application/x-vnd.kolab.event": ["▸X-Kolab-Type: event"]
            ]),
            .kolabMessage([
                "Content-Type: application/x-vnd.kolab.event; name=kolab.xml": [
                    "▸Content-Type: application/octet-stream; name=kolab.xml"
                ]
            ]),
        ],
        checks: [
            .reader([
                "kolab-type-missing": .info, "kolab-type-mismatch": nil, "kolab-type-unknown": nil,
                "kolab-part-type": nil,
            ])
        ]
    )
}
