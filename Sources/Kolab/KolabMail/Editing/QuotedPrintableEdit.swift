internal import Bytes

/// Edits of a quoted-printable body (RFC 2045 §6.7), made in the lines that they touch.
struct QuotedPrintableEdit {
    private let bytes: [UInt8]
    private let range: Range<Int>
    private let units: [QuotedPrintable.PlacedUnit]
    /// For each content byte the index of its unit, and the number of units at the end.
    private var unitOfByte: [Int] = []

    init(_ bytes: [UInt8], _ range: Range<Int>) throws(MailEditRefusal) {
        self.bytes = bytes
        self.range = range
        units = QuotedPrintable.units(bytes, range)
        guard !units.contains(where: \.isMalformed) else { throw .damagedEncoding }
        for (index, unit) in units.enumerated() where unit.content != nil { unitOfByte.append(index) }
        unitOfByte.append(units.count)
    }

    /// The edits of the message that make `edits` in the content: one for each run of touched lines.
    func edits(for edits: [ByteEdit]) -> [ByteEdit] {
        var runs: [(lines: Range<Int>, edits: [ByteEdit])] = []
        for edit in edits.inOrder {
            let lines = lines(touchedBy: edit.range)
            if let last = runs.indices.last, runs[last].lines.overlaps(lines) || runs[last].lines == lines {
                runs[last].lines = runs[last].lines.lowerBound..<max(runs[last].lines.upperBound, lines.upperBound)
                runs[last].edits.append(edit)
            } else {
                runs.append((lines, [edit]))
            }
        }
        return runs.map { run in
            let start = messageOffset(ofUnit: run.lines.lowerBound)
            return ByteEdit(start..<messageOffset(ofUnit: run.lines.upperBound), rewritten(run.lines, run.edits))
        }
    }

    private func messageOffset(ofUnit index: Int) -> Int {
        index < units.count ? units[index].range.lowerBound : units.last?.range.upperBound ?? range.lowerBound
    }

    /// The units of the whole lines in which `range` of the content lies.
    private func lines(touchedBy range: Range<Int>) -> Range<Int> {
        var first = unitOfByte[range.lowerBound]
        while first > 0, !units[first - 1].endsLine { first -= 1 }
        var end = unitOfByte[range.upperBound]
        while end < units.count, !units[end].endsLine { end += 1 }
        return first..<min(end + 1, units.count)
    }

    /// The units of `lines` with `edits` made; what no longer fits a line is folded anew, byte encodings unchanged.
    private func rewritten(_ lines: Range<Int>, _ edits: [ByteEdit]) -> [UInt8] {
        var tokens: [Token] = []
        var index = lines.lowerBound
        for edit in edits {
            let start = unitOfByte[edit.range.lowerBound]
            append(index..<start, to: &tokens)
            append(content: edit.replacement, to: &tokens)
            index = edit.range.isEmpty ? start : unitOfByte[edit.range.upperBound - 1] + 1
        }
        append(index..<lines.upperBound, to: &tokens)
        return folded(tokens)
    }

    private struct Token {
        enum Kind { case content, softBreak, lineEnd }
        var bytes: [UInt8]
        var kind: Kind
    }

    private func append(_ range: Range<Int>, to tokens: inout [Token]) {
        for unit in units[range] {
            let kind: Token.Kind = unit.content == nil ? .softBreak : unit.isLineEnd ? .lineEnd : .content
            if kind == .lineEnd, tokens.last?.bytes == [.carriageReturn] {
                tokens[tokens.count - 1] = Token(bytes: [.carriageReturn, .lineFeed], kind: .lineEnd)
            } else {
                tokens.append(Token(bytes: Array(bytes[unit.range]), kind: kind))
            }
        }
    }

    /// New content: line ends like those around it become hard line breaks, every other byte is encoded where it has to be.
    private func append(content: [UInt8], to tokens: inout [Token]) {
        let lineEnd = lineEnd
        var index = 0
        while index < content.count {
            if content.hasPrefix(lineEnd, at: index, within: content.count) {
                tokens.append(Token(bytes: lineEnd, kind: .lineEnd))
                index += lineEnd.count
            } else {
                tokens.append(Token(bytes: QuotedPrintable.encoded(content[index]), kind: .content))
                index += 1
            }
        }
    }

    /// The tokens unchanged where every line has at most 76 bytes, else with new soft breaks.
    private func folded(_ tokens: [Token]) -> [UInt8] {
        let asTheyStand = tokens.flatMap(\.bytes)
        if isFoldedWell(asTheyStand) { return asTheyStand }
        var result: [UInt8] = []
        var width = 0
        let softBreak = tokens.first { $0.kind == .softBreak }?.bytes ?? [.equals] + lineEnd
        for (index, token) in tokens.enumerated() {
            let isLast = index + 1 == tokens.count
            switch token.kind {
            case .lineEnd:
                // Blanks at the end of a line would be lost in transport.
                if let blank = result.last, blank == .space || blank == .tab, width > 0 {
                    result.removeLast()
                    result += [.equals] + blank.hexDigits
                }
                result += token.bytes
                width = 0
            case .softBreak:
                // Only the one that joins these lines to the next is needed.
                if isLast { result += token.bytes }
            case .content:
                let endsLine = !isLast && tokens[index + 1].kind == .lineEnd
                let atStart = width == 0 || width + token.bytes.count > (endsLine ? 76 : 75)
                if width > 0, atStart {
                    result += softBreak
                    width = 0
                }
                let isMark = token.bytes == [UInt8(ascii: "F")] || token.bytes == [.period]
                let written = atStart && isMark ? [.equals] + token.bytes[0].hexDigits : token.bytes
                result += written
                width += written.count
            }
        }
        return result
    }

    private func isFoldedWell(_ lines: [UInt8]) -> Bool {
        var start = 0
        while start < lines.count {
            let end = lines.endOfLine(from: start, within: lines.count)
            let contentEnd = lines.contentEnd(of: start..<end)
            if contentEnd - start > 76 { return false }
            if contentEnd < end, contentEnd > start, lines[contentEnd - 1] == .space || lines[contentEnd - 1] == .tab {
                return false
            }
            start = end
        }
        return true
    }

    /// How the lines of this body end.
    private var lineEnd: [UInt8] {
        guard let unit = units.first(where: \.endsLine) else { return [.carriageReturn, .lineFeed] }
        let end = unit.range.upperBound
        let isPair = end > 1 && bytes[end - 2] == .carriageReturn
        return isPair ? [.carriageReturn, .lineFeed] : [.lineFeed]
    }
}
