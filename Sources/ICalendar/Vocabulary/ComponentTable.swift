/// What the standards say of one component.
public struct ComponentRow: Sendable {
    /// The name in upper case.
    public let name: String
    /// The components it may stand in; empty for the calendar itself.
    public let parents: [String]
    /// Where it is defined.
    public let source: String

    init(_ name: String, in parents: [String], _ source: String) {
        self.name = name
        self.parents = parents
        self.source = source
    }
}

/// Every component of RFC 5545 and its extensions.
public enum ComponentTable {
    private static let items = ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"]

    // swift-format-ignore
    public static let rows: [ComponentRow] = [
        .init("VCALENDAR",     in: [],                          "3.4"),
        .init("VEVENT",        in: ["VCALENDAR"],               "3.6.1"),
        .init("VTODO",         in: ["VCALENDAR"],               "3.6.2"),
        .init("VJOURNAL",      in: ["VCALENDAR"],               "3.6.3"),
        .init("VFREEBUSY",     in: ["VCALENDAR"],               "3.6.4"),
        .init("VTIMEZONE",     in: ["VCALENDAR"],               "3.6.5"),
        .init("STANDARD",      in: ["VTIMEZONE"],               "3.6.5"),
        .init("DAYLIGHT",      in: ["VTIMEZONE"],               "3.6.5"),
        .init("VALARM",        in: ["VEVENT", "VTODO"],         "3.6.6"),
        .init("VAVAILABILITY", in: ["VCALENDAR"],               "RFC 7953 3.1"),
        .init("AVAILABLE",     in: ["VAVAILABILITY"],           "RFC 7953 3.1"),
        .init("PARTICIPANT",   in: items,                       "RFC 9073 7.1"),
        .init("VLOCATION",     in: items + ["PARTICIPANT", "VALARM"], "RFC 9073 7.2"),
        .init("VRESOURCE",     in: items + ["PARTICIPANT"],     "RFC 9073 7.3"),
        .init("VPOLL",         in: ["VCALENDAR"],               "VPOLL draft"),
        .init("VVOTER",        in: ["VPOLL"],                   "VPOLL draft"),
        .init("VOTE",          in: ["VVOTER"],                  "VPOLL draft"),
    ]
}
