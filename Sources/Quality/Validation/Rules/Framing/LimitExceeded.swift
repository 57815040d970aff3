internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let limitExceeded = Rule(
        "limit-exceeded",
        .error,
        "3.1",
        "No part of a file is larger than its readers accept.",
        accepted: [.event("SUMMARY;X-A=1:Lunch"), .event("RDATE:20260106T090000Z,20260107T090000Z")],
        flagged: [
            Example.event("SUMMARY" + String(repeating: ";X-A=1", count: 64) + ";▸X-B=1:Lunch")
                .shown(as: "SUMMARY;X-A=1;… 64 parameters …;▸X-B=1:Lunch"),
            Example.event("▸RDATE:20260106T090000Z" + String(repeating: ",20260106T090000Z", count: 10_000))
                .shown(as: "▸RDATE:20260106T090000Z,… 10,001 values …"),
        ],
        checks: []
    )
}
