public import CalendarModel
internal import Kolab
public import SeriesOccurrences

extension Converter {
    /// Finds the series behind single occurrences; see ``SeriesRestorer``.
    ///
    /// - Parameter target: the format that the result is meant for: what has no additional dates gets single items instead.
    public func restore(_ all: [Series], for target: CalendarFormat, isOpenEnded: Bool = false) -> Restoration {
        var restoring = RestorationOptions()
        restoring.isOpenEnded = isOpenEnded
        restoring.defaultZone = options.defaultTimeZone
        restoring.leftovers = target == .kolab20 || target == .kolab21 ? .singleItems : .additionalDates
        return SeriesRestorer(directory: zones, options: restoring).restore(all)
    }
}
