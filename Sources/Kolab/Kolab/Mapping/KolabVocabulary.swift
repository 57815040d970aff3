internal import CalendarModel

/// Which elements the format and the clients that are known to write it have.
package enum KolabVocabulary {
    /// Elements without a row in the mapping that known clients write directly below the root.
    private static let clientElements: Set<String> = [
        "x-custom", "timezone", "revision", "pilot-sync-id", "pilot-sync-status", "x-kde-internaluid",
        "x-kcal-priority",
        "x-completed-date", "completed-date", "creator", "estimate", "horde-estimate", "horde-alarm-methods",
        "knotes-richtext", "scheduling-id", "inline-attachment", "link-attachment", "product-id",
    ]

    /// The elements of a recurrence: the format's, and `complete`, in which Horde notes the days of a task that are done.
    static let recurrenceElements: Set<String> = [
        "interval", "day", "daynumber", "date", "month", "range", "exclusion", "complete",
    ]

    /// Whether an element directly below the root of an object is known.
    static func knows(_ element: String, in kind: KolabDocument.Kind) -> Bool {
        KolabMapping.of(kind.itemKind).index(of: element) != nil || clientElements.contains(element)
    }

    /// The elements that an object of `event`, `task` or `journal` has to hold, in the order of the mapping.
    package static func requiredElements(of kind: String) -> [String] {
        guard let kind = KolabDocument.Kind(rawValue: kind)?.itemKind else { return [] }
        return KolabMapping.of(kind).rows.filter { $0.requiredIn.contains(kind) }.map(\.name)
    }
}
