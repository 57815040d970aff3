internal import Bytes
internal import CalendarDiagnostics

/// Splits text into the records of a ``ComponentTree`` (RFC 5545 §3.1), recovering from whatever real files hold.
///
/// One parser may be fed several blocks of one stream: what is open at the end of a block stays open.
struct ContentLineParser {
    /// A component whose END was not read yet.
    struct OpenComponent {
        var name: Name
        /// Its BEGIN, or `UInt32.max` when that is in an earlier block.
        var beginIndex: UInt32
        var propertyCount = 0
        /// Whether it is a calendar that continues after its END.
        var hasEndedEarly = false
        var recurrence = RecurrenceCounts()
    }

    enum HeadResult {
        case value(at: Int, segment: Int)
        case noColon
        case openQuote
        case notAName
        /// The line has only byte order marks.
        case nothing
    }

    let limits: ReadLimits
    var lines: [ContentLine] = []
    var parameters: [ParameterRecord] = []
    var interner = NameInterner()
    var stack: [OpenComponent] = []
    /// Physical lines read in earlier blocks.
    var lineNumber = 0
    /// Bytes read in earlier blocks.
    var offset = 0
    var hasSeenComponent = false

    let names = NameTable.shared
    let nesting = ComponentNesting.shared
    let beginName = Name.begin
    let endName = Name.end
    var segments = Segments()
    /// Where the first line begins, after byte order marks.
    private var textStart = 0
    /// Whether carriage returns end lines, because one ends the first. Elsewhere one inside a line is part of it, and before a
    /// blank it is a fold.
    private(set) var endsLinesInCarriageReturns = false
    var knownLineFeed = -1
    var nextPosition = 0
    var physicalLines = 0
    /// How many parameters there may be when this line is read.
    var parametersEnd = 0
    /// The last colon found before Apple's `geo:` value.
    var knownGeoColon = -1

    init(limits: ReadLimits) {
        self.limits = limits
    }
}

extension ContentLineParser {
    /// Reads every line of `bytes`. The last line must be complete.
    ///
    /// - Parameter start: where the lines begin that are new, if the block before this one is part of it.
    mutating func parse(_ bytes: Span<UInt8>, from start: Int = 0, diagnostics: inout Diagnostics) throws(ReadError) {
        knownLineFeed = -1
        knownGeoColon = -1
        offset -= start
        var position = start
        if offset == 0, start == 0 {
            while isMark(bytes, position) {
                reportMark(bytes, position, ofLineAt: 0, &diagnostics)
                position += 3
            }
            textStart = position
        }
        var reported = position
        while position < bytes.count {
            let start = position
            if start &- reported >= ReadingProgress.step {
                ReadingProgress.add(start - reported)
                reported = start
            }
            physicalLines = 1
            var end = physicalLine(bytes, start, &diagnostics)
            if start == end {
                diagnostics.report("blank-line", .warning, "blank line skipped", at: place(bytes, start, start))
                lineNumber += 1
                position = nextPosition
                continue
            }
            var contents = LineScanning.contents(of: bytes, start, end)
            segments.begin(start, end)
            while nextPosition < bytes.count {
                if bytes[nextPosition] > .space {
                    guard bytes[nextPosition] == 0xEF, skipMarksInFold(bytes, start, &contents, &diagnostics) else {
                        break
                    }
                }
                if !bytes[nextPosition].isBlank {
                    guard skipBlankLinesInFold(bytes, &diagnostics) else { break }
                }
                let continuation = nextPosition + 1
                if continuation < bytes.count, bytes[continuation].isUTF8Continuation, end > start,
                    bytes[end - 1] >= 0x80
                {
                    report(
                        "fold-splits-character",
                        "a fold splits a UTF-8 character; joined",
                        bytes,
                        continuation,
                        &diagnostics
                    )
                }
                end = physicalLine(bytes, continuation, &diagnostics)
                physicalLines += 1
                contents.formUnion(LineScanning.contents(of: bytes, continuation, max(continuation, end)))
                segments.append(continuation, max(continuation, end))
            }
            if end - start > limits.lineLength {
                throw ReadError(
                    .limitExceeded(name: "line-length", limit: limits.lineLength),
                    at: place(bytes, start, start)
                )
            }
            try logicalLine(bytes, start, contents, &diagnostics)
            lineNumber += physicalLines
            position = nextPosition
        }
        ReadingProgress.add(bytes.count - reported)
        offset += bytes.count
    }

    /// Finds where the physical line from `start` ends, and sets where the next begins.
    @inline(__always)
    mutating func physicalLine(_ bytes: Span<UInt8>, _ start: Int, _ diagnostics: inout Diagnostics) -> Int {
        let lineFeed =
            knownLineFeed >= start ? knownLineFeed : LineScanning.first(.lineFeed, in: bytes, start, bytes.count)
        let carriageReturn = LineScanning.first(.carriageReturn, in: bytes, start, lineFeed)
        if carriageReturn + 1 == lineFeed, lineFeed < bytes.count {
            nextPosition = lineFeed + 1
            return carriageReturn
        }
        return unusualLineEnd(bytes, start, carriageReturn, lineFeed, &diagnostics)
    }

