import KalendsService
import Synchronization
import Testing

@Suite("Comparing hashes of secrets") struct HashComparisonTests {
    /// Bytes that count how many of them were looked at.
    private final class Watched: RandomAccessCollection, Sendable {
        private let bytes: [UInt8]
        private let looks = Mutex(0)

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        var startIndex: Int { 0 }
        var endIndex: Int { bytes.count }
        var count: Int { bytes.count }
        var lookCount: Int { looks.withLock { $0 } }

        subscript(position: Int) -> UInt8 {
            looks.withLock { $0 += 1 }
            return bytes[position]
        }
    }

    private static let hash: [UInt8] = (0..<32).map { UInt8($0 * 7 + 1) }

    @Test("every byte is looked at, wherever hashes differ", arguments: [nil] + (0..<32).map(Optional.init))
    func everyByteIsLookedAt(_ place: Int?) {
        var other = Self.hash
        if let place { other[place] ^= 0x80 }
        let (left, right) = (Watched(Self.hash), Watched(other))
        #expect(HashComparison.isSame(left, right) == (place == nil))
        #expect(left.lookCount == 32)
        #expect(right.lookCount == 32)
    }

    @Test("hashes of different lengths differ") func lengths() {
        #expect(!HashComparison.isSame(Self.hash, Array(Self.hash.dropLast())))
        #expect(!HashComparison.isSame([], Self.hash))
    }
}
