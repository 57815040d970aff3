public import CalendarModel

/// One attendee of an event, or of one of its occurrences.
public struct Participation: Hashable, Sendable {
    /// The calendar address, without `mailto:`.
    public var address: String { didSet { addressKey = CalendarUser.key(ofAddress: address) } }
    /// What addresses are compared by.
    package private(set) var addressKey: String
    /// The name that the event gives the attendee.
    public var name: String?
    /// What kind of attendee it is.
    public var kind: Attendee.UserType
    /// What the attendee is to do.
    public var role: Attendee.Role
    /// What the attendee answered.
    public var status: Attendee.Status

    /// Creates a participation; see the properties.
    public init(
        address: String,
        name: String? = nil,
        kind: Attendee.UserType = .individual,
        role: Attendee.Role = .required,
        status: Attendee.Status = .needsAction
    ) {
        self.address = address
        addressKey = CalendarUser.key(ofAddress: address)
        self.name = name
        self.kind = kind
        self.role = role
        self.status = status
    }

    /// The attendee that a property describes, with the defaults of RFC 5545.
    init(_ attendee: Attendee) {
        self.init(
            address: attendee.person.address,
            name: attendee.person.name,
            kind: attendee.userType ?? .individual,
            role: attendee.role ?? .required,
            status: attendee.status ?? .needsAction
        )
    }

    /// Whether it takes the attendee's time: not if declined or delegated.
    package var takesTime: Bool { status != .declined && status != .delegated }
}

extension Participation {
    /// Who takes part in what an item describes: its attendees, and its organizer, who has accepted unless an attendee
    /// of the same address states another answer. An override that names neither has those of its master.
    static func all(of item: CalendarItem, in series: Series) -> [Participation] {
        var item = item
        if item.recurrenceID != nil, item.attendees.isEmpty, item.organizer == nil, let master = series.master {
            item = master
        }
        var found: [Participation] = []
        for attendee in item.attendees {
            let one = Participation(attendee)
            // Of two lines for one address the first counts.
            if !found.contains(where: { $0.addressKey == one.addressKey }) { found.append(one) }
        }
        if let organizer = item.organizer {
            let key = CalendarUser.key(ofAddress: organizer.address)
            if !key.isEmpty, !found.contains(where: { $0.addressKey == key }) {
                found.append(Participation(address: organizer.address, name: organizer.name, status: .accepted))
            }
        }
        return found.filter { !$0.address.isEmpty }
    }
}