    mutating func unusualLineEnd(
        _ bytes: Span<UInt8>,
        _ start: Int,
        _ carriageReturn: Int,
        _ lineFeed: Int,
        _ diagnostics: inout Diagnostics
    ) -> Int {
        if carriageReturn == lineFeed {
            nextPosition = min(lineFeed + 1, bytes.count)
            if lineFeed < bytes.count {
                reportOnce("line-ending-lf", "lines end in a bare LF", bytes, start, &diagnostics)
            }
            return lineFeed
        }
        var carriageReturn = carriageReturn
        while true {
            var behind = carriageReturn
            while behind < lineFeed, bytes[behind] == .carriageReturn { behind += 1 }
            if behind == lineFeed {
                nextPosition = min(lineFeed + 1, bytes.count)
                if lineFeed < bytes.count, behind > carriageReturn + 1 {
                    reportOnce("line-ending-crcrlf", "lines end in CR CR LF", bytes, start, &diagnostics)
                }
                return carriageReturn
            }
            if start == textStart, offset == 0 { endsLinesInCarriageReturns = true }
            if endsLinesInCarriageReturns || bytes[behind].isBlank { break }
            carriageReturn = LineScanning.first(.carriageReturn, in: bytes, behind, lineFeed)
            if carriageReturn == lineFeed {
                nextPosition = min(lineFeed + 1, bytes.count)
                if lineFeed < bytes.count {
                    reportOnce("line-ending-lf", "lines end in a bare LF", bytes, start, &diagnostics)
                }
                return lineFeed
            }
        }
        // The line feed is remembered, so that a file with CR only is not searched again for every line.
        knownLineFeed = lineFeed
        nextPosition = carriageReturn + 1
        reportOnce("line-ending-cr", "lines end in a bare CR", bytes, start, &diagnostics)
        return carriageReturn
    }

    func reportOnce(
        _ rule: RuleID,
        _ message: String,
        _ bytes: Span<UInt8>,
        _ start: Int,
        _ diagnostics: inout Diagnostics
    ) {
        guard diagnostics.count(ofKind: rule) == 0 else { return }
        diagnostics.report(rule, .warning, "\(message), first here", at: place(bytes, start, start))
    }

    /// Reports a finding inside the logical line; its place is computed only for a finding that is kept, as one line
    /// may hold millions.
    func report(
        _ rule: RuleID,
        _ message: String,
        _ bytes: Span<UInt8>,
        _ index: Int,
        _ diagnostics: inout Diagnostics
    ) {
        let isKept = diagnostics.count(ofKind: rule) < diagnostics.limitPerRule
        diagnostics.report(
            rule,
            .warning,
            message,
            at: isKept ? place(bytes, segments[0].start, index) : SourceLocation()
        )
    }

    /// The place of a byte of the logical line that begins at `lineStart`.
    func place(_ bytes: Span<UInt8>, _ lineStart: Int, _ index: Int) -> SourceLocation {
        var line = lineNumber + 1
        var column = 1
        var cursor = lineStart
        while cursor < index {
            switch bytes[cursor] {
            case .lineFeed: (line, column) = (line + 1, 1)
            case .carriageReturn where bytes.byte(after: cursor)?.isLineBreak == true: break
            case .carriageReturn where endsLinesInCarriageReturns || bytes.byte(after: cursor)?.isBlank == true:
                (line, column) = (line + 1, 1)
            case let byte: column += byte.isUTF8Continuation ? 0 : 1
            }
            cursor += 1
        }
        return SourceLocation(line: line, column: column, offset: offset + index)
    }
}

