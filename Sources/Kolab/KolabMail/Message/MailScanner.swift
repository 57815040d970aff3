internal import Bytes
internal import CalendarDiagnostics

/// Finds the parts of a message in one pass over its lines.
struct MailScanner {
    let bytes: [UInt8]
    let limits: MailLimits
    var diagnostics: Diagnostics
    private(set) var parts: [MailPart] = []
    private(set) var segments: [MailSegment] = []

    /// The place of the scan.
    private var position = 0
    /// The boundaries of the multiparts around ``position``, innermost last.
    private var boundaries: [[UInt8]] = []

    init(bytes: [UInt8], limits: MailLimits, diagnostics: Diagnostics) {
        self.bytes = bytes
        self.limits = limits
        self.diagnostics = diagnostics
    }

    mutating func scan() throws(ReadError) {
        skipEnvelope()
        _ = try scanPart(in: nil, defaultType: .plainText)
        guard !parts[0].fields.isEmpty else {
            throw ReadError(.wrongFormat("not a mail message: it does not begin with a header"))
        }
    }
}

extension MailScanner {
    /// A line that ends a part: a boundary line of one of the multiparts around it.
    private struct Delimiter {
        /// The line with its own line end.
        var line: Range<Int>
        /// Which multipart's, counted from the outermost.
        var level: Int
        var isClosing: Bool
    }

    private mutating func skipEnvelope() {
        if bytes.hasPrefix([0xEF, 0xBB, 0xBF], at: 0, within: bytes.count) { position = 3 }
        for mark in ["From ", ">From "] where bytes.hasPrefix(Array(mark.utf8), at: position, within: bytes.count) {
            position = bytes.endOfLine(from: position, within: bytes.count)
            break
        }
        while position < bytes.count {
            let end = bytes.endOfLine(from: position, within: bytes.count)
            guard bytes.contentEnd(of: position..<end) == position else { break }
            if position == 0 { report("mail-header-line", "an empty line before the header; skipped", at: 0) }
            position = end
        }
        append(.envelope, part: 0, 0..<position)
    }

    private mutating func append(_ kind: MailSegment.Kind, part: Int, _ range: Range<Int>) {
        if !range.isEmpty { segments.append(MailSegment(kind: kind, part: part, range: range)) }
    }

    private mutating func report(_ rule: RuleID, _ message: String, at offset: Int) {
        diagnostics.report(rule, .warning, message, at: bytes.location(at: offset))
    }

    /// Scans one part with everything inside it and returns the delimiter that ended it, not yet consumed.
    private mutating func scanPart(in parent: Int?, defaultType: MediaType) throws(ReadError) -> Delimiter? {
        let index = parts.count
        // The message itself does not count as a part.
        guard index <= limits.parts else { throw limit("mime-parts", limits.parts) }
        let depth = parent.map { parts[$0].depth + 1 } ?? 0
        parts.append(
            MailPart(
                index: index,
                parent: parent,
                depth: depth,
                fields: [],
                header: position..<position,
                body: position..<position,
                contentType: defaultType,
                transferEncoding: .sevenBit
            )
        )
        let ending = try scanHeader(of: index)
        readContentFields(of: index, defaultType: defaultType)
        if let ending { return finish(index, ending) }

        var boundary = declaredBoundary(of: index)
        if boundary == nil || !opens(boundary ?? [], from: position) {
            boundary = recoverBoundary(of: index) ?? boundary
        }
        guard let boundary else {
            let start = position
            return finish(index, nextDelimiter(), from: start)
        }
        guard depth < limits.depth else { throw limit("mime-depth", limits.depth) }
        return try scanMultipart(index, boundary: boundary)
    }

    private func limit(_ name: String, _ value: Int) -> ReadError {
        ReadError(.limitExceeded(name: name, limit: value), at: bytes.location(at: position))
    }

    /// Gives the part at `index` its body, which ends where `ending` begins.
    private mutating func finish(_ index: Int, _ ending: Delimiter?, from start: Int? = nil) -> Delimiter? {
        let start = start ?? position
        let end = ending.map { bodyEnd(before: $0, from: start) } ?? bytes.count
        parts[index].body = start..<end
        append(.body, part: index, start..<end)
        position = end
        return ending
    }

