internal import Bytes
public import CalendarModel
package import EventStore
internal import ICalendar
internal import TimeZones

/// What a room or resource answered to an invitation, and why.
public struct BookingAnswer: Hashable, Sendable {
    /// The room's id.
    public var userID: String
    /// What it answered.
    public var status: Attendee.Status
    /// The occurrences that find it busy.
    public var conflicts: [BookingConflict]
}

/// An occurrence that finds a room busy.
public struct BookingConflict: Hashable, Sendable {
    /// Which occurrence; nil outside of a series.
    public var recurrenceID: EventTime?
    /// When the occurrence starts.
    public var start: EventTime
    /// The UID of the event that has the room.
    public var otherUID: String
}

extension StoreWriting {
    /// Lets rooms and resources answer by their policies.
    package func answerBookings(
        of users: [CalendarUser],
        in uid: String,
        at recurrenceID: EventTime?
    ) throws -> [BookingAnswer] {
        var answers: [BookingAnswer] = []
        for candidate in users {
            guard let room = try user(id: candidate.id), room.booking.rule != .manual else { continue }
            let event = try existingEvent(uid)
            let isAllowed = try room.booking.rule != .allowList || isAllowed(event.organizer, by: room.booking)
            let search =
                isAllowed ? try bookingSearch(of: event, for: room, at: recurrenceID) : (conflicts: [], wanted: 0)
            let conflicts = search.conflicts
            var series = event.series
            let status = room.booking.status(isAllowed: isAllowed, conflicts: conflicts, of: search.wanted)
            let isPartial = status == .accepted && !conflicts.isEmpty
            if let recurrenceID {
                try series.edit(at: recurrenceID, zones: configuration.zones) { $0.answer(room, status) }
            } else {
                series.editAll { $0.answer(room, status) }
            }
            if isPartial {
                for conflict in conflicts {
                    guard let id = conflict.recurrenceID else { continue }
                    try series.edit(at: id, zones: configuration.zones) { $0.answer(room, .declined) }
                }
            }
            if series != event.series { try save(series, of: event) }
            answers.append(BookingAnswer(userID: room.id, status: status, conflicts: conflicts))
        }
        return answers
    }

    private func isAllowed(_ organizer: String?, by policy: BookingPolicy) throws -> Bool {
        guard let organizer, let user = try user(address: organizer) else { return false }
        return policy.allowed.contains(user.id)
    }

    /// The occurrences of an event at which a room is busy, and how many were checked; those of an endless series as
    /// far as series are laid out.
    private func bookingSearch(
        of event: Event,
        for room: CalendarUser,
        at recurrenceID: EventTime?
    ) throws -> (conflicts: [BookingConflict], wanted: Int) {
        let facts = EventFacts(event, configuration)
        let zone = configuration.rules(of: room.timeZone)
        let form = facts.recurrenceForm
        let wanted: [Wanted] = facts.places.compactMap { place in
            guard facts.items[place.ordinal].isBusy else { return nil }
            let id = place.recurrence.map { form.time($0) }
            if let recurrenceID, id?.civil != recurrenceID.civil { return nil }
            let item = facts.items[place.ordinal].item
            let start = TimeForm(item.start ?? item.recurrenceID?.time).time(place.span.start + place.startOffset)
            return Wanted(range: place.span.instants(in: zone), id: id, start: start)
        }
        guard let first = wanted.map(\.range.lowerBound).min(), let last = wanted.map(\.range.upperBound).max() else {
            return ([], 0)
        }
        let period = try Period(
            from: zone.local(at: first),
            until: zone.local(at: last).adding(seconds: 1),
            in: zone
        )
        let taken = try busySpans(of: [room.addressKey], in: period)
            .filter { $0.uid != event.uid && ($0.status == .accepted || $0.status == .tentative) }
            .map { (range: $0.span.instants(in: zone), uid: $0.uid) }
            .sorted { $0.range.lowerBound < $1.range.lowerBound }
        return (BookingSearch(taken).conflicts(with: wanted), wanted.count)
    }
}

/// An occurrence that needs a room.
private struct Wanted {
    var range: Range<Int>
    var id: EventTime?
    var start: EventTime
}

/// Finds which ranges overlap any of those that are taken.
private struct BookingSearch {
    private let taken: [(range: Range<Int>, uid: String)]
    /// The latest end of all ranges up to an index.
    private let latestEnds: [Int]

    init(_ taken: [(range: Range<Int>, uid: String)]) {
        self.taken = taken
        var latest = Int.min
        latestEnds = taken.map { one in
            latest = max(latest, one.range.upperBound)
            return latest
        }
    }

    func conflicts(with wanted: [Wanted]) -> [BookingConflict] {
        wanted.compactMap { want in
            var index = taken.partitioningIndex { $0.range.lowerBound >= want.range.upperBound }
            while index > 0, latestEnds[index - 1] > want.range.lowerBound {
                index -= 1
                if taken[index].range.overlaps(want.range) {
                    return BookingConflict(
                        recurrenceID: want.id,
                        start: want.start,
                        otherUID: taken[index].uid
                    )
                }
            }
            return nil
        }
    }
}

extension BookingPolicy {
    /// What is answered.
    fileprivate func status(isAllowed: Bool, conflicts: [BookingConflict], of wanted: Int) -> Attendee.Status {
        guard isAllowed else { return .declined }
        let isPartlyFree = conflicts.count < wanted && conflicts.allSatisfy { $0.recurrenceID != nil }
        let isFree = conflicts.isEmpty || series == .partial && isPartlyFree
        switch rule {
        case .manual: return .needsAction
        case .acceptIfFree, .allowList: return isFree ? .accepted : .needsAction
        case .declineIfBusy: return isFree ? .accepted : .declined
        }
    }
}

extension CalendarItem {
    fileprivate mutating func answer(_ room: CalendarUser, _ status: Attendee.Status) {
        guard let index = attendeeIndex(room.addressKey) else { return }
        attendees[index].status = status
        if status != .needsAction { attendees[index].wantsReply = nil }
    }
}
