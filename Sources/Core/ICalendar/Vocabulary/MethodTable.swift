/// The requirements of RFC 5546 for the components of one method.
public struct MethodRow: Sendable {
    /// How many components a message has.
    public enum Extent: Sendable {
        /// One alone.
        case one
        /// Any number, if they have one UID.
        case oneUID
        /// Any number.
        case any
    }

    /// The method in upper case.
    public let name: String
    /// The component, in upper case.
    public let component: String
    /// Required properties.
    public let required: [String]
    /// Properties that the table requires too, though programs omit them that exchange to-dos or publish feeds.
    public let wanted: [String]
    /// Properties that must not, and alarms where the message has none.
    public let forbidden: [String]
    /// Whether it is the method of calendars that are published for anybody, more often than of messages.
    public var isPublishing: Bool { name == "PUBLISH" }
    /// How many components of this kind a message has.
    public let extent: Extent
    /// Whether the component is from one attendee alone.
    public let isOfOneAttendee: Bool
    /// The section of RFC 5546.
    public let section: String

    init(
        _ name: String,
        _ component: String,
        _ extent: Extent,
        needs required: [String],
        wants wanted: [String] = [],
        forbids forbidden: [String] = [],
        isOfOneAttendee: Bool = false,
        _ section: String
    ) {
        self.name = name
        self.component = component
        self.required = required
        self.wanted = wanted
        self.forbidden = forbidden
        self.extent = extent
        self.isOfOneAttendee = isOfOneAttendee
        self.section = section
    }
}

/// The restrictions of RFC 5546 §3, without those that hold for every component anyway.
public enum MethodTable {
    /// What neither a request to send an event again nor the refusal of a counter-proposal repeats.
    private static let details = [
        "ATTACH", "CATEGORIES", "CLASS", "CONTACT", "CREATED", "DESCRIPTION", "DTSTART", "DURATION", "EXDATE", "GEO",
        "LAST-MODIFIED", "LOCATION", "PRIORITY", "RDATE", "RELATED-TO", "RESOURCES", "RRULE", "STATUS", "URL",
    ]
    private static let eventDetails = details + ["DTEND", "SUMMARY", "TRANSP", "VALARM"]
    private static let toDoDetails = details + ["COMMENT", "COMPLETED", "DUE", "PERCENT-COMPLETE", "VALARM"]

