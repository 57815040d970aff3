internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let lineEnding = Rule(
        "line-ending",
        .warning,
        "3.1",
        "Lines end in CR LF.",
        accepted: [Example.event("SUMMARY:Lunch").withLineBreaks],
        flagged: [
            Example.text("▸BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n").withLineBreaks,
            Example.text("▸BEGIN:VCALENDAR\rVERSION:2.0\rEND:VCALENDAR\r").withLineBreaks,
        ],
        fixes: [.safe],
        checks: [
            .reader(["line-ending-lf": nil, "line-ending-crcrlf": nil, "line-ending-cr": .error])
        ],
        mend: { bytes, _ in Folding.lineEnds(of: bytes) }
    )
}
