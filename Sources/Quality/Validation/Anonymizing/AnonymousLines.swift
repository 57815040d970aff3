internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar

/// Content lines without anything personal.
enum AnonymousLines {
    private static let chunkSize = 1 << 20

    /// The same text, whose words are those of the file that contains it.
    ///
    /// It is read in pieces, each of which is replaced in its place.
    /// - Parameter coding: how characters may be written besides iCalendar's own ways.
    static func read(
        _ bytes: consuming [UInt8],
        _ coding: TextCoding,
        _ words: AnonymousWords
    ) throws(ReadError) -> (bytes: [UInt8], words: AnonymousWords) {
        var output = bytes
        var words = words
        var stream = ICalendarStream()
        var cards = SoleCards()
        var ignored = Diagnostics(losses: .none)
        var done = 0
        func replace(_ piece: ComponentTree) {
            cards.look(at: piece)
            // The words are handed on, not copied.
            var known = AnonymousWords()
            swap(&known, &words)
            let result = replaced(piece, coding, consume known)
            words = result.words
            output.replaceSubrange(done..<done + result.bytes.count, with: result.bytes)
            done += result.bytes.count
        }
        for start in stride(from: 0, to: output.count, by: chunkSize) {
            let chunk = Array(output[start..<min(start + chunkSize, output.count)])
            if let piece = try stream.feed(chunk, diagnostics: &ignored) { replace(piece) }
        }
        replace(try stream.finish(diagnostics: &ignored))
        if let refusal = cards.refusal { throw refusal }
        return (output, words)
    }

    private static func replaced(
        _ tree: ComponentTree,
        _ coding: TextCoding,
        _ words: consuming AnonymousWords
    ) -> (bytes: [UInt8], words: AnonymousWords) {
        var text = AnonymousText(tree.bytes, coding.union(.backslash), hasFolds: true, words: words)
        for (index, line) in tree.lines.enumerated() where line.start < line.valueEnd {
            switch line.kind {
            case .property: replace(Property(tree: tree, index: index), in: &text)
            case .begin, .end, .malformed: replace(structure: Int(line.start)..<Int(line.valueEnd), in: &text)
            }
        }
        return text.finish()
    }

    /// Looks for a file of vCards only, which is not a calendar.
    private struct SoleCards {
        private var hasOther = false
        private var found: ReadError?

        /// The reason to refuse the file.
        var refusal: ReadError? { hasOther ? nil : found }

        mutating func look(at piece: ComponentTree) {
            guard !hasOther else { return }
            var ignored = Diagnostics(losses: .none)
            do throws(ReadError) {
                try ContactCards(in: piece).report(to: &ignored)
                hasOther = !piece.components.isEmpty
            } catch {
                found = found ?? error
            }
        }
    }

    private static func replace(_ property: Property, in text: inout AnonymousText) {
        let line = property.line
        let name = property.nameText.uppercased()
        let parameters = property.parameters
        let nameEnd = parameters.first.map { Int($0.record.nameStart) } ?? Int(line.valueStart)
        text.replace(Int(line.start)..<nameEnd, keeping: harmlessName)
        for parameter in parameters {
            let record = parameter.record
            let nameEnd = Int(parameter.isBare ? record.valueEnd : record.valueStart)
            text.replace(Int(record.nameStart)..<nameEnd, keeping: harmlessName)
            guard !parameter.isBare else { continue }
            let meaning = ValueMeaning(parameter: parameter.nameText.uppercased())
            text.replace(Int(record.valueStart)..<Int(record.valueEnd), meaning.coding.union(.caret)) { value in
                meaning.harmless(value, [.backslash, .caret])
            }
        }
        let value = Int(line.valueStart)..<Int(line.valueEnd)
        let encoding = Encoding(parameters)
        if encoding == .base64 { return text.replace(value, .base64) }
        let type = property.parameter(.value) == nil ? nil : property.valueType
        let meaning = ValueMeaning(property: name, type: type)
        if case .position = meaning {
            return text.replaceDigits(value, by: isOnEarth(property) ? UInt8(ascii: "0") : UInt8(ascii: "9"))
        }
        let coding = meaning.coding.union(encoding == .quotedPrintable ? .quotedPrintable : [])
        text.replace(value, coding) { meaning.harmless($0, .backslash) }
    }

    /// Whether a position is one, or is to be found wrong as before.
    private static func isOnEarth(_ property: Property) -> Bool {
        property.pieces(dividedBy: .semicolon).allSatisfy { piece in
            Double(String(decoding: piece, as: UTF8.self)).map { abs($0) <= 90 } ?? true
        }
    }

    /// The encoding of a value by its parameters.
    private enum Encoding {
        case none, base64, quotedPrintable

        init(_ parameters: [Parameter]) {
            self = .none
            for parameter in parameters {
                let words =
                    parameter.isBare ? [parameter.nameText] : parameter.name == .encoding ? parameter.values : []
                for word in words.map({ $0.uppercased() }) {
                    if word == "BASE64" || word == "B" { self = .base64 }
                    if word == "QUOTED-PRINTABLE" { self = .quotedPrintable }
                }
            }
        }
    }
}

extension AnonymousLines {
    /// A line that begins or ends a component, or is not a content line: names stay, of others the mark of an
    /// extension.
    private static func replace(structure range: Range<Int>, in text: inout AnonymousText) {
        text.replace(range) { line in
            let names = line.split { !$0.isNameByte }.map(\.indices)
            guard let first = names.first, isWord(line[first], of: ["BEGIN", "END"]) else {
                // A line of a slot: a date, or a property that was not there.
                if HarmlessValues.isTemporal(line) { return [line.indices] }
                return line.first == UInt8(ascii: "!") && HarmlessNames.isKnown(line.dropFirst()) ? [line.indices] : []
            }
            return [first] + names.dropFirst().flatMap { harmlessName(line, $0) }
        }
    }

    private static func isWord(_ text: ArraySlice<UInt8>, of words: Set<String>) -> Bool {
        words.contains(String(decoding: text, as: UTF8.self).uppercased())
    }

    /// What may be kept of a name and what divides it from what follows.
    private static func harmlessName(_ text: [UInt8]) -> [Range<Int>] {
        harmlessName(text, 0..<(text.firstIndex { $0 == .semicolon || $0 == .colon || $0 == .equals } ?? text.count))
    }

    /// A known name; of another the `X-` that makes it an extension.
    static func harmlessName(_ text: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
        guard let first = range.first(where: { text[$0].isNameByte }),
            let last = range.last(where: { text[$0].isNameByte })
        else { return [] }
        let name = first..<last + 1
        if HarmlessNames.isKnown(text[name]) { return [name] }
        let isExtension =
            name.count > 2 && text[first] | 0x20 == UInt8(ascii: "x") && text[first + 1] == UInt8(ascii: "-")
        return isExtension ? [first..<first + 2] : []
    }
}
