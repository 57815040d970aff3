public import CalendarModel

/// Keeps events, users and messages.
///
/// ``MemoryStore`` keeps them in memory, ``SQLiteStore`` in a file that several processes may use. Both give the same
/// results. Calls return when the work is done: call them where waiting is allowed.
public protocol EventStore: Sendable {
    /// The configuration with which the store was opened.
    var configuration: StoreConfiguration { get }

    /// Looks at one state of the store. Several may look at the same time, also while one writes.
    func read<Result>(_ body: (any StoreReading) throws -> Result) throws -> Result

    /// Changes the store: all that `body` does, or nothing if it throws. One writes at a time.
    func write<Result>(_ body: (any StoreWriting) throws -> Result) throws -> Result

    /// Every change from now on that is written through this object.
    func changes() -> AsyncStream<StoreChange>
}

/// One state of a store.
public protocol StoreReading: AnyObject {
    /// The configuration with which the store was opened.
    var configuration: StoreConfiguration { get }
    /// The users of the store.
    var attendees: StoredAttendees { get }
    /// How many events there are.
    func eventCount() throws -> Int
    /// The event of a UID.
    func event(uid: String) throws -> Event?
    /// The UIDs of all events, in the order in which they were added.
    func uids() throws -> [String]

    /// The events that take place in a period, by the times of their masters, in order.
    func events(in period: Period, matching criteria: ResolvedCriteria) throws -> [Event]
    /// The occurrences in a period, in order.
    func occurrences(in period: Period, matching criteria: ResolvedCriteria) throws -> [Occurrence]
    /// When users are busy in a period, by what they answered, in no order.
    func busySpans(of addressKeys: Set<String>, in period: Period) throws -> [BusySpan]

    func user(id: String) throws -> CalendarUser?
    func user(address: String) throws -> CalendarUser?
    func users(named name: String) throws -> [CalendarUser]
    func users(of kind: CalendarUser.Kind?) throws -> [CalendarUser]
    func members(ofGroup id: String) throws -> [String]
    /// Whether an event names a user.
    func isNamed(_ user: CalendarUser) throws -> Bool
    /// The messages that are to be sent, in the order in which they were made.
    func messages() throws -> [StoredMessage]
    /// What is known of the messages about the event of a UID, in the store or not.
    func scheduling(of uid: String) throws -> SchedulingState
}

/// One state of a store, which may be changed.
public protocol StoreWriting: StoreReading {
    /// Adds an event, or replaces the one of its UID.
    func put(_ event: Event) throws
    /// Removes an event.
    ///
    /// - Throws: ``StoreError`` `unknown-event`.
    func delete(uid: String) throws
    /// Adds a user, or replaces the one of its id.
    func put(_ user: CalendarUser) throws
    /// Removes a user.
    func remove(user id: String) throws
    func add(_ member: String, toGroup group: String) throws
    func remove(_ member: String, fromGroup group: String) throws
    /// Adds a message that is to be sent.
    func queue(_ message: StoredMessage) throws
    /// Keeps what is known of the messages about the event of a UID.
    func setScheduling(_ state: SchedulingState, of uid: String) throws
    /// Removes a message that was sent.
    func removeMessage(_ id: String) throws
}

/// A message that is to be sent.
public struct StoredMessage: Hashable, Sendable {
    /// What it is known by.
    public var id: String
    /// METHOD.
    public var method: String
    /// The event's UID.
    public var uid: String
    /// Who sends it, as an address.
    public var sender: String
    /// Who is to receive it, as addresses.
    public var recipients: [String]
    /// The iCalendar text.
    public var text: [UInt8]

    /// Creates a message; see the properties.
    public init(id: String, method: String, uid: String, sender: String, recipients: [String], text: [UInt8]) {
        self.id = id
        self.method = method
        self.uid = uid
        self.sender = sender
        self.recipients = recipients
        self.text = text
    }
}

/// A time at which a user is busy with an event.
public struct BusySpan: Hashable, Sendable {
    /// The event's UID.
    public var uid: String
    /// Whose time it is, as the key of an address.
    public var addressKey: String
    /// What the attendee answered.
    public var status: Attendee.Status
    /// STATUS of the event.
    public var isTentative: Bool
    package var span: TimeSpan

    package init(uid: String, addressKey: String, status: Attendee.Status, isTentative: Bool, span: TimeSpan) {
        self.uid = uid
        self.addressKey = addressKey
        self.status = status
        self.isTentative = isTentative
        self.span = span
    }
}

/// The users of one state of a store.
public struct StoredAttendees: AttendeeSource, @unchecked Sendable {
    // Made and used within one `read` or `write`, as the state itself.
    private unowned let state: any StoreReading

    init(_ state: any StoreReading) { self.state = state }

    /// The user of that id.
    public func user(id: String) throws -> CalendarUser? { try state.user(id: id) }
    /// The user of that calendar address.
    public func user(address: String) throws -> CalendarUser? { try state.user(address: address) }
    /// The users of that name, in the order of their ids.
    public func users(named name: String) throws -> [CalendarUser] { try state.users(named: name) }
    /// The users of a kind, or all, in the order of their ids.
    public func users(of kind: CalendarUser.Kind?) throws -> [CalendarUser] { try state.users(of: kind) }
    /// The ids of the direct members of a group, in order.
    public func members(ofGroup id: String) throws -> [String] { try state.members(ofGroup: id) }
}

extension StoreReading {
    /// The users of the store.
    public var attendees: StoredAttendees { StoredAttendees(self) }

    /// The event of a UID.
    ///
    /// - Throws: ``StoreError`` `unknown-event`.
    public func existingEvent(_ uid: String) throws -> Event {
        guard let event = try event(uid: uid) else { throw StoreError.unknownEvent(uid) }
        return event
    }
}
