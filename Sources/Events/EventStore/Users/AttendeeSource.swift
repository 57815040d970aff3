public import CalendarModel

/// Where people, rooms, resources and groups are looked up.
///
/// ``SimpleAttendeeSource`` keeps them in memory, ``StoredAttendees`` in a store. A directory of one's own conforms to this
/// protocol; the store saves those of its users that events name.
public protocol AttendeeSource: Sendable {
    /// The user of that id.
    func user(id: String) throws -> CalendarUser?
    /// The user of that calendar address, with or without `mailto:`, in any case; else the one whose id is the address.
    func user(address: String) throws -> CalendarUser?
    /// The users of that name, in the order of their ids.
    func users(named name: String) throws -> [CalendarUser]
    /// The users of a kind, or all, in the order of their ids.
    func users(of kind: CalendarUser.Kind?) throws -> [CalendarUser]
    /// The ids of the direct members of a group, in order; empty for other users.
    func members(ofGroup id: String) throws -> [String]
}

extension AttendeeSource {
    /// The user of an id, an address or a name that only one user has.
    ///
    /// - Throws: ``StoreError`` `unknown-user` if there is none, `ambiguous-user` if several have the name.
    public func user(_ text: String) throws -> CalendarUser {
        if let user = try user(id: text) ?? user(address: text) { return user }
        let named = try users(named: text)
        if named.count > 1 { throw StoreError.ambiguousUser(text, ids: named.map(\.id)) }
        guard let user = named.first else { throw StoreError.unknownUser(text) }
        return user
    }

    /// Who is invited: a user, or a person outside of the source, named by a mail address.
    ///
    /// - Throws: ``StoreError`` `unknown-user` if there is no such user and the text is not a mail address,
    ///   `ambiguous-user` if several have the name.
    public func invitee(_ text: String) throws -> CalendarUser {
        do {
            return try user(text)
        } catch StoreError.unknownUser {
            guard let user = CalendarUser(external: text) else { throw StoreError.unknownUser(text) }
            return user
        }
    }

    /// The users that a user means: the members of a group, also nested ones, each once and in order; else itself
    /// alone.
    public func resolved(_ user: CalendarUser) throws -> [CalendarUser] {
        guard user.kind == .group else { return [user] }
        var found: [CalendarUser] = []
        var met: Set<String> = [user.id]
        var waiting = try members(ofGroup: user.id)[...]
        while let id = waiting.popFirst() {
            guard met.insert(id).inserted else { continue }
            guard let member = try self.user(id: id) else { throw StoreError.unknownUser(id) }
            if member.kind == .group {
                waiting = try members(ofGroup: id)[...] + waiting
            } else {
                found.append(member)
            }
        }
        return found
    }

    /// Checks that a group may have a member.
    ///
    /// - Throws: ``StoreError`` `group-cycle` if the group would then be a part of itself, `not-a-group` if it is not a
    ///   group.
    func checkMembership(of member: String, inGroup group: String) throws {
        guard let owner = try user(id: group) else { throw StoreError.unknownUser(group) }
        guard owner.kind == .group else { throw StoreError.notAGroup(group) }
        guard try user(id: member) != nil else { throw StoreError.unknownUser(member) }
        var met: Set<String> = []
        var waiting = [member]
        while let id = waiting.popLast() {
            if id == group { throw StoreError.groupCycle(group: group, member: member) }
            if met.insert(id).inserted { waiting += try members(ofGroup: id) }
        }
    }
}
