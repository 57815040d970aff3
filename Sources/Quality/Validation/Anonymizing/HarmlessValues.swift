internal import Bytes
internal import ICalendar
internal import TimeZones

/// The parts of values of each kind without anything personal, as ranges of their bytes.
enum HarmlessValues {
    /// The parts of a value that are dates, numbers, words of a table or such parts of a rule; a part is kept as a whole or not
    /// at all, whatever else the value holds.
    static func computed(
        _ text: [UInt8],
        where isHarmless: (_ word: [UInt8]) -> Bool = { isNumber($0) || isTemporal($0) || HarmlessWords.contains($0) }
    ) -> [Range<Int>] {
        var kept: [Range<Int>] = []
        func harmless(_ range: Range<Int>) -> [Range<Int>] {
            if allWords(text[range], { isRuleWord($0) || isHarmless($0) }) { return [range] }
            // That a word is somebody's own (RFC 5545 §3.1) decides what is found in it.
            let isOwn =
                range.count > 2 && text[range.lowerBound] | 0x20 == UInt8(ascii: "x")
                && text[range.lowerBound + 1] == UInt8(ascii: "-")
            return isOwn ? [range.lowerBound..<range.lowerBound + 2] : []
        }
        for part in pieces(text, dividedBy: { $0 == .semicolon }) {
            guard let equals = text[part].firstIndex(of: .equals) else {
                kept += pieces(text, part, dividedBy: { $0 == .comma || $0 == UInt8(ascii: "/") }).flatMap(
                    harmless
                )
                continue
            }
            let name = trimmed(text, part.lowerBound..<equals)
            guard HarmlessNames.isKnownInXML(text[name]) else { continue }
            kept.append(name)
            let values = pieces(
                text,
                equals + 1..<part.upperBound,
                dividedBy: { $0 == .comma || $0 == .equals }
            )
            kept += values.flatMap(harmless)
        }
        return kept
    }

    /// Whether every word of a part, divided by blanks, is harmless.
    private static func allWords(_ part: ArraySlice<UInt8>, _ isHarmless: ([UInt8]) -> Bool) -> Bool {
        part.split(separator: 0x20).allSatisfy { word in
            let isQuoted = word.first == 0x22 && word.last == 0x22 && word.count > 1
            let bare = isQuoted ? word.dropFirst().dropLast() : word.last == .backslash ? word.dropLast() : word
            return isHarmless(Array(bare))
        }
    }

    /// `2MO`, `-1SU`, `5L` (RFC 5545 §3.3.10, RFC 7529); `W1`, `MP2`, `1+`, `#10` of vCalendar 1.0.
    private static func isRuleWord(_ word: [UInt8]) -> Bool {
        let letters = word.prefix(while: \.isLetter)
        if letters.count < word.count,
            ["D", "W", "MP", "MD", "YM", "YD", "#"].contains(
                String(decoding: letters.isEmpty ? word.prefix(1) : letters, as: UTF8.self)
            )
        {
            return word.count <= 6 && word.dropFirst(max(letters.count, 1)).allSatisfy(\.isDigit)
        }
        let sign = word.first == UInt8(ascii: "+") || word.first == UInt8(ascii: "-") ? 1 : 0
        let digits = word.dropFirst(sign).prefix(while: \.isDigit)
        let rest = String(decoding: word.dropFirst(sign + digits.count), as: UTF8.self).uppercased()
        return digits.count <= 4 && (rest == "L" || Weekday(code: rest) != nil)
    }

    /// A number: `5`, `-1.5`, `1e-5`, a colour's `#FF2968`.
    static func isNumber(_ word: [UInt8]) -> Bool {
        if word.first == UInt8(ascii: "#") {
            return (4...9).contains(word.count)
                && word.dropFirst().allSatisfy { $0.isDigit || (0x61..<0x67).contains($0 | 0x20) }
        }
        guard word.count <= 24, word.contains(where: \.isDigit) else { return false }
        return word.allSatisfy { $0.isDigit || "+-.".utf8.contains($0) }
            || Double(String(decoding: word, as: UTF8.self))?.isFinite == true
    }

    /// A date, a time, an offset or a duration, or what is spelled nearly like one: digits and the marks and letters of ISO 8601.
    static func isTemporal(_ word: [UInt8]) -> Bool {
        let digits = word.count(where: \.isDigit)
        guard digits > 0, word.count <= 40 else { return false }
        return isDuration(word) || isDate(word) || isClock(word)
    }

