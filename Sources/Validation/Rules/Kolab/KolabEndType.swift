internal import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

extension Rule {
    static let kolabEndType = Rule(
        "kolab-end-type", .warning, "Kolab 2.0 event",
        "start-date and end-date are both dates or both datetimes.",
        accepted: [.kolabEvent("<start-date>2026-01-05</start-date>", "<end-date>2026-01-06</end-date>")],
        flagged: [.kolabEvent("<start-date>2026-01-05T09:00:00Z</start-date>", "▸<end-date>2026-01-06</end-date>")],
        checks: [
            .kolab { object, scope in
                guard let start = object.root.child("start-date"), let end = object.root.child("end-date") else { return }
                let isDate = [start, end].map { $0.withTrimmedBytes { $0.count == 10 } }
                if isDate[0] != isDate[1], !end.trimmedText.isEmpty {
                    scope.report("a date beside a datetime", at: scope.place(of: end))
                }
            }
        ]
    )
}
