internal import CalendarModel
internal import EventStore
internal import ICalendar
internal import TimeZones

extension CalendarItem {
    /// Its revision among messages.
    var revision: SchedulingState.Revision {
        SchedulingState.Revision(
            sequence: sequence ?? 0,
            stamp: (stamp ?? lastModified)?.secondsSinceEpoch ?? 0
        )
    }
}

extension MomentClock {
    /// What a recurrence id means, in a form that is the same however it is written.
    func key(of id: EventTime?) -> String {
        guard let id else { return "" }
        if id.isDate { return "D\(id.date.dayNumber)" }
        guard let rules = rules(of: id) else { return "L\(id.civil.secondsSinceEpoch)" }
        return "I\(rules.instant(of: id.civil) ?? id.civil.secondsSinceEpoch)"
    }
}

extension EventTime {
    /// The text of a recurrence id, with its zone after a blank.
    var registerText: String { zone.map { "\(self) \($0)" } ?? "\(self)" }

    /// Reads what ``registerText`` gives.
    init?(registerText text: String) {
        let parts = text.split(separator: " ", maxSplits: 1)
        guard let first = parts.first, let time = EventTime(basic: Array(first.utf8).span) else { return nil }
        self = parts.count > 1 ? .zoned(time.civil, zone: String(parts[1])) : time
    }
}

extension Series {
    /// Applies what the registers know of answers and cancellations to the items.
    ///
    /// - Returns: the keys of the registers about occurrences that the series does not have.
    mutating func fold(
        _ state: SchedulingState,
        policy: PartyCrasherPolicy,
        isOurs: Bool,
        zones: ZoneDirectory
    ) throws -> Set<String> {
        var missing: Set<String> = []
        let clock = MomentClock(self, directory: zones)
        // An answer or a cancellation of an occurrence that has no component makes one.
        for (key, register) in state.items.sorted(by: { $0.key < $1.key }) where !key.isEmpty {
            let isKnown = overrides.contains { clock.key(of: $0.recurrenceID?.time) == key }
            let isNeeded = register.cancellation != nil || !register.answers.isEmpty
            guard !isKnown, isNeeded else { continue }
            guard let time = EventTime(registerText: register.time) else {
                throw StoreError.damaged("“\(register.time)” is not the time of an occurrence")
            }
            do {
                try edit(at: time, zones: zones) { _ in }
            } catch StoreError.unknownOccurrence {
                missing.insert(key)
            }
        }
        let whole = state.items[""]
        editAll { item in
            let key = clock.key(of: item.recurrenceID?.time)
            let own = key.isEmpty ? nil : state.items[key]
            item.fold(whole, own, asked: state.askedSequence(of: key, isOurs: isOurs, clock), policy)
        }
        return missing
    }
}

extension SchedulingState {
    /// The lowest SEQUENCE that an answer must have: that of the last question.
    ///
    /// - Parameters:
    ///   - key: the key of the item that is answered.
    ///   - isOurs: whether the organizer is in the store.
    ///   - clock: the clock of the series.
    func askedSequence(of key: String, isOurs: Bool, _ clock: MomentClock) -> Int {
        if isOurs { return max(askedSequence, askedSequences?[key] ?? 0) }
        let asked = (items[key]?.content ?? items[""]?.content)?.sequence ?? 0
        // An additional occurrence is a separate request.
        let added = additions.first { EventTime(registerText: $0.key).map { clock.key(of: $0) } == key }
        return max(asked, added?.value.revision.sequence ?? 0)
    }
}

