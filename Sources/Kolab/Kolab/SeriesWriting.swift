internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import Recurrence
internal import TimeZones
internal import XMLSupport

/// The object of a series while its overrides find their places.
private struct SeriesParts {
    var object: KolabObject
    /// The series as the object alone states it.
    var expected: CalendarItem
    /// Overrides that no element holds.
    var components: [(day: CivilDate, item: CalendarItem)] = []
    /// Overrides that become objects of their own.
    var detached: [CalendarItem] = []
    /// When the occurrences are.
    let moments: SeriesMoments
    /// The days of the overrides placed so far.
    var days: Set<CivilDate> = []
    /// The exclusions of occurrences that are changed too.
    var overridden: [EventTime] = []

    init(_ master: CalendarItem, _ choice: RecurrenceChoice?, zones: CalendarZones) {
        object = KolabObject(master, choice, zones: zones)
        expected = master
        moments = SeriesMoments(master.start ?? master.due ?? .date(CivilDate(year: 1970, month: 1, day: 1)), zones)
    }

    /// An override is inside its own exclusion.
    mutating func leaveExclusions(to overrides: [CalendarItem], _ clock: WallClock) {
        let ids = overrides.compactMap { $0.recurrenceID?.time }
        overridden = expected.exclusions.filter { exclusion in ids.contains { clock.isSame(exclusion, $0) } }
        let days = Set(overridden.map { clock.day(of: $0) })
        object.exclusions.removeAll { days.contains($0) }
    }

    /// Excludes the occurrence of a day, by its own time where a recurrence id names another.
    mutating func exclude(_ id: EventTime, _ day: CivilDate) {
        object.exclusions.append(day)
        expected.exclude(moments.exclusion(of: id))
    }
}

/// Spreads one series over the objects that the format needs for it.
struct SeriesWriting {
    let version: KolabVersion
    let options: KolabWritingOptions
    let series: Series
    /// The calendar around the series.
    let surroundings: Surroundings
    private let plainReader: KolabReader
    /// The UID of the series' object; one made from its content where it has none.
    let uid: String
    var losses: [Loss] = []
    /// The UIDs of the occurrences written apart so far.
    private var takenUIDs: Set<String> = []

    /// Where the rules of the series' zones are found.
    var zones: CalendarZones { surroundings.zones }
    /// Reads back what was written, to find out what it does not contain.
    var reader: KolabReader {
        var reader = plainReader
        reader.options = KolabReadingOptions(zones: options.zones)
        reader.options.extensions = false
        return reader
    }

    init(
        version: KolabVersion,
        options: KolabWritingOptions,
        series: Series,
        _ surroundings: Surroundings,
        reader: KolabReader
    ) {
        self.version = version
        self.options = options
        self.series = series.withReadableElements
        self.surroundings = surroundings
        plainReader = reader
        uid = series.objectUID
        guard series.uid.trimmingBlanks().isEmpty, let first = series.items.first else { return }
        lose("uid-missing", options.extensions ? .preserved : .altered, "written as \(uid)", of: first, "UID")
    }

    /// The documents: the series first, then what is kept apart from it.
    mutating func documents() throws(ConversionError) -> [KolabDocument] {
        guard let master = series.master else { return loneOccurrences() }
        let choice = RecurrenceChoice(master, zones: zones)
        if choice?.isExact == false || !master.additionalDates.isEmpty {
            switch options.onInexpressible {
            case .refuse:
                throw ConversionError(
                    "recurrence-not-expressible",
                    "Kolab has no pattern for the recurrence of \(uid)"
                )
            case .enumerate: return enumerated(master)
            case .preserve, .nearest: break
            }
        }
        return seriesDocuments(master, choice)
    }

