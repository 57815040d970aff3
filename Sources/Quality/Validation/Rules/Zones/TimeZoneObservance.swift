internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let timeZoneObservance = Rule(
        "time-zone-observance",
        .error,
        "3.6.5",
        "A zone has a STANDARD or DAYLIGHT part, and each of them DTSTART, TZOFFSETFROM and TZOFFSETTO.",
        accepted: [.berlinZone],
        flagged: [
            .calendar("▸BEGIN:VTIMEZONE", "TZID:Own", "END:VTIMEZONE"),
            .calendar(
                "BEGIN:VTIMEZONE",
                "TZID:Own",
                "▸BEGIN:STANDARD",
                "DTSTART:19700101T000000",
                "TZOFFSETFROM:+0000",
                "END:STANDARD",
                "END:VTIMEZONE"
            ),
        ],
        checks: [
            .component([.vtimezone]) { frame, context in
                if !frame.children.contains(where: { $0.name == .standard || $0.name == .daylight }) {
                    context.report("a zone without STANDARD or DAYLIGHT", at: context.place(of: frame))
                }
            },
            .component([.standard, .daylight]) { frame, context in
                for name in [Name.dateTimeStart, .timeZoneOffsetFrom, .timeZoneOffsetTo] where !frame.has(name) {
                    context.report(
                        "\(frame.nameText) without \(context.tree.text(of: name))",
                        at: context.place(of: frame)
                    )
                }
            },
        ]
    )
}
