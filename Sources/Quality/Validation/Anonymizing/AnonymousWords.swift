internal import Bytes
internal import ICalendar

/// The replacement of each word of a file: equal for equal words in any case and any coding, different for different
/// words as long as there are enough.
///
/// Every letter gives a letter and every digit a digit, in their places and of their case, each written as it was: text,
/// lines and findings keep their places. Punctuation and white space stay.
struct AnonymousWords {
    /// The words that were replaced and their replacements, by hash: most texts of a large calendar occur once.
    private var met: Set<UInt64> = []
    private var taken: Set<UInt64> = []
    /// What the replacement of a word is made from, where that is not the word's own hash.
    private var seeds: [UInt64: UInt64] = [:]

    /// The bytes of a text with other letters and digits, as many as before.
    mutating func replaced(_ bytes: [UInt8], _ coding: TextCoding) -> [UInt8] {
        // Most text between names and values is punctuation.
        guard bytes.contains(where: { $0.isLetter || $0.isDigit || $0 >= 0x80 }) else { return bytes }
        if coding.contains(.base64), !bytes.contains(where: { $0 == UInt8(ascii: "&") || $0 == .backslash }) {
            return base64(bytes)
        }
        let text = CodedText(bytes, coding)
        let spoken = text.characters.map(Self.speaks)
        var key: [UInt8] = []
        for (character, speaks) in zip(text.characters, spoken) where speaks {
            if let scalar = character.scalar {
                Self.append(folded: scalar, to: &key)
            } else {
                key += bytes[character.range]
            }
        }
        guard !key.isEmpty else { return bytes }
        let hash = StableHash(of: key.span).value
        if met.contains(hash) { return Self.written(text, spoken, seeds[hash] ?? hash, coding) }
        var seed = hash
        var word = Self.written(text, spoken, seed, coding)
        var attempts = 0
        while !accepts(word, instead: bytes), attempts < 200 {
            seed = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
            word = Self.written(text, spoken, seed, coding)
            attempts += 1
        }
        met.insert(hash)
        let folded = word.map(\.lowercasedASCII)
        taken.insert(StableHash(of: folded.span).value)
        if seed != hash { seeds[hash] = seed }
        return word
    }

    /// Whether a word may replace another: it differs from it and from those before, and no table knows it.
    private func accepts(_ word: [UInt8], instead original: [UInt8]) -> Bool {
        let folded = word.map(\.lowercasedASCII)
        return folded != original.map(\.lowercasedASCII) && !taken.contains(StableHash(of: folded.span).value)
            && !HarmlessNames.isReserved(folded)
    }

    /// Whether a character can be part of a word: letters, digits, marks, symbols, and what is yet unknown.
    private static func speaks(_ character: CodedCharacter) -> Bool {
        guard let scalar = character.scalar else { return character.form != .escape }
        if scalar.isASCII { return UInt8(scalar.value).isLetter || UInt8(scalar.value).isDigit }
        switch scalar.properties.generalCategory {
        case .control, .spaceSeparator, .lineSeparator, .paragraphSeparator, .connectorPunctuation, .dashPunctuation,
            .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation, .otherPunctuation:
            return false
        // Tags spell invisible words.
        case .format: return scalar.value >= 0xE0000
        default: return true
        }
    }

    private static func append(folded scalar: Unicode.Scalar, to key: inout [UInt8]) {
        if scalar.isASCII { key.append(UInt8(scalar.value).lowercasedASCII) } else { key += String(scalar).utf8 }
    }

    /// Letters and digits for those of base64; the last one is `A`, whose bits are all zero.
    private func base64(_ bytes: [UInt8]) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8) + Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)
        func speaks(_ byte: UInt8) -> Bool {
            byte.isLetter || byte.isDigit || byte >= 0x80 || "+/-_".utf8.contains(byte)
        }
        guard let last = bytes.lastIndex(where: speaks) else { return bytes }
        var choice = RandomLetters(seed: UInt64(bytes.count))
        var output = bytes
        for index in bytes.indices where speaks(bytes[index]) {
            output[index] = index == last ? UInt8(ascii: "A") : alphabet[Int(choice.next(62))]
        }
        return output
    }
}

/// A sequence of numbers that looks like chance and is the same for the same seed.
private struct RandomLetters {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(_ limit: UInt64) -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) % limit
    }
}

