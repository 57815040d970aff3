/// Data that was compressed by DEFLATE (RFC 1951).
package struct Inflate: ~Copyable {
    /// Why data cannot be expanded.
    package enum Failure: Error, Hashable, Sendable {
        /// The data are not compressed as they say, or end too soon.
        case damaged
        /// More bytes come out than the limit.
        case tooLarge
    }

    private let input: [UInt8]
    /// Where the input ends for these data.
    private let inputEnd: Int
    /// The next byte of the input.
    package private(set) var position: Int
    private var bits: UInt32 = 0
    private var bitCount = 0
    private var output: [UInt8] = []
    private let limit: Int

    private init(_ input: [UInt8], from position: Int, upTo inputEnd: Int, limit: Int) {
        self.input = input
        self.inputEnd = inputEnd
        self.position = position
        self.limit = limit
    }

    /// Expands the data that begin at a position.
    ///
    /// - Parameters:
    ///   - inputEnd: the position at which they end at the latest; nil for the end of the input.
    ///   - limit: the most bytes that may come out.
    ///   - end: is set to the position after the data.
    package static func expand(
        _ input: [UInt8],
        from start: Int = 0,
        upTo inputEnd: Int? = nil,
        limit: Int,
        end: inout Int
    ) throws(Failure) -> [UInt8] {
        var work = Inflate(input, from: start, upTo: inputEnd ?? input.count, limit: limit)
        var isLast = false
        while !isLast {
            isLast = try work.take(1) == 1
            switch try work.take(2) {
            case 0: try work.copyStored()
            case 1: try work.expandBlock(.fixedLiterals, .fixedDistances)
            case 2:
                let (literals, distances) = try work.readCodes()
                try work.expandBlock(literals, distances)
            default: throw .damaged
            }
        }
        end = work.position - work.bitCount / 8
        return work.output
    }
}

extension Inflate {
    private mutating func take(_ count: Int) throws(Failure) -> Int {
        while bitCount < count {
            guard position < inputEnd else { throw .damaged }
            bits |= UInt32(input[position]) << UInt32(bitCount)
            position += 1
            bitCount += 8
        }
        let value = Int(bits & (1 << UInt32(count) - 1))
        bits >>= UInt32(count)
        bitCount -= count
        return value
    }

    private mutating func append(_ byte: UInt8) throws(Failure) {
        guard output.count < limit else { throw .tooLarge }
        output.append(byte)
    }

    /// A block that is not compressed (§3.2.4).
    private mutating func copyStored() throws(Failure) {
        position -= bitCount / 8
        (bits, bitCount) = (0, 0)
        let (length, check) = (try take(16), try take(16))
        guard length ^ 0xFFFF == check, position + length <= inputEnd else { throw .damaged }
        guard output.count + length <= limit else { throw .tooLarge }
        output += input[position..<position + length]
        position += length
    }

    private mutating func expandBlock(_ literals: PrefixCode, _ distances: PrefixCode) throws(Failure) {
        while true {
            let symbol = try next(of: literals)
            if symbol == 256 { return }
            if symbol < 256 {
                try append(UInt8(symbol))
                continue
            }
            guard symbol - 257 < Self.lengths.count else { throw .damaged }
            let length = Self.lengths[symbol - 257]
            let count = length.base + (try take(length.extraBits))
            let code = try next(of: distances)
            guard code < Self.distances.count else { throw .damaged }
            let distance = Self.distances[code].base + (try take(Self.distances[code].extraBits))
            guard distance <= output.count else { throw .damaged }
            for _ in 0..<count { try append(output[output.count - distance]) }
        }
    }

    private mutating func next(of code: PrefixCode) throws(Failure) -> Int {
        var (value, first, index) = (0, 0, 0)
        for length in 1...15 {
            value |= try take(1)
            let count = code.counts[length]
            if value - count < first { return code.symbols[index + value - first] }
            index += count
            first = (first + count) << 1
            value <<= 1
        }
        throw .damaged
    }

    /// The codes of a block that brings its own (§3.2.7).
    private mutating func readCodes() throws(Failure) -> (PrefixCode, PrefixCode) {
        let (literalCount, distanceCount) = (try take(5) + 257, try take(5) + 1)
        let codeCount = try take(4) + 4
        var codeLengths = [Int](repeating: 0, count: 19)
        for index in 0..<codeCount { codeLengths[Self.codeOrder[index]] = try take(3) }
        let code = try PrefixCode(codeLengths)
        var lengths: [Int] = []
        while lengths.count < literalCount + distanceCount {
            let symbol = try next(of: code)
            let (value, count): (Int, Int)
            switch symbol {
            case 0...15: (value, count) = (symbol, 1)
            case 16:
                guard let last = lengths.last else { throw .damaged }
                (value, count) = (last, 3 + (try take(2)))
            case 17: (value, count) = (0, 3 + (try take(3)))
            default: (value, count) = (0, 11 + (try take(7)))
            }
            lengths += repeatElement(value, count: count)
        }
        guard lengths.count == literalCount + distanceCount else { throw .damaged }
        return (
            try PrefixCode(Array(lengths[..<literalCount])), try PrefixCode(Array(lengths[literalCount...]))
        )
    }

    private static let codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    /// Lengths of copies (§3.2.5).
    static let lengths: [(base: Int, extraBits: Int)] =
        ranges(
            from: 3,
            extraBits: [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5]
        ) + [(258, 0)]
    /// Distances of copies.
    static let distances: [(base: Int, extraBits: Int)] = ranges(
        from: 1,
        extraBits: [0, 0, 0, 0] + (1...13).flatMap { [$0, $0] }
    )

    private static func ranges(from first: Int, extraBits: [Int]) -> [(base: Int, extraBits: Int)] {
        var base = first
        return extraBits.map { bits in
            defer { base += 1 << bits }
            return (base, bits)
        }
    }
}

/// A prefix code by the lengths of its codes (RFC 1951 §3.2.2).
private struct PrefixCode {
    /// How many codes there are of each length.
    private(set) var counts = [Int](repeating: 0, count: 16)
    /// The symbols in the order of their codes.
    private(set) var symbols: [Int] = []

    init(_ lengths: [Int]) throws(Inflate.Failure) {
        for length in lengths where length > 0 { counts[length] += 1 }
        var left = 1
        for length in 1...15 {
            left = left << 1 - counts[length]
            if left < 0 { throw .damaged }
        }
        for length in 1...15 { symbols += lengths.indices.filter { lengths[$0] == length } }
    }

    private init(sound lengths: [Int]) {
        for length in lengths where length > 0 { counts[length] += 1 }
        for length in 1...15 { symbols += lengths.indices.filter { lengths[$0] == length } }
    }

    static let fixedLiterals = PrefixCode(
        sound: Array(repeating: 8, count: 144) + Array(repeating: 9, count: 112) + Array(repeating: 7, count: 24)
            + Array(repeating: 8, count: 8)
    )
    static let fixedDistances = PrefixCode(sound: Array(repeating: 5, count: 30))
}
