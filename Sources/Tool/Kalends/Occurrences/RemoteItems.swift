internal import CalendarModel
internal import ICalendar
internal import Occurrences
internal import TimeZones

/// Finds single items that lie outside a window and have nothing to report, from a few of their lines: most of what a
/// calendar of many years contains when a month is listed.
struct RemoteItems {
    private let catalogue: SeriesCatalogue
    private let window: OccurrenceWindow
    private let directory: ZoneDirectory
    /// The calendar that was looked at last, with its zones.
    private var known: (calendar: Int, groups: SeriesGroups, zones: CalendarZones)?
    /// Whether each name is that of a zone of this calendar.
    private var isKnown: [ExactText: Bool] = [:]
    /// The name that was looked up last and is known.
    private var last: String?

    init(of catalogue: SeriesCatalogue, from window: OccurrenceWindow, zones directory: ZoneDirectory) {
        self.catalogue = catalogue
        self.window = window
        self.directory = directory
    }

    /// Whether a series is such an item.
    mutating func contains(_ index: Int) -> Bool {
        guard let (calendar, group) = catalogue.place(of: index) else { return false }
        if known?.calendar != calendar { look(at: calendar) }
        guard let times = known?.groups.plainTimes(of: group),
            !window.mayContain(local: times.start.civil.secondsSinceEpoch)
        else { return false }
        return knows(times.start.zone) && knows(times.end?.zone)
    }

    private mutating func look(at calendar: Int) {
        let groups = catalogue.calendars[calendar].groups
        let definitions = groups.context.zones.lazy.map(\.component)
        known = (calendar, groups, CalendarZones(definedBy: definitions, directory: directory))
        isKnown = [:]
        last = nil
    }

    private mutating func knows(_ zone: String?) -> Bool {
        guard let zone else { return true }
        if let last, last.isExactly(zone) { return true }
        let name = ExactText(zone)
        let answer = isKnown[name] ?? (known?.zones.rules(for: zone) != nil)
        isKnown[name] = answer
        last = answer ? zone : nil
        return answer
    }
}
