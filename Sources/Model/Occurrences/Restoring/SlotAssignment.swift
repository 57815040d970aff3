internal import Bytes
internal import ICalendar

/// Which member of a group takes which slot of a rule.
struct SlotAssignment {
    /// Members by slot, as indices; nil where there is none.
    private(set) var members: [Int?]
    /// Members without a slot.
    private(set) var leftovers: [Int] = []

    /// - Parameters:
    ///   - slots: the places of the rule, ascending, in seconds.
    ///   - places: the places of the members, ascending.
    ///   - mayMove: whether a member may belong to a slot next to its place.
    init(slots: [Int], places: [Int], mayMove: Bool) {
        members = Array(repeating: nil, count: slots.count)
        for (index, place) in places.enumerated() {
            let slot = slots.partitioningIndex { $0 >= place }
            if slot < slots.count, slots[slot] == place, members[slot] == nil {
                members[slot] = index
            } else {
                leftovers.append(index)
            }
        }
        if mayMove { assignMoved(slots, places) }
    }

    /// Gives an empty slot the leftover nearest to it, if that slot is the leftover's nearest as well, and nothing else is
    /// as near; no further than half way to the next slot.
    private mutating func assignMoved(_ slots: [Int], _ places: [Int]) {
        let empty = slots.indices.filter { members[$0] == nil }
        guard !empty.isEmpty, !leftovers.isEmpty, slots.count > 1 else { return }
        var taken: Set<Int> = []
        for slot in empty {
            let place = slots[slot]
            let before = slot > 0 ? place - slots[slot - 1] : slots[slot + 1] - place
            let after = slot + 1 < slots.count ? slots[slot + 1] - place : before
            let near = leftovers.filter { places[$0] >= place - before / 2 && places[$0] <= place + after / 2 }
            let ranked = near.sorted { abs(places[$0] - place) < abs(places[$1] - place) }
            guard let nearest = ranked.first, !taken.contains(nearest) else { continue }
            let distance = abs(places[nearest] - place)
            if ranked.count > 1, abs(places[ranked[1]] - place) == distance { continue }
            let rivals = empty.filter { $0 != slot && abs(slots[$0] - places[nearest]) <= distance }
            guard rivals.isEmpty else { continue }
            members[slot] = nearest
            taken.insert(nearest)
        }
        leftovers.removeAll(where: taken.contains)
    }
}
