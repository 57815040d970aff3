/// The rules of the standards for one component.
public struct ComponentRow: Sendable {
    /// The name in upper case.
    public let name: String
    /// The components that may contain it; empty for the calendar itself.
    public let parents: [String]
    /// Properties that occur in it exactly once.
    public let required: [String]
    /// Properties that occur in it at most once.
    public let optional: [String]
    /// Properties that occur in it any number of times.
    public let repeatable: [String]
    /// Where it is defined.
    public let source: String

    /// Whether the table lists the contents of the component.
    public var hasContents: Bool { !required.isEmpty }

    init(
        _ name: String,
        in parents: [String],
        one required: [String] = [],
        atMostOne optional: [String] = [],
        any repeatable: [String] = [],
        _ source: String
    ) {
        self.name = name
        self.parents = parents
        self.required = required
        self.optional = optional
        self.repeatable = repeatable
        self.source = source
    }
}

/// Every component of RFC 5545 and its extensions.
public enum ComponentTable {
    private static let items = ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"]
    /// What events, to-dos and journal entries share.
    private static let common = [
        "DTSTART", "CLASS", "CREATED", "LAST-MODIFIED", "ORGANIZER", "RECURRENCE-ID", "SEQUENCE", "STATUS", "SUMMARY",
        "URL",
        "COLOR",
    ]
    private static let placed = ["DESCRIPTION", "GEO", "LOCATION", "PRIORITY", "DURATION"]
    private static let commonLists = [
        "ATTACH", "ATTENDEE", "CATEGORIES", "COMMENT", "CONTACT", "EXDATE", "EXRULE", "RDATE", "RELATED-TO",
        "REQUEST-STATUS", "RRULE", "IMAGE", "STYLED-DESCRIPTION",
    ]
    /// Components with a time or a deadline may have these as well (RFC 7986 §5.11).
    private static let scheduledLists = commonLists + ["CONFERENCE", "RESOURCES"]
    private static let described = ["CATEGORIES", "COMMENT", "CONTACT"]
    private static let observance = (
        one: ["DTSTART", "TZOFFSETTO", "TZOFFSETFROM"], any: ["COMMENT", "RDATE", "RRULE", "TZNAME"]
    )

    /// Properties that may occur in every component any number of times (RFC 9073 §6.6, RFC 9253 §8, RFC 6321 §4.2).
    public static let everywhere = ["STRUCTURED-DATA", "CONCEPT", "LINK", "REFID", "XML"]

    // swift-format-ignore
    public static let rows: [ComponentRow] = [
        .init("VCALENDAR",     in: [],
              one: ["PRODID", "VERSION"],
              atMostOne: ["CALSCALE", "METHOD", "UID", "LAST-MODIFIED", "URL", "REFRESH-INTERVAL", "SOURCE", "COLOR"],
              any: ["NAME", "DESCRIPTION", "CATEGORIES", "IMAGE"],                                              "3.4"),
        .init("VEVENT",        in: ["VCALENDAR"],
              one: ["UID", "DTSTAMP"],
              atMostOne: common + placed + ["DTEND", "TRANSP"],
              any: scheduledLists,                                                                              "3.6.1"),
        .init("VTODO",         in: ["VCALENDAR"],
              one: ["UID", "DTSTAMP"],
              atMostOne: common + placed + ["DUE", "COMPLETED", "PERCENT-COMPLETE"],
              any: scheduledLists,                                                                              "3.6.2"),
        .init("VJOURNAL",      in: ["VCALENDAR"],
              one: ["UID", "DTSTAMP"],
              atMostOne: common,
              any: commonLists + ["DESCRIPTION"],                                                               "3.6.3"),
        .init("VFREEBUSY",     in: ["VCALENDAR"],
              one: ["UID", "DTSTAMP"],
              atMostOne: ["CONTACT", "DTSTART", "DTEND", "ORGANIZER", "URL"],
              any: ["ATTENDEE", "COMMENT", "FREEBUSY", "REQUEST-STATUS", "STYLED-DESCRIPTION"],                 "3.6.4"),
        .init("VTIMEZONE",     in: ["VCALENDAR"],
              one: ["TZID"],
              atMostOne: ["LAST-MODIFIED", "TZURL", "TZUNTIL"],
              any: ["TZID-ALIAS-OF"],                                                                           "3.6.5"),
        .init("STANDARD",      in: ["VTIMEZONE"], one: observance.one, any: observance.any,                     "3.6.5"),
        .init("DAYLIGHT",      in: ["VTIMEZONE"], one: observance.one, any: observance.any,                     "3.6.5"),
        .init("VALARM",        in: ["VEVENT", "VTODO"],
              one: ["ACTION", "TRIGGER"],
              atMostOne: ["DURATION", "REPEAT", "DESCRIPTION", "SUMMARY", "UID", "ACKNOWLEDGED", "PROXIMITY"],
              any: ["ATTACH", "ATTENDEE", "RELATED-TO", "STYLED-DESCRIPTION"],                                  "3.6.6"),
        .init("VAVAILABILITY", in: ["VCALENDAR"],
              one: ["UID", "DTSTAMP"],
              atMostOne: ["BUSYTYPE", "CLASS", "CREATED", "DTSTART", "DTEND", "LAST-MODIFIED", "ORGANIZER", "SEQUENCE",
                          "SUMMARY", "URL"] + placed,
              any: described,                                                                                   "RFC 7953 3.1"),
        .init("AVAILABLE",     in: ["VAVAILABILITY"],
              one: ["UID", "DTSTAMP", "DTSTART"],
              atMostOne: ["CREATED", "DESCRIPTION", "DTEND", "DURATION", "LAST-MODIFIED", "LOCATION", "RECURRENCE-ID", "RRULE",
                          "SUMMARY"],
              any: described + ["EXDATE", "RDATE"],                                                             "RFC 7953 3.1"),
        .init("PARTICIPANT",   in: items,
              one: ["UID", "PARTICIPANT-TYPE"],
              atMostOne: ["CALENDAR-ADDRESS", "CREATED", "DESCRIPTION", "DTSTAMP", "GEO", "LAST-MODIFIED", "PRIORITY",
                          "SEQUENCE", "STATUS", "SUMMARY", "URL"],
              any: described + ["ATTACH", "LOCATION", "REQUEST-STATUS", "RELATED-TO", "RESOURCES",
                                "STYLED-DESCRIPTION"],                                                          "RFC 9073 7.1"),
        .init("VLOCATION",     in: items + ["PARTICIPANT", "VALARM"],
              one: ["UID"],
              atMostOne: ["DESCRIPTION", "GEO", "LOCATION-TYPE", "NAME", "URL"],
              any: ["STYLED-DESCRIPTION"],                                                                      "RFC 9073 7.2"),
        .init("VRESOURCE",     in: items + ["PARTICIPANT"],
              one: ["UID"],
              atMostOne: ["DESCRIPTION", "GEO", "NAME", "RESOURCE-TYPE", "URL"],
              any: ["STYLED-DESCRIPTION"],                                                                      "RFC 9073 7.3"),
        .init("VPOLL",         in: ["VCALENDAR"],                                                               "VPOLL draft"),
        .init("VVOTER",        in: ["VPOLL"],                                                                   "VPOLL draft"),
        .init("VOTE",          in: ["VVOTER"],                                                                  "VPOLL draft"),
    ]
}
