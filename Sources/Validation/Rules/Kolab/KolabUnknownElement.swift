internal import CalendarDiagnostics
internal import ICalendar
internal import Kolab
internal import XMLSupport

extension Rule {
    static let kolabUnknownElement = Rule(
        "kolab-unknown-element", .info, "Kolab 2.0 section 1.2",
        "An object holds elements that the format or a known client writes, and beside its version nothing else.",
        accepted: [.kolabEvent("<summary>Lunch</summary>")],
        flagged: [
            .kolabEvent("▸<mood>merry</mood>"),
            .kolab(#"▸<task version="1.0" mood="merry">"#, "<uid>1</uid>", "</task>"),
            .kolab(#"▸<task version="1.0">"#, "merry", "<uid>1</uid>", "</task>"),
        ],
        checks: [
            .reader(["object-attribute-dropped": nil, "object-text-dropped": nil]),
            .kolab { object, scope in
                for element in object.root.children where !KolabVocabulary.knows(element.localName, in: object.kind) {
                    scope.report("\(element.localName) is no element of \(object.kind); kept", at: scope.place(of: element))
                }
            }
        ]
    )
}