extension CalendarItem {
    fileprivate mutating func fold(
        _ whole: SchedulingState.Register?,
        _ own: SchedulingState.Register?,
        asked: Int,
        _ policy: PartyCrasherPolicy
    ) {
        for cancellation in [whole?.cancellation, own?.cancellation].compactMap({ $0 })
        where cancellation.sequence >= sequence ?? 0 {
            status = .cancelled
            sequence = cancellation.sequence
            stamp = max(stamp ?? .first, CivilDateTime(secondsSinceEpoch: cancellation.stamp))
        }
        var answers = whole?.answers ?? [:]
        for (key, answer) in own?.answers ?? [:] {
            if let known = answers[key], answer.revision < known.revision { continue }
            answers[key] = answer
        }
        var rest = answers.filter { $0.value.revision.sequence >= asked }.sorted { $0.key < $1.key }
        // Delegates follow those who delegate to them, whatever their addresses are.
        while let index = rest.firstIndex(where: { isExpected($0.value, $0.key) }) {
            let (key, answer) = rest.remove(at: index)
            fold(answer, key, policy)
        }
        for (key, answer) in rest { fold(answer, key, policy) }
    }

    /// Whether an answer is that of an attendee, or of a person to whom an attendee delegates.
    private func isExpected(_ answer: SchedulingState.Answer, _ key: String) -> Bool {
        attendeeIndex(key) != nil || isDelegate(answer)
    }

    private func isDelegate(_ answer: SchedulingState.Answer) -> Bool {
        answer.delegatedFrom.contains { attendeeIndex(CalendarUser.key(ofAddress: $0)) != nil }
    }

    private mutating func fold(_ answer: SchedulingState.Answer, _ key: String, _ policy: PartyCrasherPolicy) {
        guard let answered = Attendee.Status(rawValue: answer.status) else { return }
        if attendeeIndex(key) == nil {
            let isDelegate = isDelegate(answer)
            guard isDelegate || policy == .add else { return }
            var attendee = Attendee(Person(address: answer.address, name: answer.name))
            attendee.role = isDelegate ? .required : .optional
            attendees.append(attendee)
        }
        guard let index = attendeeIndex(key) else { return }
        attendees[index].status = answered
        if answered != .needsAction { attendees[index].wantsReply = nil }
        if !answer.delegatedFrom.isEmpty { attendees[index].delegatedFrom = answer.delegatedFrom }
        guard answered == .delegated else { return }
        attendees[index].delegatedTo = answer.delegatedTo
        for address in answer.delegatedTo where attendeeIndex(CalendarUser.key(ofAddress: address)) == nil {
            var delegate = Attendee(Person(address: address))
            delegate.role = attendees[index].role
            delegate.status = .needsAction
            delegate.wantsReply = true
            delegate.delegatedFrom = [attendees[index].person.address]
            attendees.append(delegate)
        }
    }
}

/// What is done with an answer of a person who was not invited.
public enum PartyCrasherPolicy: String, Sendable, CaseIterable {
    /// They are added as optional attendees.
    case add
    /// They are not.
    case ignore
}

extension SchedulingState {
    /// Keeps what was changed in the store itself: new revisions of items, and answers.
    mutating func note(_ old: Series, _ new: Series, now: Int, _ zones: ZoneDirectory) {
        let clock = MomentClock(new, directory: zones)
        for item in new.items {
            let key = clock.key(of: item.recurrenceID?.time)
            let former = old.items.first { $0.recurrenceID == item.recurrenceID } ?? old.master
            guard former != item else { continue }
            var register = items[key] ?? Register(time: item.recurrenceID?.time.registerText ?? "")
            if item.sequence ?? 0 > former?.sequence ?? 0 || register.content == nil && key.isEmpty {
                register.content = item.revision
            }
            for attendee in item.attendees {
                let who = CalendarUser.key(ofAddress: attendee.person.address)
                let before = former?.attendeeIndex(who).flatMap { former?.attendees[$0].status }
                guard let status = attendee.status, status != before, former != nil else { continue }
                // An answer given here takes precedence over one received by mail.
                register.answers[who] = Answer(
                    revision: Revision(sequence: item.sequence ?? 0, stamp: now),
                    address: attendee.person.address,
                    name: attendee.person.name,
                    status: status.rawValue,
                    delegatedTo: attendee.delegatedTo,
                    delegatedFrom: attendee.delegatedFrom
                )
            }
            items[key] = register
        }
    }
}