    private mutating func seriesDocuments(_ master: CalendarItem, _ choice: RecurrenceChoice?) -> [KolabDocument] {
        var parts = SeriesParts(master, choice, zones: zones)
        parts.object.item.uid = uid
        let clock = WallClock(
            master.start ?? master.due ?? .date(CivilDate(year: 1970, month: 1, day: 1)),
            zones
        )
        parts.leaveExclusions(to: series.overrides, clock)
        for override in series.overrides {
            guard let id = override.recurrenceID else { continue }
            let detached = parts.detached.count
            place(override, of: id, clock.day(of: id.time), in: &parts)
            if parts.moments.isExclusionOfAnother(of: override, among: master.exclusions) {
                let detail =
                    "the exclusion of another occurrence of \(clock.day(of: id.time)) is not distinguished"
                lose("exclusion-overridden", .altered, detail, of: master, "EXDATE")
            }
            let isOneExclusion =
                !version.hasSubevents || override.status == .cancelled || parts.detached.count > detached
            guard isOneExclusion, parts.overridden.contains(where: { clock.isSame($0, id.time) }) else { continue }
            let detail = "the occurrence of \(clock.day(of: id.time)) is excluded and changed"
            lose("exclusion-overridden", .altered, detail, of: master, "EXDATE")
        }
        let single = options.additionalDatesExist ? [] : additionalOccurrences(of: master)
        let repeated = series.repeatedSeries.map { ExtensionSlot.Entry.additional($0) }
        var documents = [document(parts.object, parts.expected, choice, parts.components, adding: repeated)]
        for override in parts.detached { documents.append(detachedDocument(override)) }
        return documents + single
    }

    /// Puts a changed occurrence where the version has a place for it.
    private mutating func place(
        _ override: CalendarItem,
        of id: CalendarItem.RecurrenceID,
        _ day: CivilDate,
        in parts: inout SeriesParts
    ) {
        let kept: Loss.Action = options.extensions ? .preserved : .altered
        func lost(_ rule: RuleID, _ action: Loss.Action, _ detail: String) {
            lose(rule, action, detail, of: override, "RECURRENCE-ID")
        }
        if id.includesFuture {
            let detail = "a Kolab client changes only the occurrence of \(day), not those after it"
            lost("recurrence-range-not-expressible", kept, detail)
        }
        let isFirstOfDay = parts.days.insert(day).inserted && !parts.object.exclusions.contains(day)
        if parts.object.pattern?.readBack == nil, override.status != .cancelled {
            parts.detached.append(override)
        } else if !isFirstOfDay {
            parts.components.append((day, override))
            lost("override-not-addressable", options.extensions ? .preserved : .dropped, "the occurrence of \(day)")
        } else if override.status == .cancelled {
            parts.components.append((day, override))
            if parts.object.pattern != nil { parts.exclude(id.time, day) }
            let isLost = parts.object.pattern == nil && !parts.expected.keepsChange(of: day, parts.moments)
            lost("cancelled-override", isLost ? .dropped : kept, "the occurrence of \(day)")
        } else if version.hasSubevents {
            parts.object.subevents.append(KolabObject.Subevent(item: override))
        } else {
            // An id that names no occurrence takes none away.
            if parts.moments.mayName(id.time) { parts.exclude(id.time, day) }
            parts.detached.append(override)
        }
    }

    mutating func lose(
        _ id: RuleID,
        _ action: Loss.Action,
        _ detail: String,
        of item: CalendarItem,
        _ property: String
    ) {
        let uid = item.uid.isEmpty ? uid : item.uid
        losses.append(Loss(id, action, detail, component: item.kind.rawValue, uid: uid, property: property))
    }
}

// MARK: - Occurrences on their own

extension SeriesWriting {
    /// An override as a separate object, linked to its series.
    private mutating func detachedDocument(_ override: CalendarItem) -> KolabDocument {
        let free = freeUID(of: override)
        lose(
            "override-detached",
            options.extensions ? .preserved : .altered,
            "written as \(free)",
            of: override,
            "RECURRENCE-ID"
        )
        return occurrence(override, free)
    }

    /// A UID for an occurrence: that of the series with the day; several of one day are distinguished by a number.
    private mutating func freeUID(of override: CalendarItem) -> String {
        let name = uid + (override.recurrenceID.map { "-\(EventTime.date($0.time.date))" } ?? "")
        var free = name
        var number = 1
        while !takenUIDs.insert(free).inserted {
            number += 1
            free = "\(name)-\(number)"
        }
        return free
    }

