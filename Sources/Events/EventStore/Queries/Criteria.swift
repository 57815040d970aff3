public import CalendarModel
internal import Foundation

/// What events and occurrences must have to be found. Empty criteria are ignored.
public struct Criteria: Hashable, Sendable {
    /// Ids or addresses of users of whom one takes part; a group means its members.
    public var attendees: [String]
    /// The answer of one of ``attendees``; ignored without attendees.
    public var statuses: Set<Attendee.Status>
    /// The role of one of ``attendees``, the one with the status; ignored without attendees.
    public var roles: Set<Attendee.Role>
    /// Categories of which the event has one.
    public var categories: Set<String>
    /// The id or address of the organizer.
    public var organizer: String?
    /// Words that title, description or location have, in any case, or begin with.
    public var text: String?
    /// Which components.
    public var kinds: Set<CalendarItem.Kind>

    /// Creates criteria; see the properties.
    public init(
        attendees: [String] = [],
        statuses: Set<Attendee.Status> = [],
        roles: Set<Attendee.Role> = [],
        categories: Set<String> = [],
        organizer: String? = nil,
        text: String? = nil,
        kinds: Set<CalendarItem.Kind> = [.event]
    ) {
        self.attendees = attendees
        self.statuses = statuses
        self.roles = roles
        self.categories = categories
        self.organizer = organizer
        self.text = text
        self.kinds = kinds
    }

    /// The same with what they leave empty taken from others.
    public func completed(by other: Criteria) -> Criteria {
        var merged = self
        if attendees.isEmpty { merged.attendees = other.attendees }
        if statuses.isEmpty { merged.statuses = other.statuses }
        if roles.isEmpty { merged.roles = other.roles }
        if categories.isEmpty { merged.categories = other.categories }
        merged.organizer = organizer ?? other.organizer
        merged.text = text ?? other.text
        return merged
    }
}

/// Criteria with ids resolved to addresses and the text taken apart.
public struct ResolvedCriteria: Sendable {
    /// Keys of addresses; nil where none are requested.
    package var attendees: Set<String>?
    package var statuses: Set<Attendee.Status>
    package var roles: Set<Attendee.Role>
    package var categories: Set<String>
    package var organizer: String?
    package var words: [String]
    package var kinds: Set<CalendarItem.Kind>

    /// Resolves criteria.
    ///
    /// - Throws: ``StoreError`` `unknown-user` for an attendee or organizer that the source does not know.
    public init(_ criteria: Criteria, in source: some AttendeeSource) throws {
        statuses = criteria.statuses
        roles = criteria.roles
        categories = criteria.categories
        kinds = criteria.kinds
        words = criteria.text.map(SearchText.words) ?? []
        organizer = try criteria.organizer.map { try source.user($0).addressKey }
        if !criteria.attendees.isEmpty {
            var keys: Set<String> = []
            for text in criteria.attendees {
                let user = try source.user(text)
                keys.insert(user.addressKey)
                for member in try source.resolved(user) { keys.insert(member.addressKey) }
            }
            attendees = keys
        }
    }

    /// Whether an item of an event fits.
    ///
    /// - Parameter owner: the address key of the user in whose calendar the event is without being named in it.
    func matches(_ item: EventFacts.Item, owner: String?) -> Bool {
        guard kinds.contains(item.item.kind) else { return false }
        if let organizer, (item.organizerKey ?? owner) != organizer { return false }
        if !categories.isEmpty, categories.isDisjoint(with: item.item.categories) { return false }
        if let attendees, !item.participations(owner: owner).contains(where: { takesPart($0, attendees) }) {
            return false
        }
        return words.isEmpty || SearchText.contains(words, in: item.item)
    }

    private func takesPart(_ participation: Participation, _ attendees: Set<String>) -> Bool {
        attendees.contains(participation.addressKey)
            && (statuses.isEmpty || statuses.contains(participation.status))
            && (roles.isEmpty || roles.contains(participation.role))
    }
}

extension EventFacts.Item {
    /// Who takes part, and the user in whose calendar it is, who has accepted.
    package func participations(owner: String?) -> [Participation] {
        guard let owner, !participations.contains(where: { $0.addressKey == owner }) else { return participations }
        return participations + [Participation(address: owner, status: .accepted)]
    }
}

/// How text is searched: by words, ignoring letter case and accents.
package enum SearchText {
    /// The words of a text, in the form that the index of SQLite has too: ß stays ß.
    package static func words(_ text: String) -> [String] {
        text.folding(options: .diacriticInsensitive, locale: nil).lowercased()
            .split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// Whether each word begins a word of title, description or location.
    static func contains(_ wanted: [String], in item: CalendarItem) -> Bool {
        let all = [item.summary, item.description, item.location].compactMap { $0 }.flatMap(words)
        return wanted.allSatisfy { word in all.contains { $0.hasPrefix(word) } }
    }
}
