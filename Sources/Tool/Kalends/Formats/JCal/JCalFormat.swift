internal import ICalendar
internal import JCal
internal import Validation

extension FormatRow {
    /// jCal. Most files that end in `json` are something else.
    static let jCal = FormatRow(
        .jCal,
        "jCal JSON (RFC 7265)",
        extensions: ["json", "jcal"],
        mediaType: "application/calendar+json",
        validates: { $0.validate(jCal: $1, file: $2) }
    ) { row in
        row.reads = calendars(of: .jCal) { bytes, options, diagnostics throws(ReadError) in
            try JCalReader(limits: options.limits).read(bytes, diagnostics: &diagnostics)
        }
        row.detects = { $0.isJCal }
        row.sharedExtensions = ["json"]
        row.messageForm = .jCal
        row.findingReader = .jCal
        row.writes = tree { tree, _, report in JCalWriter().write(tree, report: &report) }
        row.writesPieces = { _, late in JCalStreamWriter(late) }
        row.needsPropertiesFirst = true
        row.anonymizes = { anonymizer, bytes throws(ReadError) in try anonymizer.anonymize(jCal: bytes) }
    }
}

extension JCalStreamWriter: PieceWriter {}
