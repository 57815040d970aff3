internal import CalendarDiagnostics
public import CalendarModel
internal import ICalendar
public import Occurrences

/// A series with the place where it was read.
public struct ReadSeries: Sendable {
    /// The series.
    public var series: Series
    /// Where it was read.
    public var origin: SeriesOrigin
    /// Whether it is for an occurrence that another component of its UID is for already.
    public var isDuplicate = false
}

/// The series of documents in their order; those of content lines are lifted on each access.
public struct SeriesCatalogue: Sendable {
    /// Where a series is.
    private enum Entry {
        case placed(calendar: Int32, group: Int32)
        case lifted(Int32)
    }

    private var entries: [Entry] = []
    private(set) var calendars: [(groups: SeriesGroups, file: String)] = []
    private var lifted: [ReadSeries] = []

    /// A catalogue of series that are there already.
    init(_ all: [ReadSeries] = []) {
        for read in all { add(read) }
    }

    mutating func add(_ read: ReadSeries) {
        entries.append(.lifted(Int32(lifted.count)))
        lifted.append(read)
    }

    mutating func add(_ groups: SeriesGroups, of file: String) {
        let calendar = Int32(calendars.count)
        calendars.append((groups, file))
        entries += (0..<Int32(groups.count)).map { .placed(calendar: calendar, group: $0) }
    }
}

extension SeriesCatalogue {
    /// How many series there are.
    public var count: Int { entries.count }

    /// The series at an index.
    public func series(at index: Int) -> ReadSeries { series(at: index, only: nil) }

    /// A series with those properties only; what has no content lines is given whole.
    func series(at index: Int, only names: Set<Name>?) -> ReadSeries {
        switch entries[index] {
        case .lifted(let place): return lifted[Int(place)]
        case .placed(let calendar, let group):
            let groups = calendars[Int(calendar)].groups
            return ReadSeries(
                series: groups.series(at: Int(group), only: names),
                origin: origin(of: index),
                isDuplicate: isDuplicate(index)
            )
        }
    }

    /// The calendar of a series, where it is still one of content lines, and its place there.
    func place(of index: Int) -> (calendar: Int, group: Int)? {
        guard case .placed(let calendar, let group) = entries[index] else { return nil }
        return (Int(calendar), Int(group))
    }

    /// Whether all of it is in one calendar of content lines.
    var isOfOneCalendar: Bool { calendars.count == 1 && lifted.isEmpty }

    /// Kind and UID of a series.
    func identity(of index: Int) -> (kind: CalendarItem.Kind, uid: String) {
        switch entries[index] {
        case .lifted(let place):
            let series = lifted[Int(place)].series
            return (series.kind, series.uid)
        case .placed(let calendar, let group): return calendars[Int(calendar)].groups.identity(of: Int(group))
        }
    }

    /// Where a series was read.
    func origin(of index: Int) -> SeriesOrigin {
        switch entries[index] {
        case .lifted(let place): return lifted[Int(place)].origin
        case .placed(let calendar, let group):
            let (groups, file) = calendars[Int(calendar)]
            return SeriesOrigin(file: file, component: groups.beginning(of: Int(group)))
        }
    }

    private func isDuplicate(_ index: Int) -> Bool {
        switch entries[index] {
        case .lifted(let place): lifted[Int(place)].isDuplicate
        case .placed(let calendar, let group): calendars[Int(calendar)].groups.duplicates.contains(Int(group))
        }
    }

    /// Puts other series in the place of some; nil takes one out.
    mutating func replace(_ changes: [Int: ReadSeries?]) {
        var kept: [Entry] = []
        for (index, entry) in entries.enumerated() {
            switch changes[index] {
            case nil: kept.append(entry)
            case .some(nil): break
            case .some(let read?):
                kept.append(.lifted(Int32(lifted.count)))
                lifted.append(read)
            }
        }
        entries = kept
    }

    /// Reports `duplicate-uid` for each series whose UID another has for the same occurrence.
    func reportDuplicates(to diagnostics: inout Diagnostics) {
        var places = ComponentPlaces()
        for index in entries.indices where isDuplicate(index) {
            let origin = origin(of: index)
            var place = places.place(of: origin.component)
            place.file = origin.file
            diagnostics.report(
                "duplicate-uid",
                .warning,
                "a second component with UID \(identity(of: index).uid) for the same occurrence; kept apart",
                at: place
            )
        }
    }
}
