extension RandomAccessCollection {
    /// The first index from which on `isAfter` holds, in a collection whose elements are ordered by it: first those for which
    /// it does not hold, then those for which it does.
    @inlinable package func partitioningIndex(where isAfter: (Element) -> Bool) -> Index {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = index(low, offsetBy: distance(from: low, to: high) / 2)
            if isAfter(self[middle]) { high = middle } else { low = index(after: middle) }
        }
        return low
    }
}

extension RandomAccessCollection where Element: Comparable {
    /// The index of the first member that is not before `value`; the members are in order.
    @inlinable package func firstIndex(notBefore value: Element) -> Index { partitioningIndex { $0 >= value } }
}