    /// Where the content before `delimiter` ends: the line end before a boundary line belongs to it (RFC 2046 §5.1.1).
    private func bodyEnd(before delimiter: Delimiter, from start: Int) -> Int {
        let content = start..<delimiter.line.lowerBound
        guard !content.isEmpty, bytes[content.upperBound - 1] == .lineFeed else { return content.upperBound }
        // Another carriage return is content, unless the boundary line ends in as many.
        let line = delimiter.line
        let lineEnd = line.upperBound - bytes.contentEnd(of: line)
        let returns = bytes[content.lowerBound..<content.upperBound - 1].reversed().prefix { $0 == .carriageReturn }
            .count
        return content.upperBound - 1 - min(returns, max(lineEnd - 1, 1))
    }
}

extension MailScanner {
    /// Reads fields up to the empty line, a line that is not a field, or a delimiter, which it returns.
    private mutating func scanHeader(of index: Int) throws(ReadError) -> Delimiter? {
        let start = position
        var ending: Delimiter?
        var separator = position..<position
        while position < bytes.count {
            let line = position..<bytes.endOfLine(from: position, within: bytes.count)
            let contentEnd = bytes.contentEnd(of: line)
            ending = delimiter(line)
            if ending != nil { break }
            separator = line.lowerBound..<line.lowerBound
            if contentEnd == line.lowerBound {
                separator = line
                break
            }
            if bytes[line.lowerBound].isBlank {
                continueField(of: index, with: line)
            } else if let colon = endOfName(line.lowerBound..<contentEnd) {
                let nameEnd = bytes.trimmed(line.lowerBound..<colon).upperBound
                parts[index].fields.append(
                    MailHeaderField(range: line, name: line.lowerBound..<nameEnd, rawValue: colon + 1..<contentEnd)
                )
            } else if HeaderLines.continueHeader(bytes, from: line.upperBound, isMessage: index == 0) {
                report("mail-header-line", "a line of the header that is not a field; skipped", at: position)
                parts[index].fields.append(
                    MailHeaderField(
                        range: line,
                        name: line.lowerBound..<line.lowerBound,
                        rawValue: line.lowerBound..<contentEnd
                    )
                )
            } else {
                report("mail-header-not-closed", "no empty line after the header; read as content", at: position)
                break
            }
            position = line.upperBound
            guard position - start <= limits.headerSize else { throw limit("header-size", limits.headerSize) }
        }
        parts[index].header = start..<position
        append(.header, part: index, start..<position)
        if ending == nil {
            append(.separator, part: index, separator)
            position = max(position, separator.upperBound)
        }
        return ending
    }

    /// The place of the colon after a field name in `line`; nil if the line is not a field.
    private func endOfName(_ line: Range<Int>) -> Int? {
        var index = line.lowerBound
        while index < line.upperBound, bytes[index].isFieldNameByte { index += 1 }
        // The obsolete syntax allows blanks before the colon (RFC 5322 §4.5).
        while index < line.upperBound, bytes[index].isBlank { index += 1 }
        return index < line.upperBound && bytes[index] == .colon ? index : nil
    }

    /// Adds a folded line to the last field; a header that begins with one gets a field without a name.
    private mutating func continueField(of index: Int, with line: Range<Int>) {
        let contentEnd = bytes.contentEnd(of: line)
        guard let last = parts[index].fields.popLast() else {
            let name = line.lowerBound..<line.lowerBound
            parts[index].fields.append(
                MailHeaderField(range: line, name: name, rawValue: line.lowerBound..<contentEnd)
            )
            return
        }
        parts[index].fields.append(
            MailHeaderField(
                range: last.range.lowerBound..<line.upperBound,
                name: last.name,
                rawValue: last.rawValue.lowerBound..<contentEnd
            )
        )
    }

    private mutating func readContentFields(of index: Int, defaultType: MediaType) {
        for field in parts[index].fields.reversed() {
            // Most fields are others; their names are not worth a string.
            guard field.name.count == 12 || field.name.count == 25 else { continue }
            let value = bytes[field.rawValue].filter { $0 != .lineFeed && $0 != .carriageReturn }
            switch bytes[field.name].lowercasedText {
            case "content-type": parts[index].contentType = MediaType(reading: value, default: defaultType)
            case "content-transfer-encoding": parts[index].transferEncoding = TransferEncoding(reading: value)
            default: continue
            }
        }
    }
}

