public import CalendarModel

/// Questions to a store.
extension EventStore {
    /// The event of a UID; nil if there is none.
    public func event(uid: String) throws -> Event? { try read { try $0.event(uid: uid) } }

    /// How many events there are.
    public func eventCount() throws -> Int { try read { try $0.eventCount() } }

    /// The messages that are to be sent, in the order in which they were made.
    public func messages() throws -> [StoredMessage] { try read { try $0.messages() } }

    /// Forgets messages that were sent.
    public func removeMessages(_ ids: [String]) throws { try write { state in try ids.forEach(state.removeMessage) } }

    /// The events that take place in a period, by the times of their masters: recurrence is not expanded.
    ///
    /// An event is in a period unless it ends at its beginning or before, or starts at its end or later; one without length is
    /// where it starts. Events are in order.
    /// - Throws: ``StoreError`` `unknown-user` for an attendee or organizer who is not in the store.
    public func events(in period: Period = .always, matching criteria: Criteria = Criteria()) throws -> [Event] {
        try read { state in
            try state.events(in: period, matching: ResolvedCriteria(criteria, in: state.attendees))
        }
    }

    /// The occurrences in a period, in order. Criteria are those of each occurrence: who declined one takes part in the others.
    ///
    /// - Throws: ``StoreError`` `endless-period` if a series that never ends fits and the period has no end.
    public func occurrences(in period: Period, matching criteria: Criteria = Criteria()) throws -> [Occurrence] {
        try read { state in
            try state.occurrences(in: period, matching: ResolvedCriteria(criteria, in: state.attendees))
        }
    }

    /// The events that a user organizes.
    public func organizedEvents(of user: CalendarUser) throws -> [Event] {
        try events(matching: Criteria(organizer: user.id))
    }

    /// The events that wait for a user's answer.
    public func actionItems(of user: CalendarUser) throws -> [Event] {
        try events(matching: Criteria(attendees: [user.id], statuses: [.needsAction]))
    }

    /// What a user answered; in one occurrence where one is named. Who owns an event without being named in it has accepted. Nil if
    /// the user does not take part.
    public func status(
        of user: CalendarUser,
        in uid: String,
        at recurrenceID: EventTime? = nil
    ) throws -> Attendee.Status? {
        try read { state in
            let event = try state.existingEvent(uid)
            let named = event.participants(at: recurrenceID).first { $0.addressKey == user.addressKey }?.status
            return named ?? (event.ownerID == user.id ? .accepted : nil)
        }
    }
}
