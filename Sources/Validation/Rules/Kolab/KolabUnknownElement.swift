internal import CalendarDiagnostics
internal import ICalendar
internal import Kolab
internal import XMLSupport

extension Rule {
    static let kolabUnknownElement = Rule(
        "kolab-unknown-element", .info, "Kolab 2.0 section 1.2",
        "An element is one that the format or a known client writes.",
        accepted: [.kolabEvent("<summary>Lunch</summary>")],
        flagged: [.kolabEvent("▸<mood>merry</mood>")],
        checks: [
            .kolab { object, scope in
                for element in object.root.children where !KolabVocabulary.knows(element.localName, in: object.kind) {
                    scope.report("\(element.localName) is no element of \(object.kind); kept", at: scope.place(of: element))
                }
            }
        ]
    )
}
