internal import CalendarDiagnostics
internal import XMLSupport

/// The expired drafts before RFC 6321, told apart by the root element.
enum LegacyDialect: Sendable {
    /// draft-royer-calsch-xcal: values as iCalendar text, parameters as attributes.
    case basic
    /// draft-ietf-calsch-many-xcal: calendar properties as attributes, raw iCalendar text.
    case documentType

    /// The dialect of a document, judged by its root; nil if nothing speaks for any.
    init?(root: XMLName, declaredNamespaces: [String]) {
        let royer = "urn:ietf:params:xml:ns:xcal"
        let isCalendar = ["icalendar", "vcalendar"].contains(root.localName.lowercased())
        if root.namespace == royer || isCalendar && declaredNamespaces.contains(royer) {
            self = .basic
        } else if isCalendar, root.namespace.isEmpty || root.namespace.contains("xcal") {
            self = .documentType
        } else {
            return nil
        }
    }

    /// Why such a document is refused.
    var refusal: ReadError.Reason {
        switch self {
        case .basic: .wrongFormat("xCal of draft-royer-calsch-xcal, not of RFC 6321")
        case .documentType: .wrongFormat("xCal of draft-ietf-calsch-many-xcal, not of RFC 6321")
        }
    }
}
