/// Changes inputs along their structure: lines, elements, values and numbers rather than single bytes alone.
public struct Mutator {
    private var random: SplitMix
    private let words: [[UInt8]]
    private let longest: Int

    /// A mutator with a fixed sequence of choices.
    public init(seed: UInt64, words: [String], longest: Int = 1 << 14) {
        random = SplitMix(state: seed)
        self.words = words.map { Array($0.utf8) }
        self.longest = longest
    }

    /// An input changed in some places; `other` lends lines.
    public mutating func mutate(_ input: [UInt8], with other: [UInt8]) -> [UInt8] {
        var bytes = input
        for _ in 0..<(1 + below(4)) { change(&bytes, other) }
        return bytes.count > longest ? Array(bytes[..<longest]) : bytes
    }

    private mutating func below(_ bound: Int) -> Int { bound > 0 ? Int(random.next() % UInt64(bound)) : 0 }

    private mutating func change(_ bytes: inout [UInt8], _ other: [UInt8]) {
        guard !bytes.isEmpty else { return bytes = words.isEmpty ? other : words[below(words.count)] }
        let position = below(bytes.count)
        switch below(12) {
        case 0: bytes[position] = UInt8(below(256))
        case 1: bytes.remove(at: position)
        case 2: bytes.insert(Self.telling[below(Self.telling.count)], at: position)
        case 3, 4: bytes.insert(contentsOf: word(), at: position)
        case 5: bytes.replaceSubrange(field(of: bytes, at: position), with: word())
        case 6: if let digits = number(in: bytes, near: position) { bytes.replaceSubrange(digits, with: number()) }
        case 7: bytes.removeSubrange(unit(of: bytes, at: position))
        case 8:
            let copied = bytes[unit(of: bytes, at: position)]
            bytes.insert(contentsOf: copied, at: unit(of: bytes, at: below(bytes.count)).lowerBound)
        case 9:
            guard !other.isEmpty else { return }
            let lent = other[unit(of: other, at: below(other.count))]
            bytes.insert(contentsOf: lent, at: unit(of: bytes, at: position).lowerBound)
        case 10:
            let part = Array(bytes[field(of: bytes, at: position)])
            for _ in 0..<(1 << below(7)) where bytes.count + part.count < longest {
                bytes.insert(contentsOf: part, at: position)
            }
        default: bytes.removeSubrange(position..<min(bytes.count, position + 1 + below(64)))
        }
    }

    private static let telling = Array("\r\n \t\";:,=^\\<>&'/{}[]\0-+.TZPL0".utf8) + [0x80, 0xC3, 0xE2, 0xFF]

    private mutating func word() -> [UInt8] {
        words.isEmpty || below(8) == 0 ? number() : words[below(words.count)]
    }

    private mutating func number() -> [UInt8] { Array(numbers[below(numbers.count)].utf8) }

    /// The line around a position with its break, or the element where there are no lines.
    private func unit(of bytes: [UInt8], at position: Int) -> Range<Int> {
        let isLine = bytes.contains(0x0A)
        let (opening, closing): (UInt8, UInt8) = isLine ? (0x0A, 0x0A) : (0x3C, 0x3E)
        var lower = position
        while lower > 0, isLine ? bytes[lower - 1] != opening : bytes[lower] != opening { lower -= 1 }
        var upper = position
        while upper < bytes.count - 1, bytes[upper] != closing { upper += 1 }
        return lower..<upper + 1
    }

    /// The letters, digits and signs around a position.
    private func field(of bytes: [UInt8], at position: Int) -> Range<Int> {
        func isPart(_ byte: UInt8) -> Bool {
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == 0x2D || byte == 0x2B
                || byte >= 0x80
        }
        var lower = position
        while lower > 0, isPart(bytes[lower - 1]) { lower -= 1 }
        var upper = position
        while upper < bytes.count, isPart(bytes[upper]) { upper += 1 }
        return lower..<upper
    }

    /// The next number after a position.
    private func number(in bytes: [UInt8], near position: Int) -> Range<Int>? {
        func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
        guard let lower = bytes[position...].firstIndex(where: isDigit) else { return nil }
        return lower..<(bytes[lower...].firstIndex { !isDigit($0) } ?? bytes.count)
    }
}

/// SplitMix64: the same numbers everywhere.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