    // swift-format-ignore
    public static let rows: [MethodRow] = [
        .init("PUBLISH",        "VEVENT",    .any,    needs: ["DTSTART"], wants: ["ORGANIZER", "SUMMARY"],
              forbids: ["ATTENDEE", "REQUEST-STATUS"],                                                               "3.2.1"),
        .init("REQUEST",        "VEVENT",    .oneUID, needs: ["ATTENDEE", "DTSTART", "ORGANIZER", "SUMMARY"],        "3.2.2"),
        .init("REPLY",          "VEVENT",    .oneUID, needs: ["ATTENDEE", "ORGANIZER"],
              forbids: ["VALARM"], isOfOneAttendee: true,                                                            "3.2.3"),
        .init("ADD",            "VEVENT",    .one,    needs: ["DTSTART", "ORGANIZER", "SEQUENCE", "SUMMARY"],
              forbids: ["RECURRENCE-ID", "REQUEST-STATUS"],                                                          "3.2.4"),
        .init("CANCEL",         "VEVENT",    .oneUID, needs: ["ORGANIZER", "SEQUENCE"],
              forbids: ["REQUEST-STATUS", "VALARM"],                                                                 "3.2.5"),
        .init("REFRESH",        "VEVENT",    .one,    needs: ["ATTENDEE", "ORGANIZER"],
              forbids: eventDetails + ["REQUEST-STATUS", "SEQUENCE"], isOfOneAttendee: true,                         "3.2.6"),
        .init("COUNTER",        "VEVENT",    .one,    needs: ["DTSTART", "ORGANIZER", "SEQUENCE", "SUMMARY"],        "3.2.7"),
        .init("DECLINECOUNTER", "VEVENT",    .one,    needs: ["ORGANIZER"], forbids: eventDetails,                   "3.2.8"),
        .init("PUBLISH",        "VFREEBUSY", .any,    needs: ["DTSTART", "DTEND"], wants: ["ORGANIZER"],
              forbids: ["ATTENDEE", "REQUEST-STATUS"],                                                               "3.3.1"),
        .init("REQUEST",        "VFREEBUSY", .one,    needs: ["ATTENDEE", "DTSTART", "DTEND", "ORGANIZER"],
              forbids: ["FREEBUSY", "REQUEST-STATUS", "URL"],                                                        "3.3.2"),
        .init("REPLY",          "VFREEBUSY", .one,    needs: ["ATTENDEE", "DTSTART", "DTEND", "ORGANIZER"],
              isOfOneAttendee: true,                                                                                 "3.3.3"),
        .init("PUBLISH",        "VTODO",     .any,    needs: [], wants: ["DTSTART", "ORGANIZER", "PRIORITY", "SUMMARY"],
              forbids: ["ATTENDEE", "REQUEST-STATUS"],                                                               "3.4.1"),
        .init("REQUEST",        "VTODO",     .oneUID, needs: ["ATTENDEE", "DTSTART", "ORGANIZER", "SUMMARY"], wants: ["PRIORITY"],
              forbids: ["REQUEST-STATUS"],                                                                           "3.4.2"),
        .init("REPLY",          "VTODO",     .oneUID, needs: ["ATTENDEE", "ORGANIZER"], forbids: ["VALARM"],         "3.4.3"),
        .init("ADD",            "VTODO",     .one,    needs: ["ORGANIZER", "SEQUENCE", "SUMMARY"], wants: ["PRIORITY"],
              forbids: ["RECURRENCE-ID", "REQUEST-STATUS"],                                                          "3.4.4"),
        .init("CANCEL",         "VTODO",     .oneUID, needs: ["ORGANIZER", "SEQUENCE"],
              forbids: ["REQUEST-STATUS", "VALARM"],                                                                 "3.4.5"),
        .init("REFRESH",        "VTODO",     .one,    needs: ["ATTENDEE"],
              forbids: toDoDetails + ["REQUEST-STATUS", "SEQUENCE"], isOfOneAttendee: true,                          "3.4.6"),
        .init("COUNTER",        "VTODO",     .one,    needs: ["ATTENDEE", "ORGANIZER", "SUMMARY"],
              wants: ["PRIORITY"],                                                                                   "3.4.7"),
        .init("DECLINECOUNTER", "VTODO",     .one,    needs: ["ATTENDEE", "ORGANIZER", "SEQUENCE"],
              forbids: ["VALARM"],                                                                                   "3.4.8"),
        .init("PUBLISH",        "VJOURNAL",  .any,    needs: ["DTSTART"], wants: ["DESCRIPTION", "ORGANIZER"],
              forbids: ["ATTENDEE", "REQUEST-STATUS"],                                                               "3.5.1"),
        .init("ADD",            "VJOURNAL",  .one,    needs: ["DESCRIPTION", "DTSTART", "ORGANIZER", "SEQUENCE"],
              forbids: ["ATTENDEE", "RECURRENCE-ID", "REQUEST-STATUS"],                                              "3.5.2"),
        .init("CANCEL",         "VJOURNAL",  .oneUID, needs: ["ORGANIZER", "SEQUENCE"],
              forbids: ["REQUEST-STATUS"],                                                                           "3.5.3"),
    ]

    /// The methods by name.
    public static let names: Set<String> = Set(rows.map(\.name))

    /// The row of a method and a component; nil if RFC 5546 knows no such message.
    public static func row(_ method: String, _ component: String) -> MethodRow? {
        rows.first { $0.name == method && $0.component == component }
    }
}
