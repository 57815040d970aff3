package import CalendarModel
package import EventStore
internal import ICalendar
internal import Kalends
internal import TimeZones

/// Makes messages of RFC 5546 about events.
package struct MessageMaker {
    private let configuration: StoreConfiguration

    package init(_ configuration: StoreConfiguration) { self.configuration = configuration }
}

extension MessageMaker {
    /// The messages that inform others what changed in an event; those who are in the store see it there.
    ///
    /// If the organizer is in the store: REQUEST to newcomers, and to all when there is a new revision; CANCEL to those
    /// who are no longer invited, or when an event is cancelled or deleted. Otherwise: REPLY of those in the store who
    /// answered.
    package func messages(from old: Event?, to new: Event?, in state: any StoreReading) throws -> [StoredMessage] {
        guard let event = new ?? old, let organizer = event.organizer, event.series.kind == .event else { return [] }
        guard let sender = try state.user(address: organizer), !sender.isExternal else {
            return try replies(from: old, to: new, organizer: organizer, in: state)
        }
        let before = try old.map { try outsiders(of: $0, in: state) } ?? []
        guard let new else { return cancel(old?.series.items ?? [], of: event, to: before, increment: true) }
        let after = try outsiders(of: new, in: state)
        let (gone, newcomers) = (before.filter { !after.contains($0) }, after.filter { !before.contains($0) })
        let staying = after.filter { before.contains($0) }
        var messages = cancel(old?.series.items ?? [], of: new, to: gone, increment: true)
        guard let old else { return messages + request(new.series.items, of: new, to: after) }
        let changed = new.series.items.filter { item in
            let former = old.series.items.first { $0.recurrenceID == item.recurrenceID }
            return (item.sequence ?? 0) > (former ?? old.item).sequence ?? 0
        }
        let cancelled = changed.filter { $0.status == .cancelled }
        let wasCancelled = old.item.status == .cancelled
        if !wasCancelled, new.item.status == .cancelled, new.series.items.allSatisfy({ $0.status == .cancelled }) {
            messages += cancel(new.series.items.filter { $0.recurrenceID == nil }, of: new, to: staying)
        } else {
            messages += cancel(cancelled, of: new, to: staying)
            let requested = changed.filter { $0.status != .cancelled }
            // A new master is sent with all that belongs to it.
            let all = requested.contains { $0.recurrenceID == nil } ? new.series.items : requested
            messages += request(all, of: new, to: staying)
            messages += request(new.series.items, of: new, to: newcomers)
        }
        return messages
    }

    /// The addresses of those who take part and are not in the store, as far as mail reaches them.
    package func outsiders(of event: Event, in state: any StoreReading) throws -> [String] {
        var found: [String] = []
        for item in event.series.items {
            for one in event.participants(at: item.recurrenceID?.time) where one.address.contains("@") {
                let isInside = try state.user(address: one.address).map { !$0.isExternal } ?? false
                if !isInside, !found.contains(where: { CalendarUser.key(ofAddress: $0) == one.addressKey }) {
                    found.append(one.address)
                }
            }
        }
        return found
    }

    private func replies(
        from old: Event?,
        to new: Event?,
        organizer: String,
        in state: any StoreReading
    ) throws -> [StoredMessage] {
        guard let new, let old, organizer.contains("@") else { return [] }
        var messages: [StoredMessage] = []
        for item in new.series.items {
            let former = old.series.items.first { $0.recurrenceID == item.recurrenceID } ?? old.item
            for attendee in item.attendees where attendee.status != nil && attendee.status != .needsAction {
                let key = CalendarUser.key(ofAddress: attendee.person.address)
                let before = former.attendeeIndex(key).map { former.attendees[$0] }
                guard before?.status != attendee.status || before?.delegatedTo != attendee.delegatedTo,
                    try state.user(address: attendee.person.address).map({ !$0.isExternal }) ?? false
                else { continue }
                // What all of a series has answered is not answered for each occurrence again.
                if item.recurrenceID != nil, new.series.master?.status(ofKey: key) == attendee.status,
                    old.item.status(ofKey: key) != attendee.status
                {
                    continue
                }
                messages.append(reply(item, of: attendee, in: new, to: organizer))
            }
        }
        return messages
    }
}

// MARK: - One message

extension MessageMaker {
    package func request(_ items: [CalendarItem], of event: Event, to recipients: [String]) -> [StoredMessage] {
        message("REQUEST", items, of: event, to: recipients)
    }

    package func publish(_ event: Event) -> [UInt8] {
        text(
            "PUBLISH",
            event.series.items.map { item in
                var item = item
                item.attendees = []
                item.summary = item.summary ?? ""
                return item
            },
            of: event
        )
    }

    /// - Parameter increment: whether this is a new revision that no component contains yet.
    private func cancel(
        _ items: [CalendarItem],
        of event: Event,
        to recipients: [String],
        increment: Bool = false
    ) -> [StoredMessage] {
        let items =
            increment
            ? items.filter { $0.recurrenceID == nil } + (items.first?.recurrenceID == nil ? [] : items) : items
        return message(
            "CANCEL",
            items.map { item in
                var item = item
                item.alarms = []
                item.status = .cancelled
                if increment {
                    item.sequence = (item.sequence ?? 0) + 1
                    item.stamp = configuration.nowUTC
                }
                item.sequence = item.sequence ?? 0
                return item
            },
            of: event,
            to: recipients
        )
    }

    private func reply(_ item: CalendarItem, of attendee: Attendee, in event: Event, to organizer: String)
        -> StoredMessage
    {
        var answer = item
        answer.alarms = []
        answer.rules = item.rules
        answer.attendees = [attendee]
        answer.stamp = configuration.nowUTC
        let all = message("REPLY", [answer], of: event, to: [organizer], from: attendee.person.address)
        return all[0]
    }

    package func message(
        _ method: String,
        _ items: [CalendarItem],
        of event: Event,
        to recipients: [String],
        from sender: String? = nil
    ) -> [StoredMessage] {
        guard !items.isEmpty, !recipients.isEmpty else { return [] }
        return [
            StoredMessage(
                id: configuration.makeUID(),
                method: method,
                uid: event.uid,
                sender: sender ?? event.organizer ?? "",
                recipients: recipients,
                text: text(method, items, of: event)
            )
        ]
    }

    private func text(_ method: String, _ items: [CalendarItem], of event: Event) -> [UInt8] {
        var context = event.series.context.withoutMethod
        context.properties.removeAll { [.productIdentifier, .version].contains($0.property.name) }
        var builder = ComponentTreeBuilder(capacity: 2048)
        builder.begin(.vcalendar)
        builder.property(.version, raw: "2.0")
        builder.property(.productIdentifier, text: EventText.productIdentifier)
        builder.property(.method, raw: method)
        for zone in context.withZones(namedBy: items).zones { builder.copy(zone.component) }
        for item in items {
            var item = item
            item.stamp = item.stamp ?? configuration.nowUTC
            item.lower(to: &builder)
        }
        builder.end()
        let tree = configuration.converter.completingZones(of: builder.finish())
        return ICalendarWriter().write(tree)
    }
}

extension CalendarItem {
    /// What the attendee of an address answered.
    fileprivate func status(ofKey key: String) -> Attendee.Status? {
        attendeeIndex(key).flatMap { attendees[$0].status }
    }
}
