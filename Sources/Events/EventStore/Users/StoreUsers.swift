public import CalendarModel

/// The users of a store as a source that can be kept: each query uses the store's state at that time.
public struct StoreAttendeeSource: AttendeeSource {
    private let store: any EventStore

    /// The users of a store.
    public init(_ store: any EventStore) { self.store = store }

    /// The user of that id.
    public func user(id: String) throws -> CalendarUser? { try store.read { try $0.user(id: id) } }
    /// The user of that calendar address.
    public func user(address: String) throws -> CalendarUser? { try store.read { try $0.user(address: address) } }
    /// The users of that name, in the order of their ids.
    public func users(named name: String) throws -> [CalendarUser] { try store.read { try $0.users(named: name) } }
    /// The users of a kind, or all, in the order of their ids.
    public func users(of kind: CalendarUser.Kind?) throws -> [CalendarUser] {
        try store.read { try $0.users(of: kind) }
    }
    /// The ids of the direct members of a group, in order.
    public func members(ofGroup id: String) throws -> [String] { try store.read { try $0.members(ofGroup: id) } }
}

extension EventStore {
    /// The users of the store.
    public var attendees: StoreAttendeeSource { StoreAttendeeSource(self) }

    /// Adds a user, or replaces the one of its id.
    ///
    /// - Parameter members: ids of users who become members of the group that it is.
    /// - Throws: ``StoreError`` `address-in-use`, or `group-cycle` if the group would be a part of itself.
    public func add(_ user: CalendarUser, members: [String] = []) throws {
        try write { state in
            try state.put(user)
            try state.add(members, to: user.id)
        }
    }

    /// Adds a person.
    @discardableResult
    public func createIndividual(id: String, name: String) throws -> CalendarUser {
        let user = CalendarUser(id: id, name: name)
        try add(user)
        return user
    }

    /// Adds a room, which accepts invitations if it is free.
    @discardableResult
    public func createRoom(id: String, name: String) throws -> CalendarUser {
        let user = CalendarUser(id: id, name: name, kind: .room)
        try add(user)
        return user
    }

    /// Makes users members of a group.
    ///
    /// - Throws: ``StoreError`` `group-cycle` if the group would then be a part of itself.
    public func add(members: [String], toGroup group: String) throws {
        try write { try $0.add(members, to: group) }
    }

    /// Removes a user that no event names.
    ///
    /// - Throws: ``StoreError`` `unknown-user`, or `user-in-use`.
    public func remove(user id: String) throws {
        try write { state in
            guard let user = try state.user(id: id) else { throw StoreError.unknownUser(id) }
            if try state.isNamed(user) { throw StoreError.userInUse(id) }
            try state.remove(user: id)
        }
    }
}

extension StoreWriting {
    fileprivate func add(_ members: [String], to group: String) throws {
        for member in members {
            try attendees.checkMembership(of: member, inGroup: group)
            try add(member, toGroup: group)
        }
    }
}
