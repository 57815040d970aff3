public import CalendarModel
public import EventStore
internal import ICalendar

/// What attendees do.
extension EventStore {
    /// Sets what a user answered, for the event or for one occurrence of it. Nil takes the user off the list.
    ///
    /// The answer to an event is the answer to all of its occurrences except those that were answered separately. An
    /// answer that is there already changes nothing.
    /// - Throws: ``StoreError`` `not-invited` if the user does not take part.
    public func setStatus(
        of user: CalendarUser,
        to status: Attendee.Status?,
        in uid: String,
        at recurrenceID: EventTime? = nil
    ) throws {
        try edit(user, in: uid, at: recurrenceID) { item, index in
            if let status { item.attendees[index].status = status } else { item.attendees.remove(at: index) }
        }
    }

    /// Sets what a user is to do in an event, or in one occurrence of it.
    ///
    /// - Throws: ``StoreError`` `not-invited` if the user does not take part.
    public func setRole(
        of user: CalendarUser,
        to role: Attendee.Role,
        in uid: String,
        at recurrenceID: EventTime? = nil
    ) throws {
        try edit(user, in: uid, at: recurrenceID) { item, index in item.attendees[index].role = role }
    }

    /// Delegates an event, or one occurrence of it, to another user, who is invited with the delegator's role (RFC 5546
    /// §3.2.2.3).
    ///
    /// - Returns: what the delegate answered, if it is a room or resource.
    @discardableResult
    public func delegate(
        from user: CalendarUser,
        to delegate: CalendarUser,
        in uid: String,
        at recurrenceID: EventTime? = nil
    ) throws -> [BookingAnswer] {
        try edit(user, in: uid, at: recurrenceID) { item, index in
            item.attendees[index].status = .delegated
            item.attendees[index].delegatedTo = [delegate.address]
            let role = item.attendees[index].role
            if let known = item.attendeeIndex(delegate.addressKey) {
                item.attendees[known].delegatedFrom = [user.address]
            } else {
                var attendee = Attendee(inviting: delegate, role: role ?? .required)
                attendee.delegatedFrom = [user.address]
                item.attendees.append(attendee)
            }
        }
        return try write { try $0.answerBookings(of: [delegate], in: uid, at: recurrenceID) }
    }

    private func edit(
        _ user: CalendarUser,
        in uid: String,
        at recurrenceID: EventTime?,
        _ change: (inout CalendarItem, Int) -> Void
    ) throws {
        try write { state in
            let event = try state.existingEvent(uid)
            var series = event.series
            let now = configuration.nowUTC
            var isKnown = false
            func answer(_ item: inout CalendarItem) {
                if item.attendeeIndex(user.addressKey) == nil, item.isOrganized(by: user) {
                    var attendee = Attendee(user.person)
                    attendee.status = .accepted
                    item.attendees.insert(attendee, at: 0)
                }
                guard let index = item.attendeeIndex(user.addressKey) else { return }
                isKnown = true
                let before = item
                change(&item, index)
                if item != before { item.touch(now) }
            }
            if let recurrenceID {
                try series.edit(at: recurrenceID, zones: configuration.zones, answer)
            } else {
                let before = event.series.master.flatMap { $0.status(of: user) }
                if var master = series.master {
                    answer(&master)
                    series.setMaster(master)
                }
                for override in series.overrides where before == nil || override.status(of: user) == before {
                    var changed = override
                    answer(&changed)
                    series.replaceOccurrence(with: changed)
                }
            }
            guard isKnown else { throw StoreError.notInvited(user: user.id, uid: uid) }
            if series != event.series { try state.save(series, of: event) }
        }
    }
}

extension CalendarItem {
    /// What a user answered; nil without an answer.
    fileprivate func status(of user: CalendarUser) -> Attendee.Status? {
        attendeeIndex(user.addressKey).map { attendees[$0].status ?? .needsAction }
    }

    /// Whether a user organizes it.
    func isOrganized(by user: CalendarUser) -> Bool {
        organizer.map { CalendarUser.key(ofAddress: $0.address) == user.addressKey } ?? false
    }
}
