internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

/// An XML document without anything personal: xCal of any dialect, a Kolab object, a feed with calendar data, or another.
struct AnonymousMarkup {
    private let tokens: MarkupTokens
    private var text: AnonymousText
    /// The local names of the open elements in lower case.
    private var elements: [String] = []

    /// The same document.
    static func read(_ bytes: [UInt8]) throws(ReadError) -> [UInt8] {
        var ignored = Diagnostics(losses: .none)
        var limits = XMLLimits()
        limits.acceptsCalendarDocumentType = true
        var reader = XMLEventReader(limits: limits)
        _ = try reader.readTree(bytes.span, reporting: &ignored)
        guard !bytes.prefix(64).contains(0) else { throw ReadError(.wrongFormat("XML in UTF-16 or UTF-32")) }
        let encoding = XMLEncodingLabel(bytes)
        guard let isUTF8 = encoding.isUTF8 else {
            throw ReadError(.wrongFormat("XML in an encoding that is not known to hold ASCII"))
        }
        var document = AnonymousMarkup(tokens: MarkupTokens(bytes), bytes, isUTF8 ? .entity : [.entity, .singleBytes])
        document.replace()
        return document.text.finish().bytes
    }

    private init(tokens: MarkupTokens, _ bytes: [UInt8], _ coding: TextCoding) {
        self.tokens = tokens
        text = AnonymousText(bytes, coding)
    }

    private mutating func replace() {
        // The key of an element of a slot precedes its value.
        var key = ""
        for (index, token) in tokens.tokens.enumerated() {
            if let name = tokens.elements[index] {
                elements.removeLast(max(elements.count - token.depth + 1, 0))
                elements.append(name)
                key = ""
            }
            elements.removeLast(max(elements.count - token.depth, 0))
            switch token.kind {
            case .text: replaceText(token.range)
            case .name: text.replace(token.range, keeping: Self.harmlessName)
            case .prefix: text.replace(token.range) { HarmlessNames.isKnownInXML($0) ? [$0.indices] : [] }
            case .word: text.replace(token.range, keeping: Self.harmlessWord)
            case .literal: text.replace(token.range, keeping: Self.harmlessIdentifier)
            case .attribute(_, isDeclaration: true): text.replace(token.range, keeping: Self.harmlessIdentifier)
            case .attribute(let name, isDeclaration: false):
                if name == "key" { key = word(token.range) }
                if name == "value", elements.last == "x-custom" {
                    replaceSlot(token.range, key)
                } else {
                    replaceAttribute(token.range, name)
                }
            }
        }
    }

    private func word(_ range: Range<Int>) -> String { String(decoding: text.bytes[range], as: UTF8.self) }

    private mutating func replaceText(_ range: Range<Int>) {
        let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
        guard let first = range.first(where: { !blanks.contains(text.bytes[$0]) }),
            let last = range.last(where: { !blanks.contains(text.bytes[$0]) })
        else { return text.keep(range) }
        replace(first..<last + 1, meaningOfText())
    }

    private mutating func replace(_ range: Range<Int>, _ meaning: ValueMeaning) {
        if case .position = meaning { return text.replaceDigits(range, by: UInt8(ascii: "0")) }
        text.replace(range, meaning.coding) { meaning.harmless($0, .entity) }
    }

    /// What the text of the innermost element is about: it is a value of a property or of a parameter, or one of Kolab's.
    private func meaningOfText() -> ValueMeaning {
        if let index = elements.lastIndex(of: "parameters"), index + 1 < elements.count {
            return ValueMeaning(parameter: elements[index + 1].uppercased())
        }
        guard let leaf = elements.last else { return .text }
        if leaf == "code", elements.contains("request-status") { return .status }
        if let meaning = ValueMeaning.elements[leaf], leaf != "uri" || elements.count < 2 { return meaning }
        // Within a value that is divided, or a rule, the element around is the property.
        let holder = elements.dropLast().last {
            Name(known: $0.uppercased()).flatMap { Vocabulary.shared.property($0) } != nil
        }
        if let holder, ["description", "data"].contains(leaf), holder == "request-status" { return .text }
        if elements.contains("recur"), HarmlessNames.isKnownInXML(leaf.utf8) { return .computed }
        if let type = Self.types[leaf], leaf != "duration" || holder != nil, elements.count > 1 {
            let parent = elements[elements.count - 2] == "period" ? elements.dropLast(2).last : elements.dropLast().last
            return ValueMeaning(property: parent?.uppercased() ?? "", type: leaf == "text" ? nil : type)
        }
        if ["start", "end"].contains(leaf), elements.dropLast().last == "period" { return .computed }
        let declared: ValueType? = leaf == "extref" ? .uri : nil
        return ValueMeaning(property: leaf.uppercased(), type: declared)
    }