extension MailScanner {
    /// The boundary that Content-Type names, if the part is a multipart.
    private func declaredBoundary(of index: Int) -> [UInt8]? {
        let type = parts[index].contentType
        guard type.type == "multipart", var boundary = type.parameters["boundary"].map({ Array($0.utf8) }) else {
            return nil
        }
        // Blanks at its end would be lost in transport (RFC 2046 §5.1.1).
        while boundary.last?.isWhiteSpace == true { boundary.removeLast() }
        return boundary.isEmpty ? nil : boundary
    }

    /// Whether a line opens a part with `boundary` before the part around it ends.
    private func opens(_ boundary: [UInt8], from start: Int) -> Bool {
        var lineStart = start
        while lineStart < bytes.count {
            let line = lineStart..<bytes.endOfLine(from: lineStart, within: bytes.count)
            if let isClosing = boundary.boundaryLine(bytes, line) { return !isClosing }
            if delimiter(line) != nil { return false }
            lineStart = line.upperBound
        }
        return false
    }

    /// The boundary of a message whose header hides that it is a multipart.
    private mutating func recoverBoundary(of index: Int) -> [UInt8]? {
        guard index == 0, let found = HiddenBoundary(bytes, root: parts[0], bodyStart: position) else { return nil }
        report("mail-type-recovered", "the header does not declare that the content is a multipart; divided at its first boundary line", at: found.offset)
        parts[0].contentType = MediaType(type: "multipart", subtype: "mixed", parameters: [:])
        parts[0].transferEncoding = .sevenBit
        return found.boundary
    }

    /// The delimiter that `line` is, if any; the innermost multipart is tried first.
    private func delimiter(_ line: Range<Int>) -> Delimiter? {
        guard line.count > 2, bytes[line.lowerBound] == .hyphen, bytes[line.lowerBound + 1] == .hyphen else {
            return nil
        }
        for level in boundaries.indices.reversed() {
            if let isClosing = boundaries[level].boundaryLine(bytes, line) {
                return Delimiter(line: line, level: level, isClosing: isClosing)
            }
        }
        return nil
    }

    /// The next delimiter of any multipart around ``position``; nil at the end of the message.
    private func nextDelimiter() -> Delimiter? {
        // With no multipart around there is nothing to look for.
        guard !boundaries.isEmpty else { return nil }
        var lineStart = position
        while lineStart < bytes.count {
            let line = lineStart..<bytes.endOfLine(from: lineStart, within: bytes.count)
            if let found = delimiter(line) { return found }
            lineStart = line.upperBound
        }
        return nil
    }

    /// Scans the parts of a multipart from its preamble to its epilogue.
    private mutating func scanMultipart(_ index: Int, boundary: [UInt8]) throws(ReadError) -> Delimiter? {
        let start = position
        let level = boundaries.count
        boundaries.append(boundary)
        var next = nextDelimiter()
        guard let first = next, first.level == level, !first.isClosing else {
            boundaries.removeLast()
            report("mail-boundary-missing", "no boundary line in a multipart; read as one part", at: start)
            return finish(index, nextDelimiter(), from: start)
        }
        parts[index].boundary = boundary
        let partType: MediaType = parts[index].contentType.subtype == "digest" ? .message : .plainText
        consume(first, of: index, after: .preamble)
        while let found = next, found.level == level, !found.isClosing {
            parts[index].children.append(parts.count)
            next = try scanPart(in: index, defaultType: partType)
            if let found = next, found.level == level { consume(found, of: index, after: nil) }
        }
        boundaries.removeLast()
        if let found = next, found.level == level {
            next = nextDelimiter()
            let end = next.map { bodyEnd(before: $0, from: position) } ?? bytes.count
            append(.epilogue, part: index, position..<end)
            position = end
        } else {
            report("mail-multipart-not-closed", "a multipart has no closing boundary line", at: position)
        }
        parts[index].body = start..<position
        return next
    }

    /// Moves past `delimiter`; the text before it becomes a segment of `kind`.
    private mutating func consume(_ delimiter: Delimiter, of index: Int, after kind: MailSegment.Kind?) {
        if let kind {
            let end = bodyEnd(before: delimiter, from: position)
            append(kind, part: index, position..<end)
            position = end
        }
        append(.delimiter, part: index, position..<delimiter.line.upperBound)
        position = delimiter.line.upperBound
    }
}
