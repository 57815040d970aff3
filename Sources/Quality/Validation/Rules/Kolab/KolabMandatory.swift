internal import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

extension Rule {
    static let kolabMandatory = Rule(
        "kolab-mandatory",
        .error,
        "Kolab 2.0 common fields",
        "An object has uid, creation-date and last-modification-date.",
        remark: "Only a missing uid is an error; the others are warnings.",
        accepted: [Example.kolabEvent("<summary>Lunch</summary>").whole],
        flagged: [
            .kolab(
                "▸<event version=\"1.0\">",
                "<creation-date>2026-01-01T00:00:00Z</creation-date>",
                "<last-modification-date>2026-01-01T00:00:00Z</last-modification-date>",
                "<start-date>2026-01-05</start-date>",
                "<end-date>2026-01-05</end-date>",
                "</event>"
            )
        ],
        checks: [
            .kolab { object, context in
                for (name, isEmpty) in object.missingElements where name != "start-date" {
                    if name == "uid" {
                        context.report("no uid", at: context.place(of: object))
                    } else if !isEmpty {
                        context.report("no \(name)", at: context.place(of: object), severity: .warning)
                    }
                }
            }
        ]
    )
}
