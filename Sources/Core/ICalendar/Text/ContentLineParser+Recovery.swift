internal import Bytes
internal import CalendarDiagnostics

/// What real files do beyond the grammar.
extension ContentLineParser {
    /// Raw line breaks inside parameters: joins the following lines that cannot be separate lines. An open quote that
    /// no line closes counts as a character. Byte order marks before the line are skipped.
    mutating func recover(
        _ bytes: Span<UInt8>,
        _ first: HeadResult,
        _ firstParameter: Int,
        _ start: inout Int,
        _ contents: inout LineScanning.Contents,
        _ name: inout Name,
        _ diagnostics: inout Diagnostics
    ) throws(ReadError) -> HeadResult {
        var first = first
        if skipMarks(bytes, &start, &contents, &diagnostics) {
            if start == segments.end { return .nothing }
            first = try head(bytes, &name, quotesAreLiteral: false, &diagnostics)
            if case .value = first { return first }
        }
        if case .notAName = first { return first }
        let isInParameters =
            LineScanning.first(.semicolon, in: bytes, segments[0].start, segments[0].end) < segments[0].end
        guard isInParameters else { return first }
        let saved = (segments: segments, next: nextPosition, lines: physicalLines)
        var joined = 0
        while joined < 8, nextPosition < bytes.count, !looksLikeContentLine(bytes, nextPosition) {
            let start = nextPosition
            let end = physicalLine(bytes, start, &diagnostics)
            physicalLines += 1
            joined += 1
            segments.append(start, end)
            parameters.removeLast(parameters.count - firstParameter)
            var trial = Diagnostics(limitPerRule: 0, losses: .none)
            let result = try head(bytes, &name, quotesAreLiteral: false, &trial)
            if case .value = result {
                diagnostics.report(
                    "raw-line-break",
                    .warning,
                    "a raw line break inside a parameter; \(joined) \(joined == 1 ? "line" : "lines") joined",
                    at: place(bytes, segments[0].start, segments[0].start)
                )
                return result
            }
        }
        (segments, nextPosition, physicalLines) = saved
        parameters.removeLast(parameters.count - firstParameter)
        guard case .openQuote = first else { return first }
        return try head(bytes, &name, quotesAreLiteral: true, &diagnostics)
    }

    /// Whether a byte order mark is at `index`.
    func isMark(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
        bytes.count - index >= 3 && bytes[index] == 0xEF && bytes[index + 1] == 0xBB && bytes[index + 2] == 0xBF
    }

    func reportMark(_ bytes: Span<UInt8>, _ index: Int, ofLineAt start: Int, _ diagnostics: inout Diagnostics) {
        diagnostics.report("byte-order-mark", .warning, "byte order mark skipped", at: place(bytes, start, index))
    }

    /// Skips byte order marks at the beginning of a line, which concatenated files have where they were joined.
    mutating func skipMarks(
        _ bytes: Span<UInt8>,
        _ start: inout Int,
        _ contents: inout LineScanning.Contents,
        _ diagnostics: inout Diagnostics
    ) -> Bool {
        guard isMark(bytes, start) else { return false }
        let lineStart = start
        while start + 3 <= segments[0].end, isMark(bytes, start) {
            reportMark(bytes, start, ofLineAt: lineStart, &diagnostics)
            segments.dropFirst(3)
            start += 3
        }
        contents = []
        for index in 0..<segments.count {
            contents.formUnion(LineScanning.contents(of: bytes, segments[index].start, segments[index].end))
        }
        return true
    }

    /// Skips byte order marks before the blank of a fold: without them it is one.
    mutating func skipMarksInFold(
        _ bytes: Span<UInt8>,
        _ start: Int,
        _ contents: inout LineScanning.Contents,
        _ diagnostics: inout Diagnostics
    ) -> Bool {
        let blank = bytes.skippingMarks(at: nextPosition, beforeBlankUpTo: bytes.count)
        guard blank > nextPosition else { return false }
        for mark in stride(from: nextPosition, to: blank, by: 3) {
            reportMark(bytes, mark, ofLineAt: start, &diagnostics)
        }
        // The line is not written unchanged.
        contents.formUnion(.nonASCII)
        nextPosition = blank
        return true
    }

