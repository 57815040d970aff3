public import CalendarDiagnostics
internal import ICalendar

/// Makes a calendar shareable: names, places, texts and addresses become letters without meaning, everything that
/// programs reckon with stays.
///
/// Every letter gives a letter and every digit a digit, in their places and of their case, so that lines, folds, escapes and
/// findings stay as they are; equal values give equal ones, so that UIDs still belong together.
public struct Anonymizer: Sendable {
    /// An anonymizer.
    public init() {}

    /// The same iCalendar text without anything personal.
    ///
    /// - Throws: ``ReadError`` if the text is no calendar.
    public func anonymize(iCalendar bytes: [UInt8]) throws(ReadError) -> [UInt8] {
        var ignored = Diagnostics(losses: .none)
        let tree = try ICalendarReader().read(bytes, diagnostics: &ignored)
        var output = bytes
        var words = AnonymousWords()
        for (index, line) in tree.lines.enumerated() {
            switch line.kind {
            case .malformed where !line.flags.contains(.isSynthetic):
                // An END without its BEGIN is structure.
                if String(decoding: bytes[Int(line.start)..<Int(line.valueEnd)].prefix(4), as: UTF8.self).uppercased() != "END:" {
                    scramble(Int(line.start)..<Int(line.valueEnd), of: &output, keepsEscapes: true, &words)
                }
            case .property: anonymize(Property(tree: tree, index: index), in: &output, &words)
            default: break
            }
        }
        return output
    }

    private func anonymize(_ property: Property, in output: inout [UInt8], _ words: inout AnonymousWords) {
        let line = property.line
        for parameter in property.parameters where !Self.keptParameters.contains(parameter.nameText) {
            let range = Int(parameter.record.valueStart)..<Int(parameter.record.valueEnd)
            scramble(behindScheme(range, output), of: &output, keepsEscapes: false, &words)
        }
        let value = Int(line.valueStart)..<Int(line.valueEnd)
        if property.name == .geographicPosition {
            if property.pieces(dividedBy: .semicolon).allSatisfy({ abs(Double(String(decoding: $0, as: UTF8.self)) ?? 999) <= 90 }) {
                for index in value where output[index].isDigit { output[index] = UInt8(ascii: "0") }
            }
            return
        }
        if property.nameText == "REQUEST-STATUS" {
            // The code stays; what is said about it can quote an address.
            guard let semicolon = output[value].firstIndex(of: .semicolon) else { return }
            return scramble(semicolon..<value.upperBound, of: &output, keepsEscapes: true, &words)
        }
        if Self.keptProperties.contains(property.nameText) { return }
        switch property.valueType {
        case .text, .unknown, .uid, .binary, .xmlReference:
            let isQuotedPrintable = property.parameters.contains { parameter in
                parameter.nameText == "QUOTED-PRINTABLE" || parameter.value.uppercased() == "QUOTED-PRINTABLE"
            }
            if !isQuotedPrintable { return scramble(value, of: &output, keepsEscapes: true, &words) }
            for index in value where output[index].isLetter && !isEncoded(index, output) { output[index] = UInt8(ascii: "x") }
        case .uri, .calendarAddress: scramble(behindScheme(value, output), of: &output, keepsEscapes: true, &words)
        default: break
        }
    }

    /// What stands behind the scheme of a URI; all of it where there is none.
    private func behindScheme(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
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

    /// Whether a letter is part of `=C3`.
    private func isEncoded(_ index: Int, _ bytes: [UInt8]) -> Bool {
        index > 0 && bytes[index - 1] == .equals || index > 1 && bytes[index - 2] == .equals
    }
}

extension Anonymizer {
    /// Properties whose texts are words of the standards, or names of zones and programs.
    private static let keptProperties: Set<String> = [
        "CALSCALE", "METHOD", "PRODID", "VERSION", "CLASS", "STATUS", "TRANSP", "ACTION", "TZID", "TZNAME", "TZURL", "BUSYTYPE",
        "COLOR", "PARTICIPANT-TYPE", "RESOURCE-TYPE", "LOCATION-TYPE", "PROXIMITY", "X-WR-TIMEZONE",
        "X-MICROSOFT-CDO-BUSYSTATUS", "X-MICROSOFT-CDO-ALLDAYEVENT", "X-LIC-LOCATION", "TZID-ALIAS-OF",
    ]

    /// Parameters that say how a value is meant, not who or what it speaks of.
    private static let keptParameters: Set<String> = [
        "CUTYPE", "ENCODING", "FMTTYPE", "FBTYPE", "LANGUAGE", "PARTSTAT", "RANGE", "RELATED", "RELTYPE", "ROLE", "RSVP", "TZID",
        "VALUE", "SCHEDULE-AGENT", "SCHEDULE-FORCE-SEND", "SCHEDULE-STATUS", "DISPLAY", "FEATURE", "SIZE", "ORDER", "SCHEMA",
        "DERIVED", "GAP", "LINKREL", "CHARSET",
    ]

    /// Replaces letters and digits by others of their kind; folds, punctuation and escapes stay.
    private func scramble(_ range: Range<Int>, of bytes: inout [UInt8], keepsEscapes: Bool, _ words: inout AnonymousWords) {
        let places = logicalPlaces(range, bytes)
        let original = places.map { bytes[$0] }
        for (place, byte) in zip(places, words.word(for: original) { scrambled(original, seed: $0, keepsEscapes: keepsEscapes) }) {
            bytes[place] = byte
        }
    }

    private func scrambled(_ original: [UInt8], seed: UInt64, keepsEscapes: Bool) -> [UInt8] {
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
            if byte == .backslash && keepsEscapes || byte == UInt8(ascii: "^") && !keepsEscapes {
                index += 2
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

    /// A character of as many bytes; punctuation and controls of writing direction stay.
    private func replaceCharacter(at range: Range<Int>, in bytes: inout [UInt8], _ choice: UInt8) {
        let first = range.lowerBound
        switch range.count {
        case 2: bytes.replaceSubrange(range, with: [0xC3, 0xA0 + choice])
        case 3 where bytes[first] != 0xE2: bytes.replaceSubrange(range, with: [0xE4, 0xB8, 0x80 + choice])
        case 4: bytes[first + 3] = 0x80 + choice
        default: break
        }
    }

    /// The bytes of a range without its folds.
    private func logicalPlaces(_ range: Range<Int>, _ bytes: [UInt8]) -> [Int] {
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
