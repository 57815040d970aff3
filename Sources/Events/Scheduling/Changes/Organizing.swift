public import CalendarModel
public import EventStore
internal import ICalendar

/// What organizers do.
extension EventStore {
    /// Makes an event that a user organizes, and so has accepted.
    ///
    /// - Throws: ``StoreError`` `uid-in-use` if the draft has the UID of another event.
    @discardableResult
    public func createEvent(by organizer: CalendarUser, _ draft: EventDraft) throws -> Event {
        try write { state in
            if try state.user(id: organizer.id) == nil { try state.put(organizer) }
            let uid = draft.uid ?? configuration.makeUID()
            if try state.event(uid: uid) != nil { throw StoreError.uidInUse(uid) }
            let item = draft.item(
                uid: uid,
                organizer: organizer.person,
                now: configuration.nowUTC,
                zones: configuration.zones
            )
            let event = Event(Series(master: item), zones: configuration.zones)
            try state.put(event)
            try state.announce(from: nil, to: event)
            return event
        }
    }

    /// Invites users: those who do not take part yet are asked, the others keep role and answer. Rooms and resources
    /// answer by their policies. The members of a group are invited, each separately.
    ///
    /// - Parameter recurrenceID: the occurrence to which they are invited; nil means all of the event.
    /// - Returns: what rooms and resources answered.
    @discardableResult
    public func invite(
        _ users: [CalendarUser],
        to uid: String,
        at recurrenceID: EventTime? = nil,
        role: Attendee.Role = .required
    ) throws -> [BookingAnswer] {
        try write { state in
            let event = try state.existingEvent(uid)
            var invited: [CalendarUser] = []
            for user in users {
                if try state.user(id: user.id) == nil { try state.put(user) }
                invited += try state.attendees.resolved(user)
            }
            var series = event.series
            let now = configuration.nowUTC
            var newcomers: [CalendarUser] = []
            func add(_ item: inout CalendarItem) {
                for user in invited where item.attendeeIndex(user.addressKey) == nil {
                    item.attendees.append(Attendee(inviting: user, role: role))
                    if !newcomers.contains(user) { newcomers.append(user) }
                }
                if !newcomers.isEmpty { item.touch(now) }
            }
            if let recurrenceID {
                try series.edit(at: recurrenceID, zones: configuration.zones, add)
            } else {
                series.editAll(add)
            }
            guard !newcomers.isEmpty else { return [] }
            try state.save(series, of: event)
            return try state.answerBookings(of: newcomers, in: uid, at: recurrenceID)
        }
    }

    /// Changes the content of an event, or of one occurrence of it.
    ///
    /// It becomes a new revision. If it then takes place at another time or place, attendees who have answered are
    /// asked again, according to ``StoreConfiguration/askAgain``; rooms and resources answer anew by their policies.
    /// - Returns: what rooms and resources answered.
    @discardableResult
    public func change(
        _ uid: String,
        at recurrenceID: EventTime? = nil,
        _ body: (inout CalendarItem) throws -> Void
    ) throws -> [BookingAnswer] {
        try write { state in
            let event = try state.existingEvent(uid)
            var series = event.series
            let now = configuration.nowUTC
            let policy = configuration.askAgain
            var asked: Set<String> = []
            try series.edit(at: recurrenceID, zones: configuration.zones) { item in
                let before = item
                try body(&item)
                item.uid = before.uid
                item.recurrenceID = before.recurrenceID
                guard item != before else { return }
                item.revise(now)
                if policy.asksAgain(after: before, item) { asked = item.askAgain() }
            }
            guard series != event.series else { return [] }
            if !asked.isEmpty {
                var registers = try state.scheduling(of: uid)
                if let recurrenceID {
                    let key = MomentClock(series, directory: configuration.zones).key(of: recurrenceID)
                    let item = try series.occurrence(at: recurrenceID, zones: configuration.zones)
                    registers.askedSequences = (registers.askedSequences ?? [:]).merging([key: item.sequence ?? 0]) {
                        $1
                    }
                } else {
                    registers.askedSequence = series.master?.sequence ?? 0
                }
                try state.setScheduling(registers, of: uid)
            }
            if recurrenceID == nil, !asked.isEmpty { series.followMaster(from: event.series) }
            try state.save(series, of: event)
            let users = try asked.sorted().compactMap { try state.user(address: $0) }
            return try state.answerBookings(of: users, in: uid, at: recurrenceID)
        }
    }

