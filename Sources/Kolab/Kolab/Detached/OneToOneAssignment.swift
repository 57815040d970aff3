/// Gives each slot one taker at most, and each taker one slot, the best matches first.
///
/// Where matches of one rank share a slot or a taker, the right one is unknown: all of them are tied, and neither their
/// slots nor their takers are given to a lesser match.
struct OneToOneAssignment {
    /// A slot, who may take it, and how good the match is.
    struct Match {
        var slot: Int
        var taker: Int
        /// The greater the better.
        var rank: Int
    }

    /// The outcome of each match, by its index.
    private(set) var outcomes: [DetachedException.Outcome]

    init(_ matches: [Match]) {
        outcomes = Array(repeating: .outranked, count: matches.count)
        let order = matches.indices.sorted { (matches[$1].rank, $0) < (matches[$0].rank, $1) }
        var usedSlots: Set<Int> = []
        var usedTakers: Set<Int> = []
        var rest = order[...]
        while let best = rest.first {
            let rank = matches[best].rank
            let level = rest.prefix { matches[$0].rank == rank }
            rest = rest.dropFirst(level.count)
            let free = level.filter { !usedSlots.contains(matches[$0].slot) && !usedTakers.contains(matches[$0].taker) }
            var slotCounts: [Int: Int] = [:]
            var takerCounts: [Int: Int] = [:]
            for index in free {
                slotCounts[matches[index].slot, default: 0] += 1
                takerCounts[matches[index].taker, default: 0] += 1
            }
            for index in free {
                let match = matches[index]
                let isAlone = slotCounts[match.slot] == 1 && takerCounts[match.taker] == 1
                outcomes[index] = isAlone ? .chosen : .tied
                usedSlots.insert(match.slot)
                usedTakers.insert(match.taker)
            }
        }
    }
}