    private static let types: [String: ValueType] = Dictionary(
        ValueType.allCases.map { ($0.elementName, $0) },
        uniquingKeysWith: { first, _ in first }
    )

    private mutating func replaceAttribute(_ range: Range<Int>, _ name: String) {
        if name == "schemalocation" || name == "nonamespaceschemalocation" {
            return text.replace(range, keeping: Self.harmlessIdentifier)
        }
        // A list of quoted values, or one value, of a parameter of the dialects before RFC 6321; their properties of a calendar too.
        let upper = name.uppercased()
        let isParameter = Name(known: upper).flatMap { Vocabulary.shared.parameter($0) } != nil
        let meaning =
            ValueMeaning.elements[name]
            ?? (isParameter ? ValueMeaning(parameter: upper) : ValueMeaning(property: upper, type: nil))
        if name == "key" { return text.replace(range, keeping: Self.harmlessKey) }
        replace(range, meaning)
    }
}

extension AnonymousMarkup {
    /// A known name, or the `x-` in front of another.
    private static func harmlessName(_ text: [UInt8]) -> [Range<Int>] {
        if HarmlessNames.isKnownInXML(text) { return [text.indices] }
        return text.count > 2 && text[0] | 0x20 == UInt8(ascii: "x") && text[1] == UInt8(ascii: "-") ? [0..<2] : []
    }

    private static func harmlessWord(_ text: [UInt8]) -> [Range<Int>] {
        let name = text.firstIndex(of: .colon).map { Array(text[($0 + 1)...]) } ?? text
        return HarmlessNames.isKnownInXML(name) && name.count == text.count || text.starts(with: "<![".utf8)
            ? [text.indices] : harmlessName(text)
    }

    /// A well-known namespace; of another the part that makes a reader treat it as xCal's.
    private static func harmlessIdentifier(_ text: [UInt8]) -> [Range<Int>] {
        if HarmlessNames.isKnownIdentifier(text) || HarmlessValues.isNumber(text) || XMLEncodingLabel.isKnown(text)
            || HarmlessWords.contains(text)
            || HarmlessWords.mediaTypes.contains(String(decoding: text, as: UTF8.self).lowercased())
        {
            return [text.indices]
        }
        let lower = text.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
        return HarmlessValues.schemes(text) + lower.ranges(of: Array("xcal".utf8))
    }
}

// MARK: - The slot of Kolab objects

extension AnonymousMarkup {
    /// A key of the slot of this program (`X-KALENDS-ITEM-1`), whose day is a date.
    private static func harmlessKey(_ text: [UInt8]) -> [Range<Int>] {
        let words = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let known: Set<String> = [
            "X", "KALENDS", "CALENDAR", "ITEM", "LINK", "ADDITIONAL", "ASSUMED", "ZONE", "OVERRIDE", "COMPONENT",
        ]
        let isOurs = words.allSatisfy { word in
            known.contains(String(decoding: word, as: UTF8.self))
                || word.count <= 8 && !word.isEmpty && word.allSatisfy(\.isDigit)
        }
        return isOurs && text.starts(with: "X-KALENDS-".utf8) ? [text.indices] : harmlessName(text)
    }

