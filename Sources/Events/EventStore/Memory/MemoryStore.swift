package import CalendarModel
internal import ICalendar
internal import Synchronization

/// A store in memory.
public final class MemoryStore: EventStore {
    /// The configuration with which the store was opened.
    public let configuration: StoreConfiguration
    private let content = Mutex(MemoryContent())
    private let hub = ChangeHub()

    /// An empty store.
    public init(_ configuration: StoreConfiguration = StoreConfiguration()) {
        self.configuration = configuration
    }

    /// Looks at one state of the store.
    public func read<Result>(_ body: (any StoreReading) throws -> Result) throws -> Result {
        let state = MemoryState(content.withLock { $0 }, configuration)
        return try body(state)
    }

    /// Changes the store: all that `body` does, or nothing if it throws.
    public func write<Result>(_ body: (any StoreWriting) throws -> Result) throws -> Result {
        var changes: [StoreChange] = []
        // A result need not be sendable, so it leaves the lock separately.
        var result: Result?
        try content.withLock { content in
            let state = MemoryState(content, configuration)
            // The state alone owns what it changes, so that nothing is copied.
            content = MemoryContent()
            defer { content = state.content }
            do {
                result = try body(state)
                changes = state.changes
            } catch {
                state.undo()
                throw error
            }
        }
        hub.tell(changes)
        guard let result else { throw StoreError.damaged("no result") }
        return result
    }

    /// Every change from now on that is written through this object.
    public func changes() -> AsyncStream<StoreChange> { hub.stream() }
}

/// What a store in memory holds.
struct MemoryContent: Sendable {
    struct Entry: Sendable {
        var event: Event
        var facts: EventFacts
        var number: Int
    }

    var entries: [String: Entry] = [:]
    var users = UserTable()
    var messages: [StoredMessage] = []
    var scheduling: [String: SchedulingState] = [:]
    var nextNumber = 0
}

/// One state of a store in memory.
final class MemoryState: PreparedWriting {
    let configuration: StoreConfiguration
    var content: MemoryContent
    var changes: [StoreChange] = []
    /// What events were before, the last change first.
    private var former: [(uid: String, entry: MemoryContent.Entry?)] = []
    private let users: UserTable
    private let queued: [StoredMessage]
    private let scheduling: [String: SchedulingState]

    init(_ content: MemoryContent, _ configuration: StoreConfiguration) {
        self.content = content
        self.configuration = configuration
        users = content.users
        queued = content.messages
        scheduling = content.scheduling
    }

    /// Takes everything back.
    func undo() {
        for (uid, entry) in former.reversed() { content.entries[uid] = entry }
        content.users = users
        content.messages = queued
        content.scheduling = scheduling
    }

    // MARK: Users

    func user(id: String) -> CalendarUser? { content.users.users[id] }
    func user(address: String) -> CalendarUser? { content.users.user(address: address) }
    func users(named name: String) -> [CalendarUser] { content.users.users(named: name) }
    func users(of kind: CalendarUser.Kind?) -> [CalendarUser] { content.users.users(of: kind) }
    func members(ofGroup id: String) -> [String] { content.users.members[id] ?? [] }
    func put(_ user: CalendarUser) throws { try content.users.put(user) }
    func remove(user id: String) { content.users.remove(id) }
    func add(_ member: String, toGroup group: String) { content.users.add(member, toGroup: group) }
    func remove(_ member: String, fromGroup group: String) { content.users.remove(member, fromGroup: group) }

    func isNamed(_ user: CalendarUser) -> Bool {
        content.entries.values.contains { entry in
            entry.event.ownerID == user.id
                || entry.facts.items.contains { $0.participations.contains { $0.addressKey == user.addressKey } }
        }
    }

    // MARK: Events

    func eventCount() -> Int { content.entries.count }
    func event(uid: String) -> Event? { content.entries[uid]?.event }
    func hasEvent(uid: String) -> Bool { content.entries[uid] != nil }
    func uids() -> [String] { content.entries.values.sorted { $0.number < $1.number }.map(\.event.uid) }

    func put(_ event: Event) throws { try put(event, EventFacts(event, configuration), replacing: nil) }

    func put(_ event: Event, _ facts: EventFacts, replacing _: Event?) throws {
        let old = content.entries[event.uid]
        former.append((event.uid, old))
        for item in facts.items {
            for one in item.participations where content.users.user(address: one.address) == nil {
                try content.users.put(CalendarUser(external: one))
            }
        }
        content.entries[event.uid] = MemoryContent.Entry(
            event: event,
            facts: facts,
            number: old?.number ?? content.nextNumber
        )
        if old == nil { content.nextNumber += 1 }
        changes.append(old == nil ? .created(uid: event.uid) : .modified(uid: event.uid))
        changes += StoreChange.participations(from: old?.event, to: event)
    }