    /// Units after numbers, with P and T before them or without.
    private static func isDuration(_ word: [UInt8]) -> Bool {
        var last: UInt8 = 0
        for (index, byte) in word.enumerated() {
            let letter = byte.uppercasedASCII
            switch letter {
            case _ where letter.isDigit: break
            case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "P"):
                guard index < 2, !last.isDigit else { return false }
            case UInt8(ascii: "T"): guard index > 0, last != UInt8(ascii: "T") else { return false }
            case UInt8(ascii: "."): guard last.isDigit else { return false }
            default: guard "WDHMSY".utf8.contains(letter), last.isDigit else { return false }
            }
            last = letter
        }
        return !last.isDigit || word.count < 8
    }

    /// A year of four digits, then months, days and what else follows.
    private static func isDate(_ word: [UInt8]) -> Bool {
        let year = word.prefix(4)
        guard year.count == 4, year.allSatisfy(\.isDigit), let century = year.first,
            century <= UInt8(ascii: "2") || year == [0x39, 0x39, 0x39, 0x39]
        else { return false }
        let rest = word.dropFirst(4)
        // The month has its place in all forms.
        let month = rest.first == UInt8(ascii: "-") ? rest.dropFirst() : rest
        guard month.count >= 2, month.prefix(2).allSatisfy(\.isDigit), let first = month.first,
            first <= UInt8(ascii: "1")
        else { return false }
        var marks = 0
        for byte in month {
            if byte.isDigit { continue }
            guard
                "-:.+,".utf8.contains(byte) || byte.uppercasedASCII == UInt8(ascii: "T")
                    || byte.uppercasedASCII == UInt8(ascii: "Z")
            else {
                return false
            }
            marks += byte.isLetter ? 1 : 0
        }
        return marks <= 3
    }

    /// A time or an offset: up to eight digits, with colons, a sign and Z.
    private static func isClock(_ word: [UInt8]) -> Bool {
        word.count(where: \.isDigit) <= 8 && word.count <= 14 && word.first?.isLetter == false
            && word.enumerated().allSatisfy { index, byte in
                byte.isDigit || byte == .colon || byte == UInt8(ascii: ".") || index == 0 && "+-".utf8.contains(byte)
                    || index == word.count - 1 && byte.uppercasedASCII == UInt8(ascii: "Z")
            }
    }

    /// The code before its description.
    static func statusCode(_ text: [UInt8]) -> [Range<Int>] {
        let code = text.prefix { $0.isDigit || $0 == UInt8(ascii: ".") }
        return code.count <= 12 && (code.count == text.count || text[code.count] == .semicolon) ? [code.indices] : []
    }

    /// A media type of the table; of another the part before the slash.
    static func mediaType(_ text: [UInt8]) -> [Range<Int>] {
        let end = text.firstIndex(of: .semicolon) ?? text.count
        let type = String(decoding: text[..<end], as: UTF8.self).lowercased()
        if HarmlessWords.mediaTypes.contains(type) { return [0..<end] }
        guard let slash = type.utf8.firstIndex(of: UInt8(ascii: "/")) else { return [] }
        let families = ["text", "image", "audio", "video", "application", "message", "multipart", "font", "model"]
        let family = String(type.utf8[..<slash]) ?? ""
        return families.contains(family) ? [0..<family.utf8.count] : []
    }
}

extension HarmlessValues {
    /// The schemes of addresses and links: at the beginning, after a quote, and after another; what is after `data:` up to the
    /// comma as far as tables know it.
    static func schemes(_ text: [UInt8]) -> [Range<Int>] {
        var kept: [Range<Int>] = []
        var index = 0
        while index < text.count {
            while index < text.count, text[index] == 0x22 || text[index] == 0x20 { index += 1 }
            while let end = scheme(text, at: index) {
                kept.append(index..<end)
                index = end
            }
            if kept.last.map({ text[$0].starts(with: "data:".utf8) }) == true,
                let comma = text[index...].firstIndex(of: .comma)
            {
                let type = mediaType(Array(text[index..<comma])).map { $0.lowerBound + index..<$0.upperBound + index }
                kept += type
                if text[index..<comma].suffix(7).elementsEqual(";base64".utf8) { kept.append(comma - 7..<comma) }
                return kept
            }
            // The next of a list of quoted ones.
            guard let quote = text[index...].firstIndex(of: 0x22) else { break }
            index = quote + 1
        }
        return kept
    }

