public import ICalendar
internal import TimeZones

/// Something that two calendars do not both mean.
public struct CalendarDifference: Hashable, Sendable {
    /// The component's name.
    public var component: String
    /// Its UID, or a time zone's TZID; empty where it has none.
    public var uid: String
    /// Its RECURRENCE-ID line; empty where it has none.
    public var recurrenceID: String
    /// The names of the components that contain it below the calendar, itself last, as in `VEVENT/VALARM`.
    public var path: String
    /// What only the first contains, as canonical lines; the component's name alone when the second has no such
    /// component.
    public var onlyInFirst: [String]
    /// What only the second contains.
    public var onlyInSecond: [String]
    /// The UID of the outermost component that it is in, a TZID for a time zone; empty for the calendar itself.
    package var itemUID: String
}

extension CalendarDifference {
    /// Compares what two calendars mean, whatever their formats are.
    ///
    /// A time zone that only one of them spells out counts as equal if its name is one that every machine knows; two
    /// definitions of one zone are equal if they set the clock alike.
    public static func between(_ first: ComponentTree, _ second: ComponentTree) -> [CalendarDifference] {
        let sides = (KeyedParts(first), KeyedParts(second))
        var found: [CalendarDifference] = []
        let key = CanonicalComponent.Key(name: "VCALENDAR")
        compare(sides.0.lines, sides.1.lines, of: key, in: "", path: key.name, &found)
        // Only what shares a key is in memory in its canonical form at a time.
        compare(sides.0.components, sides.1.components, by: \.key, in: nil, path: "", &found) {
            $0.map { CanonicalComponent($0.component) }
        }
        return found
    }

    private static func compare(
        _ first: CanonicalComponent,
        _ second: CanonicalComponent,
        in item: String,
        path: String,
        _ found: inout [CalendarDifference]
    ) {
        compare(first.lines, second.lines, of: first.key, in: item, path: path, &found)
        compare(first.components, second.components, by: \.key, in: item, path: "\(path)/", &found) { Array($0) }
    }

    private static func compare(
        _ first: [String],
        _ second: [String],
        of key: CanonicalComponent.Key,
        in item: String,
        path: String,
        _ found: inout [CalendarDifference]
    ) {
        let (onlyInFirst, onlyInSecond) = unmatched(first, second, by: \.self)
        if onlyInFirst.isEmpty, onlyInSecond.isEmpty { return }
        found.append(
            CalendarDifference(
                component: key.name,
                uid: key.uid,
                recurrenceID: key.recurrenceID,
                path: path,
                onlyInFirst: onlyInFirst,
                onlyInSecond: onlyInSecond,
                itemUID: item
            )
        )
    }

    /// Compares two lists that are sorted by key, those that share a key with one another.
    ///
    /// - Parameter item: the UID of the component that they are in; nil if they are in none.
    private static func compare<Part>(
        _ first: [Part],
        _ second: [Part],
        by key: (Part) -> CanonicalComponent.Key,
        in item: String?,
        path: String,
        _ found: inout [CalendarDifference],
        canonical: (ArraySlice<Part>) -> [CanonicalComponent]
    ) {
        var missingInFirst: [CalendarDifference] = []
        var (left, right) = (first[...], second[...])
        while let next = [left.first, right.first].compactMap({ $0.map(key) }).min() {
            let run = (left.prefix { key($0) == next }, right.prefix { key($0) == next })
            left = left[run.0.endIndex...]
            right = right[run.1.endIndex...]
            // Equal twins first, so that components without identity pair with their like.
            let (lonely, others) = unmatched(sorted(canonical(run.0)), sorted(canonical(run.1)), by: \.content)
            let pairing = LikestPairs(lonely, others)
            for (one, other) in pairing.pairs where !saysTheSameZone(one, other) {
                compare(one, other, in: item ?? next.uid, path: path + next.name, &found)
            }
            found += pairing.first.compactMap {
                missing($0, in: item ?? next.uid, path + next.name, isInFirst: true)
            }
            missingInFirst += pairing.second.compactMap {
                missing($0, in: item ?? next.uid, path + next.name, isInFirst: false)
            }
        }
        found += missingInFirst
    }

    /// Components that share a key, by their content.
    private static func sorted(_ run: [CanonicalComponent]) -> [CanonicalComponent] {
        if run.count < 2 { return run }
        return run.map { ($0.content, $0) }.sorted { $0.0.isExactly(before: $1.0) }.map(\.1)
    }

    /// The difference that a component is on one side only; nil for a zone that every machine knows.
    private static func missing(
        _ component: CanonicalComponent,
        in item: String,
        _ path: String,
        isInFirst: Bool
    ) -> Self? {
        if component.key.name == "VTIMEZONE", ZoneNames.resolve(component.key.uid) != nil { return nil }
        return CalendarDifference(
            component: component.key.name,
            uid: component.key.uid,
            recurrenceID: component.key.recurrenceID,
            path: path,
            onlyInFirst: isInFirst ? [component.key.name] : [],
            onlyInSecond: isInFirst ? [] : [component.key.name],
            itemUID: item
        )
    }

    private static func saysTheSameZone(_ first: CanonicalComponent, _ second: CanonicalComponent) -> Bool {
        guard let one = first.zone, let other = second.zone else { return false }
        return one.setsClocks(like: other)
    }

    /// What is left of two lists, sorted by their texts, when elements of equal text cancel out, one against one.
    static func unmatched<Element>(
        _ first: [Element],
        _ second: [Element],
        by text: (Element) -> String
    ) -> ([Element], [Element]) {
        let texts = (first.map(text), second.map(text))
        var left: [Element] = []
        var right: [Element] = []
        var (i, j) = (0, 0)
        while i < first.count || j < second.count {
            if j == second.count || i < first.count && texts.0[i].isExactly(before: texts.1[j]) {
                left.append(first[i])
                i += 1
            } else if i == first.count || texts.1[j].isExactly(before: texts.0[i]) {
                right.append(second[j])
                j += 1
            } else {
                i += 1
                j += 1
            }
        }
        return (left, right)
    }
}

/// Everything in a tree as one calendar; components outside any VCALENDAR count as its own.
struct KeyedParts {
    /// The calendars' properties as canonical lines, sorted, each once.
    let lines: [String]
    /// The components by their keys.
    let components: [(key: CanonicalComponent.Key, component: Component)]

    init(_ tree: ComponentTree) {
        let calendars = tree.components.filter { $0.name == .vcalendar }
        lines = Set(calendars.flatMap { CanonicalComponent.lines(of: $0) }.map { ExactText($0) }).sorted().map(\.text)
        let loose = tree.components.filter { $0.name != .vcalendar }
        components = (calendars.flatMap(\.components) + loose).map { (CanonicalComponent.Key($0), $0) }.sorted {
            $0.key < $1.key
        }
    }
}