    /// Skips blank lines where a line that begins with a blank follows: it cannot be a separate line, so the folded
    /// line continues there. Other readers join it as well.
    mutating func skipBlankLinesInFold(_ bytes: Span<UInt8>, _ diagnostics: inout Diagnostics) -> Bool {
        var end = nextPosition
        while end < bytes.count, bytes[end].isLineBreak { end += 1 }
        guard end < bytes.count, end > nextPosition, bytes[end].isBlank else { return false }
        while nextPosition < end {
            let start = nextPosition
            _ = physicalLine(bytes, start, &diagnostics)
            diagnostics.report(
                "blank-line",
                .warning,
                "blank line inside a folded line; skipped",
                at: SourceLocation(line: lineNumber + physicalLines + 1, column: 1, offset: offset + start)
            )
            physicalLines += 1
        }
        return true
    }

    /// Whether the line has control characters other than carriage returns.
    func hasControl(_ bytes: Span<UInt8>) -> Bool {
        for index in 0..<segments.count {
            for position in segments[index].start..<max(segments[index].start, segments[index].end) {
                let byte = bytes[position]
                if byte < .space && byte != .tab && byte != .carriageReturn || byte == .delete { return true }
            }
        }
        return false
    }

    /// A carriage return inside a line breaks the line of a text, and not that of the file (RFC 5545 §3.1: lines end in CR LF).
    mutating func noteCarriageReturns(
        _ bytes: Span<UInt8>,
        from valueStart: Int,
        _ firstParameter: Int,
        _ flags: inout ContentLine.Flags,
        _ diagnostics: inout Diagnostics
    ) {
        for index in 0..<segments.count {
            let end = max(segments[index].start, segments[index].end)
            var position = LineScanning.first(.carriageReturn, in: bytes, segments[index].start, end)
            while position < end {
                report(
                    "carriage-return",
                    "a carriage return inside a line; read as a line break of the text",
                    bytes,
                    position,
                    &diagnostics
                )
                if position < valueStart {
                    flags.insert(.headFolded)
                    for parameter in firstParameter..<parameters.count { parameters[parameter].flags.insert(.isFolded) }
                } else {
                    flags.formUnion([.valueFolded, .hasBackslash])
                }
                position = LineScanning.first(.carriageReturn, in: bytes, position + 1, end)
            }
        }
    }

    /// Whether a physical line begins with a known name or an X- name and then `:` or `;`.
    func looksLikeContentLine(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
        if isMark(bytes, start) { return true }
        var key = NameKey()
        var index = start
        while index < bytes.count, bytes[index].isNameByte {
            key.append(bytes[index])
            index += 1
        }
        guard index < bytes.count, bytes[index] == .colon || bytes[index] == .semicolon else { return false }
        if key.length <= 32, names.find(key) != nil { return true }
        return key.length > 2 && bytes[start].uppercasedASCII == UInt8(ascii: "X") && bytes[start + 1] == .hyphen
    }

    /// vCalendar 1.0 breaks quoted-printable values after `=` without a fold.
    mutating func joinQuotedPrintable(
        _ bytes: Span<UInt8>,
        _ firstParameter: Int,
        _ diagnostics: inout Diagnostics
    ) {
        let isQuotedPrintable = parameters[firstParameter...].contains { parameter in
            let range =
                parameter.flags.contains(.isBare)
                ? Int(parameter.nameStart)..<Int(parameter.valueEnd)
                : Int(parameter.valueStart)..<Int(parameter.valueEnd)
            let word = Array("QUOTED-PRINTABLE".utf8)
            guard range.count == word.count else { return false }
            for (index, letter) in zip(range, word) where bytes[index].uppercasedASCII != letter { return false }
            return true
        }
        guard isQuotedPrintable else { return }
        while nextPosition < bytes.count, bytes[segments.end - 1] == .equals {
            let start = nextPosition
            let end = physicalLine(bytes, start, &diagnostics)
            guard end > start else { return }
            physicalLines += 1
            segments.append(start, end)
        }
    }
}
