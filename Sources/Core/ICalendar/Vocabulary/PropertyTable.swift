/// The rules of the standards for one property: the row that readers, writers, rules and the transform use.
public struct PropertyRow: Sendable {
    /// The name in upper case.
    public let name: String
    /// Allowed value types, the default first; empty where the standard has no default and VALUE must be written.
    public let types: [ValueType]
    /// How the value is divided.
    public let shape: ValueShape
    /// The parameters allowed on it in addition to the `other` ones.
    public let parameters: [String]
    /// Where it is defined: a section of RFC 5545, or another RFC with its section.
    public let source: String
    /// Whether the value type must be spelled out because there is no default.
    public let hasDefaultType: Bool
    /// Whether its texts are words of an enumeration, in any case (RFC 5545 §2).
    public let hasWords: Bool
    /// The value that holds where the property is missing; nil if its absence means something else than any value.
    public let assumed: String?
    /// Whether it describes the file and its writer, not the calendar.
    public let isOfFile: Bool

    init(
        _ name: String,
        _ types: [ValueType],
        _ shape: ValueShape = .single,
        _ parameters: [String] = [],
        _ source: String,
        hasDefaultType: Bool = true,
        words: Bool = false,
        assumed: String? = nil,
        ofFile: Bool = false
    ) {
        self.name = name
        self.types = types
        self.shape = shape
        self.parameters = parameters
        self.source = source
        self.hasDefaultType = hasDefaultType
        hasWords = words
        self.assumed = assumed
        isOfFile = ofFile
    }
}

/// Every property of RFC 5545 and its extensions.
public enum PropertyTable {
    private static let text = ["ALTREP", "LANGUAGE"]
    private static let zoned = ["VALUE", "TZID"]
    private static let organizer = [
        "CN", "DIR", "LANGUAGE", "SENT-BY", "EMAIL", "SCHEDULE-AGENT", "SCHEDULE-FORCE-SEND", "SCHEDULE-STATUS",
    ]
    private static let attendee =
        organizer + ["CUTYPE", "DELEGATED-FROM", "DELEGATED-TO", "MEMBER", "PARTSTAT", "ROLE", "RSVP"]
    private static let image = ["VALUE", "FMTTYPE", "ENCODING", "ALTREP", "DISPLAY"]
    private static let link = ["VALUE", "LINKREL", "FMTTYPE", "LABEL", "LANGUAGE"]

