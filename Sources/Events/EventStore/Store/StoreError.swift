internal import ICalendar

/// Why a store refuses.
public enum StoreError: Error, Hashable, Sendable {
    /// No user of that id, address or name.
    case unknownUser(String)
    /// Several users have the name.
    case ambiguousUser(String, ids: [String])
    /// Another user has the address.
    case addressInUse(String)
    /// A user that events still name.
    case userInUse(String)
    /// Only groups have members.
    case notAGroup(String)
    /// The group would be a part of itself.
    case groupCycle(group: String, member: String)
    /// No event of that UID.
    case unknownEvent(String)
    /// The event has no such occurrence.
    case unknownOccurrence(uid: String, time: String)
    /// Another event has the UID.
    case uidInUse(String)
    /// The period ends before it begins, or its bounds are not times.
    case impossiblePeriod(String)
    /// Occurrences that never end were requested without an end.
    case endlessPeriod
    /// The user does not take part in the event.
    case notInvited(user: String, uid: String)
    /// The event has no time, or one that cannot be read.
    case noTime(uid: String)
    /// The file is not a store of calendars.
    case notAStore(String)
    /// The file was written by a newer version.
    case newerSchema(Int, known: Int)
    /// The file is damaged.
    case damaged(String)
    /// The store may only be read.
    case readOnly(String)
    /// Another process is writing.
    case locked(String)
    /// The disk is full.
    case diskFull(String)
    /// The file system refused to write.
    case writeFailed(String)
    /// The file system refused.
    case notAccessible(String)
}

extension StoreError: CustomStringConvertible {
    /// What was found, in words for the person who has to act.
    public var description: String {
        switch self {
        case .unknownUser(let text): "no person, room, resource or group called “\(text)”"
        case .ambiguousUser(let text, let ids):
            "several people, rooms, resources or groups are called “\(text)”: \(ids.joined(separator: ", ")); name the id"
        case .addressInUse(let address): "the address \(address) belongs to somebody else"
        case .userInUse(let id): "\(id) still takes part in events"
        case .notAGroup(let id): "\(id) is not a group"
        case .groupCycle(let group, let member): "\(group) cannot contain \(member): it would be a part of itself"
        case .unknownEvent(let uid): "no event with the UID \(uid)"
        case .unknownOccurrence(let uid, let time): "the event \(uid) does not occur at \(time)"
        case .uidInUse(let uid): "an event with the UID \(uid) exists already"
        case .impossiblePeriod(let detail): "not a period: \(detail)"
        case .endlessPeriod: "some events recur without end: give the end of the period"
        case .notInvited(let user, let uid): "\(user) does not take part in \(uid)"
        case .noTime(let uid): "the event \(uid) has no time that can be read"
        case .notAStore(let path): "\(path) is not a calendar store"
        case .newerSchema(let version, let known):
            "the store was written by a newer version (its schema is \(version), this program knows \(known))"
        case .damaged(let detail): "the store is damaged: \(detail)"
        case .readOnly(let path): "\(path) cannot be written"
        case .locked(let path): "\(path) is in use by another process; nothing was changed"
        case .diskFull(let path): "no space left for \(path); nothing was changed"
        case .writeFailed(let path): "\(path) could not be written; nothing was changed"
        case .notAccessible(let detail): detail
        }
    }
}
