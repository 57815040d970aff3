internal import CalendarDiagnostics
internal import ICalendar
internal import KolabMail
internal import XMLSupport

extension Rule {
    static let limitExceeded = Rule(
        "limit-exceeded", .error, "3.1",
        "No part of a file is larger than its readers accept.",
        accepted: [.event("SUMMARY:Lunch")],
        flagged: [
            .event("SUMMARY" + String(repeating: ";X-A=1", count: 64) + ";▸X-B=1:Lunch"),
            .event("RDATE:▸20260106T090000Z" + String(repeating: ",20260106T090000Z", count: 10_000)),
        ],
        checks: [
            .refusal(
                (ReadLimits.named.map(\.name) + XMLLimits.named.map(\.name) + MailLimits.named.map(\.name) + ["names"])
                    .filter { $0 != "depth" }.map { RuleID("limit-\($0)") }),
            .property([.exceptionDate, .recurrenceDate]) { property, scope in
                let limit = 10_000
                let size = property.line.valueEnd - property.line.valueStart
                guard size > limit, property.times(first: limit + 1).count > limit else { return }
                scope.report("more than \(limit) dates", at: scope.place(of: property), severity: .warning)
            },
        ]
    )
}
