internal import CalendarDiagnostics
internal import ICalendar
internal import Recurrence
internal import XMLSupport

extension Rule {
    static let kolabExclusionNoMatch = Rule(
        "kolab-exclusion-no-match", .warning, "Kolab 2.0 recurrence",
        "An exclusion hits a day of the recurrence.",
        accepted: [
            .kolabEvent(#"<recurrence cycle="daily">"#, "<interval>1</interval>", #"<range type="number">5</range>"#, "<exclusion>2026-01-07</exclusion>", "</recurrence>"),
        ],
        flagged: [
            .kolabEvent(#"<recurrence cycle="daily">"#, "<interval>1</interval>", #"<range type="number">5</range>"#, "▸<exclusion>2026-03-07</exclusion>", "</recurrence>"),
        ],
        checks: [
            .kolab { object, scope in
                guard let start = object.start, let rule = object.rule else { return }
                let occurrences = scope.sequence(of: rule, from: start)
                // A start in UTC may lie on the day before or after in the zone of the client.
                let slack = start.form == .utc ? 1 : 0
                for exclusion in object.exclusions.prefix(500) {
                    guard let day = KolabObjectFacts.day(exclusion) else { continue }
                    var cursor = occurrences.cursor(from: (day.dayNumber - slack) * 86_400)
                    let next = cursor.nextSeconds()
                    if let next, next < (day.dayNumber + 1 + slack) * 86_400 { continue }
                    if cursor.outcome == .stepBudgetExceeded { return }
                    scope.report("no occurrence on \(day)", at: scope.place(of: exclusion, in: "/\(object.kind)/recurrence"))
                }
            }
        ]
    )
}
