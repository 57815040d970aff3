internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import Recurrence
internal import TimeZones
internal import XMLSupport

/// Spreads one series over the objects that the format needs for it.
struct SeriesWriting {
    let version: KolabVersion
    let options: KolabWritingOptions
    let series: Series
    /// Where the rules of the series' zones are found.
    let zones: CalendarZones
    var losses: [Loss] = []

    init(version: KolabVersion, options: KolabWritingOptions, series: Series) {
        self.version = version
        self.options = options
        self.series = series
        zones = CalendarZones(series.context, options.zones)
    }

    /// The documents: the series first, then what is kept apart from it.
    mutating func documents() throws(ConversionError) -> [KolabDocument] {
        guard let master = series.master else { return series.overrides.map { loneOccurrence($0) } }
        let choice = RecurrenceChoice(master, zones: zones)
        if choice?.isExact == false || !master.additionalDates.isEmpty {
            switch options.onInexpressible {
            case .refuse:
                throw ConversionError(
                    "recurrence-not-expressible",
                    "Kolab has no pattern for the recurrence of \(master.uid)"
                )
            case .enumerate: return enumerated(master)
            case .preserve, .nearest: break
            }
        }
        return seriesDocuments(master, choice)
    }

    private mutating func seriesDocuments(_ master: CalendarItem, _ choice: RecurrenceChoice?) -> [KolabDocument] {
        var object = KolabObject(master, zones: zones)
        var expected = master
        var components: [(day: CivilDate, item: CalendarItem)] = []
        var detached: [CalendarItem] = []
        let clock = WallClock(
            master.start ?? master.due ?? .date(CivilDate(year: 1970, month: 1, day: 1)),
            zones
        )
        var days: Set<CivilDate> = []
        for override in series.overrides {
            guard let id = override.recurrenceID?.time else { continue }
            let day = clock.day(of: id)
            if override.recurrenceID?.includesFuture == true {
                lose(
                    "recurrence-range-not-expressible",
                    .altered,
                    "only the occurrence of \(day) is changed, those after it are not",
                    of: override,
                    "RECURRENCE-ID"
                )
            }
            let isFirstOfDay = days.insert(day).inserted && !object.exclusions.contains(day)
            if override.status == .cancelled || !isFirstOfDay || object.pattern == nil {
                components.append((day, override))
                if isFirstOfDay, object.pattern != nil { exclude(id, day, &object, &expected) }
                let reason: RuleID =
                    isFirstOfDay && object.pattern != nil ? "cancelled-override" : "override-not-addressable"
                lose(
                    reason,
                    options.extensions ? .preserved : reason == "cancelled-override" ? .altered : .dropped,
                    "the occurrence of \(day)",
                    of: override,
                    "RECURRENCE-ID"
                )
            } else if version == .v2_1 {
                object.subevents.append(override)
            } else {
                exclude(id, day, &object, &expected)
                detached.append(override)
            }
        }
        let single = options.additionalDatesExist ? [] : additionalOccurrences(of: master)
        finish(&object, expected, choice, components)
        if options.extensions, let uid = series.repeatedSeries, let start = master.start ?? master.due {
            object.slot.entries.append(.additional(to: uid, at: start))
        }
        var documents = [document(object)]
        documents += detached.map { detachedDocument($0, of: master) }
        documents += single
        return documents
    }

    private func exclude(_ id: EventTime, _ day: CivilDate, _ object: inout KolabObject, _ expected: inout CalendarItem)
    {
        object.exclusions.append(day)
        expected.exclusions.append(id)
    }

    mutating func lose(
        _ id: RuleID,
        _ action: Loss.Action,
        _ detail: String,
        of item: CalendarItem,
        _ property: String
    ) {
        losses.append(Loss(id, action, detail, component: item.kind.rawValue, uid: item.uid, property: property))
    }

    /// The document of a finished object.
    func document(_ object: KolabObject) -> KolabDocument {
        var writing = KolabWriting(version: version, options: options, zones: zones)
        writing.write(object)
        return KolabDocument(
            uid: object.item.uid,
            kind: KolabDocument.Kind(object.item.kind),
            bytes: writing.xml.bytes,
            attachments: writing.parts
        )
    }
}

// MARK: - Occurrences on their own

extension SeriesWriting {
    /// An override that format 2.0 keeps as an object of its own, linked to its series.
    private mutating func detachedDocument(_ override: CalendarItem, of master: CalendarItem) -> KolabDocument {
        guard let id = override.recurrenceID else { return single(override, link: nil) }
        var item = override
        item.uid = "\(master.uid)-\(EventTime.date(id.time.date))"
        lose(
            "override-detached",
            options.extensions ? .preserved : .altered,
            "written as \(item.uid)",
            of: override,
            "RECURRENCE-ID"
        )
        return single(item, link: override)
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
        guard series.overrides.count > 1, let id = override.recurrenceID else {
            return single(override, link: override)
        }
        var item = override
        item.uid = "\(override.uid)-\(EventTime.date(id.time.date))"
        return single(item, link: override)
    }

    /// A single object; `link` is the occurrence that it was.
    private mutating func single(_ item: CalendarItem, link: CalendarItem?) -> KolabDocument {
        var item = item
        item.recurrenceID = nil
        var object = KolabObject(item, zones: zones)
        finish(&object, item, nil, [])
        if options.extensions, let link {
            let groups = LineGroups(link)
            let lines = (groups["UID"]?.texts ?? []) + (groups["RECURRENCE-ID"]?.texts ?? [])
            object.slot.entries.append(ExtensionSlot.Entry(part: .link, text: lines.joined(separator: "\n")))
        }
        return document(object)
    }

    /// RDATEs as single objects. They are marked, so that reading them beside their series does not double them.
    private mutating func additionalOccurrences(of master: CalendarItem) -> [KolabDocument] {
        guard let start = master.start ?? master.due else { return [] }
        var documents: [KolabDocument] = []
        for date in master.additionalDates where date.start != start && series.override(of: date.start) == nil {
            var item = master.occurrence(at: date.start)
            switch date {
            case .time: break
            case .period(_, let end): item.finish = end
            case .duration(let start, let duration):
                item.finish = start.adding(days: duration.days, seconds: duration.seconds)
            }
            item.start = item.start.map { _ in date.start }
            item.uid = "\(master.uid)-\(date.start)"
            item.recurrenceID = nil
            var object = KolabObject(item, zones: zones)
            if options.extensions {
                object.slot.entries.append(.additional(to: master.uid, at: date.start))
            }
            documents.append(document(object))
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
        set = set.removing(master.exclusions.map { clock.civil(of: $0) })
        var documents: [KolabDocument] = []
        for occurrence in set.first(options.enumerationLimit) {
            let time = start.showing(occurrence)
            let override = series.overrides.first { $0.recurrenceID.map { clock.civil(of: $0.time) } == occurrence }
            guard override?.status != .cancelled else { continue }
            var item = override ?? master.occurrence(at: time)
            item.uid = "\(master.uid)-\(time)"
            item.recurrenceID = nil
            var object = KolabObject(item, zones: zones)
            finish(&object, item, nil, [])
            documents.append(document(object))
        }
        lose("recurrence-enumerated", .altered, "\(documents.count) single objects", of: master, "RRULE")
        return documents
    }
}

extension WallClock {
    /// What the clock shows at a time of the series.
    func civil(of time: EventTime) -> CivilDateTime {
        if case .utc(let civil) = time { return CivilDateTime(secondsSinceEpoch: local(civil.secondsSinceEpoch)) }
        return time.civil
    }
}
