internal import Bytes

/// Reads digits and marks one after the other.
package struct DigitScanner {
    private let bytes: [UInt8]
    package private(set) var index = 0

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    package var isAtEnd: Bool { index == bytes.count }
    package var isAtDigit: Bool { index < bytes.count && bytes[index] &- 0x30 < 10 }

    /// Whether a mark is next.
    package func isAt(_ mark: Unicode.Scalar) -> Bool { index < bytes.count && bytes[index] == UInt8(ascii: mark) }

    /// A number of exactly `count` digits.
    package mutating func number(_ count: Int) -> Int? {
        guard index + count <= bytes.count else { return nil }
        var value = 0
        for position in index..<index + count {
            let digit = bytes[position] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        index += count
        return value
    }

    /// A number of one to nine digits, as many as there are.
    package mutating func number() -> Int? {
        var count = 0
        while index + count < bytes.count, bytes[index + count] &- 0x30 < 10 { count += 1 }
        return (1...9).contains(count) ? number(count) : nil
    }

    /// Skips a mark if it is next.
    package mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        guard isAt(mark) else { return false }
        index += 1
        return true
    }

    /// Skips a word if it is next.
    package mutating func skip(word: String) -> Bool {
        guard bytes[index...].starts(with: word.utf8) else { return false }
        index += word.utf8.count
        return true
    }

    /// Skips a word, which is given in upper case, if it is next in any case.
    package mutating func skip(wordInAnyCase word: String) -> Bool {
        guard bytes[index...].starts(with: word.utf8, by: { $0.uppercasedASCII == $1 }) else { return false }
        index += word.utf8.count
        return true
    }

    /// Skips `.123` or `,123` if it is next.
    ///
    /// - Returns: the digits; nil if it is not next.
    package mutating func skipFraction() -> ArraySlice<UInt8>? {
        guard isAt(".") || isAt(",") else { return nil }
        let start = index + 1
        var end = start
        while end < bytes.count, bytes[end] &- 0x30 < 10 { end += 1 }
        guard end > start else { return nil }
        index = end
        return bytes[start..<end]
    }

    /// `+08:00`, `+0800`, `+08` or with seconds, as seconds east of Greenwich.
    package mutating func offset() -> Int? {
        let isNegative = skip("-")
        guard isNegative || skip("+"), let hours = number(2), hours < 24 else { return nil }
        var seconds = hours * 3600
        for unit in [60, 1] {
            guard skip(":") || isAtDigit else { break }
            guard let part = number(2), part < 60 else { return nil }
            seconds += part * unit
        }
        return isNegative ? -seconds : seconds
    }
}
