internal import ICalendar
internal import VCalendar
internal import Validation

extension FormatRow {
    /// vCalendar 1.0, which is only read.
    static let vCalendar = FormatRow(
        .vCalendar,
        "vCalendar 1.0 text (versit, 1996)",
        extensions: ["vcs"],
        mediaType: "text/x-vcalendar",
        validates: { $0.validate(vCalendar: $1, file: $2) }
    ) { row in
        row.reads = calendars(of: .vCalendar) { bytes, options, diagnostics throws(ReadError) in
            var sources: [ContentLine] = []
            return try VCalendarReader(limits: options.limits).read(bytes, diagnostics: &diagnostics, sources: &sources)
        }
        row.detects = { $0.isText && $0.beginsCalendar && $0.calendarVersion == "1.0" }
        row.detectsNamed = { $0.beginsCalendar && $0.calendarVersion == nil }
        row.followsHeader = true
        row.anonymizes = { anonymizer, bytes throws(ReadError) in try anonymizer.anonymize(iCalendar: bytes) }
    }
}
