/// What a local time means in a zone; offsets are seconds east of Greenwich.
public enum LocalTimeResolution: Hashable, Sendable {
    /// The clocks show this time once.
    case unique(offset: Int)
    /// The clocks jump over this time, as over 02:30 in Berlin on 29 March 2026 (before 3600, after 7200).
    case gap(before: Int, after: Int)
    /// The clocks show this time twice, as 02:30 in Berlin on 25 October 2026 (first 7200, second 3600).
    case overlap(first: Int, second: Int)
}

/// How to choose where a local time is not one instant.
///
/// The default is RFC 5545 §3.3.5's: the first of two, and in a gap the offset before it.
public struct AmbiguousTimePolicy: Hashable, Sendable {
    /// What to do when a local time does not exist, as 02:30 in Berlin on 29 March 2026.
    public enum Gap: String, Hashable, Sendable, CaseIterable {
        /// 29 March at 03:30 CEST, 01:30Z: as far after the gap's end as the time was after its beginning.
        case shiftForward = "shift-forward"
        /// No instant on 29 March.
        case skip
    }

    /// What to do when a local time happens twice, as 02:30 in Berlin on 25 October 2026.
    public enum Overlap: String, Hashable, Sendable, CaseIterable {
        /// 02:30 CEST, 00:30Z.
        case first
        /// 02:30 CET, 01:30Z.
        case second
    }

    /// What to do in a gap.
    public var gap: Gap
    /// What to do in an overlap.
    public var overlap: Overlap

    /// A policy; by default both parts are RFC 5545's.
    public init(gap: Gap = .shiftForward, overlap: Overlap = .first) {
        self.gap = gap
        self.overlap = overlap
    }
}

extension LocalTimeResolution {
    /// The offset to subtract from the local time, or nil where `policy` skips it.
    public func offset(by policy: AmbiguousTimePolicy = AmbiguousTimePolicy()) -> Int? {
        switch self {
        case .unique(let offset): offset
        case .gap(let before, _): policy.gap == .skip ? nil : before
        case .overlap(let first, let second): policy.overlap == .first ? first : second
        }
    }
}
