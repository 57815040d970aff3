/// Compresses data by DEFLATE (RFC 1951): repeated texts by reference, in the fixed codes of §3.2.6.
package struct Deflate: ~Copyable {
    private static let window = 1 << 15
    private static let longest = 258
    /// How many earlier places with the same beginning are looked at.
    private static let attempts = 24

    private var output: [UInt8] = []
    private var bits: UInt64 = 0
    private var bitCount = 0

    private init(capacity: Int) { output.reserveCapacity(capacity) }

    /// The compressed form of bytes, the same for the same bytes.
    package static func compress(_ input: [UInt8]) -> [UInt8] {
        var work = Deflate(capacity: input.count / 3 + 16)
        work.put(1, 1)
        work.put(1, 2)
        work.add(input)
        work.putCode(256)
        if work.bitCount > 0 { work.put(0, 8 - work.bitCount) }
        return work.output
    }

    private mutating func put(_ value: Int, _ count: Int) {
        bits |= UInt64(value) << UInt64(bitCount)
        bitCount += count
        while bitCount >= 8 {
            output.append(UInt8(truncatingIfNeeded: bits))
            bits >>= 8
            bitCount -= 8
        }
    }

    /// A code of literals and lengths; Huffman codes are written from their highest bit on.
    private mutating func putCode(_ code: Int) {
        switch code {
        case 0..<144: putReversed(0x30 + code, 8)
        case 144..<256: putReversed(0x190 + code - 144, 9)
        case 256..<280: putReversed(code - 256, 7)
        default: putReversed(0xC0 + code - 280, 8)
        }
    }

    private mutating func putReversed(_ value: Int, _ count: Int) {
        var reversed = 0
        for bit in 0..<count where value >> bit & 1 == 1 { reversed |= 1 << (count - 1 - bit) }
        put(reversed, count)
    }

    private mutating func putReference(length: Int, distance: Int) {
        let lengthCode = Inflate.lengths.lastIndex { $0.base <= length } ?? 0
        putCode(257 + lengthCode)
        put(length - Inflate.lengths[lengthCode].base, Inflate.lengths[lengthCode].extraBits)
        let distanceCode = Inflate.distances.lastIndex { $0.base <= distance } ?? 0
        putReversed(distanceCode, 5)
        put(distance - Inflate.distances[distanceCode].base, Inflate.distances[distanceCode].extraBits)
    }

    private mutating func add(_ input: [UInt8]) {
        // The last place of each beginning, and for each place the one before it with the same beginning.
        var heads = [Int32](repeating: -1, count: 1 << 15)
        var earlier = [Int32](repeating: -1, count: Self.window)
        func key(_ place: Int) -> Int {
            (Int(input[place]) << 10 ^ Int(input[place + 1]) << 5 ^ Int(input[place + 2])) & (1 << 15 - 1)
        }
        func note(_ place: Int) {
            guard place + 2 < input.count else { return }
            earlier[place % Self.window] = heads[key(place)]
            heads[key(place)] = Int32(truncatingIfNeeded: place)
        }
        var place = 0
        while place < input.count {
            let (length, distance) = Self.match(input, place, place + 2 < input.count ? heads[key(place)] : -1, earlier)
            if length < 3 {
                putCode(Int(input[place]))
                note(place)
                place += 1
            } else {
                putReference(length: length, distance: distance)
                for passed in place..<place + length { note(passed) }
                place += length
            }
        }
    }

    private static func match(
        _ input: [UInt8],
        _ place: Int,
        _ head: Int32,
        _ earlier: [Int32]
    ) -> (length: Int, distance: Int) {
        var (best, distance) = (0, 0)
        var (candidate, left) = (Int(head), attempts)
        let most = min(longest, input.count - place)
        while candidate >= 0, place - candidate <= window - 1, candidate < place, left > 0 {
            var length = 0
            while length < most, input[candidate + length] == input[place + length] { length += 1 }
            if length > best { (best, distance) = (length, place - candidate) }
            if best == most { break }
            let next = Int(earlier[candidate % window])
            if next >= candidate { break }
            (candidate, left) = (next, left - 1)
        }
        return (best, distance)
    }
}
