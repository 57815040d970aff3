public import CalendarModel
internal import Synchronization

/// Something that happened to a store, reported after it was written.
public enum StoreChange: Hashable, Sendable {
    /// An event is new.
    case created(uid: String)
    /// An event has a new content.
    case modified(uid: String)
    /// An event was deleted.
    case deleted(uid: String)
    /// An attendee was added, removed (`new` is nil) or answered; in one occurrence where one is named.
    case participationChanged(
        uid: String,
        recurrenceID: EventTime?,
        address: String,
        old: Attendee.Status?,
        new: Attendee.Status?
    )
}

extension StoreChange {
    /// What an event's participants did between two states of it.
    static func participations(from old: Event?, to new: Event?) -> [StoreChange] {
        guard let uid = (new ?? old)?.uid else { return [] }
        var ids: [EventTime?] = [nil]
        for event in [old, new].compactMap({ $0 }) {
            for override in event.series.overrides {
                let time = override.recurrenceID?.time
                if !ids.contains(time) { ids.append(time) }
            }
        }
        var found: [StoreChange] = []
        for id in ids {
            // An override that is new or was removed is compared with the master.
            let before = old?.participants(at: id) ?? []
            let after = new?.participants(at: id) ?? []
            if id != nil, before == old?.participants(), after == new?.participants() { continue }
            found += changes(before, after, uid: uid, id)
        }
        return found
    }

    private static func changes(
        _ before: [Participation],
        _ after: [Participation],
        uid: String,
        _ id: EventTime?
    ) -> [StoreChange] {
        var found: [StoreChange] = []
        for one in after {
            let old = before.first { $0.addressKey == one.addressKey }?.status
            if old != one.status {
                found.append(
                    .participationChanged(uid: uid, recurrenceID: id, address: one.address, old: old, new: one.status)
                )
            }
        }
        for one in before where !after.contains(where: { $0.addressKey == one.addressKey }) {
            found.append(
                .participationChanged(uid: uid, recurrenceID: id, address: one.address, old: one.status, new: nil)
            )
        }
        return found
    }
}

/// Sends changes to all listeners.
final class ChangeHub: Sendable {
    private struct State {
        var listeners: [Int: AsyncStream<StoreChange>.Continuation] = [:]
        var next = 0
    }

    private let state = Mutex(State())

    /// Every change from now on.
    func stream() -> AsyncStream<StoreChange> {
        let (stream, continuation) = AsyncStream.makeStream(of: StoreChange.self)
        let number = state.withLock { state in
            state.next += 1
            state.listeners[state.next] = continuation
            return state.next
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { $0.listeners[number] = nil }
        }
        return stream
    }

    /// Whether there are listeners.
    var hasListeners: Bool { state.withLock { !$0.listeners.isEmpty } }

    func tell(_ changes: [StoreChange]) {
        guard !changes.isEmpty else { return }
        let listeners = state.withLock { Array($0.listeners.values) }
        for listener in listeners { for change in changes { listener.yield(change) } }
    }

    deinit { for listener in state.withLock({ Array($0.listeners.values) }) { listener.finish() } }
}
