internal import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

extension Rule {
    static let kolabEnd = Rule(
        "kolab-end",
        .info,
        "Kolab 2.0 event",
        "An event has an end-date, and whole days are dates.",
        accepted: [.kolabEvent("<summary>Lunch</summary>")],
        flagged: [
            .kolabEvent("▸<start-date>2026-01-05T09:00:00Z</start-date>"),
            .kolabEvent("▸<start-date>2026-01-05T00:00:00Z</start-date>", "<end-date>2026-01-06T00:00:00Z</end-date>"),
        ],
        checks: [
            .kolab { object, context in
                guard object.kind == "event", let start = object.root.child("start-date") else { return }
                let place = context.place(of: start)
                guard let end = object.root.child("end-date") else {
                    if start.trimmedText.utf8.count > 10 {
                        context.report("no end-date; the event ends when it starts", at: place)
                    }
                    return
                }
                let times = [start, end].map(\.trimmedText)
                if times.allSatisfy({ $0.contains("T00:00:00") }), times[0] < times[1] {
                    context.report("from midnight to midnight; perhaps whole days are meant", at: place)
                }
            }
        ]
    )
}
