/// The rules of the standards for one property parameter.
public struct ParameterRow: Sendable {
    /// The name in upper case.
    public let name: String
    /// The type of its values, which xCal and jCal spell out.
    public let type: ValueType
    /// Whether it may have several values, separated by commas.
    public let isList: Bool
    /// Whether its values are always quoted.
    public let isQuoted: Bool
    /// Where it is defined.
    public let source: String
    /// Whether its values are words of an enumeration, in any case (RFC 5545 §2).
    public let hasWords: Bool
    /// The value that holds where the parameter is missing; nil if its absence means something else than any value.
    public let assumed: String?

    init(
        _ name: String,
        _ type: ValueType,
        list: Bool = false,
        quoted: Bool = false,
        _ source: String,
        words: Bool = false,
        assumed: String? = nil
    ) {
        self.name = name
        self.type = type
        isList = list
        isQuoted = quoted
        self.source = source
        hasWords = words
        self.assumed = assumed
    }
}

/// Every parameter of RFC 5545 and its extensions.
public enum ParameterTable {
    // swift-format-ignore
    public static let rows: [ParameterRow] = [
        .init("ALTREP",              .uri,             quoted: true,             "3.2.1"),
        .init("CN",                  .text,                                      "3.2.2"),
        .init("CUTYPE",              .text,                                      "3.2.3", words: true, assumed: "INDIVIDUAL"),
        .init("DELEGATED-FROM",      .calendarAddress, list: true, quoted: true, "3.2.4"),
        .init("DELEGATED-TO",        .calendarAddress, list: true, quoted: true, "3.2.5"),
        .init("DIR",                 .uri,             quoted: true,             "3.2.6"),
        .init("ENCODING",            .text,                                      "3.2.7", words: true, assumed: "8BIT"),
        .init("FMTTYPE",             .text,                                      "3.2.8", words: true),
        .init("FBTYPE",              .text,                                      "3.2.9", words: true, assumed: "BUSY"),
        .init("LANGUAGE",            .text,                                      "3.2.10", words: true),
        .init("MEMBER",              .calendarAddress, list: true, quoted: true, "3.2.11"),
        .init("PARTSTAT",            .text,                                      "3.2.12", words: true, assumed: "NEEDS-ACTION"),
        .init("RANGE",               .text,                                      "3.2.13", words: true),
        .init("RELATED",             .text,                                      "3.2.14", words: true, assumed: "START"),
        .init("RELTYPE",             .text,                                      "3.2.15", words: true, assumed: "PARENT"),
        .init("ROLE",                .text,                                      "3.2.16", words: true, assumed: "REQ-PARTICIPANT"),
        .init("RSVP",                .boolean,                                   "3.2.17", assumed: "FALSE"),
        .init("SENT-BY",             .calendarAddress, quoted: true,             "3.2.18"),
        .init("TZID",                .text,                                      "3.2.19"),
        .init("VALUE",               .text,                                      "3.2.20"),
        .init("SCHEDULE-AGENT",      .text,                                      "RFC 6638 7.1", words: true, assumed: "SERVER"),
        .init("SCHEDULE-FORCE-SEND", .text,                                      "RFC 6638 7.2", words: true),
        .init("SCHEDULE-STATUS",     .text,            list: true,               "RFC 6638 7.3"),
        .init("DISPLAY",             .text,            list: true,               "RFC 7986 6.1", words: true),
        .init("EMAIL",               .text,                                      "RFC 7986 6.2"),
        .init("FEATURE",             .text,            list: true,               "RFC 7986 6.3", words: true),
        .init("LABEL",               .text,                                      "RFC 7986 6.4"),
        .init("SIZE",                .text,                                      "RFC 8607 4.1"),
        .init("FILENAME",            .text,                                      "RFC 8607 4.2"),
        .init("MANAGED-ID",          .text,                                      "RFC 8607 4.3"),
        .init("ORDER",               .integer,                                   "RFC 9073 5.1"),
        .init("SCHEMA",              .uri,             quoted: true,             "RFC 9073 5.2"),
        .init("DERIVED",             .boolean,                                   "RFC 9073 5.3", assumed: "FALSE"),
        .init("GAP",                 .duration,                                  "RFC 9253 7.2"),
        .init("LINKREL",             .uri,             quoted: true,             "RFC 9253 7.1"),
    ]
}
