internal import ICalendar
internal import TimeZones

/// What the components of one calendar have to do with each other.
final class CalendarFacts {
    /// An event, to-do, journal entry or free/busy report.
    struct Item {
        var begin: Int
        var name: Name
        var uid: String
        var recurrenceID: Property?
        var start: TimeValue?
        var isRecurring: Bool
    }

    let frame: Frame
    /// Events, to-dos, journal entries, free/busy reports and availabilities in order.
    var items: [Item] = []
    /// BEGIN of each VTIMEZONE by its TZID.
    var definitions: [String: [Int]] = [:]
    /// The first use of each TZID: the line and the parameter.
    var references: [String: (line: Int, parameter: Int)] = [:]
    /// First and last year in which each TZID is used.
    var years: [String: ClosedRange<Int>] = [:]
    /// The earliest time in each TZID, with its line.
    var earliest: [String: (time: CivilDateTime, line: Int)] = [:]
    /// The TZID that was met last, since most lines repeat it.
    private var lastZone = ""
    private var knownRules: [String: ZoneRules?] = [:]

    init(_ frame: Frame) { self.frame = frame }

    /// METHOD in upper case.
    var method: String? { frame.first(.method)?.text.uppercased() }

    /// The items of a series: those that share a UID.
    var series: [String: [Item]] { Dictionary(grouping: items.filter { !$0.uid.isEmpty }, by: \.uid) }

    /// Takes note of a time in a zone.
    func use(_ zone: String, _ time: TimeValue?, line: Int, parameter: Int) {
        if references[zone] == nil { references[zone] = (line, parameter) }
        guard let time else { return }
        let year = time.civil.date.year
        let known = years[zone]
        if let known, known.contains(year), let first = earliest[zone], first.time <= time.civil { return }
        years[zone] = min(known?.lowerBound ?? year, year)...max(known?.upperBound ?? year, year)
        if let first = earliest[zone], first.time <= time.civil { return }
        earliest[zone] = (time.civil, line)
    }

    /// The rules of a zone as the calendar defines it.
    func definition(of zone: String) -> ZoneRules? {
        if let known = knownRules[zone] { return known }
        let rules = definitions[zone]?.first.flatMap { VTimeZone(reading: Component(tree: frame.tree, index: $0))?.rules }
        knownRules[zone] = .some(rules)
        return rules
    }
}