    private mutating func loneOccurrences() -> [KolabDocument] {
        var documents: [KolabDocument] = []
        for override in series.overrides { documents.append(loneOccurrence(override)) }
        return documents
    }

    /// An override whose series is not here, as in an invitation to one occurrence.
    private mutating func loneOccurrence(_ override: CalendarItem) -> KolabDocument {
        lose(
            "lone-occurrence",
            options.extensions ? .preserved : .altered,
            "the series is not in the input",
            of: override,
            "RECURRENCE-ID"
        )
        return occurrence(override, series.overrides.count > 1 ? freeUID(of: override) : series.storedUID ?? uid)
    }

    /// An object that remembers the occurrence it was.
    private mutating func occurrence(_ override: CalendarItem, _ uid: String) -> KolabDocument {
        var item = override
        item.uid = uid
        let groups = ItemLines(override)
        let lines = (groups["UID"]?.texts ?? ["!UID"]) + (groups["RECURRENCE-ID"]?.texts ?? [])
        let link = ExtensionSlot.Entry(part: .link, text: lines.joined(separator: "\n"))
        return document(KolabObject(item, zones: zones), item, adding: link)
    }

    /// RDATEs as single objects. They are marked, so that reading them together with their series does not double them.
    private mutating func additionalOccurrences(of master: CalendarItem) -> [KolabDocument] {
        let start = master.start ?? master.due
        var documents: [KolabDocument] = []
        for date in master.additionalDates where date.start != start && series.override(of: date.start) == nil {
            var item = master.occurrence(on: date)
            item.uid = "\(uid)-\(date.start)"
            item.recurrenceID = nil
            let repeated = Series.RepeatedSeries(uid: uid, date: date.start.description)
            // What this object does not contain, the series' own has lost already.
            let known = losses
            documents.append(document(KolabObject(item, zones: zones), item, adding: .additional(repeated)))
            losses = known
        }
        return documents
    }

    /// Every occurrence as a single object, overrides in their places.
    private mutating func enumerated(_ master: CalendarItem) -> [KolabDocument] {
        guard let start = master.start ?? master.due else { return [] }
        let clock = WallClock(start, zones)
        var set = RecurrenceSet([start.civil])
        for rule in master.rules {
            set = set.merged(
                with: RecurrenceSequence(rule, from: start.civil, isAllDay: start.isDate, wallClock: clock.local)
            )
        }
        if !options.additionalDatesExist {
            set = set.merged(with: master.additionalDates.map { clock.civil(of: $0.start) })
        }
        for rule in master.exceptionRules {
            set = set.removing(
                RecurrenceSequence(rule, from: start.civil, isAllDay: start.isDate, wallClock: clock.local)
            )
        }
        set = set.removing((series.withoutOverriddenExclusions.master?.exclusions ?? []).map { clock.civil(of: $0) })
        var documents: [KolabDocument] = []
        for occurrence in set.first(options.enumerationLimit) {
            let time = start.showing(occurrence)
            let override = series.overrides.first { $0.recurrenceID.map { clock.civil(of: $0.time) } == occurrence }
            guard override?.status != .cancelled else { continue }
            var item = override ?? master.occurrence(at: time)
            item.uid = "\(uid)-\(time)"
            item.recurrenceID = nil
            documents.append(document(KolabObject(item, zones: zones), item))
        }
        lose(
            "recurrence-enumerated",
            .altered,
            "\(documents.count) separate object\(documents.count == 1 ? "" : "s")",
            of: master,
            "RRULE"
        )
        return documents
    }
}

extension CalendarItem {
    /// Whether a change of a day counts that is kept for a series whose object has no recurrence: what is kept of the series
    /// itself still has an occurrence there.
    func keepsChange(of day: CivilDate, _ moments: SeriesMoments) -> Bool {
        !rules.isEmpty || additionalDates.contains { moments.day(of: $0.start) == day }
    }
}

extension WallClock {
    /// Whether an exclusion takes out the occurrence that a recurrence id names.
    func isSame(_ exclusion: EventTime, _ id: EventTime) -> Bool {
        exclusion.isDate ? exclusion.date == day(of: id) : civil(of: exclusion) == civil(of: id)
    }
}
