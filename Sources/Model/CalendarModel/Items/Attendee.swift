internal import ICalendar

/// Someone named by an address: an organizer, or who wrote for them (RFC 5545 §3.8.4.3).
public struct Person: Hashable, Sendable {
    /// The mail address, or a whole URI where it is not a `mailto:`; may be empty.
    public var address: String
    /// The name to show (CN).
    public var name: String?
    /// On whose behalf (SENT-BY), as an address.
    public var sentBy: String?

    /// A person from their parts.
    public init(address: String, name: String? = nil, sentBy: String? = nil) {
        self.address = address
        self.name = name
        self.sentBy = sentBy
    }
}

extension Person {
    /// Texts are the same if they have the same bytes.
    public static func == (left: Person, right: Person) -> Bool {
        left.address.isExactly(right.address) && left.name.isExactly(right.name)
            && left.sentBy.isExactly(right.sentBy)
    }
}

/// A participant (RFC 5545 §3.8.4.1).
public struct Attendee: Hashable, Sendable {
    /// ROLE (RFC 5545 §3.2.16).
    public enum Role: String, Sendable, CaseIterable {
        case chair = "CHAIR"
        case required = "REQ-PARTICIPANT"
        case optional = "OPT-PARTICIPANT"
        case nonParticipant = "NON-PARTICIPANT"
    }

    /// PARTSTAT (RFC 5545 §3.2.12).
    public enum Status: String, Sendable, CaseIterable {
        case needsAction = "NEEDS-ACTION"
        case accepted = "ACCEPTED"
        case declined = "DECLINED"
        case tentative = "TENTATIVE"
        case delegated = "DELEGATED"
        case completed = "COMPLETED"
        case inProcess = "IN-PROCESS"
    }

    /// CUTYPE (RFC 5545 §3.2.3).
    public enum UserType: String, Sendable, CaseIterable {
        case individual = "INDIVIDUAL"
        case group = "GROUP"
        case resource = "RESOURCE"
        case room = "ROOM"
        case unknown = "UNKNOWN"
    }

    /// Who.
    public var person: Person
    /// Their role; nil where none is given, which means required.
    public var role: Role?
    /// Their answer; nil where none is given, which means needs action.
    public var status: Status?
    /// Whether an answer is requested; nil where it is not given, which means no.
    public var wantsReply: Bool?
    /// The kind of attendee; nil where none is given, which means an individual.
    public var userType: UserType?
    /// To whom they delegated.
    public var delegatedTo: [String] = []
    /// From whom they were delegated.
    public var delegatedFrom: [String] = []

    /// An attendee of whom only the person is known.
    public init(_ person: Person) {
        self.person = person
    }
}

extension Attendee {
    /// Texts are the same if they have the same bytes.
    public static func == (left: Attendee, right: Attendee) -> Bool {
        left.person == right.person && left.role == right.role && left.status == right.status
            && left.wantsReply == right.wantsReply && left.userType == right.userType
            && left.delegatedTo.isExactly(right.delegatedTo) && left.delegatedFrom.isExactly(right.delegatedFrom)
    }
}

extension Attendee {
    /// Whether both mean the same: a default may be given explicitly.
    func hasSameMeaning(as other: Attendee) -> Bool {
        person == other.person && (role ?? .required) == (other.role ?? .required)
            && (status ?? .needsAction) == (other.status ?? .needsAction)
            && (wantsReply ?? false) == (other.wantsReply ?? false)
            && (userType ?? .individual) == (other.userType ?? .individual)
            && delegatedTo.isExactly(other.delegatedTo) && delegatedFrom.isExactly(other.delegatedFrom)
    }
}
