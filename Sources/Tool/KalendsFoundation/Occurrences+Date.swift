public import CalendarDiagnostics
public import CalendarModel
public import Foundation
public import Kalends
public import Occurrences
internal import TimeZones

extension SeriesOccurrence {
    /// When it begins; floating times and whole days as the clocks of `floating` show them.
    public func startDate(floating: TimeZone = .current) -> Date? {
        instant.map { Date(timeIntervalSince1970: TimeInterval($0)) } ?? start.date(floating: floating)
    }

    /// When it is over; nil where its item states no end.
    public func endDate(floating: TimeZone = .current) -> Date? {
        endInstant.map { Date(timeIntervalSince1970: TimeInterval($0)) } ?? end?.date(floating: floating)
    }
}

extension Converter {
    /// The occurrences in documents that begin within an interval, in order of time.
    ///
    /// - Parameters:
    ///   - interval: an occurrence that begins at its end is not in it.
    ///   - floating: the zone of floating times and whole days.
    ///   - diagnostics: receives what was found on the way: zones that are unknown, rules that cannot be read.
    public func occurrences(
        in documents: [CalendarDocument],
        within interval: DateInterval,
        floating: TimeZone = .current,
        diagnostics: inout Diagnostics
    ) -> [SeriesOccurrence] {
        var options = ExpansionOptions()
        if let rules = zones.rules(for: floating.identifier) { options.orderingZone = rules }
        let expanded = expand(
            series(in: documents, diagnostics: &diagnostics),
            options: options,
            diagnostics: &diagnostics
        )
        return Self.occurrences(of: expanded, within: interval, floating: floating)
    }

    static func occurrences(
        of expanded: [ExpandedSeries],
        within interval: DateInterval,
        floating: TimeZone
    ) -> [SeriesOccurrence] {
        // Clocks of different zones are at most 26 hours apart.
        let margin: TimeInterval = 27 * 3600
        let first = EventTime(interval.start.addingTimeInterval(-margin), in: .gmt).date
        let end = EventTime(interval.end.addingTimeInterval(margin + 86_400), in: .gmt).date
        return OccurrenceMerge(expanded, in: OccurrenceWindow(from: first, until: end)).filter { occurrence in
            guard let start = occurrence.startDate(floating: floating) else { return false }
            return start >= interval.start && start < interval.end
        }
    }
}

extension Series {
    /// Its occurrences that begin within an interval, in order of time.
    ///
    /// - Parameters:
    ///   - interval: an occurrence that begins at its end is not in it.
    ///   - floating: the zone of floating times and whole days.
    public func occurrences(in interval: DateInterval, floating: TimeZone = .current) -> [SeriesOccurrence] {
        let directory = CalendarZones.system.directory
        var expander = SeriesExpander(directory: directory, options: ExpansionOptions())
        var diagnostics = Diagnostics()
        let expanded = expander.expand(self, diagnostics: &diagnostics)
        return Converter.occurrences(of: [expanded], within: interval, floating: floating)
    }
}
