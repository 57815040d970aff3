internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueEmpty = Rule(
        "value-empty", .error, "3.8.5",
        "EXDATE and RDATE name a time; CATEGORIES and RESOURCES name something.",
        accepted: [.event("CATEGORIES:Work")],
        flagged: [
            .event("RRULE:FREQ=DAILY;COUNT=3", "▸EXDATE:"),
            .event("▸CATEGORIES:"),
        ],
        fixes: [.unsafe],
        checks: [
            .property([.exceptionDate, .recurrenceDate, .categories, .resources]) { property, scope in
                let line = property.line
                guard line.valueStart == line.valueEnd else { return }
                let isList = line.name == .categories || line.name == .resources
                scope.report(
                    "\(property.nameText) is empty", at: scope.place(of: property), severity: isList ? .warning : .error,
                    fix: scope.removing(property.index, .unsafe))
            }
        ]
    )
}
