internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let lineByteOrderMark = Rule(
        "line-byte-order-mark", .warning, "3.1.4",
        "A text begins with BEGIN, not with a byte order mark.",
        accepted: [.event("SUMMARY:Lunch")],
        flagged: [.text("▸\u{FEFF}BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")],
        fixes: [.safe],
        checks: [
            .reader(["byte-order-mark": nil])
        ],
        mend: { _, _ in [Edit(0..<3, [], .safe)] }
    )
}
