internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueOffset = Rule(
        "value-offset",
        .error,
        "3.3.14",
        "An offset from UTC is a sign, two digits each of hours and minutes, perhaps seconds; -0000 is not one.",
        accepted: [.berlinZone],
        flagged: [
            .calendar(
                "BEGIN:VTIMEZONE",
                "TZID:Own",
                "BEGIN:STANDARD",
                "DTSTART:19700101T000000",
                "TZOFFSETFROM:+0000",
                "TZOFFSETTO:▸-0000",
                "END:STANDARD",
                "END:VTIMEZONE"
            )
        ],
        checks: [
            .valueType([.utcOffset], "not an offset from UTC")
        ]
    )
}
