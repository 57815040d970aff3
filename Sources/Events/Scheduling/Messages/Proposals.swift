public import CalendarModel
public import EventStore
internal import ICalendar

/// Messages that ask for something.
extension EventStore {
    /// Asks the organizer to send an event again (REFRESH).
    public func refresh(_ uid: String, by user: CalendarUser) throws {
        try ask("REFRESH", uid, by: user) { item in
            var bare = CalendarItem(.event)
            bare.uid = item.uid
            bare.recurrenceID = item.recurrenceID
            bare.organizer = item.organizer
            return bare
        }
    }

    /// Proposes another form of an event to its organizer (COUNTER).
    public func propose(_ uid: String, by user: CalendarUser, _ change: (inout CalendarItem) -> Void) throws {
        try ask("COUNTER", uid, by: user) { item in
            var proposed = item
            change(&proposed)
            proposed.sequence = item.sequence ?? 0
            return proposed
        }
    }

    private func ask(
        _ method: String,
        _ uid: String,
        by user: CalendarUser,
        _ item: (CalendarItem) -> CalendarItem
    ) throws {
        try write { state in
            let event = try state.existingEvent(uid)
            guard let index = event.item.attendeeIndex(user.addressKey), let organizer = event.organizer else {
                throw StoreError.notInvited(user: user.id, uid: uid)
            }
            var asked = item(event.item)
            asked.attendees = [event.item.attendees[index]]
            asked.stamp = configuration.nowUTC
            let messages = MessageMaker(configuration).message(
                method,
                [asked],
                of: event,
                to: [organizer],
                from: user.address
            )
            try messages.forEach(state.queue)
        }
    }

    /// What others propose for an event, by their addresses.
    public func proposals(for uid: String) throws -> [String: CalendarItem] {
        try read { state in
            try state.scheduling(of: uid).proposals.compactMapValues {
                try EventText(reading: $0.text).series().items.first
            }
        }
    }

    /// Takes a proposal over: the event is changed, and all are asked again.
    public func acceptProposal(of address: String, for uid: String) throws {
        let key = CalendarUser.key(ofAddress: address)
        guard let proposed = try proposals(for: uid)[key] else { throw StoreError.notInvited(user: address, uid: uid) }
        try change(uid, at: proposed.recurrenceID?.time) { item in
            (item.start, item.end, item.duration) = (proposed.start, proposed.end, proposed.duration)
            item.location = proposed.location
            item.summary = proposed.summary ?? item.summary
            item.description = proposed.description
        }
        try write { try $0.forgetProposal(of: key, for: uid) }
    }

    /// Declines a proposal, and informs its sender (DECLINECOUNTER).
    public func declineProposal(of address: String, for uid: String) throws {
        let key = CalendarUser.key(ofAddress: address)
        try write { state in
            let event = try state.existingEvent(uid)
            guard let proposal = try state.scheduling(of: uid).proposals[key],
                let proposed = try EventText(reading: proposal.text).series().items.first
            else { throw StoreError.notInvited(user: address, uid: uid) }
            var bare = CalendarItem(.event)
            bare.uid = uid
            bare.recurrenceID = proposed.recurrenceID
            bare.organizer = event.item.organizer
            bare.sequence = event.item.sequence ?? 0
            bare.stamp = configuration.nowUTC
            let messages = MessageMaker(configuration).message("DECLINECOUNTER", [bare], of: event, to: [address])
            try messages.forEach(state.queue)
            try state.forgetProposal(of: key, for: uid)
        }
    }

    /// Adds an occurrence to a series and informs the attendees (ADD).
    public func addOccurrence(to uid: String, at start: EventTime) throws {
        try write { state in
            let event = try state.existingEvent(uid)
            var series = event.series
            guard var master = series.master else { throw StoreError.unknownOccurrence(uid: uid, time: "\(start)") }
            guard !master.additionalDates.contains(where: { $0.start == start }) else { return }
            master.additionalDates.append(.time(start))
            master.touch(configuration.nowUTC)
            series.setMaster(master)
            try state.put(event.changed(to: series, zones: configuration.zones))
            let added = try series.occurrence(at: start, zones: configuration.zones)
            var single = added
            single.recurrenceID = nil
            single.sequence = master.sequence ?? 0
            let maker = MessageMaker(configuration)
            let others = try maker.outsiders(of: event, in: state)
            try maker.message("ADD", [single], of: event, to: others).forEach(state.queue)
        }
    }

    /// An event for all readers, without its attendees (PUBLISH).
    public func publication(of uid: String) throws -> [UInt8] {
        try MessageMaker(configuration).publish(read { try $0.existingEvent(uid) })
    }
}

extension StoreWriting {
    /// A proposal that was answered.
    fileprivate func forgetProposal(of key: String, for uid: String) throws {
        var registers = try scheduling(of: uid)
        if let proposal = registers.proposals.removeValue(forKey: key) { registers.declined[key] = proposal.revision }
        try setScheduling(registers, of: uid)
    }
}
