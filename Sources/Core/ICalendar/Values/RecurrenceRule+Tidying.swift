internal import Bytes

extension RecurrenceRule {
    /// A rule's text without what ``readingLeniently(_:)-(Span<UInt8>)`` skips: blanks, the backslashes of separators that were
    /// escaped like text, and empty parts; with its UNTIL in the form of RFC 5545 where that can be read.
    ///
    /// Formats that divide a rule into its parts would carry these into the parts, where no reader expects them.
    /// - Returns: the text; nil where there is nothing to change.
    public static func tidied(_ text: Span<UInt8>) -> [UInt8]? {
        guard isUntidy(text) else { return nil }
        let bytes = text.indices.map { text[$0] }
        var parts: [[UInt8]] = []
        for part in bytes.split(separator: .semicolon) {
            guard let equals = part.firstIndex(of: .equals) else {
                let bare = trimmed(part)
                if !bare.isEmpty { parts.append(Array(bare)) }
                continue
            }
            let name = trimmed(part[..<equals])
            var members = part[(equals + 1)...].split(separator: .comma, omittingEmptySubsequences: false).map {
                Array(trimmed($0))
            }
            if members.count == 1, name.elementsEqual("UNTIL".utf8, by: { $0.uppercasedASCII == $1 }) {
                let until = members[0]
                if let repaired = TimeText.repairing(until.span) { members[0] = Array(repaired.time.basicText.utf8) }
            }
            for index in members.indices where members[index].contains(where: \.isBlank) {
                members[index] = RecurrenceRuleReader.repaired(members[index], of: name) ?? members[index]
            }
            parts.append(Array(name) + [.equals] + Array(members.joined(separator: CollectionOfOne(UInt8.comma))))
        }
        let tidied = Array(parts.joined(separator: CollectionOfOne(UInt8.semicolon)))
        return tidied == bytes ? nil : tidied
    }

    /// Whether there may be something to change; no rule in the form of RFC 5545 has any of these.
    private static func isUntidy(_ text: Span<UInt8>) -> Bool {
        var last = UInt8.semicolon
        for index in text.indices {
            let byte = text[index]
            switch byte {
            case 0x20, 0x09, UInt8(ascii: "\\"), .colon, UInt8(ascii: "."): return true
            case .semicolon where last == .semicolon: return true
            // A hyphen, `t` or `z` after a digit is part of a time in another form; `T` is as RFC 5545 has it.
            case .hyphen where last.isDigit, UInt8(ascii: "t") where last.isDigit, UInt8(ascii: "z") where last.isDigit:
                return true
            case UInt8(ascii: "+") where last.isDigit: return true
            default: last = byte
            }
        }
        return false
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var inner = text
        while let first = inner.first, first.isBlank { inner.removeFirst() }
        while let last = inner.last, last.isBlank || last == UInt8(ascii: "\\") { inner.removeLast() }
        return inner
    }
}

extension RecurrenceRuleReader {
    /// A weekday with a blank in it as it is read; nil for anything else.
    fileprivate static func repaired(_ member: [UInt8], of part: ArraySlice<UInt8>) -> [UInt8]? {
        guard upper(part) == "BYDAY" else { return nil }
        let reader = RecurrenceRuleReader(member)
        guard case .repaired(let day, _) = reader.weekdayPosition(0..<member.count) else { return nil }
        return Array(day.description.utf8)
    }
}
