internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let vcalendarValue = Rule(
        "vcalendar-value",
        .warning,
        "vCalendar 1.0 section 2.3",
        "Every value of a vCalendar 1.0 has a counterpart in RFC 5545.",
        accepted: [
            .vCalendar("CATEGORIES:MEETING;BUSINESS", "RRULE:W2 MO WE #4"),
            .vCalendar("DALARM:20260105T084500Z;PT5M;2;Meeting"),
        ],
        flagged: [
            .vCalendar("▸RRULE:D1 0600 1245 #5"), .vCalendar("▸RRULE:every monday"), .vCalendar("▸STATUS:SENT"),
            .vCalendar("▸AALARM:;;;"), .vCalendar("▸SUMMARY;CHARSET=KOI8-R:Lunch"),
        ],
        checks: [
            .reader([
                "vcalendar-value-altered": nil, "vcalendar-value-dropped": nil, "vcalendar-rule": nil,
                "vcalendar-charset": nil,
                "vcalendar-encoding": nil, "vcalendar-uid": .info, "vcalendar-alarm": .info,
                "vcalendar-rule-twice": .info, "vcalendar-rule-end": .info,
            ])
        ]
    )
}
