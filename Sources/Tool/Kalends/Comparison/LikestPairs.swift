internal import ICalendar

/// Components that share a key, such as items without a UID, in pairs of those that have most in common.
struct LikestPairs {
    private(set) var pairs: [(CanonicalComponent, CanonicalComponent)] = []
    /// Those that nothing is left for.
    private(set) var first: [CanonicalComponent]
    private(set) var second: [CanonicalComponent]

    /// Where there would be more comparisons than this, pairs are made in the order of the lists.
    private static let mostComparisons = 1024

    init(_ first: [CanonicalComponent], _ second: [CanonicalComponent]) {
        (self.first, self.second) = (first, second)
        if min(first.count, second.count) > 0, max(first.count, second.count) > 1,
            first.count * second.count <= Self.mostComparisons
        {
            pairLikest()
        }
        let count = min(self.first.count, self.second.count)
        pairs += zip(self.first, self.second)
        self.first.removeFirst(count)
        self.second.removeFirst(count)
    }

    private mutating func pairLikest() {
        let (left, right) = (first.map(Self.lines), second.map(Self.lines))
        var found: [(likeness: Int, Int, Int)] = []
        for (i, one) in left.enumerated() {
            for (j, other) in right.enumerated() {
                let likeness = one.intersection(other).count
                if likeness > 0 { found.append((likeness, i, j)) }
            }
        }
        var partners: [Int: Int] = [:]
        var taken: Set<Int> = []
        for (_, i, j) in found.sorted(by: { ($1.likeness, $0.1, $0.2) < ($0.likeness, $1.1, $1.2) })
        where partners[i] == nil && taken.insert(j).inserted { partners[i] = j }
        pairs = first.indices.compactMap { i in partners[i].map { (first[i], second[$0]) } }
        first = first.indices.filter { partners[$0] == nil }.map { first[$0] }
        second = second.indices.filter { !taken.contains($0) }.map { second[$0] }
    }

    /// The lines of a component and all that it holds.
    private static func lines(of component: CanonicalComponent) -> Set<String> {
        component.components.reduce(into: Set(component.lines)) { $0.formUnion(lines(of: $1)) }
    }
}
