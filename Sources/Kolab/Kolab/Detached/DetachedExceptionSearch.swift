internal import CalendarModel
internal import ICalendar
public import TimeZones

/// Finds the objects of Kolab 2.0 data that are changed occurrences of a series, stored apart with their day excluded from
/// it and, most of them, without a link.
///
/// ```swift
/// var search = DetachedExceptionSearch(zones: zones)
/// for object in objects { search.add(object) }
/// let report = search.report()
/// for exception in report.joins(atLeast: .likely) { … }
/// ```
///
/// An exception is a single object in the folder of its series and of the same kind. The evidence for it is weighed by
/// ``DetachmentEvidence``; then each exclusion gets one object at most, the best match first, and ties get none. Series with
/// UTC times should be read with the zone that they were meant in: excluded days are days on the series' own clock.
///
/// The work grows with the number of objects, not with its square: more than 16 objects that are alike in folder, day and
/// summary are not distinguished but reported. Of each object only what is compared is kept, a few hundred bytes.
public struct DetachedExceptionSearch: Sendable {
    private var matching: ExceptionMatching

    /// Creates a search that finds zones in a directory.
    public init(zones: ZoneDirectory) { matching = ExceptionMatching(zones: zones) }

    /// Takes an object into the search.
    public mutating func add(_ object: StoredSeries) { matching.add(object) }

    /// What there is among the objects that were added.
    public func report() -> DetachedExceptionReport {
        var matching = matching
        matching.matchExclusions()
        matching.matchLinks()
        return matching.report()
    }
}

/// The matches of a search in progress.
struct ExceptionMatching: Sendable {
    /// An occurrence that an exception may replace.
    struct Slot: Hashable, Sendable {
        var series: Int
        var day: Int
    }

    /// A slot with an object that may belong there.
    struct Match: Sendable {
        var slot: Int
        var single: Int
        /// What no comparison of the two shows.
        var links: [DetachmentEvidence] = []
        var stray: EventTime?
    }

    private struct Pair: Hashable, Sendable {
        var slot: Int
        var single: Int
    }

    private struct SeriesKey: Hashable, Sendable {
        var group: Int
        var uid: String
    }

    let zones: ZoneDirectory
    private(set) var traits: [ExceptionTraits] = []
    private(set) var schedules: [Int: MasterSchedule] = [:]
    private(set) var slots: [Slot] = []
    private(set) var matches: [Match] = []
    /// Objects whose series is known, but not the occurrence.
    private(set) var unplaced: [(series: Int, single: Int, evidence: DetachmentEvidence)] = []
    private(set) var odd: [DetachedExceptionReport.OddExclusion] = []
    private var singles: [Int] = []
    private var masters: [Int] = []
    private var mastersOfUID: [SeriesKey: [Int]] = [:]
    private var numberOfSlot: [Slot: Int] = [:]
    private var numberOfPair: [Pair: Int] = [:]

    init(zones: ZoneDirectory) { self.zones = zones }

    mutating func add(_ object: StoredSeries) {
        let series = object.series
        guard let item = series.master ?? series.overrides.first else { return }
        let index = traits.count
        traits.append(ExceptionTraits(item, of: object, zones: zones))
        if let master = series.master, master.isRecurring, let schedule = MasterSchedule(master, zones: zones) {
            schedules[index] = schedule
            masters.append(index)
            let key = SeriesKey(group: traits[index].group, uid: DetachedUID.key(of: series.uid))
            if !series.uid.isEmpty { mastersOfUID[key, default: []].append(index) }
        } else if series.items.count == 1, !series.items[0].isRecurring {
            singles.append(index)
        }
    }
}

// MARK: - Exclusions

extension ExceptionMatching {
    /// Looks for objects that may replace each excluded occurrence.
    mutating func matchExclusions() {
        let index = ExceptionIndex(singles, traits: traits, wanted: wantedTraits())
        for series in masters {
            guard let schedule = schedules[series] else { continue }
            let created = index.candidatesCreatedAtChange(of: traits[series])
            for day in schedule.excludedDays.sorted() {
                guard schedule.occurs(onDay: day) else {
                    note(series, day, .hitsNoOccurrence)
                    continue
                }
                let slot = slotNumber(series, day)
                let moment = schedule.nominal(onDay: day).moment(in: zones)
                if let alike = index.candidates(onDay: day, moment: moment, for: traits[series]) {
                    for single in alike where self.day(of: single, in: schedule) == day { match(slot, single) }
                } else {
                    note(series, day, .tooManyAlike)
                }
                for single in index.candidates(atMoment: moment, for: traits[series]) { match(slot, single) }
                for single in index.candidates(within: schedule.reach(ofDay: day), for: traits[series]) {
                    match(slot, single)
                }
                for single in created { match(slot, single) }
            }
        }
    }

