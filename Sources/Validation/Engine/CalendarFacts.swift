internal import ICalendar
internal import TimeZones

/// The times of a calendar in one zone.
final class ZoneUse {
    /// The line and the parameter that named it first.
    let line: Int
    let parameter: Int
    /// First and last year.
    private(set) var years: ClosedRange<Int>?
    /// The earliest time, with its line.
    private(set) var earliest: (time: CivilDateTime, line: Int)?

    init(line: Int, parameter: Int) {
        self.line = line
        self.parameter = parameter
    }

    fileprivate func add(_ time: CivilDateTime, line: Int) {
        let year = time.date.year
        if let known = years {
            if !known.contains(year) { years = min(known.lowerBound, year)...max(known.upperBound, year) }
        } else {
            years = year...year
        }
        if let first = earliest, first.time <= time { return }
        earliest = (time, line)
    }
}

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
    /// How each TZID is used.
    private(set) var uses: [String: ZoneUse] = [:]
    /// The TZID that was met last, since most lines repeat it.
    private var last: (zone: String, use: ZoneUse)?
    private var knownRules: [String: ZoneRules?] = [:]

    init(_ frame: Frame) { self.frame = frame }

    /// METHOD in upper case.
    var method: String? { frame.first(.method)?.text.uppercased() }

    /// The items of a series: those that share a UID.
    var series: [String: [Item]] { Dictionary(grouping: items.filter { !$0.uid.isEmpty }, by: \.uid) }

    /// Takes note of a time in a zone.
    func use(_ zone: String, _ time: TimeValue?, line: Int, parameter: Int) {
        let use: ZoneUse
        if let last, last.zone == zone {
            use = last.use
        } else {
            use = uses[zone] ?? ZoneUse(line: line, parameter: parameter)
            uses[zone] = use
            last = (zone, use)
        }
        if let time { use.add(time.civil, line: line) }
    }

    /// The rules of a zone as the calendar defines it.
    func definition(of zone: String) -> ZoneRules? {
        if let known = knownRules[zone] { return known }
        let rules = definitions[zone]?.first.flatMap { VTimeZone(reading: Component(tree: frame.tree, index: $0))?.rules }
        knownRules[zone] = .some(rules)
        return rules
    }
}
