internal import ICalendar
internal import VCalendar
internal import Validation

extension FormatRow {
    /// iCalendar text; calendars of version 1.0 among others are translated.
    static let iCalendar = FormatRow(
        .iCalendar,
        "iCalendar text (RFC 5545)",
        extensions: ["ics", "ical", "icalendar", "ifb"],
        mediaType: "text/calendar",
        validates: { $0.validate(iCalendar: $1, file: $2) }
    ) { row in
        row.reads = calendars(of: .iCalendar) { tree, diagnostics in
            VCalendarReader.translatingVersion1(in: tree, diagnostics: &diagnostics)
        } _: { bytes, options, diagnostics throws(ReadError) in
            try ICalendarReader(limits: options.limits).read(bytes, diagnostics: &diagnostics)
        }
        row.detects = { $0.isText && $0.beginsCalendar && $0.calendarVersion != "1.0" }
        row.followsHeader = true
        row.messageForm = .iCalendar
        row.writes = tree { tree, options, _ in writer(options).write(tree) }
        row.keepsLines = true
        row.readsPieces = IncrementalFormat.iCalendar.reader
        row.writesPieces = { options, _ in TextPieceWriter(writer(options), copies: !options.normalizes) }
        row.hasPlaces = true
        row.shortNames = ["ics", "ical"]
        row.fixes = { $0.fix(iCalendar: $1, file: $2) }
        row.anonymizes = { anonymizer, bytes throws(ReadError) in try anonymizer.anonymize(iCalendar: bytes) }
    }

    private static func writer(_ options: ConversionOptions) -> ICalendarWriter {
        ICalendarWriter(
            normalizes: options.normalizes,
            suppliesStamps: options.normalizes,
            isBalanced: options.normalizes
        )
    }
}
