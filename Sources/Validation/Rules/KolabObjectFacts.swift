internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import XMLSupport

/// A Kolab object as its elements.
struct KolabObjectFacts {
    let root: XMLElement
    /// The series that the reader made of it.
    private let series: Series

    init(_ root: XMLElement, _ series: Series) {
        self.root = root
        self.series = series
    }

    /// When the object starts, or is due.
    var start: TimeValue? { (series.master?.start ?? series.master?.due).map { TimeValue($0) } }

    /// How it recurs.
    var rule: RecurrenceRule? { series.master?.rules.first }

    /// The day that an exclusion names.
    static func day(_ exclusion: XMLElement) -> CivilDate? {
        exclusion.withTrimmedBytes { text in
            guard text.count >= 10 else { return nil }
            var digits: [UInt8] = []
            for index in 0..<10 where text[index].isDigit { digits.append(text[index]) }
            return TimeValue(digits.span)?.civil.date
        }
    }

    /// `event`, `task` or `journal`.
    var kind: String { root.localName.lowercased() }

    var recurrence: XMLElement? { root.child("recurrence") }

    /// The exclusions of the recurrence.
    var exclusions: [XMLElement] { recurrence?.children("exclusion") ?? [] }

    /// The subevents inside the exclusions.
    var subevents: [XMLElement] { exclusions.flatMap { $0.children("subevent") } }

    var subject: FindingReport.Subject {
        FindingReport.Subject(
            component: kind, uid: root.child("uid")?.trimmedText ?? "", summary: root.child("summary")?.trimmedText ?? "")
    }
}

extension Scope {
    /// The start tag of an element.
    ///
    /// - Parameter path: the elements above it, such as `/event/recurrence`.
    func place(of element: XMLElement, in path: String) -> Place {
        var place = Place(start: element.line, end: element.line, line: -1, property: nil)
        place.element = (name: element.localName, path: "\(path)/\(element.localName)")
        return place
    }

    /// The start tag of the root.
    func place(of facts: KolabObjectFacts) -> Place { place(of: facts.root, in: "") }
}
