public import ICalendar

/// How many items two calendars have in common, by what they mean.
public struct CalendarOverlap: Hashable, Sendable {
    /// An item that both have.
    public struct Item: Hashable, Sendable {
        /// The component's name.
        public var component: String
        /// Its UID; empty where it has none.
        public var uid: String
        /// The value of its RECURRENCE-ID; empty where it has none.
        public var recurrenceID: String
        /// Its SUMMARY; empty where it has none.
        public var summary: String
    }

    /// The items that both have, by kind and UID.
    public private(set) var common: [Item] = []
    /// Items of one kind, UID and RECURRENCE-ID that differ.
    public private(set) var changed = 0
    /// Items that only the first has.
    public private(set) var onlyInFirst = 0
    /// Items that only the second has.
    public private(set) var onlyInSecond = 0
    /// Lines of the calendars themselves that only one of them has.
    public private(set) var calendarLines = 0

    /// Whether the two mean the same, time zones left aside.
    public var isSame: Bool { changed + onlyInFirst + onlyInSecond + calendarLines == 0 }

    /// Compares the items of two calendars, whatever formats they came from.
    public init(_ first: ComponentTree, _ second: ComponentTree) {
        let sides = (KeyedParts(first), KeyedParts(second))
        let lines = CalendarDifference.unmatched(sides.0.lines, sides.1.lines, by: \.self)
        calendarLines = lines.0.count + lines.1.count
        var (left, right) = (sides.0.components[...], sides.1.components[...])
        while let next = [left.first?.key, right.first?.key].compactMap(\.self).min() {
            let run = (left.prefix { $0.key == next }, right.prefix { $0.key == next })
            left = left[run.0.endIndex...]
            right = right[run.1.endIndex...]
            if next.name != "VTIMEZONE" { count(run.0.map(\.component), run.1.map(\.component)) }
        }
    }

    /// Counts the items of one key.
    private mutating func count(_ first: [Component], _ second: [Component]) {
        func sorted(_ components: [Component]) -> [(content: String, component: Component)] {
            components.map { (CanonicalComponent($0).content, $0) }.sorted { $0.content.isExactly(before: $1.content) }
        }
        let all = sorted(first)
        let (lonely, others) = CalendarDifference.unmatched(all, sorted(second), by: \.content)
        var unpaired = lonely[...]
        for (content, component) in all {
            if let next = unpaired.first, next.content.isExactly(content) {
                unpaired.removeFirst()
            } else {
                common.append(Item(component))
            }
        }
        changed += min(lonely.count, others.count)
        onlyInFirst += max(lonely.count - others.count, 0)
        onlyInSecond += max(others.count - lonely.count, 0)
    }
}

extension CalendarOverlap.Item {
    fileprivate init(_ component: Component) {
        func text(_ name: Name) -> String { component.first(name)?.text ?? "" }
        self.init(
            component: component.nameText,
            uid: text(.uid),
            recurrenceID: text(.recurrenceID),
            summary: text(.summary)
        )
    }
}
