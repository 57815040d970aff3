internal import CalendarDiagnostics
internal import CalendarModel
internal import XMLSupport

/// What is worth knowing of an object although nothing of it is read differently, for those who check objects.
extension ObjectDecoder {
    /// Reports a remark at an element, if remarks are asked for.
    mutating func remark(_ rule: RuleID, _ message: @autoclosure () -> String, at element: XMLElement) {
        if options.reportsRemarks { report(rule, as: .info, message(), at: element) }
    }

    /// Remarks an element without a row, unless known programs write it.
    mutating func remarkUnknown(_ element: XMLElement, in kind: CalendarItem.Kind) {
        let kind = KolabDocument.Kind(kind)
        if options.reportsRemarks, !KolabVocabulary.knows(element.localName, in: kind) {
            remark("unknown-element", "\(element.localName) is not an element of \(kind.rawValue); kept", at: element)
        }
    }

    /// Remarks an element of a recurrence or an exclusion that no program writes there.
    mutating func remarkUnknown(_ element: XMLElement, in parent: String) {
        remark("unknown-element", "\(element.localName) is not an element of \(parent); kept", at: element)
    }

    /// Remarks a version that does not fit the content.
    mutating func remarkVersion(of root: XMLElement) {
        guard options.reportsRemarks else { return }
        guard let version = root.attribute("version") else { return remark("version-missing", "no version", at: root) }
        guard version == KolabVersion(zones: false, subevents: false).rootVersion else { return }
        if let zoned = root.children.first(where: { $0.attribute("tz").map { $0.uppercased() != "UTC" } ?? false }) {
            remark("content-beyond-version", "a tz attribute under version \(version)", at: zoned)
        }
        if let subevent = subevents.first?.element {
            remark("content-beyond-version", "a subevent under version \(version)", at: subevent)
        }
    }
}
