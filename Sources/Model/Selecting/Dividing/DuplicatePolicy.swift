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
}

extension DuplicatePolicy {
    /// The versions that are not kept.
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
        return order.flatMap { oldVersions(among: versions[$0] ?? []) }
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
    private let sequence: Int
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
