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
    /// The zones of the calendar that was looked at last.
    private var known: (calendar: Int, zones: CalendarZones)?
    /// Whether each name is that of a zone of this calendar.
    private var isKnown: [ExactText: Bool] = [:]

    init(of catalogue: SeriesCatalogue, from window: OccurrenceWindow, zones directory: ZoneDirectory) {
        self.catalogue = catalogue
        self.window = window
        self.directory = directory
    }

    /// Whether a series is such an item.
    mutating func contains(_ index: Int) -> Bool {
        guard let (calendar, group) = catalogue.place(of: index),
            let times = catalogue.calendars[calendar].groups.plainTimes(of: group),
            !window.mayContain(local: times.start.civil.secondsSinceEpoch)
        else { return false }
        return knows(times.start.zone, in: calendar) && knows(times.end?.zone, in: calendar)
    }

    private mutating func knows(_ zone: String?, in calendar: Int) -> Bool {
        guard let zone else { return true }
        if known?.calendar != calendar {
            let definitions = catalogue.calendars[calendar].groups.context.zones.lazy.map(\.component)
            known = (calendar, CalendarZones(definedBy: definitions, directory: directory))
            isKnown = [:]
        }
        let name = ExactText(zone)
        if let answer = isKnown[name] { return answer }
        let answer = known?.zones.rules(for: zone) != nil
        isKnown[name] = answer
        return answer
    }
}
