internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let lineBlank = Rule(
        "line-blank",
        .warning,
        "3.1",
        "No line is empty.",
        accepted: [.event("SUMMARY:Lunch", "LOCATION:Berlin")],
        flagged: [.event("SUMMARY:Lunch", "▸"), .event("SUMMARY:Lunch", "▸", " and more")],
        fixes: [.safe],
        checks: [
            .reader(["blank-line": nil])
        ],
        mend: { bytes, offset in
            var end = offset
            while end < bytes.count, bytes[end] == .carriageReturn { end += 1 }
            if end < bytes.count, bytes[end] == .lineFeed { end += 1 }
            return end > offset ? [Edit(offset..<end, [], .safe)] : []
        }
    )
}
