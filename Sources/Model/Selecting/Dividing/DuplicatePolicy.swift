internal import CalendarModel
package import ICalendar

/// Which versions of a component are kept where calendars that are merged have several: components of one kind, UID and
/// RECURRENCE-ID that differ in meaning. Of equal ones one is kept in any case.
public enum DuplicatePolicy: String, Sendable, CaseIterable {
    /// The newest: that with the highest SEQUENCE, then the latest DTSTAMP (RFC 5546 §2.1.5), then the latest LAST-MODIFIED; of
    /// several such the one in the last input.
    case newest
    /// The one in the first input.
    case first
    /// Every version.
    case all
    /// The newest; where neither SEQUENCE nor DTSTAMP nor LAST-MODIFIED tells which, every one of the newest.
    case askNothing = "ask-nothing"
}

/// A version that is not kept.
package struct OldVersion {
    /// The version.
    package var component: Component
    /// Which of the inputs it is in.
    package var input: Int
    /// Which of the inputs the version is in that counts.
    package var keptInput: Int
    /// Of an override of a series whose revision is outdated: its SEQUENCE, and that of the revision that is kept.
    package var revisions: (own: Int, kept: Int)?
}

extension DuplicatePolicy {
    /// The versions that are not kept.
    ///
    /// An override belongs to the revision of its series with its SEQUENCE (RFC 5545 §3.8.4.4): where an input has an older revision
    /// than the one that is kept, its overrides of older revisions are not kept either.
    ///
    /// - Parameter inputs: the components of each input that are directly in a calendar, or outside of any.
    package func oldVersions(among inputs: [[Component]]) -> [OldVersion] {
        if self == .all { return [] }
        var versions: [CanonicalComponent.Key: [Version]] = [:]
        var order: [CanonicalComponent.Key] = []
        for (input, components) in inputs.enumerated() {
            for component in components where component.name != .vtimezone {
                let key = CanonicalComponent.Key(component)
                if key.uid.isEmpty { continue }
                if versions[key] == nil { order.append(key) }
                versions[key, default: []].append(Version(component: component, input: input))
            }
        }
        var old: [OldVersion] = []
        var revisions: [SeriesKey: Revision] = [:]
        for key in order where key.recurrenceID.isEmpty {
            let all = versions[key] ?? []
            let masters = oldVersions(among: all)
            old += masters
            guard let kept = masters.first?.keptInput else { continue }
            let newest = Dictionary(
                all.map { ($0.input, CalendarStamps($0.component).sequence) },
                uniquingKeysWith: max
            )
            let sequence = newest[kept] ?? 0
            let outdated = Set(masters.map(\.input).filter { newest[$0, default: 0] < sequence })
            revisions[SeriesKey(key)] = Revision(input: kept, sequence: sequence, outdated: outdated)
        }
        for key in order where !key.recurrenceID.isEmpty {
            var current = versions[key] ?? []
            if let revision = revisions[SeriesKey(key)] {
                let outdated = current.filter(revision.isOutdated)
                current.removeAll(where: revision.isOutdated)
                old += outdated.map(revision.oldVersion)
            }
            old += oldVersions(among: current)
        }
        return old
    }

    /// What the components of a series have in common.
    private struct SeriesKey: Hashable {
        private let name: String
        private let uid: ExactText

        init(_ key: CanonicalComponent.Key) { (name, uid) = (key.name, ExactText(key.uid)) }
    }

    /// The revision of a series that is kept.
    private struct Revision {
        let input: Int
        let sequence: Int
        /// The inputs that have older ones.
        let outdated: Set<Int>

        func isOutdated(_ version: Version) -> Bool {
            outdated.contains(version.input) && CalendarStamps(version.component).sequence < sequence
        }

        func oldVersion(_ version: Version) -> OldVersion {
            let own = CalendarStamps(version.component).sequence
            return OldVersion(
                component: version.component,
                input: version.input,
                keptInput: input,
                revisions: (own, sequence)
            )
        }
    }

    private func oldVersions(among all: [Version]) -> [OldVersion] {
        guard all.count > 1 else { return [] }
        let stamps = all.map { CalendarStamps($0.component) }
        guard let newest = stamps.max() else { return [] }
        let places = all.indices.filter { stamps[$0] == newest }
        guard let kept = self == .first ? all.indices.first : places.last else { return [] }
        return all.indices.compactMap { index in
            if index == kept || self == .askNothing && stamps[index] == newest { return nil }
            // One of several equal ones is kept by whoever merges, whatever it is.
            if all[index].component.hasSameMeaning(as: all[kept].component) { return nil }
            return OldVersion(component: all[index].component, input: all[index].input, keptInput: all[kept].input)
        }
    }

    private struct Version {
        var component: Component
        var input: Int
    }
}

/// What tells which version of a component is newer.
private struct CalendarStamps: Comparable {
    let sequence: Int
    private let stamp: Int
    private let lastModified: Int

    init(_ component: Component) {
        func seconds(_ name: Name) -> Int { component.first(name)?.eventTime?.civil.secondsSinceEpoch ?? .min }
        sequence = component.first(.sequence).flatMap { Int($0.rawValue) } ?? 0
        stamp = seconds(.dateTimeStamp)
        lastModified = seconds(.lastModified)
    }

    static func < (left: CalendarStamps, right: CalendarStamps) -> Bool {
        (left.sequence, left.stamp, left.lastModified) < (right.sequence, right.stamp, right.lastModified)
    }
}