    /// Moves an event, or one occurrence of it, to another time; it keeps its length unless another is given.
    @discardableResult
    public func move(
        _ uid: String,
        at recurrenceID: EventTime? = nil,
        to start: EventTime,
        duration: NominalDuration? = nil
    ) throws -> [BookingAnswer] {
        let length = try read { state in
            let event = try state.existingEvent(uid)
            let item =
                try recurrenceID.map { try event.series.occurrence(at: $0, zones: configuration.zones) } ?? event.item
            let clock = MomentClock(event.series, directory: configuration.zones)
            return clock.span(of: item).map { $0.span.end - $0.span.start } ?? 0
        }
        return try change(uid, at: recurrenceID) { item in
            let seconds = NominalDuration(seconds: length)
            let days = NominalDuration(days: length / 86_400)
            item.set(
                start: start,
                duration: duration ?? (start.isDate ? days : seconds),
                isAllDay: start.isDate,
                zones: configuration.zones
            )
        }
    }

    /// Calls off an event, or one occurrence of it: it stays, with STATUS:CANCELLED.
    public func cancel(_ uid: String, at recurrenceID: EventTime? = nil) throws {
        try write { state in
            let event = try state.existingEvent(uid)
            var series = event.series
            let now = configuration.nowUTC
            func cancel(_ item: inout CalendarItem) {
                guard item.status != .cancelled else { return }
                item.status = .cancelled
                item.revise(now)
            }
            if let recurrenceID {
                try series.edit(at: recurrenceID, zones: configuration.zones, cancel)
            } else {
                series.editAll(cancel)
            }
            if series != event.series { try state.save(series, of: event) }
        }
    }

    /// Removes an event.
    ///
    /// - Throws: ``StoreError`` `unknown-event`.
    public func delete(_ uid: String) throws {
        try write { state in
            let event = try state.existingEvent(uid)
            try state.delete(uid: uid)
            try state.announce(from: event, to: nil)
        }
    }
}

extension StoreWriting {
    /// Stores an event that has another series now.
    func save(_ series: Series, of event: Event) throws {
        let changed = event.changed(to: series, zones: configuration.zones)
        try put(changed)
        try announce(from: event, to: changed)
    }

    /// Queues the messages that inform others of a change, and keeps what was answered here among what is known.
    func announce(from old: Event?, to new: Event?) throws {
        try MessageMaker(configuration).messages(from: old, to: new, in: self).forEach(queue)
        guard let old, let new else { return }
        var registers = try scheduling(of: new.uid)
        guard !registers.items.isEmpty else { return }
        registers.note(old.series, new.series, now: configuration.now(), configuration.zones)
        try setScheduling(registers, of: new.uid)
    }
}

extension Attendee {
    /// A user who is asked.
    init(inviting user: CalendarUser, role: Role) {
        self.init(user.person)
        self.role = role
        status = .needsAction
        wantsReply = true
        userType = user.kind == .individual ? nil : user.kind
    }
}

extension AskAgainPolicy {
    /// Whether an answer to `before` does not count for `after`.
    func asksAgain(after before: CalendarItem, _ after: CalendarItem) -> Bool {
        let hasMoved =
            before.start != after.start || before.finish != after.finish || before.duration != after.duration
            || before.rules != after.rules || before.additionalDates != after.additionalDates
        switch self {
        case .never: return false
        case .time: return hasMoved
        case .timeOrPlace: return hasMoved || before.location != after.location
        }
    }
}

extension CalendarItem {
    /// Asks all attendees but the organizer again.
    ///
    /// - Returns: the keys of their addresses.
    fileprivate mutating func askAgain() -> Set<String> {
        let own = organizer.map { CalendarUser.key(ofAddress: $0.address) }
        var asked: Set<String> = []
        for index in attendees.indices {
            let key = CalendarUser.key(ofAddress: attendees[index].person.address)
            guard key != own, attendees[index].status != .delegated else { continue }
            attendees[index].status = .needsAction
            attendees[index].wantsReply = true
            asked.insert(key)
        }
        return asked
    }
}

extension Series {
    /// Moves the recurrence ids of overrides and the exclusions as their master was moved, so that they stay with their occurrences.
    fileprivate mutating func followMaster(from old: Series) {
        guard let before = old.master?.start, let after = master?.start, before != after, before.isDate == after.isDate
        else {
            return
        }
        let shift = after.civil.secondsSinceEpoch - before.civil.secondsSinceEpoch
        func moved(_ time: EventTime) -> EventTime { after.showing(time.civil.addingSeconds(shift)) }
        var changed = master
        if let exclusions = master?.exclusions {
            changed?.exclusions = exclusions.map { $0.isDate == before.isDate ? moved($0) : $0 }
        }
        let followers = overrides.map { override in
            var override = override
            if let id = override.recurrenceID {
                override.recurrenceID = .init(moved(id.time), includesFuture: id.includesFuture)
            }
            return override
        }
        self = Series(master: changed, overrides: followers, context: context)
    }
}
