extension Component {
    /// Whether another component means the same.
    public func hasSameMeaning(as other: Component) -> Bool {
        name == other.name && CanonicalComponent(self).content.isExactly(CanonicalComponent(other).content)
    }
}

/// A component in one spelling, for comparing what two calendars mean.
///
/// The order of lines and of components is no meaning, nor is a property that says what its absence says, or that tells of the
/// file and its writer.
public struct CanonicalComponent: Sendable {
    /// What makes two components the same one.
    public struct Key: Hashable, Comparable, Sendable {
        /// The component's name in upper case.
        public var name: String
        /// The UID, or a time zone's TZID; empty where it has none.
        public var uid: String
        /// The RECURRENCE-ID as a canonical line; empty where it has none.
        public var recurrenceID: String

        /// The key of a component.
        public init(_ component: Component) {
            self.init(name: component.nameText, uid: "", recurrenceID: "")
            for property in component.properties { take(property, of: component) }
        }

        fileprivate init(name: String, uid: String, recurrenceID: String) {
            (self.name, self.uid, self.recurrenceID) = (name, uid, recurrenceID)
        }

        /// Takes what a property says of the key, if it is one of those that do.
        private mutating func take(_ property: Property, of component: Component) {
            switch property.name {
            case .uid: uid = CanonicalProperty(property).text
            case .timeZoneIdentifier where component.name == .vtimezone: uid = CanonicalProperty(property).text
            case .recurrenceID: recurrenceID = CanonicalProperty(property).lines.first ?? ""
            default: break
            }
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
    /// The component itself where its meaning may be asked for beyond its lines: a VTIMEZONE.
    public private(set) var zone: Component?

    /// The canonical form of a component.
    public init(_ component: Component) {
        key = Key(component)
        var sets: Set<ExactText> = []
        for property in component.properties {
            if Vocabulary.shared.property(property.name)?.isOfFile == true { continue }
            let canonical = CanonicalProperty(property)
            for line in canonical.lines where !CanonicalProperty.isAssumed(line) {
                if !canonical.isSet || sets.insert(ExactText(line)).inserted { lines.append(line) }
            }
        }
        lines.sort { $0.isExactly(before: $1) }
        if component.name == .vtimezone { zone = component }
        components = Self.sorted(component.components.map { CanonicalComponent($0) })
    }

    /// A calendar that holds what several hold together: files with several calendars mean the sum of them.
    ///
    /// - Parameter loose: components outside of any calendar.
    public init(merging calendars: [CanonicalComponent], and loose: [CanonicalComponent] = []) {
        key = Key(name: "VCALENDAR", uid: "", recurrenceID: "")
        lines = Set(calendars.flatMap(\.lines).map { ExactText($0) }).sorted().map(\.text)
        components = Self.sorted(calendars.flatMap(\.components) + loose)
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
