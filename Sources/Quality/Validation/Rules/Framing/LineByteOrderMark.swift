internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let lineByteOrderMark = Rule(
        "line-byte-order-mark",
        .warning,
        "3.1.4",
        "No line begins with a byte order mark.",
        accepted: [Example.event("SUMMARY:Lunch").whole],
        flagged: [
            .text("▸\u{FEFF}BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"),
            .event("SUMMARY:Lunch", "▸\u{FEFF}LOCATION:Berlin"),
        ],
        fixes: [.safe],
        checks: [
            .reader(["byte-order-mark": nil])
        ],
        mend: { _, offset in [Edit(offset..<offset + 3, [], .safe)] }
    )
}
