internal import ICalendar

/// A text whose parts are replaced by others that say nothing: every letter by a letter and every digit by a digit, in their
/// places and of their case; what is equal stays equal.
struct AnonymousText {
    /// What begins with a mark and is no letter, though it looks like some.
    enum Escape {
        /// `\n`
        case backslash
        /// `^n` (RFC 6868)
        case caret
        /// `&amp;`
        case entity
        /// `\n`, and `\u00FC` for a character
        case json
    }

    private(set) var bytes: [UInt8]
    private let escape: Escape
    private var words = AnonymousWords()

    init(_ bytes: [UInt8], escape: Escape) {
        self.bytes = bytes
        self.escape = escape
    }
}

extension AnonymousText {
    /// Replaces letters and digits of a part; folds, punctuation and escapes stay.
    mutating func replace(_ range: Range<Int>, escape: Escape? = nil) {
        let places = logicalPlaces(range)
        let original = places.map { bytes[$0] }
        let word = words.word(for: original) { Self.replaced(original, seed: $0, escape ?? self.escape) }
        for (place, byte) in zip(places, word) { bytes[place] = byte }
    }

    /// Writes 0 for every digit of a part.
    mutating func replaceDigits(_ range: Range<Int>) {
        for index in range where bytes[index].isDigit { bytes[index] = UInt8(ascii: "0") }
    }

    /// Replaces the letters of a part but those of `=C3`.
    mutating func replaceQuotedPrintable(_ range: Range<Int>) {
        for index in range where bytes[index].isLetter {
            let isEncoded = index > 0 && bytes[index - 1] == .equals || index > 1 && bytes[index - 2] == .equals
            if !isEncoded { bytes[index] = UInt8(ascii: "x") }
        }
    }

    /// What stands behind the scheme of a URI; all of it where there is none.
    func behindScheme(_ range: Range<Int>) -> Range<Int> {
        for index in range {
            let byte = bytes[index]
            if byte == .colon {
                let scheme = String(decoding: bytes[range.lowerBound..<index], as: UTF8.self).lowercased()
                if scheme.hasSuffix("data"), let comma = bytes[index..<range.upperBound].firstIndex(of: .comma) {
                    return comma + 1..<range.upperBound
                }
                return index + 1..<range.upperBound
            }
            guard byte.isLetter || byte.isDigit || [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x22].contains(byte)
            else { return range }
        }
        return range
    }

    /// The bytes of a range without folds, which only content lines have.
    private func logicalPlaces(_ range: Range<Int>) -> [Int] {
        guard escape == .backslash else { return Array(range) }
        var places: [Int] = []
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == .carriageReturn || bytes[index] == .lineFeed {
                while index < range.upperBound, bytes[index] == .carriageReturn || bytes[index] == .lineFeed { index += 1 }
                index += 1
                continue
            }
            places.append(index)
            index += 1
        }
        return places
    }
}

extension AnonymousText {
    private static func replaced(_ original: [UInt8], seed: UInt64, _ escape: Escape) -> [UInt8] {
        var bytes = original
        var state = seed
        func next(_ limit: UInt8) -> UInt8 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33) % limit
        }
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1
            if let escaped = escapeLength(at: index, in: bytes, escape) {
                if escape == .json, escaped == 6 { replaceEscaped(at: index, in: &bytes, next(16)) }
                index += escaped
            } else if byte.isLetter {
                bytes[index] = (byte & 0x20) | (UInt8(ascii: "A") + next(26))
                index += 1
            } else if byte.isDigit {
                bytes[index] = UInt8(ascii: "0") + next(10)
                index += 1
            } else if length > 1, index + length <= bytes.count,
                (1..<length).allSatisfy({ bytes[index + $0].isUTF8Continuation })
            {
                replaceCharacter(at: index..<index + length, in: &bytes, next(16))
                index += length
            } else {
                index += 1
            }
        }
        return bytes
    }

    /// How many bytes an escape has that begins at a place; nil where none does.
    private static func escapeLength(at index: Int, in bytes: [UInt8], _ escape: Escape) -> Int? {
        switch (escape, bytes[index]) {
        case (.backslash, .backslash), (.caret, UInt8(ascii: "^")): return 2
        case (.json, .backslash): return index + 5 < bytes.count && bytes[index + 1] == UInt8(ascii: "u") ? 6 : 2
        case (.entity, UInt8(ascii: "&")):
            return bytes[index...].prefix(12).firstIndex(of: .semicolon).map { $0 - index + 1 }
        default: return nil
        }
    }

    /// Another character for `\u00FC`; punctuation, and what is half of a character, stay.
    private static func replaceEscaped(at index: Int, in bytes: inout [UInt8], _ choice: UInt8) {
        let digits = String(decoding: bytes[index + 2..<index + 6], as: UTF8.self)
        guard let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code), scalar.properties.isAlphabetic else { return }
        let other = String(0x4E00 + UInt32(choice), radix: 16)
        bytes.replaceSubrange(index + 2..<index + 6, with: Array(other.utf8))
    }

    /// A character of as many bytes; punctuation and controls of writing direction stay.
    private static func replaceCharacter(at range: Range<Int>, in bytes: inout [UInt8], _ choice: UInt8) {
        let first = range.lowerBound
        switch range.count {
        case 2: bytes.replaceSubrange(range, with: [0xC3, 0xA0 + choice])
        case 3 where bytes[first] != 0xE2: bytes.replaceSubrange(range, with: [0xE4, 0xB8, 0x80 + choice])
        case 4: bytes[first + 3] = 0x80 + choice
        default: break
        }
    }
}

/// What stands for each value of a file: the same for the same, another for another as long as there are enough.
private struct AnonymousWords {
    private var words: [[UInt8]: [UInt8]] = [:]
    private var taken: Set<[UInt8]> = []

    mutating func word(for original: [UInt8], make: (_ seed: UInt64) -> [UInt8]) -> [UInt8] {
        if let word = words[original] { return word }
        var seed: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in original { seed = (seed ^ UInt64(byte)) &* 0x100_0000_01B3 }
        var word = make(seed)
        var attempts = 0
        while !taken.insert(word).inserted, attempts < 200 {
            seed = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
            word = make(seed)
            attempts += 1
        }
        words[original] = word
        return word
    }
}
