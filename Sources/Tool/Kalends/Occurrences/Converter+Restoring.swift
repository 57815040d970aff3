public import CalendarDiagnostics
internal import CalendarModel
internal import Kolab
public import Occurrences
internal import Validation

extension Converter {
    /// Finds the series of single occurrences; see `SeriesRestorer`.
    ///
    /// Of several revisions of one occurrence in a file the newest counts; an item whose rule cannot be read occurs once.
    ///
    /// - Parameters:
    ///   - all: single occurrences as they were read.
    ///   - target: the format that the result is meant for: what has no additional dates gets single items instead.
    ///   - isOpenEnded: whether the rule of a series has no end instead of ending with the last occurrence.
    ///   - diagnostics: receives what cannot be read, and what is skipped.
    public func restore(
        _ all: [ReadSeries],
        for target: CalendarFormat,
        isOpenEnded: Bool = false,
        diagnostics: inout Diagnostics
    ) -> Restoration {
        restore(SeriesCatalogue(all), for: target, isOpenEnded: isOpenEnded, diagnostics: &diagnostics)
    }

    /// Finds the series of the single occurrences of a catalogue.
    public func restore(
        _ all: SeriesCatalogue,
        for target: CalendarFormat,
        isOpenEnded: Bool = false,
        diagnostics: inout Diagnostics
    ) -> Restoration {
        var catalogue = all
        catalogue.skipSuperseded(comparesMasters: false, diagnostics: &diagnostics)
        catalogue.reportDuplicates(to: &diagnostics)
        let readable = (0..<catalogue.count).map { index in
            let read = catalogue.series(at: index)
            return diagnostics.named(by: RuleCatalogue.naming(of: .calendar)) { diagnostics in
                read.series.withReadableRecurrence(from: read.origin, diagnostics: &diagnostics)
            }
        }
        var restoring = RestorationOptions()
        restoring.isOpenEnded = isOpenEnded
        restoring.defaultZone = options.defaultTimeZone
        restoring.leftovers = target.row.hasAdditionalDates ? .additionalDates : .singleItems
        return SeriesRestorer(directory: zones, options: restoring).restore(readable)
    }
}
