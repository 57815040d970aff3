internal import Bytes

/// Transitions in order, laid out for searching by instant and by local time.
///
/// Interval `i` lies between transitions `i - 1` and `i`; there is one more interval than there are transitions.
struct TransitionTable: Hashable, Sendable {
    /// UTC seconds, strictly ascending.
    private(set) var instants: [Int] = []
    /// The offset of each interval.
    private(set) var offsets: [Int]
    /// The first local second that only the interval after each transition can contain.
    private var localStarts: [Int] = []
    private var types: [LocalTimeType]
    private var typeIndices: [Int] = [0]

    /// A table of one endless interval.
    init(initial: LocalTimeType) {
        types = [initial]
        offsets = [initial.offset]
    }

    /// Adds a transition after all others; one that changes nothing is skipped, and one at the same instant replaces.
    mutating func append(_ instant: Int, _ type: LocalTimeType) {
        if instants.last == instant { removeLast() }
        guard type != types[typeIndices[instants.count]] else { return }
        let index = types.firstIndex(of: type) ?? types.endIndex
        if index == types.endIndex { types.append(type) }
        let start = instant + max(offsets[instants.count], type.offset)
        localStarts.append(max(start, localStarts.last ?? start))
        instants.append(instant)
        offsets.append(type.offset)
        typeIndices.append(index)
    }

    private mutating func removeLast() {
        instants.removeLast()
        localStarts.removeLast()
        offsets.removeLast()
        typeIndices.removeLast()
    }
}

extension TransitionTable {
    /// What the clocks show in `interval`.
    func type(of interval: Int) -> LocalTimeType { types[typeIndices[interval]] }

    /// The interval that holds `instant`.
    func interval(at instant: Int) -> Int { Self.upperBound(instants, instant) }

    /// The instants of `interval`.
    func bounds(of interval: Int) -> Range<Int> {
        let lower = interval == 0 ? Int.min : instants[interval - 1]
        return lower..<(interval == instants.count ? Int.max : instants[interval])
    }

    /// The local seconds that `interval` and no other interval holds; empty where its neighbours leave it nothing.
    func uniqueLocalBounds(of interval: Int) -> Range<Int> {
        let lower = interval == 0 ? Int.min : localStarts[interval - 1]
        guard interval < instants.count else { return lower..<Int.max }
        return lower..<max(lower, instants[interval] + min(offsets[interval], offsets[interval + 1]))
    }

    /// The interval that holds `local`, or the one before the gap or overlap it lies in.
    func interval(ofLocal local: Int) -> Int { Self.upperBound(localStarts, local) }

    /// What `local` means.
    func resolve(local: Int) -> LocalTimeResolution {
        let interval = interval(ofLocal: local)
        if uniqueLocalBounds(of: interval).contains(local) { return .unique(offset: offsets[interval]) }
        return resolveNear(interval, local: local)
    }

    private func resolveNear(_ interval: Int, local: Int) -> LocalTimeResolution {
        let near = max(0, interval - 2)...min(instants.count, interval + 2)
        let holding = near.filter { bounds(of: $0).contains(local - offsets[$0]) }
        if let first = holding.first, let last = holding.last {
            return first == last
                ? .unique(offset: offsets[first]) : .overlap(first: offsets[first], second: offsets[last])
        }
        for index in near where index < instants.count {
            let before = offsets[index]
            let after = offsets[index + 1]
            if before < after, (instants[index] + before..<instants[index] + after).contains(local) {
                return .gap(before: before, after: after)
            }
        }
        return .unique(offset: offsets[interval])
    }

    /// How many elements of the ascending `values` are not above `value`.
    private static func upperBound(_ values: [Int], _ value: Int) -> Int {
        values.partitioningIndex { $0 > value }
    }
}
