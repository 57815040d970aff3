internal import ICalendar
internal import Kolab
internal import XMLSupport

/// A Kolab object as its elements.
struct KolabObjectFacts {
    let root: XMLElement

    /// `event`, `task` or `journal`.
    var kind: String { root.localName.lowercased() }

    /// The elements that the format requires, without a value or not there at all.
    var missingElements: [(name: String, isEmpty: Bool)] {
        KolabVocabulary.requiredElements(of: kind).compactMap { name in
            guard let element = root.child(name) else { return (name, false) }
            return element.trimmedText.isEmpty ? (name, true) : nil
        }
    }

    var subject: FindingReport.Subject {
        FindingReport.Subject(
            component: kind,
            uid: root.child("uid")?.trimmedText ?? "",
            summary: root.child("summary")?.trimmedText ?? ""
        )
    }
}

extension CheckContext {
    /// The start tag of an element.
    func place(of element: XMLElement) -> Place { Place(start: 0, end: 0, line: -1, element: element) }

    /// The start tag of the root.
    func place(of facts: KolabObjectFacts) -> Place { place(of: facts.root) }
}
