internal import ICalendar

/// What libkolabxml's schema of xCal allows, in the order that it demands.
///
/// The library validates what it reads: an element too many, or two that changed places, and the object is lost to Kolab.
enum Kolab3Schema {
    private static let stamps = ["UID", "CREATED", "DTSTAMP", "SEQUENCE", "CLASS", "CATEGORIES"]
    private static let recurrence = ["RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"]
    private static let end = ["LOCATION", "ORGANIZER", "URL", "ATTENDEE", "ATTACH"]

    /// The properties of each kind of item; those of other programs follow.
    static let properties: [String: [String]] = [
        "VEVENT": stamps + ["DTSTART", "DTEND", "DURATION", "TRANSP"] + recurrence
            + ["SUMMARY", "DESCRIPTION", "COMMENT", "PRIORITY", "STATUS"] + end,
        "VTODO": stamps + ["RELATED-TO", "DTSTART", "DUE"] + recurrence
            + ["SUMMARY", "DESCRIPTION", "COMMENT", "PRIORITY", "STATUS", "PERCENT-COMPLETE"] + end,
        "VJOURNAL": stamps
            + [
                "RELATED-TO", "DTSTART", "SUMMARY", "DESCRIPTION", "COMMENT", "STATUS", "CONTACT", "ATTENDEE", "ATTACH",
            ],
        "VALARM": ["ACTION", "SUMMARY", "DESCRIPTION", "ATTENDEE", "ATTACH", "TRIGGER", "DURATION", "REPEAT"],
    ]

    /// The properties that may occur more than once.
    static let repeated: Set<String> = ["RELATED-TO", "ATTENDEE", "ATTACH"]

    static let parameters: Set<String> = [
        "ALTREP", "CN", "CUTYPE", "DELEGATED-FROM", "DELEGATED-TO", "DIR", "FMTTYPE", "FBTYPE", "LANGUAGE", "MEMBER",
        "PARTSTAT",
        "RANGE", "RELATED", "RELTYPE", "ROLE", "RSVP", "SENT-BY", "TZID", "SCHEDULE-AGENT", "SCHEDULE-STATUS",
        "SCHEDULE-FORCE-SEND", "X-LABEL", "X-UID",
    ]

    /// The words of properties that hold no others; the library refuses the whole object.
    static let words: [String: Set<String>] = [
        "STATUS": [
            "TENTATIVE", "CONFIRMED", "CANCELLED", "NEEDS-ACTION", "COMPLETED", "IN-PROCESS", "DRAFT", "FINAL",
        ],
        "ACTION": ["AUDIO", "DISPLAY", "EMAIL"],
    ]

    /// Whether the schema has a place for a property with this value.
    static func holds(_ property: Property) -> Bool {
        let name = property.nameText
        if let words = words[name] { return words.contains(property.text.uppercased()) }
        // Kolab has additional dates, and no rules of other calendars.
        if name == "RDATE", property.valueType == .period { return false }
        if name == "RRULE" {
            let parts = property.rawValue.uppercased().split(separator: ";").map { $0.prefix { $0 != "=" } }
            return parts.allSatisfy { RecurrencePart.names.contains(String($0)) && $0 != "RSCALE" && $0 != "SKIP" }
        }
        let shape = Vocabulary.shared.property(property.name)?.shape ?? .single
        return ValueGrammar.matches(Array(property.rawValue.utf8).span, property.valueType, shape)
    }
}
