/// The comparison of hashes of secrets.
package enum HashComparison {
    /// Compares two hashes in a time that does not depend on where they differ: all bytes of both are looked at.
    package static func isSame(
        _ left: some RandomAccessCollection<UInt8>,
        _ right: some RandomAccessCollection<UInt8>
    ) -> Bool {
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for (one, other) in zip(left, right) { difference |= one ^ other }
        return difference == 0
    }
}
