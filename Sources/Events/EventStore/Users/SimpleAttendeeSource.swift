public import CalendarModel
internal import Synchronization

/// People, rooms, resources and groups in memory.
public final class SimpleAttendeeSource: AttendeeSource {
    private let state = Mutex(UserTable())

    /// An empty source.
    public init() {}

    /// Adds a user, or replaces the one of its id.
    ///
    /// - Throws: ``StoreError`` `address-in-use` if another user has its address.
    public func add(_ user: CalendarUser) throws {
        try state.withLock { try $0.put(user) }
    }

    /// Makes a user a member of a group.
    public func add(_ member: String, toGroup group: String) throws {
        try checkMembership(of: member, inGroup: group)
        state.withLock { $0.add(member, toGroup: group) }
    }

    /// The user of that id.
    public func user(id: String) -> CalendarUser? { state.withLock { $0.users[id] } }
    /// The user of that calendar address.
    public func user(address: String) -> CalendarUser? { state.withLock { $0.user(address: address) } }
    /// The users of that name, in the order of their ids.
    public func users(named name: String) -> [CalendarUser] { state.withLock { $0.users(named: name) } }
    /// The users of a kind, or all, in the order of their ids.
    public func users(of kind: CalendarUser.Kind?) -> [CalendarUser] { state.withLock { $0.users(of: kind) } }
    /// The ids of the direct members of a group, in order.
    public func members(ofGroup id: String) -> [String] { state.withLock { $0.members[id] ?? [] } }
}

extension SimpleAttendeeSource {
    /// Adds a person.
    @discardableResult
    public func createIndividual(id: String, name: String) throws -> CalendarUser {
        let user = CalendarUser(id: id, name: name)
        try add(user)
        return user
    }

    /// Adds a room.
    @discardableResult
    public func createRoom(id: String, name: String) throws -> CalendarUser {
        let user = CalendarUser(id: id, name: name, kind: .room)
        try add(user)
        return user
    }
}

/// Users by id and by address, with the members of groups.
struct UserTable: Sendable {
    private(set) var users: [String: CalendarUser] = [:]
    private(set) var members: [String: [String]] = [:]
    private var ids: [String: String] = [:]

    func user(address: String) -> CalendarUser? {
        let key = CalendarUser.key(ofAddress: address)
        return ids[key].flatMap { users[$0] } ?? users[key]
    }

    func users(named name: String) -> [CalendarUser] {
        users.values.filter { $0.name == name && !$0.isExternal }.sorted { $0.id < $1.id }
    }

    func users(of kind: CalendarUser.Kind?) -> [CalendarUser] {
        users.values.filter { (kind == nil || $0.kind == kind) && !$0.isExternal }.sorted { $0.id < $1.id }
    }

    mutating func put(_ user: CalendarUser) throws {
        if user.id.isEmpty { throw StoreError.unknownUser("") }
        let key = user.addressKey
        if let id = ids[key], id != user.id {
            guard let known = users[id], known.isExternal else { throw StoreError.addressInUse(user.address) }
            users[id] = nil
        }
        if let old = users[user.id] { ids[old.addressKey] = nil }
        users[user.id] = user
        ids[key] = user.id
    }

    mutating func remove(_ id: String) {
        guard let user = users.removeValue(forKey: id) else { return }
        ids[user.addressKey] = nil
        members[id] = nil
        for group in members.keys { members[group]?.removeAll { $0 == id } }
    }

    mutating func add(_ member: String, toGroup group: String) {
        if members[group]?.contains(member) != true { members[group, default: []].append(member) }
    }

    mutating func remove(_ member: String, fromGroup group: String) {
        members[group]?.removeAll { $0 == member }
    }
}
