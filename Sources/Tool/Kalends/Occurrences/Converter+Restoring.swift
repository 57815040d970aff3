public import CalendarDiagnostics
internal import CalendarModel
internal import Kolab
public import Occurrences

extension Converter {
    /// Finds the series behind single occurrences; see ``SeriesRestorer``.
    ///
    /// Of several revisions of one occurrence in a file the newest counts; an item whose rule cannot be read occurs once.
    ///
    /// - Parameters:
    ///   - target: the format that the result is meant for: what has no additional dates gets single items instead.
    ///   - diagnostics: receives what cannot be read, and what is skipped.
    public func restore(
        _ all: [ReadSeries],
        for target: CalendarFormat,
        isOpenEnded: Bool = false,
        diagnostics: inout Diagnostics
    ) -> Restoration {
        let current = all.withoutSuperseded(comparesMasters: false, diagnostics: &diagnostics)
        current.reportDuplicates(to: &diagnostics)
        let readable = current.map { $0.series.withReadableRecurrence(from: $0.origin, diagnostics: &diagnostics) }
        var restoring = RestorationOptions()
        restoring.isOpenEnded = isOpenEnded
        restoring.defaultZone = options.defaultTimeZone
        restoring.leftovers = target == .kolab20 || target == .kolab21 ? .singleItems : .additionalDates
        return SeriesRestorer(directory: zones, options: restoring).restore(readable)
    }
}
