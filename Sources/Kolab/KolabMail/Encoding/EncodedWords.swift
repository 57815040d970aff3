internal import Bytes

/// Encoded words in header text (RFC 2047), and raw 8-bit text where they were forgotten.
enum EncodedWords {
    /// The text of an unfolded value.
    static func decode(_ value: [UInt8]) -> String {
        guard value.contains(Array("=?".utf8)) else { return Charset.guessedText(value) }
        var text = ""
        var plain: [UInt8] = []
        // Characters may be split between words of one charset, so bytes are joined before they are decoded.
        var pending: (charset: String, bytes: [UInt8])?
        func flush() {
            if let word = pending {
                text += Charset(named: word.charset)?.text(word.bytes) ?? Charset.guessedText(word.bytes)
            }
            pending = nil
        }
        var index = 0
        while index < value.count {
            guard let word = EncodedWord(reading: value, at: index) else {
                plain.append(value[index])
                index += 1
                continue
            }
            // Blanks between two words only separate them (RFC 2047 §6.2).
            if pending == nil || !plain.allSatisfy(\.isWhiteSpace) {
                flush()
                text += Charset.guessedText(plain)
            }
            plain = []
            if pending?.charset == word.charset {
                pending?.bytes += word.bytes
            } else {
                flush()
                pending = (word.charset, word.bytes)
            }
            index = word.end
        }
        flush()
        return text + Charset.guessedText(plain)
    }

    /// `text` as encoded words in UTF-8, none longer than 75 bytes, joined by `separator`.
    static func encode(_ text: String, separator: String) -> String {
        // 75 less `=?UTF-8?B?` and `?=` leaves 63 letters of base64: 45 bytes in whole groups.
        var words: [[UInt8]] = [[]]
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if words[words.count - 1].count + bytes.count > 45 { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?UTF-8?B?" + String(decoding: Base64.encode($0), as: UTF8.self) + "?=" }
            .joined(separator: separator)
    }
}

/// `=?charset?B?bytes?=`.
private struct EncodedWord {
    var charset: String
    var bytes: [UInt8]
    var end: Int

    init?(reading value: [UInt8], at start: Int) {
        guard value.hasPrefix([.equals, .questionMark], at: start, within: value.count) else { return nil }
        var marks: [Int] = []
        var index = start + 2
        while index < value.count, marks.count < 2 {
            if value[index] == .questionMark { marks.append(index) }
            if value[index].isWhiteSpace { return nil }
            index += 1
        }
        guard marks.count == 2, marks[1] == marks[0] + 2 else { return nil }
        let content = index
        while index + 1 < value.count, value[index] != .questionMark || value[index + 1] != .equals { index += 1 }
        guard index + 1 < value.count else { return nil }
        // A language may follow the charset (RFC 2231 §5).
        charset = value[start + 2..<marks[0]].prefix { $0 != .asterisk }.lowercasedText
        end = index + 2
        switch value[marks[0] + 1].lowercasedASCII {
        case UInt8(ascii: "b"): bytes = Base64.decode(value, content..<index).bytes
        case UInt8(ascii: "q"):
            let spaced = value[content..<index].map { $0 == .underscore ? .space : $0 }
            bytes = QuotedPrintable.decode(spaced, spaced.indices).bytes
        default: return nil
        }
    }
}
