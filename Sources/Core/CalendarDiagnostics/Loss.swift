/// One thing that a conversion could not convert unchanged.
public struct Loss: Hashable, Sendable {
    /// What happened to it.
    public enum Action: String, Sendable, CaseIterable {
        /// It is kept in the target's extension slot and can be restored.
        case preserved
        /// The target contains the nearest value that it can express.
        case altered
        /// The target has no trace of it.
        case dropped
        /// It is as it was, although a change was asked for.
        case unchanged
        /// It is written once for several that are equal.
        case duplicate
    }

    /// What losses are counted by.
    public struct Kind: Hashable, Sendable {
        /// The stable id.
        public var id: RuleID
        /// What happened to it.
        public var action: Action

        /// Creates a kind from its id and action.
        public init(id: RuleID, action: Action) {
            self.id = id
            self.action = action
        }
    }

    /// The stable id, such as `recurrence-not-expressible`.
    public var id: RuleID
    /// What happened to it.
    public var action: Action
    /// The details, in words for the person who has to decide; may be empty.
    public var detail: String
    /// The kind of component, such as `VEVENT`; empty where none applies.
    public var component: String
    /// The component's UID; empty where none applies.
    public var uid: String
    /// The property or element; empty where none applies.
    public var property: String
    /// The place of the lost thing in the input.
    public var location: SourceLocation

    /// A loss from its parts.
    public init(
        _ id: RuleID,
        _ action: Action,
        _ detail: String = "",
        component: String = "",
        uid: String = "",
        property: String = "",
        at location: SourceLocation = SourceLocation()
    ) {
        self.id = id
        self.action = action
        self.detail = detail
        self.component = component
        self.uid = uid
        self.property = property
        self.location = location
    }

    /// What it is counted by.
    public var kind: Kind { Kind(id: id, action: action) }
}
