internal import Bytes

/// Eight bytes in one word, compared all at once.
enum ByteWord {
    static let ones: UInt64 = 0x0101_0101_0101_0101
    static let highs: UInt64 = 0x8080_8080_8080_8080

    /// A word of the same byte eight times.
    @inline(__always)
    static func each(_ byte: UInt8) -> UInt64 { ones &* UInt64(byte) }

    /// The high bit of each byte of the word that is `byte`; of those after the first also some others.
    @inline(__always)
    static func hits(_ byte: UInt8, in word: UInt64) -> UInt64 {
        let difference = word ^ each(byte)
        return (difference &- ones) & ~difference & highs
    }

    /// The high bit of each byte of the word that is in `range`; the bytes of the word are below 0x80.
    @inline(__always)
    static func hits(_ range: ClosedRange<UInt8>, in word: UInt64) -> UInt64 {
        (word &+ each(0x80 &- range.lowerBound)) & ~(word &+ each(0x7F &- range.upperBound)) & highs
    }
}

/// What a run of bytes holds, gathered sixteen bytes at a time.
struct SeenBytes {
    private var all = SIMD2<UInt64>()
    private var backslash = SIMD2<UInt64>()
    private var control = SIMD2<UInt64>()

    @inline(__always)
    private static func each(_ byte: UInt8) -> SIMD2<UInt64> { SIMD2(repeating: ByteWord.each(byte)) }

    @inline(__always)
    mutating func add(_ words: SIMD2<UInt64>) {
        let ones = Self.each(0x01)
        let highs = Self.each(0x80)
        all |= words
        let slash = words ^ Self.each(.backslash)
        backslash |= (slash &- ones) & ~slash
        // Exact in every byte: no borrow passes from a tab to the byte after it.
        let tab = words ^ Self.each(.tab)
        let notTab = ((tab & ~highs) &+ ~highs) | tab
        let notLow = (words | highs) &- Self.each(.space)
        control |= ~notLow & ~words & notTab
        let deleted = words ^ Self.each(.delete)
        control |= (deleted &- ones) & ~deleted
    }

    @inline(__always)
    var contents: LineScanning.Contents {
        var found: LineScanning.Contents = []
        if (all.x | all.y) & ByteWord.highs != 0 { found.insert(.nonASCII) }
        if (backslash.x | backslash.y) & ByteWord.highs != 0 { found.insert(.backslash) }
        if (control.x | control.y) & ByteWord.highs != 0 { found.insert(.control) }
        return found
    }
}

/// The beginning of a name in eight bytes.
struct NameBytes {
    /// How many of them are letters, digits or hyphens before the first that is not.
    let length: Int
    /// Those in upper case, and zeros after them.
    let upperCased: UInt64

    /// - Parameter word: the first byte in its lowest bits.
    @inline(__always)
    init(_ word: UInt64) {
        let low = word & ~ByteWord.highs
        let small = ByteWord.hits(0x61...0x7A, in: low)
        let upper = low ^ small >> 2
        let names =
            ByteWord.hits(0x41...0x5A, in: upper) | ByteWord.hits(0x30...0x39, in: upper)
            | ByteWord.hits(UInt8.hyphen...UInt8.hyphen, in: upper)
        length = (~names & ByteWord.highs | word & ByteWord.highs).trailingZeroBitCount / 8
        upperCased = length == 8 ? upper : upper & ~(UInt64.max &<< UInt64(truncatingIfNeeded: length &* 8))
    }
}
