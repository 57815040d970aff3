internal import Bytes
internal import ICalendar

/// An item with everything that carries its UID: exclusions are the master's, overrides are next to it.
///
/// Where an occurrence is both excluded and overridden, the override wins: it takes place as the override has it (RFC 5545
/// §3.8.4.4), as in Kolab objects, where each change is inside an exclusion. The exclusion is kept, so that it can be
/// written again.
///
/// Invariants: each occurrence has at most one override, and an override outside the master's set is an additional date.
public struct Series: Hashable, Sendable {
    /// The item that recurs, or a single item; nil where only single occurrences are known, as in an invitation to one.
    public private(set) var master: CalendarItem?
    /// Replacements of single occurrences, in the order of their recurrence ids.
    public private(set) var overrides: [CalendarItem]
    /// What the calendar around the item contains.
    public var context: CalendarContext
    /// The series that has this very item among its additional dates, where a format had to write it apart.
    public var repeatedSeries: RepeatedSeries?
    /// The UID under which a format stored it that must have one, where its items have none.
    public var storedUID: String?

    /// An additional date of another series.
    public struct RepeatedSeries: Hashable, Sendable {
        /// The UID of the series, or the one it was stored under.
        public var uid: String
        /// The additional date as the series has it, without its parameters.
        public var date: String

        /// An additional date of the series with that UID.
        public init(uid: String, date: String) {
            self.uid = uid
            self.date = date
        }
    }

    /// A series from its parts; what breaks an invariant is set right.
    ///
    /// - Parameter overrides: items with a recurrence id; of two for one occurrence the newest counts, else the later in the list.
    public init(master: CalendarItem?, overrides: [CalendarItem] = [], context: CalendarContext = CalendarContext()) {
        self.master = master
        self.context = context
        self.overrides = []
        guard !overrides.isEmpty else { return }
        var counting: [EventTime: CalendarItem] = [:]
        for override in overrides {
            guard let time = override.recurrenceID?.time else { continue }
            if let known = counting[time], override.isOlder(than: known) { continue }
            counting[time] = override
        }
        self.overrides = counting.values.sorted { $0.isEarlier(than: $1) }
    }
}

extension Series {
    /// The UID that all its items carry.
    public var uid: String { master?.uid ?? overrides.first?.uid ?? "" }

    /// Which component its items are.
    public var kind: CalendarItem.Kind { master?.kind ?? overrides.first?.kind ?? .event }

    /// Master and overrides.
    public var items: [CalendarItem] { (master.map { [$0] } ?? []) + overrides }

    /// The series with a DTSTAMP in every item, which RFC 5545 requires: the last change where one is known, else the
    /// first moment of 1970, clearly not a real time.
    public var withStamps: Series {
        func stamped(_ item: CalendarItem) -> CalendarItem {
            if item.stamp != nil { return item }
            var item = item
            item.stamp = item.lastModified ?? item.created ?? CivilDateTime(secondsSinceEpoch: 0)
            return item
        }
        return mapItems(stamped)
    }

    /// The series with each item replaced by what `transform` makes of it, which keeps the item's recurrence id.
    package func mapItems(_ transform: (CalendarItem) -> CalendarItem) -> Series {
        var series = self
        series.master = master.map(transform)
        series.overrides = overrides.map(transform)
        return series
    }

    /// The series without exclusions of overridden occurrences, for formats in which an override is itself an
    /// exclusion.
    public var withoutOverriddenExclusions: Series {
        guard let exclusions = master?.exclusions, !exclusions.isEmpty, !overrides.isEmpty else { return self }
        let overridden = Set(overrides.compactMap { $0.recurrenceID?.time })
        var series = self
        series.master?.endExclusions { overridden.contains($0) }
        return series
    }

    /// The override of an occurrence.
    public func override(of time: EventTime) -> CalendarItem? {
        overrides[firstIndex(atOrAfter: time)...].prefix { $0.recurrenceID?.time.civil == time.civil }
            .first { $0.recurrenceID?.time == time }
    }

    /// The index of the first override whose recurrence id shows the same as `time`, or later.
    private func firstIndex(atOrAfter time: EventTime) -> Int {
        overrides.partitioningIndex { override in override.recurrenceID.map { $0.time.civil >= time.civil } ?? true }
    }

    /// Puts an override in its place; an exclusion of the same occurrence ends.
    public mutating func replaceOccurrence(with override: CalendarItem) {
        guard let time = override.recurrenceID?.time else { return }
        master?.endExclusions { $0 == time }
        overrides.removeAll { $0.recurrenceID?.time == time }
        overrides.insert(override, at: firstIndex(atOrAfter: time))
    }

    /// Takes an occurrence out of the series.
    public mutating func exclude(_ time: EventTime) {
        overrides.removeAll { $0.recurrenceID?.time == time }
        master?.exclude(time)
    }

    /// Replaces the master; overridden occurrences stay overridden.
    public mutating func setMaster(_ master: CalendarItem?) {
        self.master = master
    }
}

extension CalendarItem {
    /// The order of overrides: by what their recurrence ids show; those that show the same by their form.
    fileprivate func isEarlier(than other: CalendarItem) -> Bool {
        guard let left = recurrenceID?.time, let right = other.recurrenceID?.time else { return false }
        if left.civil != right.civil { return left.civil < right.civil }
        return (left.zone ?? "", left.description) < (right.zone ?? "", right.description)
    }
}