extension AnonymousWords {
    private static func written(_ text: CodedText, _ spoken: [Bool], _ seed: UInt64, _ coding: TextCoding) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.bytes.count)
        var choice = RandomLetters(seed: seed)
        var isAfterMark = false
        for (character, speaks) in zip(text.characters, spoken) {
            let old = text.bytes[character.range]
            guard speaks else {
                isAfterMark = old.last == UInt8(ascii: "\\") || old.last == UInt8(ascii: "^")
                output += old
                continue
            }
            if let scalar = character.scalar {
                var letter = choice.next(26)
                // After a mark, an n would be a line break.
                if isAfterMark, letter == 13 { letter = 14 }
                if scalar.isASCII, character.form == .bytes {
                    output.append(UInt8(truncatingIfNeeded: replacement(of: scalar, letter)))
                } else {
                    append(scalar, written: Array(old), as: character.form, letter, to: &output)
                }
            } else {
                append(loneByte: Array(old), as: character.form, choice.next(16), coding, to: &output)
            }
            isAfterMark = false
        }
        return output
    }

    /// Another letter for a letter, another digit for a digit, a character of as many bytes for any other.
    private static func replacement(of scalar: Unicode.Scalar, _ choice: UInt64) -> UInt32 {
        let choice = UInt32(choice)
        switch scalar.value {
        case 0x30...0x39: return 0x30 + choice % 10
        case 0x41...0x5A: return 0x41 + choice
        case 0x61...0x7A: return 0x61 + choice
        case ..<0x800: return 0xE0 + choice % 16
        case ..<0x10000: return 0x4E00 + choice
        default: return 0x20000 + choice
        }
    }

    private static func append(
        _ scalar: Unicode.Scalar,
        written old: [UInt8],
        as form: CodedCharacter.Form,
        _ choice: UInt64,
        to output: inout [UInt8]
    ) {
        let code = replacement(of: scalar, choice)
        let utf8 = Unicode.Scalar(code).map { Array(String($0).utf8) } ?? []
        switch form {
        case .percent: for byte in utf8 { output += [.percent] + byte.hexDigits }
        case .quotedPrintable: for byte in utf8 { output += [.equals] + byte.hexDigits }
        case .json:
            let isPair = old.count == 12 && code >= 0x10000
            let units = isPair ? [0xD800 + (code - 0x10000) >> 10, 0xDC00 + (code - 0x10000) & 0x3FF] : [code]
            output += Array(units.map { "\\u" + $0.hexDigits(width: 4, uppercase: true) }.joined().utf8)
        case .decimal, .hexadecimal: output += reference(like: old, UInt8(choice))
        case .bytes, .loneByte, .escape: output += utf8
        }
    }

    /// A letter by its number, in as many digits as another.
    static func reference(like old: [UInt8], _ choice: UInt8) -> [UInt8] {
        let isHexadecimal = old.count > 3 && old[2] == UInt8(ascii: "x")
        let count = old.count - (isHexadecimal ? 4 : 3)
        let choice = UInt32(choice % 26)
        let letter: UInt32
        switch (isHexadecimal, count) {
        case (_, 2): letter = 0x41 + choice
        case (false, 3): letter = 100 + choice % 23
        case (false, 4), (true, 3): letter = 0x410 + choice
        case (false, 5), (true, 4): letter = 0x4E00 + choice
        case (_, 5...): letter = 0x20000 + choice
        default: letter = 9
        }
        let digits = String(letter, radix: isHexadecimal ? 16 : 10, uppercase: true)
        return Array(
            "&#\(isHexadecimal ? "x" : "")\(String(repeating: "0", count: max(count - digits.utf8.count, 0)))\(digits);"
                .utf8
        )
    }

    private static func append(
        loneByte old: [UInt8],
        as form: CodedCharacter.Form,
        _ choice: UInt64,
        _ coding: TextCoding,
        to output: inout [UInt8]
    ) {
        let byte = UInt32(0xE0 + choice)
        switch form {
        case .percent: output += Array("%\(byte.hexDigits(width: 2, uppercase: true))".utf8)
        case .quotedPrintable: output += Array("=\(byte.hexDigits(width: 2, uppercase: true))".utf8)
        case .json: output += Array("\\ud800".utf8)
        // In another encoding a letter of ASCII is the only one that is known to be of one byte.
        case .loneByte: output.append(coding.contains(.singleBytes) ? 0x61 + UInt8(choice) : 0xE0 + UInt8(choice))
        default: output += old
        }
    }
}
