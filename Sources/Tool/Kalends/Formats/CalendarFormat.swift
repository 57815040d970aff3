/// A format that calendars are read from and written to, by its name.
///
/// What there is to know of it, and what it does, is its row in ``FormatRegistry``.
public struct CalendarFormat: RawRepresentable, Hashable, Sendable {
    /// The name, as on the command line.
    public let rawValue: String

    /// The format of a name; nil if there is none.
    public init?(rawValue: String) {
        guard FormatRegistry.rows.contains(where: { $0.name == rawValue }) else { return nil }
        self.init(rawValue)
    }

    /// A format that has a row.
    init(_ name: String) { rawValue = name }
}

extension CalendarFormat {
    /// iCalendar text (RFC 5545).
    public static let iCalendar = CalendarFormat("icalendar")
    /// vCalendar 1.0, which iCalendar came from; read only.
    public static let vCalendar = CalendarFormat("vcalendar")
    /// xCal (RFC 6321).
    public static let xCal = CalendarFormat("xcal")
    /// xCal of the draft of 2005; written by this name, read as ``xCal``, whose reader tells the dialects apart.
    public static let xCalBasic = CalendarFormat("xcal-basic")
    /// xCal of the drafts of 2001 and 2002.
    public static let xCalDTD = CalendarFormat("xcal-dtd")
    /// jCal (RFC 7265).
    public static let jCal = CalendarFormat("jcal")
    /// The Kolab storage format 2.0.
    public static let kolab20 = CalendarFormat(kolab: .v2_0)
    /// The Kolab storage format 2.1.
    public static let kolab21 = CalendarFormat(kolab: .v2_1)
    /// A mail message that carries a Kolab object, xCal or iCalendar text; read only, written with `--envelope message`.
    public static let message = CalendarFormat("message")
}

extension CalendarFormat {
    /// The format by whose reader it is read: one reader knows every dialect of xCal.
    public var readingFormat: CalendarFormat { row.readAs ?? self }

    /// What there is to know of it.
    package var row: FormatRow { FormatRegistry.row(of: self) }
}

extension CalendarFormat: CaseIterable {
    /// Every format that has a row, in the order of the rows.
    public static var allCases: [CalendarFormat] { FormatRegistry.rows.map(\.format) }
}

extension CalendarFormat: CustomStringConvertible {
    /// The name.
    public var description: String { rawValue }
}
