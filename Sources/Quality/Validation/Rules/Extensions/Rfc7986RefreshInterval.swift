internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let rfc7986RefreshInterval = Rule(
        "rfc7986-refresh-interval",
        .error,
        "RFC 7986 section 5.7",
        "REFRESH-INTERVAL has VALUE=DURATION and is a positive duration.",
        remark: "A missing VALUE is a warning.",
        accepted: [
            .calendar(
                "REFRESH-INTERVAL;VALUE=DURATION:P1W",
                "BEGIN:VTODO",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "END:VTODO"
            )
        ],
        flagged: [
            .calendar(
                "REFRESH-INTERVAL;VALUE=DURATION:▸-P1W",
                "BEGIN:VTODO",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "END:VTODO"
            ),
            .calendar(
                "REFRESH-INTERVAL;VALUE=DURATION:▸PT0S",
                "BEGIN:VTODO",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "END:VTODO"
            ),
            .calendar("▸REFRESH-INTERVAL:P1W", "BEGIN:VTODO", "UID:1", "DTSTAMP:20260101T000000Z", "END:VTODO"),
        ],
        checks: [
            .property([.refreshInterval]) { property, context in
                if property.parameter(.value) == nil {
                    context.report("REFRESH-INTERVAL without VALUE", at: context.name(of: property), severity: .warning)
                }
                let text = property.rawValue
                if text.hasPrefix("-") || !text.contains(where: { "123456789".contains($0) }) {
                    context.report("an interval that is not positive", at: context.place(of: property))
                }
            }
        ]
    )
}
