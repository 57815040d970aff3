/// What RFC 5546 asks of the components of one method.
public struct MethodRow: Sendable {
    /// The method in upper case.
    public let name: String
    /// The component, in upper case.
    public let component: String
    /// Properties that must be there.
    public let required: [String]
    /// Properties that must not.
    public let forbidden: [String]
    /// Whether every component of the message has the same UID.
    public let hasOneUID: Bool
    /// The section of RFC 5546.
    public let section: String

    init(
        _ name: String, _ component: String, needs required: [String], forbids forbidden: [String] = [], oneUID: Bool = true,
        _ section: String
    ) {
        self.name = name
        self.component = component
        self.required = required
        self.forbidden = forbidden
        hasOneUID = oneUID
        self.section = section
    }
}

/// The restrictions of RFC 5546 §3, those that every component needs anyhow left out.
public enum MethodTable {
    // swift-format-ignore
    public static let rows: [MethodRow] = [
        .init("PUBLISH",        "VEVENT",    needs: ["DTSTART", "ORGANIZER", "SUMMARY"], forbids: ["ATTENDEE", "REQUEST-STATUS"], oneUID: false, "3.2.1"),
        .init("REQUEST",        "VEVENT",    needs: ["ATTENDEE", "DTSTART", "ORGANIZER", "SUMMARY"],                  "3.2.2"),
        .init("REPLY",          "VEVENT",    needs: ["ATTENDEE", "ORGANIZER"],                                        "3.2.3"),
        .init("ADD",            "VEVENT",    needs: ["DTSTART", "ORGANIZER", "SEQUENCE", "SUMMARY"], forbids: ["RECURRENCE-ID", "REQUEST-STATUS"], "3.2.4"),
        .init("CANCEL",         "VEVENT",    needs: ["ORGANIZER", "SEQUENCE"], forbids: ["REQUEST-STATUS"],           "3.2.5"),
        .init("REFRESH",        "VEVENT",    needs: ["ATTENDEE", "ORGANIZER"], forbids: ["DTSTART", "DTEND", "DURATION", "RRULE", "SUMMARY"], "3.2.6"),
        .init("COUNTER",        "VEVENT",    needs: ["DTSTART", "ORGANIZER", "SEQUENCE", "SUMMARY"],                  "3.2.7"),
        .init("DECLINECOUNTER", "VEVENT",    needs: ["ORGANIZER"],                                                    "3.2.8"),
        .init("PUBLISH",        "VFREEBUSY", needs: ["DTSTART", "DTEND", "ORGANIZER"], forbids: ["ATTENDEE", "REQUEST-STATUS"], oneUID: false, "3.3.1"),
        .init("REQUEST",        "VFREEBUSY", needs: ["ATTENDEE", "DTSTART", "DTEND", "ORGANIZER"], forbids: ["FREEBUSY", "REQUEST-STATUS"], "3.3.2"),
        .init("REPLY",          "VFREEBUSY", needs: ["ATTENDEE", "DTSTART", "DTEND", "ORGANIZER"],                    "3.3.3"),
        .init("PUBLISH",        "VTODO",     needs: ["ORGANIZER", "SUMMARY"], forbids: ["ATTENDEE", "REQUEST-STATUS"], oneUID: false, "3.4.1"),
        .init("REQUEST",        "VTODO",     needs: ["ATTENDEE", "DTSTART", "ORGANIZER", "SUMMARY"],                  "3.4.2"),
        .init("REPLY",          "VTODO",     needs: ["ATTENDEE", "ORGANIZER"],                                        "3.4.3"),
        .init("ADD",            "VTODO",     needs: ["ORGANIZER", "SEQUENCE", "SUMMARY"], forbids: ["RECURRENCE-ID"], "3.4.4"),
        .init("CANCEL",         "VTODO",     needs: ["ORGANIZER", "SEQUENCE"], forbids: ["REQUEST-STATUS"],           "3.4.5"),
        .init("REFRESH",        "VTODO",     needs: ["ATTENDEE"],                                                     "3.4.6"),
        .init("COUNTER",        "VTODO",     needs: ["ATTENDEE", "ORGANIZER", "SUMMARY"],                             "3.4.7"),
        .init("DECLINECOUNTER", "VTODO",     needs: ["ATTENDEE", "ORGANIZER", "SEQUENCE"],                            "3.4.8"),
        .init("PUBLISH",        "VJOURNAL",  needs: ["DESCRIPTION", "DTSTART", "ORGANIZER"], forbids: ["ATTENDEE", "REQUEST-STATUS"], oneUID: false, "3.5.1"),
        .init("ADD",            "VJOURNAL",  needs: ["DESCRIPTION", "DTSTART", "ORGANIZER", "SEQUENCE"], forbids: ["ATTENDEE", "RECURRENCE-ID"], "3.5.2"),
        .init("CANCEL",         "VJOURNAL",  needs: ["ORGANIZER", "SEQUENCE"], forbids: ["REQUEST-STATUS"],           "3.5.3"),
    ]

    /// The methods by name.
    public static let names: Set<String> = Set(rows.map(\.name))

    /// The row of a method and a component; nil if RFC 5546 knows no such message.
    public static func row(_ method: String, _ component: String) -> MethodRow? {
        rows.first { $0.name == method && $0.component == component }
    }
}