    func delete(uid: String) throws {
        guard let old = content.entries.removeValue(forKey: uid) else { throw StoreError.unknownEvent(uid) }
        former.append((uid, old))
        changes.append(.deleted(uid: uid))
        changes += StoreChange.participations(from: old.event, to: nil)
    }

    // MARK: Messages

    func messages() -> [StoredMessage] { content.messages }
    func scheduling(of uid: String) -> SchedulingState { content.scheduling[uid] ?? SchedulingState() }
    func setScheduling(_ state: SchedulingState, of uid: String) { content.scheduling[uid] = state }
    func queue(_ message: StoredMessage) { content.messages.append(message) }
    func removeMessage(_ id: String) { content.messages.removeAll { $0.id == id } }
}

// MARK: - Queries

extension MemoryState {
    private func ownerKey(of event: Event) -> String? { event.ownerID.flatMap { content.users.users[$0]?.addressKey } }

    func events(in period: Period, matching criteria: ResolvedCriteria) -> [Event] {
        content.entries.values.filter { entry in
            if let span = entry.event.span {
                guard period.overlaps(span.start, span.end, floating: span.isFloating) else { return false }
            } else if period.start != nil || period.end != nil {
                return false
            }
            let owner = ownerKey(of: entry.event)
            return entry.facts.items.first.map { criteria.matches($0, owner: owner) } ?? false
        }.map(\.event).sorted()
    }

    func occurrences(in period: Period, matching criteria: ResolvedCriteria) throws -> [Occurrence] {
        var found: [Occurrence] = []
        for (uid, entry) in content.entries {
            let owner = ownerKey(of: entry.event)
            let fitting = entry.facts.items.map { criteria.matches($0, owner: owner) }
            guard fitting.contains(true) else { continue }
            for place in try entry.facts.places(in: period, of: entry.event, configuration) where fitting[place.ordinal]
            {
                found.append(Occurrence(uid: uid, place: place, facts: entry.facts))
            }
        }
        return found.sorted()
    }

    func busySpans(of addressKeys: Set<String>, in period: Period) throws -> [BusySpan] {
        var found: [BusySpan] = []
        for (uid, entry) in content.entries where entry.facts.items.contains(where: \.isBusy) {
            let owner = ownerKey(of: entry.event)
            let concerned = entry.facts.items.map { item in
                item.isBusy
                    ? item.participations(owner: owner).filter { addressKeys.contains($0.addressKey) && $0.takesTime }
                    : []
            }
            guard concerned.contains(where: { !$0.isEmpty }) else { continue }
            for place in try entry.facts.places(in: period, of: entry.event, configuration) {
                for one in concerned[place.ordinal] {
                    found.append(
                        BusySpan(
                            uid: uid,
                            addressKey: one.addressKey,
                            status: one.status,
                            isTentative: entry.facts.items[place.ordinal].item.status == .tentative,
                            span: place.span
                        )
                    )
                }
            }
        }
        return found
    }
}

extension EventFacts {
    /// The occurrences of an event in a period.
    ///
    /// - Throws: ``StoreError`` `endless-period` if they may have no end.
    package func places(in period: Period, of event: Event, _ configuration: StoreConfiguration) throws -> [Place] {
        var found = places.filter { period.overlaps($0.span.start, $0.span.end, floating: $0.span.isFloating) }
        if let indexedUntil {
            guard period.end != nil else { throw StoreError.endlessPeriod }
            found += Self.laterPlaces(of: event.series, from: indexedUntil, in: period, configuration)
        }
        return found
    }

    /// The occurrences in a period that begin where the layout of their series has ended.
    package static func laterPlaces(
        of series: Series,
        from first: Int,
        in period: Period,
        _ configuration: StoreConfiguration
    ) -> [Place] {
        let end = max(period.instants.upperBound, period.locals.upperBound)
        guard end > first else { return [] }
        return SeriesExpansion.places(of: series, beginningIn: first..<end, zones: configuration.zones).filter {
            $0.span.start >= first && period.overlaps($0.span.start, $0.span.end, floating: $0.span.isFloating)
        }
    }
}

extension CalendarUser {
    /// A user that is known only from an event that names it.
    package init(external participation: Participation) {
        let key = participation.addressKey
        self.init(
            id: key,
            name: participation.name ?? participation.address,
            kind: participation.kind,
            address: participation.address
        )
        booking = BookingPolicy(.manual)
        isExternal = true
    }
}
