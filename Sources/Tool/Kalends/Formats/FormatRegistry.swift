/// Every format, one row each; command choices, detection and the README's table follow from it.
public enum FormatRegistry {
    /// The rows, in the order in which formats are listed and recognised.
    public static let rows: [FormatRow] =
        [.iCalendar, .vCalendar] + FormatRow.xCalDialects + [.jCal] + FormatRow.kolabVersions + [.message]

    /// The row of a format.
    public static func row(of format: CalendarFormat) -> FormatRow {
        for row in rows where row.format == format { return row }
        preconditionFailure("\(format) has no row")
    }

    /// The row of a format by its name, or by one of its short names; nil if there is none.
    package static func row(named name: String) -> FormatRow? {
        rows.first { $0.name == name } ?? rows.first { $0.shortNames.contains(name) }
    }
}

extension FormatRegistry {
    /// The rows of formats that carry others.
    static let carriers = rows.filter(\.isCarrier)

    /// The format by which an input of no known format is read, so that a reader states what is wrong with it.
    static func fallback(for head: HeadText) -> CalendarFormat { head.isXML ? .xCal : .iCalendar }
}
