internal import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

extension Rule {
    static let kolabStart = Rule(
        "kolab-start",
        .error,
        "Kolab 2.0 event",
        "An event has a start-date.",
        accepted: [Example.kolabEvent("<summary>Lunch</summary>").whole],
        flagged: [
            .kolab(
                "▸<event version=\"1.0\">",
                "<uid>1</uid>",
                "<creation-date>2026-01-01T00:00:00Z</creation-date>",
                "<last-modification-date>2026-01-01T00:00:00Z</last-modification-date>",
                "</event>"
            )
        ],
        checks: [
            .kolab { object, context in
                for (name, _) in object.missingElements where name == "start-date" {
                    context.report("an \(object.kind) without \(name)", at: context.place(of: object))
                }
            }
        ]
    )
}
