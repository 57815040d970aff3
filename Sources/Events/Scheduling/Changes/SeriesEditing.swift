internal import CalendarModel
internal import EventStore
internal import ICalendar
internal import Occurrences
internal import TimeZones

extension Series {
    /// The occurrence that a time names, as a separate item: the override, or what the master makes of it.
    ///
    /// - Throws: ``StoreError`` `unknown-occurrence` if the series has none there.
    func occurrence(at time: EventTime, zones: ZoneDirectory) throws -> CalendarItem {
        if let override = override(of: time) { return override }
        let clock = MomentClock(self, directory: zones)
        let day = OccurrenceWindow(from: time.date.addingDays(-2), until: time.date.addingDays(3))
        var merge = SeriesExpansion.expand(self, zones: zones).occurrences(in: day)
        while let next = merge.next() {
            guard let id = next.recurrenceID, clock.isSame(id, time) else { continue }
            return next.isOverride && !(next.item.recurrenceID?.includesFuture ?? false) ? next.item : next.single
        }
        throw StoreError.unknownOccurrence(uid: uid, time: "\(time)")
    }

    /// Changes the master, or one occurrence, which gets an override if it has none.
    mutating func edit(
        at time: EventTime?,
        zones: ZoneDirectory,
        _ change: (inout CalendarItem) throws -> Void
    ) throws {
        guard let time else {
            if var master {
                try change(&master)
                setMaster(master)
                return
            }
            // Only single occurrences are known: a change of the event is made to each.
            for override in overrides {
                var changed = override
                try change(&changed)
                replaceOccurrence(with: changed)
            }
            return
        }
        var item = try occurrence(at: time, zones: zones)
        try change(&item)
        replaceOccurrence(with: item)
    }

    /// Changes every item.
    mutating func editAll(_ change: (inout CalendarItem) -> Void) {
        if var master {
            change(&master)
            setMaster(master)
        }
        for override in overrides {
            var changed = override
            change(&changed)
            replaceOccurrence(with: changed)
        }
    }
}

extension MomentClock {
    /// Whether two times are the same moment, or show the same where one of them has no zone.
    func isSame(_ left: EventTime, _ right: EventTime) -> Bool {
        if left.isDate || right.isDate { return left.date == right.date }
        guard let first = rules(of: left), let second = rules(of: right) else { return left.civil == right.civil }
        return first.instant(of: left.civil) == second.instant(of: right.civil)
    }
}

extension CalendarItem {
    /// Marks it as changed now.
    mutating func touch(_ now: CivilDateTime) {
        stamp = now
        lastModified = now
    }

    /// Marks it as a new revision, which all attendees must learn of (RFC 5546 §2.1.4).
    mutating func revise(_ now: CivilDateTime) {
        touch(now)
        sequence = (sequence ?? 0) + 1
    }

    /// The index of the attendee of an address.
    func attendeeIndex(_ key: String) -> Int? {
        attendees.firstIndex { CalendarUser.key(ofAddress: $0.person.address) == key }
    }
}
