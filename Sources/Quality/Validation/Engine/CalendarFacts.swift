internal import ICalendar
internal import TimeZones

/// The times of a calendar in one zone.
final class ZoneUse {
    /// The zone's name.
    let zone: String
    /// The line and the parameter that named it first.
    let line: Int
    let parameter: Int
    /// The earliest time, with its line.
    private(set) var earliest: (time: CivilDateTime, line: Int)?
    /// The latest time.
    private(set) var latest: CivilDateTime?

    init(_ zone: String, line: Int, parameter: Int) {
        self.zone = zone
        self.line = line
        self.parameter = parameter
    }

    fileprivate func add(_ time: CivilDateTime, line: Int) {
        latest = max(latest ?? time, time)
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

    let frame: ComponentContext
    /// Events, to-dos, journal entries, free/busy reports and availabilities in order.
    var items: [Item] = []
    /// The first item of each UID that overrides nothing, by its place among ``items``; for checks of the whole calendar.
    private(set) lazy var masters = Dictionary(
        items.indices.filter { items[$0].recurrenceID == nil }.map { (ExactText(items[$0].uid), $0) },
        uniquingKeysWith: { first, _ in first }
    )
    /// BEGIN of each VTIMEZONE by its TZID.
    var definitions: [ExactText: [Int]] = [:]
    /// The TZID of a VTIMEZONE by what else it may be called, such as its value with escapes.
    var otherNames: [ExactText: String] = [:]
    /// How each TZID is used.
    private(set) var uses: [ExactText: ZoneUse] = [:]
    /// The TZID that was met last, since most lines repeat it, with its bytes.
    private var last: (bytes: Range<Int>, use: ZoneUse)?
    private var knownRules: [ExactText: ZoneRules?] = [:]
    private var lastRules: (zone: String, rules: ZoneRules?)?

    init(_ frame: ComponentContext) { self.frame = frame }

    /// METHOD in upper case.
    var method: String? { frame.first(.method)?.text.uppercased() }

    /// Takes note of a property with the zone that one of its parameters names, and with its time if it gives one; returns the
    /// zone's name.
    func use(_ parameter: Parameter, of property: Property, at time: TimeValue?) -> String {
        let record = parameter.record
        let bytes = Int(record.valueStart)..<Int(record.valueEnd)
        let use: ZoneUse
        if let last, record.flags.isEmpty, parameter.withValue({ $0.equals(parameter.tree.bytes, in: last.bytes) }) {
            use = last.use
        } else {
            let zone = parameter.value
            use = uses[zone] ?? ZoneUse(zone, line: property.index, parameter: parameter.index)
            uses[zone] = use
            last = record.flags.isEmpty ? (bytes, use) : nil
        }
        if let time { use.add(time.civil, line: property.index) }
        return use.zone
    }

    /// Where the definition of a zone begins: the earliest DTSTART of its parts.
    func firstOnset(of zone: String) -> CivilDateTime? {
        definitions[zone]?.first.flatMap { begin in
            Component(tree: frame.tree, index: begin).components.compactMap { $0.first(.dateTimeStart)?.time?.civil }
                .min()
        }
    }

    /// The rules of a zone as the calendar defines it, so far as it has been read.
    func definition(of zone: String) -> ZoneRules? {
        if let lastRules, lastRules.zone.isExactly(zone) { return lastRules.rules }
        guard let begin = (definitions[zone] ?? otherNames[zone].flatMap { definitions[$0] })?.first else { return nil }
        let rules = knownRules[zone] ?? VTimeZone(reading: Component(tree: frame.tree, index: begin))?.rules
        knownRules[zone] = .some(rules)
        lastRules = (zone, rules)
        return rules
    }
}
