internal import Validation

/// A format that calendars are read from and written to.
public enum CalendarFormat: String, Sendable, CaseIterable {
    case iCalendar = "icalendar"
    /// vCalendar 1.0, from which iCalendar was made; read only.
    case vCalendar = "vcalendar"
    case xCal = "xcal"
    /// xCal of the draft of 2005; written by this name, read as ``xCal``, whose reader distinguishes the dialects.
    case xCalBasic = "xcal-basic"
    /// xCal of the drafts of 2001 and 2002.
    case xCalDTD = "xcal-dtd"
    case jCal = "jcal"
    case kolab20 = "kolab-2.0"
    case kolab21 = "kolab-2.1"
    /// A mail message that carries a Kolab object, xCal or iCalendar text; read only, written with `--envelope message`.
    case message
}

extension CalendarFormat {
    /// The reader whose ids its findings have.
    var findingReader: FindingReader {
        switch self {
        case .jCal: .jCal
        case .kolab20, .kolab21: .kolab
        case .iCalendar, .vCalendar, .xCal, .xCalBasic, .xCalDTD, .message: .calendar
        }
    }

    /// The format by whose reader it is read: one reader knows every dialect of xCal.
    public var readingFormat: CalendarFormat {
        switch self {
        case .xCalBasic, .xCalDTD: .xCal
        default: self
        }
    }
}

/// What there is to know of a format without converting anything.
public struct FormatRow: Sendable {
    /// The format.
    public let format: CalendarFormat
    /// What it is, in a few words.
    public let title: String
    /// File name extensions without their dot, the one written first.
    public let extensions: [String]
    /// The media type.
    public let mediaType: String
    /// Whether it can be read.
    public let isRead: Bool
    /// Whether it can be written.
    public let isWritten: Bool
    /// Whether a file holds one object only, so that several need a folder.
    public let holdsOneObject: Bool

    /// The name used on the command line.
    public var name: String { format.rawValue }
}

/// Every format, one row each; command choices, detection and the README's table follow from it.
public enum FormatRegistry {
    // swift-format-ignore
    public static let rows: [FormatRow] = [
        .init(format: .iCalendar, title: "iCalendar text (RFC 5545)",     extensions: ["ics", "ical", "icalendar", "ifb"],        mediaType: "text/calendar",               isRead: true, isWritten: true,  holdsOneObject: false),
        .init(format: .vCalendar, title: "vCalendar 1.0 text (versit, 1996)", extensions: ["vcs"],                              mediaType: "text/x-vcalendar",            isRead: true, isWritten: false, holdsOneObject: false),
        .init(format: .xCal,      title: "xCal XML (RFC 6321)",           extensions: ["xcs", "xcal"],                            mediaType: "application/calendar+xml",    isRead: true, isWritten: true,  holdsOneObject: false),
        .init(format: .xCalBasic, title: "xCal-Basic XML (draft of 2005)", extensions: ["xcs"],                                  mediaType: "application/calendar+xml",    isRead: true, isWritten: true,  holdsOneObject: false),
        .init(format: .xCalDTD,  title: "xCal XML by DTD (2001-2002)",    extensions: ["xcs"],                                  mediaType: "application/calendar+xml",    isRead: true, isWritten: true,  holdsOneObject: false),
        .init(format: .jCal,     title: "jCal JSON (RFC 7265)",           extensions: ["json", "jcal"],                         mediaType: "application/calendar+json",   isRead: true, isWritten: true,  holdsOneObject: false),
        .init(format: .kolab20,   title: "Kolab storage format 2.0 XML",  extensions: ["xml"],                                    mediaType: "application/x-vnd.kolab.*",   isRead: true, isWritten: true,  holdsOneObject: true),
        .init(format: .kolab21,   title: "Kolab storage format 2.1 XML",  extensions: ["xml"],                                    mediaType: "application/x-vnd.kolab.*",   isRead: true, isWritten: true,  holdsOneObject: true),
        .init(format: .message,   title: "mail message with a calendar",  extensions: ["eml", "mime"],                            mediaType: "message/rfc822",              isRead: true, isWritten: false, holdsOneObject: true),
    ]

    /// The row of a format.
    public static func row(of format: CalendarFormat) -> FormatRow {
        for row in rows where row.format == format { return row }
        preconditionFailure("\(format) has no row")
    }
}
