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
    /// The names of the components it stands in below the calendar, itself last, as in `VEVENT/VALARM`.
    public var path: String
    /// What only the first says, as canonical lines; the component's name alone when the second has no such component.
    public var onlyInFirst: [String]
    /// What only the second says.
    public var onlyInSecond: [String]
}

extension CalendarDifference {
    /// Compares what two calendars mean, whatever formats they came from.
    ///
    /// A time zone that only one of them spells out counts as equal if its name is one that every machine knows; two
    /// definitions of one zone are equal if they set the clock alike.
    public static func between(_ first: ComponentTree, _ second: ComponentTree) -> [CalendarDifference] {
        var found: [CalendarDifference] = []
        compare(calendar(of: first), calendar(of: second), path: "", &found)
        return found
    }

    /// Everything in the tree as one calendar; components outside any VCALENDAR count as its own.
    private static func calendar(of tree: ComponentTree) -> CanonicalComponent {
        var calendars: [CanonicalComponent] = []
        var loose: [CanonicalComponent] = []
        for component in tree.components {
            let canonical = CanonicalComponent(component)
            if component.name == .vcalendar { calendars.append(canonical) } else { loose.append(canonical) }
        }
        return CanonicalComponent(merging: calendars, and: loose)
    }

    private static func compare(
        _ first: CanonicalComponent, _ second: CanonicalComponent, path: String, _ found: inout [CalendarDifference]
    ) {
        let (onlyInFirst, onlyInSecond) = unmatched(first.lines, second.lines, by: \.self)
        if !onlyInFirst.isEmpty || !onlyInSecond.isEmpty {
            found.append(
                CalendarDifference(
                    component: first.key.name, uid: first.key.uid, recurrenceID: first.key.recurrenceID,
                    path: path.isEmpty ? first.key.name : path, onlyInFirst: onlyInFirst, onlyInSecond: onlyInSecond))
        }
        var missingInFirst: [CalendarDifference] = []
        for (ours, theirs) in runs(first.components, second.components) {
            // Equal twins first, so that components without identity pair with their like.
            let (lonely, others) = unmatched(ours, theirs, by: \.content)
            let inner = (path.isEmpty ? "" : "\(path)/") + (ours.first ?? theirs[0]).key.name
            for (one, other) in zip(lonely, others) where !saysTheSameZone(one, other) {
                compare(one, other, path: inner, &found)
            }
            found += lonely.dropFirst(others.count).compactMap { missing($0, inner, isInFirst: true) }
            missingInFirst += others.dropFirst(lonely.count).compactMap { missing($0, inner, isInFirst: false) }
        }
        found += missingInFirst
    }

    /// The components of two sorted lists that share a key, key by key.
    private static func runs(
        _ first: [CanonicalComponent], _ second: [CanonicalComponent]
    ) -> [(first: [CanonicalComponent], second: [CanonicalComponent])] {
        var found: [(first: [CanonicalComponent], second: [CanonicalComponent])] = []
        var (left, right) = (first[...], second[...])
        while let key = [left.first?.key, right.first?.key].compactMap(\.self).min() {
            let run = (left.prefix { $0.key == key }, right.prefix { $0.key == key })
            left = left[run.0.endIndex...]
            right = right[run.1.endIndex...]
            found.append((Array(run.0), Array(run.1)))
        }
        return found
    }

    /// The difference that a component stands on one side only; nil for a zone that every machine knows.
    private static func missing(_ component: CanonicalComponent, _ path: String, isInFirst: Bool) -> Self? {
        if component.key.name == "VTIMEZONE", ZoneNames.resolve(component.key.uid) != nil { return nil }
        return CalendarDifference(
            component: component.key.name, uid: component.key.uid, recurrenceID: component.key.recurrenceID, path: path,
            onlyInFirst: isInFirst ? [component.key.name] : [], onlyInSecond: isInFirst ? [] : [component.key.name])
    }

    /// Whether two definitions change the clock at the same instants by the same amounts, from where both have begun up to
    /// 2037, the last year that 32-bit zone files list.
    private static func saysTheSameZone(_ first: CanonicalComponent, _ second: CanonicalComponent) -> Bool {
        guard let one = rules(of: first), let other = rules(of: second) else { return false }
        let end = CivilDateTime(CivilDate(year: 2038, month: 1, day: 1), CivilTime(secondOfDay: 0)).secondsSinceEpoch
        let starts = [one, other].map { $0.transitions(in: Int.min..<end).first?.instant ?? Int.min }
        let begin = starts.max() ?? 0
        guard begin < end else { return one == other }
        let changes = [one, other].map { rules in
            rules.transitions(in: begin..<end).map { [$0.instant, rules.offset(at: $0.instant)] }
        }
        return changes[0] == changes[1] && one.offset(at: begin) == other.offset(at: begin)
    }

    /// What a VTIMEZONE says, evaluated.
    private static func rules(of component: CanonicalComponent) -> ZoneRules? {
        component.zone.flatMap { VTimeZone(reading: $0)?.rules }
    }

    /// What is left of two lists, sorted by their texts, when elements of equal text cancel out, one against one.
    private static func unmatched<Element>(
        _ first: [Element], _ second: [Element], by text: (Element) -> String
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
