/// One thing that a conversion could not carry over as it was.
public struct Loss: Hashable, Sendable {
    /// What became of it.
    public enum Action: String, Sendable, CaseIterable {
        /// It travels in the target's extension slot and comes back.
        case preserved
        /// The target says something else, as near as it can.
        case altered
        /// The target has no trace of it.
        case dropped
    }

    /// The stable id, such as `recurrence-not-expressible`.
    public var id: RuleID
    /// What became of it.
    public var action: Action
    /// What exactly, in words for the person who has to decide; may be empty.
    public var detail: String
    /// The kind of component, such as `VEVENT`; empty where none applies.
    public var component: String
    /// The component's UID; empty where none applies.
    public var uid: String
    /// The property or element; empty where none applies.
    public var property: String
    /// Where the lost thing stands in the input.
    public var location: SourceLocation

    /// A loss from its parts.
    public init(
        _ id: RuleID, _ action: Action, _ detail: String = "", component: String = "", uid: String = "",
        property: String = "", at location: SourceLocation = SourceLocation()
    ) {
        self.id = id
        self.action = action
        self.detail = detail
        self.component = component
        self.uid = uid
        self.property = property
        self.location = location
    }
}

/// What a conversion read, wrote, and could not carry over.
public struct LossReport: Sendable {
    /// Every loss in the order it was met.
    public var losses: [Loss] = []
    /// Input items read: components of an iCalendar or xCal input, objects of Kolab.
    public var read = 0
    /// Items of which something was written.
    public var written = 0
    /// Items left out on purpose.
    public var skipped = 0
    /// Items that could not be read or written.
    public var failed = 0
    /// Which of the losses are the reasons of failed items.
    private var reasons: [Int] = []

    /// An empty report.
    public init() {}

    /// Adds a loss.
    public mutating func add(_ loss: Loss) { losses.append(loss) }

    /// Adds the loss of whole items, which could not be written.
    public mutating func fail(_ reason: Loss, itemCount: Int) {
        failed += itemCount
        reasons.append(losses.count)
        losses.append(reason)
    }

    /// Why items could not be written.
    public var failures: [Loss] { reasons.map { losses[$0] } }

    /// Adds another report's rows and counts.
    public mutating func merge(_ other: LossReport) {
        reasons += other.reasons.map { $0 + losses.count }
        losses.append(contentsOf: other.losses)
        read += other.read
        written += other.written
        skipped += other.skipped
        failed += other.failed
    }

    /// Whether anything was altered or dropped.
    public var hasLosses: Bool { losses.contains { $0.action != .preserved } }
}
