extension Component {
    /// Whether another component means the same.
    public func hasSameMeaning(as other: Component) -> Bool {
        // Numbers of names that no standard has are each tree's own.
        guard name.isKnown ? name == other.name : nameText == other.nameText else { return false }
        return hasSameParts(as: other) || CanonicalComponent(self).content.isExactly(CanonicalComponent(other).content)
    }
}

/// A component in one spelling, for comparing what two calendars mean.
///
/// The order of lines and of components has no meaning, nor has a property whose absence means the same, or one that
/// describes the file and its writer.
public struct CanonicalComponent: Sendable {
    /// What makes two components the same one.
    public struct Key: Hashable, Comparable, Sendable {
        /// The component's name in upper case.
        public var name: String
        /// The UID, or a time zone's TZID; empty where it has none.
        public var uid: String
        /// The RECURRENCE-ID as a canonical line; empty where it has none.
        public var recurrenceID: String

        /// Whether the RECURRENCE-ID is one: of several the first that is counts.
        private var isTime = false

        /// The key of a component.
        public init(_ component: Component) {
            self.init(name: component.nameText)
            component.forEachLine { kind, index in
                if kind == .property { take(Property(tree: component.tree, index: index), of: component) }
            }
        }

        /// The key of components that have a name only.
        public init(name: String) { (self.name, uid, recurrenceID) = (name, "", "") }

        private static func isTime(_ property: Property) -> Bool {
            property.withValue { DateTimeForm.matches($0) || DateForm.matches($0) }
        }

        /// Takes the part of the key that a property contains, if it contains one.
        private mutating func take(_ property: Property, of component: Component) {
            switch property.name {
            case .uid where component.name != .vtimezone && uid.isEmpty: uid = CanonicalProperty.text(of: property)
            case .timeZoneIdentifier where component.name == .vtimezone && uid.isEmpty:
                uid = CanonicalProperty.text(of: property)
            case .recurrenceID where recurrenceID.isEmpty || !isTime && Self.isTime(property):
                isTime = Self.isTime(property)
                recurrenceID = CanonicalProperty(property).lines.first ?? ""
            default: break
            }
        }

        /// Hashes what is compared.
        public func hash(into hasher: inout Hasher) {
            hasher.combine(name)
            hasher.combine(uid)
            hasher.combine(recurrenceID)
        }

        public static func == (left: Key, right: Key) -> Bool {
            left.name == right.name && left.uid.isExactly(right.uid) && left.recurrenceID.isExactly(right.recurrenceID)
        }

        public static func < (left: Key, right: Key) -> Bool {
            (ExactText(left.name), ExactText(left.uid), ExactText(left.recurrenceID))
                < (ExactText(right.name), ExactText(right.uid), ExactText(right.recurrenceID))
        }
    }

    /// Name, UID and RECURRENCE-ID.
    public private(set) var key: Key
    /// Every property value as one canonical line, sorted.
    public private(set) var lines: [String] = []
    /// The subcomponents, sorted by key and content.
    public private(set) var components: [CanonicalComponent] = []
    /// The component itself where its meaning may be needed in addition to its lines: a VTIMEZONE.
    public private(set) var zone: Component?

    /// The canonical form of a component.
    public init(_ component: Component) {
        key = Key(component)
        lines = Self.lines(of: component)
        if component.name == .vtimezone { zone = component }
        components = Self.sorted(component.components.map { CanonicalComponent($0) })
    }

    /// Every property value of a component as one canonical line, sorted.
    public static func lines(of component: Component) -> [String] {
        var lines: [String] = []
        var sets: Set<ExactText> = []
        for property in component.properties {
            if Vocabulary.shared.property(property.name)?.isOfFile == true { continue }
            let canonical = CanonicalProperty(property)
            for line in canonical.lines where !CanonicalProperty.isAssumed(line) {
                if !canonical.isSet || sets.insert(ExactText(line)).inserted { lines.append(line) }
            }
        }
        return lines.sorted { $0.isExactly(before: $1) }
    }

    /// Everything in one text, to compare components that share a key.
    public var content: String {
        lines.joined(separator: "\n") + components.map { "\n{\($0.key.name)\n\($0.content)}" }.joined()
    }

    /// Components by key, those that share one by their content.
    private static func sorted(_ components: [CanonicalComponent]) -> [CanonicalComponent] {
        Dictionary(grouping: components, by: \.key).sorted { $0.key < $1.key }.flatMap { _, run in
            if run.count == 1 { return run }
            return run.map { ($0.content, $0) }.sorted { $0.0.isExactly(before: $1.0) }.map(\.1)
        }
    }
}