extension ContentLineParser {
    @inline(__always)
    mutating func logicalLine(
        _ bytes: Span<UInt8>,
        _ start: Int,
        _ contents: LineScanning.Contents,
        _ diagnostics: inout Diagnostics
    ) throws(ReadError) {
        let firstParameter = parameters.count
        // A record counts its parameters in seven bits.
        parametersEnd = firstParameter + min(limits.parameters, 127)
        let scannedSegments = segments.count
        var start = start
        var contents = contents
        var name = Name(id: 0)
        var result = try head(bytes, &name, quotesAreLiteral: false, &diagnostics)
        if case .value = result {
        } else {
            result = try recover(bytes, result, firstParameter, &start, &contents, &name, &diagnostics)
        }
        guard case .value(let valueStart, let valueSegment) = result else {
            if case .nothing = result { return }
            parameters.removeLast(parameters.count - firstParameter)
            return keepMalformed(bytes, start, contents, &diagnostics)
        }
        if parameters.count > firstParameter, bytes[segments.end - 1] == .equals {
            joinQuotedPrintable(bytes, firstParameter, &diagnostics)
        }
        // Lines that were joined on the way have not been checked yet.
        for index in scannedSegments..<max(scannedSegments, segments.count) {
            let segment = segments[index]
            contents.formUnion(LineScanning.contents(of: bytes, segment.start, max(segment.start, segment.end)))
        }
        var flags: ContentLine.Flags = valueSegment > 0 ? .headFolded : []
        if segments.count > valueSegment + 1 { flags.insert(.valueFolded) }
        if !contents.isEmpty { note(bytes, contents, &flags, &diagnostics) }
        if flags.contains(.hasControl) {
            noteCarriageReturns(bytes, from: valueStart, firstParameter, &flags, &diagnostics)
        }
        let end = segments.end
        if parameters.count > firstParameter, name == beginName || name == endName {
            report(
                "component-parameter",
                "a parameter of \(name == beginName ? "BEGIN" : "END"), which has none; skipped",
                bytes,
                Int(parameters[firstParameter].nameStart),
                &diagnostics
            )
            parameters.removeLast(parameters.count - firstParameter)
            flags.insert(.isSynthetic)
        }
        if name == beginName {
            try open(bytes, start, valueStart, end, flags, &diagnostics)
        } else if name == endName {
            close(bytes, start, valueStart, end, flags, &diagnostics)
        } else {
            if flags.contains(.isLatin1) {
                for index in firstParameter..<parameters.count { parameters[index].flags.insert(.isLatin1) }
            }
            let count = parameters.count - firstParameter
            lines.append(
                ContentLine(
                    .property,
                    start: UInt32(truncatingIfNeeded: start),
                    valueStart: UInt32(truncatingIfNeeded: valueStart),
                    valueEnd: UInt32(truncatingIfNeeded: end),
                    link: UInt32(truncatingIfNeeded: firstParameter),
                    name: name,
                    flags: flags,
                    parameterCount: count
                )
            )
            if stack.isEmpty {
                diagnostics.report(
                    "outside-calendar",
                    .warning,
                    "a property outside every component; kept",
                    at: place(bytes, start, start)
                )
            } else {
                stack[stack.count - 1].propertyCount += 1
                if stack[stack.count - 1].propertyCount > limits.properties {
                    throw ReadError(
                        .limitExceeded(name: "properties", limit: limits.properties),
                        at: place(bytes, start, start)
                    )
                }
                if RecurrenceCounts.counts(name),
                    let excess = stack[stack.count - 1].recurrence.add(name, bytes.extracting(valueStart..<end), limits)
                {
                    throw ReadError(excess, at: place(bytes, start, start))
                }
            }
        }
    }

    /// Turns what was seen in a line's bytes into flags; checks UTF-8.
    func note(
        _ bytes: Span<UInt8>,
        _ contents: LineScanning.Contents,
        _ flags: inout ContentLine.Flags,
        _ diagnostics: inout Diagnostics
    ) {
        let start = segments[0].start
        if contents.contains(.backslash) { flags.insert(.hasBackslash) }
        if contents.contains(.control) {
            flags.insert(.hasControl)
            if hasControl(bytes) {
                diagnostics.report(
                    "control-character",
                    .warning,
                    "a control character; kept",
                    at: place(bytes, start, start)
                )
            }
        }
        guard contents.contains(.nonASCII) else { return }
        flags.insert(.hasNonASCII)
        var validator = UTF8Validator()
        for index in 0..<segments.count { validator.check(bytes, segments[index].start, segments[index].end) }
        if !validator.isValid || validator.isInsideCharacter {
            flags.insert(.isLatin1)
            diagnostics.report(
                "invalid-utf8",
                .warning,
                "not UTF-8; the line is read as ISO-8859-1",
                at: place(bytes, start, start)
            )
        }
    }

    mutating func keepMalformed(
        _ bytes: Span<UInt8>,
        _ start: Int,
        _ contents: LineScanning.Contents,
        _ diagnostics: inout Diagnostics
    ) {
        var flags: ContentLine.Flags = []
        if segments.count > 1 { flags.insert(.valueFolded) }
        if !contents.isEmpty { note(bytes, contents, &flags, &diagnostics) }
        lines.append(
            ContentLine(
                .malformed,
                start: UInt32(truncatingIfNeeded: start),
                valueStart: UInt32(truncatingIfNeeded: start),
                valueEnd: UInt32(truncatingIfNeeded: segments.end),
                link: 0,
                name: Name(id: 0),
                flags: flags
            )
        )
        diagnostics.report(
            "malformed-line",
            .error,
            "not a content line (name, colon, value); skipped",
            at: place(bytes, start, start)
        )
    }
}
