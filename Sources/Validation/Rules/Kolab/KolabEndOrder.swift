internal import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

extension Rule {
    static let kolabEndOrder = Rule(
        "kolab-end-order", .error, "Kolab 2.0 event",
        "An event does not end before it starts.",
        accepted: [.kolabEvent("<summary>Lunch</summary>")],
        flagged: [.kolabEvent("<start-date>2026-01-05</start-date>", "▸<end-date>2026-01-04</end-date>")],
        checks: [
            .kolab { object, scope in
                guard let start = object.root.child("start-date"), let end = object.root.child("end-date"),
                    start.attribute("tz") == end.attribute("tz"), start.trimmedText.utf8.count == end.trimmedText.utf8.count,
                    end.trimmedText < start.trimmedText
                else { return }
                scope.report("the end lies before the start", at: scope.place(of: end))
            }
        ]
    )
}