    /// The value of an element that keeps what Kolab has no element for: content lines, written as an attribute.
    private mutating func replaceSlot(_ range: Range<Int>, _ key: String) {
        guard key.hasPrefix("X-KALENDS-") else { return text.replace(range) }
        if key.hasPrefix("X-KALENDS-ASSUMED-ZONE") { return replace(range, .zone) }
        text.replace(range) { value, words in
            let coded = CodedText(value, .entity)
            // The lines alone are not a calendar; what is put around them is removed again.
            let (head, tail) = (Array("BEGIN:VEVENT\n".utf8), Array("\nEND:VEVENT\n".utf8))
            let lines = head + coded.decoded + tail
            guard let result = try? AnonymousLines.read(lines, [], words), result.bytes.count == lines.count else {
                return words.replaced(value, .entity)
            }
            words = result.words
            return Array(result.bytes.dropFirst(head.count).dropLast(tail.count)).written(like: coded)
                ?? words.replaced(value, .entity)
        }
    }
}

extension [UInt8] {
    /// Decoded bytes, written character by character as a text was whose decoded bytes are as many; nil if they are not.
    fileprivate func written(like original: CodedText) -> [UInt8]? {
        var output: [UInt8] = []
        var index = 0
        for character in original.characters {
            let old = original.bytes[character.range]
            let count = character.scalar.map { String($0).utf8.count } ?? 1
            guard index + count <= self.count else { return nil }
            switch character.form {
            case .decimal, .hexadecimal:
                // A letter by its number changes only as such; line breaks and quotes stay.
                let isSame = character.scalar.map { Array(String($0).utf8) } == Array(self[index..<index + count])
                output += isSame ? Array(old) : AnonymousWords.reference(like: Array(old), self[index])
            case .escape: output += old
            default: output += self[index..<index + count]
            }
            index += count
        }
        return output.count == original.bytes.count ? output : nil
    }
}

/// The encoding that the declaration of a document names.
struct XMLEncodingLabel {
    /// Whether the document is in UTF-8; nil where it is in an encoding that may not keep ASCII unchanged.
    let isUTF8: Bool?

    init(_ bytes: [UInt8]) {
        let head = Array(bytes.prefix(1024))
        guard let start = head.firstRange(of: Array("<?xml".utf8))?.upperBound,
            let end = head[start...].firstRange(of: Array("?>".utf8))?.lowerBound,
            let name = head[start..<end].firstRange(of: Array("encoding".utf8))?.upperBound,
            let quote = head[name..<end].firstIndex(where: { $0 == 0x22 || $0 == 0x27 }),
            let close = head[(quote + 1)..<end].firstIndex(of: head[quote])
        else {
            isUTF8 = true
            return
        }
        let label = Array(head[quote + 1..<close])
        let text = String(decoding: label, as: UTF8.self).lowercased()
        // A reader takes what names a wide encoding and is none as UTF-8.
        if ["utf-8", "utf8", "us-ascii", "ascii"].contains(text) || text.hasPrefix("utf-16") || text.hasPrefix("utf-32")
            || text.hasPrefix("ucs-")
        {
            isUTF8 = true
        } else {
            isUTF8 = Self.isKnown(label) ? false : nil
        }
    }

    /// Whether a label names an encoding in which the bytes of markup mean ASCII only.
    static func isKnown(_ label: [UInt8]) -> Bool {
        let text = String(decoding: label, as: UTF8.self).lowercased()
        let rest =
            text.hasPrefix("iso-8859-") ? text.dropFirst(9) : text.hasPrefix("windows-12") ? text.dropFirst(10) : nil
        if let rest { return rest.utf8.count <= 2 && !rest.isEmpty && rest.utf8.allSatisfy { $0 &- 0x30 < 10 } }
        return [
            "utf-8", "utf8", "us-ascii", "ascii", "latin1", "latin-1", "koi8-r", "koi8-u", "shift_jis", "euc-jp",
            "euc-kr", "big5", "gb2312",
            "gbk", "gb18030", "macintosh", "tis-620", "utf-16", "utf-16le", "utf-16be", "utf-32", "cp1252", "cp1251",
        ].contains(text)
    }
}
