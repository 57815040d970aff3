package import ICalendar

/// What takes place on some days.
package struct Agenda: Sendable {
    /// The first day.
    package let first: CivilDate
    /// The name of the clock of all times; nil where each occurrence has its own.
    package let clock: String?
    /// The entries.
    package private(set) var entries: [AgendaEntry] = []
    /// The parts of entries, by day.
    package private(set) var days: [[Part]]

    /// The part of an entry that lies on one day.
    package struct Part: Sendable {
        /// The entry.
        package let entry: AgendaEntry
        /// Seconds since midnight at which the part begins; nil if the entry began on an earlier day, or lasts whole days.
        package let start: Int?
        /// Seconds since midnight at which the part is over; nil if the entry continues, or lasts whole days.
        package let end: Int?
    }

    private static let secondsOfDay = 86_400

    /// An agenda without entries, of the days from `first` to before `end`.
    package init(from first: CivilDate, until end: CivilDate, clock: String? = nil) {
        self.first = first
        self.clock = clock
        days = Array(repeating: [], count: max(0, end.dayNumber - first.dayNumber))
    }

    /// Adds an entry to each of its days that the agenda has; one without such a day is not added.
    package mutating func add(_ entry: AgendaEntry) {
        let begin = first.dayNumber * Self.secondsOfDay
        let (start, end) = (entry.start - begin, max(entry.end, entry.start + 1) - begin)
        guard start < days.count * Self.secondsOfDay, end > 0 else { return }
        entries.append(entry)
        for day in max(0, start) / Self.secondsOfDay...min(days.count - 1, (end - 1) / Self.secondsOfDay) {
            let midnight = day * Self.secondsOfDay
            let isFirst = start >= midnight
            let isLast = end <= midnight + Self.secondsOfDay
            days[day].append(
                Part(
                    entry: entry,
                    start: entry.isWholeDay || !isFirst ? nil : start - midnight,
                    end: entry.isWholeDay || !isLast ? nil : max(0, entry.shownEnd - begin - midnight)
                )
            )
        }
    }

    /// Orders the parts of each day: what lasts all of it, what ends on it, then by time.
    package mutating func sort() {
        for day in days.indices { days[day].sort { $0.order < $1.order } }
    }

    /// A day, counted from the first.
    package func date(_ day: Int) -> CivilDate { first.addingDays(day) }

    /// The day after the last.
    package var end: CivilDate { date(days.count) }
}

extension Agenda.Part {
    fileprivate var order: (Int, Int, String) { (start ?? (end == nil ? -2 : -1), end ?? .max, entry.summary) }

    /// The time of the part, such as `09:00-10:30`, `22:00-` where it continues, and `all day`.
    package var time: String {
        if entry.isWholeDay || start == nil && end == nil { return "all day" }
        if !entry.takesTime { return (entry.kind == .task ? "due " : "") + Self.clock(start ?? 0) }
        return "\(start.map(Self.clock) ?? "")-\(end.map(Self.clock) ?? "")"
    }

    /// When the part begins, such as `09:00` and `due 16:00`; nil where it began on an earlier day, or lasts all day.
    var beginning: String? {
        guard let start else { return nil }
        return (entry.kind == .task && !entry.takesTime ? "due " : "") + Self.clock(start).prefix(5)
    }

    /// What is worth knowing besides time, summary and location.
    package var notes: [String] {
        var notes: [String] = []
        if entry.kind != .event { notes.append(entry.kind.rawValue) }
        if let state = entry.state { notes.append(state.rawValue) }
        if let zone = entry.zone { notes.append(zone) }
        return notes
    }

    /// `09:00`, with seconds where there are some.
    private static func clock(_ seconds: Int) -> String {
        let parts = [seconds / 3600, seconds / 60 % 60] + (seconds % 60 == 0 ? [] : [seconds % 60])
        return parts.map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
    }
}

extension CivilDate {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// `March`
    var monthName: String { Self.months[month - 1] }

    /// `2 March 2026`
    package var words: String { "\(day) \(monthName) \(year)" }
}
