internal import Bytes

/// How characters may be written in a part of a file, besides as themselves and as `%41`.
struct TextCoding: OptionSet {
    let rawValue: Int

    /// `\n` is a line break, and a backslash before another character is not part of the text (RFC 5545 section
    /// 3.3.11).
    static let backslash = TextCoding(rawValue: 1)
    /// `^n` is a line break (RFC 6868).
    static let caret = TextCoding(rawValue: 2)
    /// `&amp;`, `&#65;` and `&#x41;`.
    static let entity = TextCoding(rawValue: 4)
    /// `\n` and `\u0041` of JSON.
    static let json = TextCoding(rawValue: 8)
    /// `=41`.
    static let quotedPrintable = TextCoding(rawValue: 16)
    /// Every byte from 0x80 on counts as a letter, whatever the encoding.
    static let singleBytes = TextCoding(rawValue: 32)
    /// The text is encoded in base64.
    static let base64 = TextCoding(rawValue: 64)
}

/// A character as it is written.
struct CodedCharacter {
    /// How its bytes, or its number, are written.
    enum Form {
        case bytes, percent, quotedPrintable
        /// `\u0041`, twice for a character beyond U+FFFF
        case json
        /// `&#65;`
        case decimal
        /// `&#x41;`
        case hexadecimal
        /// A byte that is not a character of UTF-8.
        case loneByte
        /// An escape that is not a character itself, such as `\n`.
        case escape
    }

    /// The place in the text.
    var range: Range<Int>
    /// The character; nil for a lone byte and an escape.
    var scalar: Unicode.Scalar?
    var form: Form
}

/// A text as it is written, divided into characters.
struct CodedText {
    let bytes: [UInt8]
    private let coding: TextCoding
    private(set) var characters: [CodedCharacter] = []

    init(_ bytes: [UInt8], _ coding: TextCoding) {
        self.bytes = bytes
        self.coding = coding
        characters.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let next = escape(at: index) ?? character(at: index)
            characters.append(next)
            index = next.range.upperBound
        }
    }

    /// The text without its coding, in UTF-8.
    var decoded: [UInt8] {
        characters.flatMap { character -> [UInt8] in
            if let scalar = character.scalar { return Array(String(scalar).utf8) }
            guard character.form == .escape else { return Array(bytes[character.range]) }
            if coding.contains(.entity), bytes[character.range.lowerBound] == UInt8(ascii: "&") {
                let reference = bytes[character.range]
                return UInt8(xmlReference: reference).map { [$0] } ?? Array(reference)
            }
            let last = bytes[character.range.upperBound - 1]
            return [last | 0x20 == UInt8(ascii: "n") ? 0x0A : last]
        }
    }
}

extension CodedText {
    /// An escape, or a character that is written as its number.
    private func escape(at index: Int) -> CodedCharacter? {
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        switch bytes[index] {
        case UInt8(ascii: "\\") where coding.contains(.json):
            return next == UInt8(ascii: "u") ? jsonCharacter(at: index) : fixed(index, 2)
        case UInt8(ascii: "\\") where coding.contains(.backslash) && next | 0x20 == UInt8(ascii: "n"),
            UInt8(ascii: "^") where coding.contains(.caret) && next == UInt8(ascii: "n"):
            return fixed(index, 2)
        case UInt8(ascii: "&") where coding.contains(.entity): return reference(at: index)
        default: return nil
        }
    }

    private func fixed(_ index: Int, _ length: Int) -> CodedCharacter {
        CodedCharacter(range: index..<min(index + length, bytes.count), scalar: nil, form: .escape)
    }

    private func jsonCharacter(at index: Int) -> CodedCharacter {
        guard let code = number(index + 2, 4, radix: 16) else { return fixed(index, 2) }
        if let scalar = Unicode.Scalar(code) {
            return CodedCharacter(range: index..<index + 6, scalar: scalar, form: .json)
        }
        if code < 0xDC00, index + 7 < bytes.count, bytes[index + 6] == UInt8(ascii: "\\"),
            bytes[index + 7] == UInt8(ascii: "u"),
            let low = number(index + 8, 4, radix: 16), (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (code - 0xD800) << 10 + (low - 0xDC00))
        {
            return CodedCharacter(range: index..<index + 12, scalar: scalar, form: .json)
        }
        return CodedCharacter(range: index..<index + 6, scalar: nil, form: .json)
    }

    /// A reference to a character, or one to a known entity; another ampersand is a character like others.
    private func reference(at index: Int) -> CodedCharacter? {
        guard let semicolon = bytes[index...].prefix(16).firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let text = String(decoding: bytes[index...semicolon], as: UTF8.self)
        if UInt8(xmlReference: text.utf8) != nil { return fixed(index, text.utf8.count) }
        guard text.hasPrefix("&#") else { return nil }
        let isHexadecimal = text.hasPrefix("&#x")
        let start = index + (isHexadecimal ? 3 : 2)
        guard let code = number(start, semicolon - start, radix: isHexadecimal ? 16 : 10),
            let scalar = Unicode.Scalar(code)
        else {
            return nil
        }
        return CodedCharacter(
            range: index..<semicolon + 1,
            scalar: scalar,
            form: isHexadecimal ? .hexadecimal : .decimal
        )
    }

    private func number(_ start: Int, _ count: Int, radix: Int) -> UInt32? {
        guard count > 0, start + count <= bytes.count else { return nil }
        let digits = bytes[start..<start + count]
        guard digits.allSatisfy({ $0.hexDigit != nil }) else { return nil }
        return UInt32(String(decoding: digits, as: UTF8.self), radix: radix)
    }

    /// The character whose first byte is written at a place.
    private func character(at index: Int) -> CodedCharacter {
        let first = byte(at: index)
        if first.byte < 0x80 {
            return CodedCharacter(range: index..<first.end, scalar: Unicode.Scalar(first.byte), form: first.form)
        }
        let lone = CodedCharacter(
            range: index..<first.end,
            scalar: nil,
            form: first.form == .bytes ? .loneByte : first.form
        )
        if coding.contains(.singleBytes), first.form == .bytes { return lone }
        var sequence = [first.byte]
        var end = first.end
        let count = first.byte >= 0xF0 ? 4 : first.byte >= 0xE0 ? 3 : 2
        while sequence.count < count, end < bytes.count {
            let next = byte(at: end)
            guard next.form == first.form, next.byte & 0xC0 == 0x80 else { return lone }
            sequence.append(next.byte)
            end = next.end
        }
        guard let scalar = String(validating: sequence, as: UTF8.self)?.unicodeScalars.first else { return lone }
        return CodedCharacter(range: index..<end, scalar: scalar, form: first.form)
    }

    private func byte(at index: Int) -> (byte: UInt8, form: CodedCharacter.Form, end: Int) {
        let byte = bytes[index]
        let isPercent = byte == UInt8(ascii: "%")
        if isPercent || byte == UInt8(ascii: "=") && coding.contains(.quotedPrintable),
            let code = number(index + 1, 2, radix: 16)
        {
            return (UInt8(code), isPercent ? .percent : .quotedPrintable, index + 3)
        }
        return (byte, .bytes, index + 1)
    }
}