    /// By what the objects that may be exceptions are looked up.
    private func wantedTraits() -> ExceptionIndex.Wanted {
        var wanted = ExceptionIndex.Wanted()
        for (series, schedule) in schedules where !schedule.excludedDays.isEmpty {
            if let summary = traits[series].summary { wanted.summaries.insert(summary) }
            for day in schedule.excludedDays { wanted.moments.insert(schedule.nominal(onDay: day).moment(in: zones)) }
        }
        return wanted
    }

    func day(of single: Int, in schedule: MasterSchedule) -> Int? {
        traits[single].start.map { schedule.local(of: $0, zones: zones).dayNumber }
    }

    private mutating func note(_ series: Int, _ day: Int, _ reason: DetachedExceptionReport.OddExclusion.Reason) {
        guard let schedule = schedules[series] else { return }
        odd.append(.init(series: traits[series].id, exclusion: schedule.nominal(onDay: day), reason: reason))
    }

    private mutating func slotNumber(_ series: Int, _ day: Int) -> Int {
        let slot = Slot(series: series, day: day)
        if let number = numberOfSlot[slot] { return number }
        numberOfSlot[slot] = slots.count
        slots.append(slot)
        return slots.count - 1
    }

    private mutating func match(
        _ slot: Int,
        _ single: Int,
        by links: [DetachmentEvidence] = [],
        stray: EventTime? = nil
    ) {
        let pair = Pair(slot: slot, single: single)
        let number = numberOfPair[pair] ?? matches.count
        if number == matches.count {
            numberOfPair[pair] = number
            matches.append(Match(slot: slot, single: single))
        }
        matches[number].links += links.filter { !matches[number].links.contains($0) }
        if let stray { matches[number].stray = stray }
    }
}

// MARK: - Links

extension ExceptionMatching {
    /// Follows the links that objects themselves have to their series.
    mutating func matchLinks() {
        for single in singles {
            let uid = traits[single].uid
            guard !uid.isEmpty else { continue }
            for series in mastersOfUID[key(single, uid)] ?? [] where traits[series].uid == uid {
                guard let schedule = schedules[series] else { continue }
                if let id = traits[single].recurrenceID {
                    place(
                        single,
                        in: series,
                        onDay: schedule.local(of: id, zones: zones).dayNumber,
                        by: .recordedOccurrence
                    )
                } else {
                    placeNearExclusions(single, in: series, schedule)
                }
            }
            for link in DetachedUID.links(of: uid) {
                for series in mastersOfUID[key(single, link.seriesUID)] ?? [] {
                    place(single, in: series, onDay: link.day.dayNumber, by: link.evidence)
                }
            }
        }
    }

    private func key(_ single: Int, _ uid: String) -> SeriesKey {
        SeriesKey(group: traits[single].group, uid: DetachedUID.key(of: uid))
    }

    private mutating func place(_ single: Int, in series: Int, onDay day: Int, by evidence: DetachmentEvidence) {
        guard let schedule = schedules[series] else { return }
        // The occurrence that an object itself names is accepted even if the series does not have it, if it is
        // excluded.
        let isNamed = evidence == .recordedOccurrence && schedule.excludedDays.contains(day)
        if isNamed || schedule.occurs(onDay: day) { return match(slotNumber(series, day), single, by: [evidence]) }
        // Roundcube names, and excludes, the day that an occurrence was moved to.
        guard evidence == .roundcubeUID, let start = traits[single].start,
            let original = schedule.dayOfNearest(to: schedule.local(of: start, zones: zones))
        else { return unplaced.append((series, single, evidence)) }
        let stray = schedule.excludedDays.contains(day) ? schedule.nominal(onDay: day) : nil
        match(slotNumber(series, original), single, by: [evidence], stray: stray)
    }

    /// An object with the UID of its series: it is at one of the excluded days, or on a day of the series.
    private mutating func placeNearExclusions(_ single: Int, in series: Int, _ schedule: MasterSchedule) {
        guard let start = traits[single].start else { return unplaced.append((series, single, .identicalUID)) }
        let local = schedule.local(of: start, zones: zones)
        let distance = { (day: Int) in abs(schedule.nominal(onDay: day).civil.secondsSinceEpoch - local) }
        let days = schedule.excludedDays.filter { numberOfSlot[Slot(series: series, day: $0)] != nil }
            .sorted { (distance($0), $0) < (distance($1), $1) }
        guard let nearest = days.first else {
            return place(single, in: series, onDay: local.dayNumber, by: .identicalUID)
        }
        for day in days.prefix(ExceptionIndex.mostAlike) {
            let isNearest = distance(day) == distance(nearest)
            match(
                slotNumber(series, day),
                single,
                by: isNearest ? [.identicalUID, .nearestExclusion] : [.identicalUID]
            )
        }
    }
}

extension Int {
    /// The day, counted from 1970-01-01, that contains this second.
    var dayNumber: Int { self >= 0 ? self / 86_400 : (self - 86_399) / 86_400 }
}

extension EventTime {
    /// The instant, or the local time where there is no instant.
    func moment(in zones: ZoneDirectory) -> Int { instant(in: zones) ?? civil.secondsSinceEpoch }
}
