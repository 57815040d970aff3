internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let textEscape = Rule(
        "text-escape",
        .warning,
        "3.3.11",
        "In a text, each comma, semicolon and backslash is preceded by a backslash; a backslash is followed only by n, N, a comma, a semicolon or a backslash.",
        accepted: [
            .event(#"SUMMARY:Lunch\, then work\; home\nlater"#),
            .event(#"SUMMARY:Lunch\"#, " , then work"),
        ],
        flagged: [
            .event(#"SUMMARY:Lunch▸, then work"#),
            .event(#"SUMMARY:C:▸\temp"#),
            .event("SUMMARY:Lunch and", " then▸; later, work"),
            .event(#"SUMMARY:Lunch▸\"#),
        ],
        fixes: [.unsafe],
        checks: [
            .property(AllowedNames.plainTexts) { property, context in
                let line = property.line
                // VERSION may be two versions, separated by a semicolon (RFC 5545 §3.7.4).
                guard context.isSource, line.valueEnd > line.valueStart, line.name != .version else { return }
                guard line.parameterCount == 0 || property.valueType == .text && property.parameter(.encoding) == nil
                else { return }
                let bytes = context.bytes
                let value = Int(line.valueStart)..<Int(line.valueEnd)
                guard let start = bytes.span.firstTextMark(in: value) else { return }
                let marks = TextMarks(bytes, value, allowsCommas: AllowedNames.shared.isList(line.name))
                guard let first = marks.next(from: start) else { return }
                let words =
                    switch context.bytes[first] {
                    case .backslash: "a backslash that escapes nothing"
                    case .comma: "a comma without a backslash"
                    default: "a semicolon without a backslash"
                    }
                var place = context.place(of: property)
                (place.start, place.end) = (first, first + 1)
                context.report(words, at: place, fix: marks.bare.map { Edit($0..<$0, [.backslash], .unsafe) })
            }
        ]
    )
}

/// Commas, semicolons and backslashes of a text that are not written as RFC 5545 §3.3.11 requires.
private struct TextMarks {
    let range: Range<Int>
    private let bytes: [UInt8]
    private let allowsCommas: Bool

    init(_ bytes: [UInt8], _ range: Range<Int>, allowsCommas: Bool) {
        self.bytes = bytes
        self.range = range
        self.allowsCommas = allowsCommas
    }

    /// The next such mark.
    func next(from start: Int) -> Int? {
        var index = start
        while index < range.upperBound, let mark = bytes.span.firstTextMark(in: index..<range.upperBound) {
            index = mark
            switch bytes[index] {
            case .backslash:
                let escaped = behindFolds(index + 1)
                guard escaped < range.upperBound else { return index }
                switch bytes[escaped] {
                case .backslash, .comma, .semicolon, UInt8(ascii: "n"), UInt8(ascii: "N"): index = escaped
                default: return index
                }
            case .semicolon: return index
            case .comma where !allowsCommas: return index
            default: break
            }
            index += 1
        }
        return nil
    }

    /// The first byte from `start` on that is not part of a fold.
    private func behindFolds(_ start: Int) -> Int {
        var index = start
        while index < range.upperBound, bytes[index] == .carriageReturn || bytes[index] == .lineFeed {
            while index < range.upperBound, bytes[index] == .carriageReturn || bytes[index] == .lineFeed { index += 1 }
            // The blank belongs to the fold.
            index += 1
        }
        return index
    }

    /// Every comma and semicolon without a backslash.
    var bare: [Int] {
        var found: [Int] = []
        var index = range.lowerBound
        while let mark = next(from: index) {
            if bytes[mark] != .backslash { found.append(mark) }
            // After a backslash that escapes nothing is what it was meant to escape.
            index = bytes[mark] == .backslash ? behindFolds(mark + 1) + 1 : mark + 1
        }
        return found
    }
}
