internal import CalendarDiagnostics
internal import ICalendar
internal import Kolab
internal import XMLSupport

extension Rule {
    static let kolabUnknownElement = Rule(
        "kolab-unknown-element",
        .info,
        "Kolab 2.0 section 1.2",
        "An object contains only elements that the format or a known client writes, and no attribute except its version.",
        accepted: [.kolabEvent("<summary>Lunch</summary>")],
        flagged: [
            .kolabEvent("▸<mood>merry</mood>"),
            .kolabEvent(version: "1.1", #"<recurrence cycle="daily">"#, "▸<mood/>", "</recurrence>"),
            .kolabEvent(
                version: "1.1",
                #"<recurrence cycle="daily">"#,
                "<exclusion>2026-01-07<subevent>",
                "▸<mood/>",
                "</subevent></exclusion>",
                "</recurrence>"
            ),
            .kolab(#"▸<task version="1.0" mood="merry">"#, "<uid>1</uid>", "</task>"),
            .kolab(#"▸<task version="1.0">"#, "merry", "<uid>1</uid>", "</task>"),
        ],
        checks: [
            .kolabReader(["object-attribute-dropped": nil, "object-text-dropped": nil, "stray-text": nil]),
            .kolab { object, context in
                for body in object.bodies {
                    for element in body.children where !KolabVocabulary.knows(element.localName, in: object.kind) {
                        // What a subevent may not contain has a separate rule.
                        if element.localName == "subevent", body.localName == "subevent" { continue }
                        context.report(
                            "\(element.localName) is not an element of \(object.kind); kept",
                            at: context.place(of: element)
                        )
                    }
                }
                guard let recurrence = object.root.child("recurrence"), object.kind != "journal" else { return }
                for element in recurrence.children where !KolabVocabulary.recurrenceElements.contains(element.localName)
                {
                    context.report(
                        "\(element.localName) is not an element of recurrence; kept",
                        at: context.place(of: element)
                    )
                }
                for exclusion in recurrence.children("exclusion") {
                    for element in exclusion.children where element.localName != "subevent" {
                        context.report(
                            "\(element.localName) is not an element of exclusion; kept",
                            at: context.place(of: element)
                        )
                    }
                }
            },
        ]
    )
}
