import CalendarDiagnostics
import CalendarModel
import ICalendar
import Occurrences
import TimeZones

/// Reads calendars written in a test and lists their occurrences as text.
struct Listing {
    var series: [Series] = []
    var diagnostics = Diagnostics()
    var options = ExpansionOptions()

    /// A calendar from the lines between BEGIN:VCALENDAR and END:VCALENDAR.
    init(_ lines: String) throws {
        let text = "BEGIN:VCALENDAR\r\n\(lines.split(separator: "\n").joined(separator: "\r\n"))\r\nEND:VCALENDAR\r\n"
        let tree = try ICalendarReader().read(Array(text.utf8), diagnostics: &diagnostics)
        for calendar in tree.components { series += Series.all(in: calendar).series }
    }

    /// One event from its properties.
    static func event(_ lines: String) throws -> Listing { try Listing("BEGIN:VEVENT\nUID:a\n\(lines)\nEND:VEVENT") }

    /// What is made of the series.
    mutating func expanded() -> [ExpandedSeries] {
        var expander = SeriesExpander(directory: ZoneDirectory(), options: options)
        return series.map { expander.expand($0, diagnostics: &diagnostics) }
    }

    /// The first occurrences.
    mutating func first(_ count: Int) -> [SeriesOccurrence] {
        Array(OccurrenceMerge(expanded(), in: .always).prefix(count))
    }

    /// The occurrences on some days.
    mutating func from(_ first: CivilDate, until end: CivilDate, in zone: ZoneRules? = nil) -> [SeriesOccurrence] {
        Array(OccurrenceMerge(expanded(), in: OccurrenceWindow(from: first, until: end, in: zone)))
    }
}

extension SeriesOccurrence {
    /// `start/end`, in iCalendar's form, with the recurrence id after `=` for an override.
    var text: String {
        "\(start)" + (end.map { "/\($0)" } ?? "") + (isOverride ? "=\(recurrenceID.map(\.description) ?? "")" : "")
    }

    /// The start in iCalendar's form.
    var startText: String { start.description }
}

func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate { CivilDate(year: year, month: month, day: day) }