    // swift-format-ignore
    public static let rows: [PropertyRow] = [
        // Calendar properties
        .init("CALSCALE",            [.text],                   .single, [],                        "3.7.1", words: true, assumed: "GREGORIAN"),
        .init("METHOD",              [.text],                   .single, [],                        "3.7.2", words: true),
        .init("PRODID",              [.text],                   .single, [],                        "3.7.3", ofFile: true),
        .init("VERSION",             [.text],                   .single, [],                        "3.7.4", ofFile: true),
        // Descriptive properties
        .init("ATTACH",              [.uri, .binary],           .single, ["VALUE", "FMTTYPE", "ENCODING", "FILENAME", "SIZE", "MANAGED-ID"], "3.8.1.1"),
        .init("CATEGORIES",          [.text],                   .list,   ["LANGUAGE"],              "3.8.1.2"),
        .init("CLASS",               [.text],                   .single, [],                        "3.8.1.3", words: true, assumed: "PUBLIC"),
        .init("COMMENT",             [.text],                   .single, text,                      "3.8.1.4"),
        .init("DESCRIPTION",         [.text],                   .single, text,                      "3.8.1.5"),
        .init("GEO",                 [.float],                  .fields(["latitude", "longitude"]), [], "3.8.1.6"),
        .init("LOCATION",            [.text],                   .single, text,                      "3.8.1.7"),
        .init("PERCENT-COMPLETE",    [.integer],                .single, [],                        "3.8.1.8"),
        .init("PRIORITY",            [.integer],                .single, [],                        "3.8.1.9", assumed: "0"),
        .init("RESOURCES",           [.text],                   .list,   text,                      "3.8.1.10"),
        .init("STATUS",              [.text],                   .single, [],                        "3.8.1.11", words: true),
        .init("SUMMARY",             [.text],                   .single, text,                      "3.8.1.12"),
        // Date and time properties
        .init("COMPLETED",           [.dateTime],               .single, [],                        "3.8.2.1"),
        .init("DTEND",               [.dateTime, .date],        .single, zoned,                     "3.8.2.2"),
        .init("DUE",                 [.dateTime, .date],        .single, zoned,                     "3.8.2.3"),
        .init("DTSTART",             [.dateTime, .date],        .single, zoned,                     "3.8.2.4"),
        .init("DURATION",            [.duration],               .single, [],                        "3.8.2.5"),
        .init("FREEBUSY",            [.period],                 .list,   ["FBTYPE"],                "3.8.2.6"),
        .init("TRANSP",              [.text],                   .single, [],                        "3.8.2.7", words: true, assumed: "OPAQUE"),
        // Time zone properties
        .init("TZID",                [.text],                   .single, [],                        "3.8.3.1"),
        .init("TZNAME",              [.text],                   .single, ["LANGUAGE"],              "3.8.3.2"),
        .init("TZOFFSETFROM",        [.utcOffset],              .single, [],                        "3.8.3.3"),
        .init("TZOFFSETTO",          [.utcOffset],              .single, [],                        "3.8.3.4"),
        .init("TZURL",               [.uri],                    .single, [],                        "3.8.3.5"),
        // Relationship properties
        .init("ATTENDEE",            [.calendarAddress],        .single, attendee,                  "3.8.4.1"),
        .init("CONTACT",             [.text],                   .single, text,                      "3.8.4.2"),
        .init("ORGANIZER",           [.calendarAddress],        .single, organizer,                 "3.8.4.3"),
        .init("RECURRENCE-ID",       [.dateTime, .date],        .single, zoned + ["RANGE"],         "3.8.4.4"),
        .init("RELATED-TO",          [.text, .uid, .uri],       .single, ["VALUE", "RELTYPE", "GAP"], "3.8.4.5"),
        .init("URL",                 [.uri],                    .single, [],                        "3.8.4.6"),
        .init("UID",                 [.text],                   .single, [],                        "3.8.4.7", assumed: ""),
        // Recurrence properties
        .init("EXDATE",              [.dateTime, .date],        .list,   zoned,                     "3.8.5.1"),
        .init("RDATE",               [.dateTime, .date, .period], .list, zoned,                     "3.8.5.2"),
        .init("RRULE",               [.recurrence],             .single, [],                        "3.8.5.3"),
        .init("EXRULE",              [.recurrence],             .single, [],                        "RFC 2445 4.8.5.2"),
        // Alarm properties
        .init("ACTION",              [.text],                   .single, [],                        "3.8.6.1", words: true),
        .init("REPEAT",              [.integer],                .single, [],                        "3.8.6.2"),
        .init("TRIGGER",             [.duration, .dateTime],    .single, ["VALUE", "RELATED"],      "3.8.6.3"),
        // Change management properties
        .init("CREATED",             [.dateTime],               .single, [],                        "3.8.7.1"),
        .init("DTSTAMP",             [.dateTime],               .single, [],                        "3.8.7.2"),
        .init("LAST-MODIFIED",       [.dateTime],               .single, [],                        "3.8.7.3"),
        .init("SEQUENCE",            [.integer],                .single, [],                        "3.8.7.4", assumed: "0"),
        .init("REQUEST-STATUS",      [.text],                   .fields(["code", "description", "data"]), ["LANGUAGE"], "3.8.8.3"),
        // RFC 6321
        .init("XML",                 [.text, .binary],          .single, ["VALUE", "ENCODING"],     "RFC 6321 4.2"),
        // RFC 7808
        .init("TZUNTIL",             [.dateTime],               .single, [],                        "RFC 7808 7.1"),
        .init("TZID-ALIAS-OF",       [.text],                   .single, [],                        "RFC 7808 7.2"),
        // RFC 7953
        .init("BUSYTYPE",            [.text],                   .single, [],                        "RFC 7953 3.2", words: true, assumed: "BUSY-UNAVAILABLE"),
        // RFC 7986
        .init("NAME",                [.text],                   .single, text,                      "RFC 7986 5.1"),
        .init("REFRESH-INTERVAL",    [.duration],               .single, ["VALUE"],                 "RFC 7986 5.7", hasDefaultType: false),
        .init("SOURCE",              [.uri],                    .single, ["VALUE"],                 "RFC 7986 5.8", hasDefaultType: false),
        .init("COLOR",               [.text],                   .single, [],                        "RFC 7986 5.9", words: true),
        .init("IMAGE",               [.uri, .binary],           .single, image,                     "RFC 7986 5.10", hasDefaultType: false),
        .init("CONFERENCE",          [.uri],                    .single, ["VALUE", "FEATURE", "LABEL", "LANGUAGE"], "RFC 7986 5.11", hasDefaultType: false),
        // RFC 9073
        .init("LOCATION-TYPE",       [.text],                   .list,   [],                        "RFC 9073 6.1", words: true),
        .init("PARTICIPANT-TYPE",    [.text],                   .single, [],                        "RFC 9073 6.2", words: true),
        .init("RESOURCE-TYPE",       [.text],                   .single, [],                        "RFC 9073 6.3", words: true),
        .init("CALENDAR-ADDRESS",    [.calendarAddress],        .single, [],                        "RFC 9073 6.4"),
        .init("STYLED-DESCRIPTION",  [.text, .uri],             .single, ["VALUE", "ALTREP", "LANGUAGE", "FMTTYPE"], "RFC 9073 6.5", hasDefaultType: false),
        .init("STRUCTURED-DATA",     [.text, .binary, .uri],    .single, ["VALUE", "ENCODING", "FMTTYPE", "SCHEMA"], "RFC 9073 6.6", hasDefaultType: false),
        // RFC 9074
        .init("ACKNOWLEDGED",        [.dateTime],               .single, [],                        "RFC 9074 6.1"),
        .init("PROXIMITY",           [.text],                   .single, [],                        "RFC 9074 8.1", words: true),
        // RFC 9253
        .init("CONCEPT",             [.uri],                    .single, [],                        "RFC 9253 8.1"),
        .init("LINK",                [.uri, .uid, .xmlReference], .single, link,                    "RFC 9253 8.2", hasDefaultType: false),
        .init("REFID",               [.text],                   .single, [],                        "RFC 9253 8.3"),
    ]
    /// Properties of no standard that are TEXT nevertheless, as every calendar program reads them.
    public static let conventionalTexts: Set<String> = ["X-WR-CALNAME", "X-WR-CALDESC", "X-WR-TIMEZONE"]
    /// Properties of no standard whose texts are words of an enumeration.
    public static let conventionalWords: Set<String> = [
        "X-MICROSOFT-CDO-ALLDAYEVENT", "X-MICROSOFT-CDO-BUSYSTATUS", "X-MICROSOFT-CDO-IMPORTANCE",
        "X-MICROSOFT-CDO-INTENDEDSTATUS",
    ]
}
