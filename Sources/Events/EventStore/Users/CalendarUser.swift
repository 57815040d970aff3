public import CalendarModel

/// Who can take part in events: a person, a group, a resource or a room (a calendar user of RFC 5545 §3.2.3).
public struct CalendarUser: Hashable, Sendable {
    /// What kind of user it is.
    public typealias Kind = Attendee.UserType

    /// The name that the store knows it by; unique, never empty.
    public var id: String
    /// The name to show.
    public var name: String
    /// What kind of user it is.
    public var kind: Kind
    /// The calendar address: a mail address without `mailto:`, or another URI.
    public var address: String
    /// The time zone in which its days begin and its floating times take place; nil means that of the store.
    public var timeZone: String?
    /// How it answers invitations automatically.
    public var booking: BookingPolicy
    /// Whether it is known only from events that name its address.
    public var isExternal = false

    /// Creates a user.
    ///
    /// - Parameters:
    ///   - address: if omitted, it is the id where that is a mail address, else `invalid:` and the id, to which no mail
    ///     can be sent.
    ///   - booking: if omitted, rooms and resources accept if they are free, and all others answer manually.
    public init(
        id: String,
        name: String? = nil,
        kind: Kind = .individual,
        address: String? = nil,
        timeZone: String? = nil,
        booking: BookingPolicy? = nil
    ) {
        self.id = id
        self.name = name ?? id
        self.kind = kind
        self.address = address ?? (id.contains("@") ? id : "invalid:\(id)")
        self.timeZone = timeZone
        self.booking = booking ?? (kind == .room || kind == .resource ? BookingPolicy() : BookingPolicy(.manual))
    }
}

extension CalendarUser {
    /// What addresses are compared by.
    public var addressKey: String { Self.key(ofAddress: address) }

    /// A person known by a mail address only, with or without `mailto:`; nil if the text is not one.
    init?(external text: String) {
        let hasScheme = text.lowercased().hasPrefix("mailto:")
        let address = hasScheme ? String(text.dropFirst(7)) : text
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = address.unicodeScalars.allSatisfy {
            $0.value > 0x20 && $0.value != 0x7F && !"<>,;:\"()[]".unicodeScalars.contains($0)
        }
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, isPlain else { return nil }
        self.init(external: Participation(address: address))
    }

    /// What addresses are compared by: small letters, without `mailto:`.
    public static func key(ofAddress address: String) -> String {
        let lower = address.lowercased()
        return lower.hasPrefix("mailto:") ? String(lower.dropFirst(7)) : lower
    }

    /// As ORGANIZER names it.
    public var person: Person { Person(address: address, name: name == id && name == address ? nil : name) }
}

/// How a room or resource answers invitations.
///
/// Busy means: another event that is opaque and not cancelled, which the room has accepted, also tentatively, overlaps by
/// half-open time: one that ends when the other begins does not.
public struct BookingPolicy: Hashable, Sendable {
    /// What is done.
    public enum Rule: String, Sendable, CaseIterable {
        /// Accepts if it is free, else leaves the invitation to the person who manages the room.
        case acceptIfFree = "accept-if-free"
        /// Accepts if it is free, else declines.
        case declineIfBusy = "decline-if-busy"
        /// Leaves every invitation to the person who manages the room.
        case manual
        /// Declines organizers that are not listed, and treats the listed as ``acceptIfFree`` does.
        case allowList = "allow-list"
    }

    /// What is done with a series of which some occurrences find the room busy.
    public enum SeriesRule: String, Sendable, CaseIterable {
        /// The series is one booking: one conflict is a conflict of the whole.
        case all
        /// The series is accepted, and those occurrences are declined, each separately.
        case partial
    }

    /// What is done.
    public var rule: Rule
    /// What is done with a series.
    public var series: SeriesRule
    /// The ids of the organizers that ``Rule/allowList`` admits.
    public var allowed: Set<String>

    /// Creates a policy from its rules.
    public init(_ rule: Rule = .acceptIfFree, series: SeriesRule = .all, allowed: Set<String> = []) {
        self.rule = rule
        self.series = series
        self.allowed = allowed
    }
}