    private static func scheme(_ text: [UInt8], at start: Int) -> Int? {
        guard let colon = text[start...].prefix(20).firstIndex(of: .colon) else { return nil }
        return known.contains(String(decoding: text[start..<colon], as: UTF8.self).lowercased()) ? colon + 1 : nil
    }

    private static let known: Set<String> = [
        "mailto", "http", "https", "urn", "uuid", "geo", "tel", "data", "cid", "mid", "ftp", "sftp", "webcal",
        "webcals", "xmpp", "sip",
        "sips", "ldap", "ldaps", "file", "tag", "javascript", "invalid", "news", "irc", "sms", "skype", "about",
        "vbscript",
    ]

    /// The tags, entities and quotes of XML, whose names are words of their own, so that a start and its end stay alike.
    static func markup(_ text: [UInt8]) -> [Range<Int>] {
        var kept: [Range<Int>] = []
        for (index, byte) in text.enumerated()
        where byte < 0x80 && !byte.isLetter && !byte.isDigit && !"-_.&#;%\\".utf8.contains(byte) {
            kept.append(index..<index + 1)
        }
        return kept
    }

    /// The name of a well-known zone; of another its well-known parts.
    static func zone(_ text: [UInt8], _ coding: TextCoding) -> [Range<Int>] {
        let name = String(decoding: CodedText(text, coding).decoded, as: UTF8.self)
        let offset = name.hasPrefix("(") ? text.firstIndex(of: UInt8(ascii: ")")).map { 0..<$0 + 1 } : nil
        switch ZoneNames.resolve(name)?.method {
        case .exact, .link, .windows, .fixedOffset: return [text.indices]
        case .displayText:
            let shown =
                offset.map { String(decoding: text[$0.upperBound...].drop { $0 == 0x20 }, as: UTF8.self) } ?? name
            if ZoneNames.resolve(shown)?.method == .displayText { return [text.indices] }
            return offset.map { [$0] } ?? []
        case .guess: return offset.map { [$0] } ?? [text.indices]
        case .prefixed:
            var slash = text.firstIndex(of: UInt8(ascii: "/"))
            while let start = slash {
                let rest = String(decoding: text[(start + 1)...], as: UTF8.self)
                if let method = ZoneNames.resolve(rest)?.method,
                    method == .exact || method == .link || method == .windows
                {
                    return [start..<text.count]
                }
                slash = text[(start + 1)...].firstIndex(of: UInt8(ascii: "/"))
            }
            return []
        case nil: return []
        }
    }

    /// The words of a program's identifier that many files have, and its version after them.
    static func program(_ text: [UInt8]) -> [Range<Int>] {
        var kept: [Range<Int>] = []
        func isInWord(_ byte: UInt8) -> Bool {
            byte.isLetter || byte.isDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte >= 0x80
        }
        var isAfterKnown = false
        for word in pieces(text, dividedBy: { !isInWord($0) }) where !word.isEmpty {
            let letters = String(decoding: text[word], as: UTF8.self).lowercased()
            let isVersion =
                isAfterKnown && word.count <= 12 && text[word].allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") }
            let isLanguage = word.upperBound == text.count && word.count == 2 && HarmlessWords.isLanguageCode(letters)
            isAfterKnown = HarmlessWords.programs.contains(letters) || isVersion
            if isAfterKnown || isLanguage { kept.append(word) }
        }
        return kept
    }

    private static func pieces(_ text: [UInt8], _ range: Range<Int>? = nil, dividedBy isSeparator: (UInt8) -> Bool)
        -> [Range<Int>]
    {
        let range = range ?? text.indices
        var pieces: [Range<Int>] = []
        var start = range.lowerBound
        for index in range where isSeparator(text[index]) {
            pieces.append(start..<index)
            start = index + 1
        }
        return pieces + [start..<range.upperBound]
    }

    private static func trimmed(_ text: [UInt8], _ range: Range<Int>) -> Range<Int> {
        guard let first = range.first(where: { text[$0] != 0x20 }), let last = range.last(where: { text[$0] != 0x20 })
        else { return range }
        return first..<last + 1
    }
}
