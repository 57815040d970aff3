internal import CalendarDiagnostics

/// Splits text into the records of a ``ComponentTree`` (RFC 5545 §3.1), recovering from whatever real files hold.
///
/// One parser may be fed several blocks of one stream: what is open at the end of a block stays open.
struct ContentLineParser {
    /// A component whose END has not come yet.
    struct OpenComponent {
        var name: Name
        /// Its BEGIN, or `UInt32.max` when that stands in an earlier block.
        var beginIndex: UInt32
        var propertyCount = 0
    }

    /// A physical line's share of a logical one.
    private struct Segment {
        var start: Int
        var end: Int
    }

    /// The physical lines of one logical line; the storage is used again for every line.
    private struct Segments {
        private var storage: [Segment] = []
        private(set) var count = 0

        subscript(index: Int) -> Segment { storage[index] }
        /// Where the logical line ends.
        var end: Int { storage[count - 1].end }

        @inline(__always)
        mutating func begin(_ start: Int, _ end: Int) {
            count = 0
            append(start, end)
        }

        @inline(__always)
        mutating func append(_ start: Int, _ end: Int) {
            if count < storage.count {
                storage[count] = Segment(start: start, end: end)
            } else {
                storage.append(Segment(start: start, end: end))
            }
            count += 1
        }
    }

    private enum HeadResult {
        case value(at: Int, segment: Int)
        case noColon
        case openQuote
        case notAName
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

    private let names = NameTable.shared
    private let beginName = Name.begin
    private let endName = Name.end
    private var segments = Segments()
    private var knownLineFeed = -1
    private var nextPosition = 0
    private var physicalLines = 0
    /// How many parameters there may be when this line is read.
    private var parametersEnd = 0
    /// The last colon found before Apple's `geo:` value.
    private var knownGeoColon = -1

    init(limits: ReadLimits) {
        self.limits = limits
    }
}

// MARK: - Lines

extension ContentLineParser {
    /// Reads every line of `bytes`. The last line must be complete.
    mutating func parse(_ bytes: Span<UInt8>, diagnostics: inout Diagnostics) throws(ReadError) {
        knownLineFeed = -1
        knownGeoColon = -1
        var position = 0
        if offset == 0, bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            diagnostics.report("byte-order-mark", .warning, "byte order mark skipped", at: place(bytes, 0, 0))
            position = 3
        }
        while position < bytes.count {
            let start = position
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
            while nextPosition < bytes.count, bytes[nextPosition].isBlank {
                let continuation = nextPosition + 1
                if continuation < bytes.count, bytes[continuation].isUTF8Continuation, end > start,
                    bytes[end - 1] >= 0x80
                {
                    report(
                        "fold-splits-character", "a fold splits a UTF-8 character; joined", bytes, continuation,
                        &diagnostics)
                }
                end = physicalLine(bytes, continuation, &diagnostics)
                physicalLines += 1
                contents.formUnion(LineScanning.contents(of: bytes, continuation, max(continuation, end)))
                segments.append(continuation, max(continuation, end))
            }
            if end - start > limits.lineLength {
                throw ReadError(
                    .limitExceeded(name: "line-length", limit: limits.lineLength), at: place(bytes, start, start))
            }
            try logicalLine(bytes, start, contents, &diagnostics)
            lineNumber += physicalLines
            position = nextPosition
        }
        offset += bytes.count
    }

    /// Finds where the physical line from `start` ends, and sets where the next begins.
    @inline(__always)
    private mutating func physicalLine(_ bytes: Span<UInt8>, _ start: Int, _ diagnostics: inout Diagnostics) -> Int {
        let lineFeed =
            knownLineFeed >= start ? knownLineFeed : LineScanning.first(.lineFeed, in: bytes, start, bytes.count)
        let carriageReturn = LineScanning.first(.carriageReturn, in: bytes, start, lineFeed)
        if carriageReturn + 1 == lineFeed, lineFeed < bytes.count {
            nextPosition = lineFeed + 1
            return carriageReturn
        }
        return unusualLineEnd(bytes, start, carriageReturn, lineFeed, &diagnostics)
    }

    private mutating func unusualLineEnd(
        _ bytes: Span<UInt8>, _ start: Int, _ carriageReturn: Int, _ lineFeed: Int, _ diagnostics: inout Diagnostics
    ) -> Int {
        if carriageReturn == lineFeed {
            nextPosition = min(lineFeed + 1, bytes.count)
            if lineFeed < bytes.count {
                reportOnce("line-ending-lf", "lines end in a bare LF", bytes, start, &diagnostics)
            }
            return lineFeed
        }
        var behind = carriageReturn
        while behind < lineFeed, bytes[behind] == .carriageReturn { behind += 1 }
        if behind == lineFeed {
            nextPosition = min(lineFeed + 1, bytes.count)
            if lineFeed < bytes.count {
                reportOnce("line-ending-crcrlf", "lines end in CR CR LF", bytes, start, &diagnostics)
            }
            return carriageReturn
        }
        // The line feed is remembered, so that a file with nothing but CR is not searched again for every line.
        knownLineFeed = lineFeed
        nextPosition = carriageReturn + 1
        reportOnce("line-ending-cr", "lines end in a bare CR", bytes, start, &diagnostics)
        return carriageReturn
    }

    private func reportOnce(
        _ rule: RuleID, _ message: String, _ bytes: Span<UInt8>, _ start: Int, _ diagnostics: inout Diagnostics
    ) {
        guard diagnostics.counts[rule] == nil else { return }
        diagnostics.report(rule, .warning, "\(message), first here", at: place(bytes, start, start))
    }

    /// Reports a surprise inside the logical line; its place is counted out only for a finding that is kept, as one line may
    /// hold millions.
    private func report(
        _ rule: RuleID, _ message: String, _ bytes: Span<UInt8>, _ index: Int, _ diagnostics: inout Diagnostics
    ) {
        let isKept = diagnostics.counts[rule, default: 0] < diagnostics.limitPerRule
        diagnostics.report(
            rule, .warning, message, at: isKept ? place(bytes, segments[0].start, index) : SourceLocation())
    }

    /// The place of a byte of the logical line that begins at `lineStart`.
    private func place(_ bytes: Span<UInt8>, _ lineStart: Int, _ index: Int) -> SourceLocation {
        var line = lineNumber + 1
        var column = 1
        var cursor = lineStart
        while cursor < index {
            switch bytes[cursor] {
            case .lineFeed: (line, column) = (line + 1, 1)
            case .carriageReturn where bytes[cursor + 1] == .lineFeed || bytes[cursor + 1] == .carriageReturn: break
            case .carriageReturn: (line, column) = (line + 1, 1)
            case let byte: column += byte.isUTF8Continuation ? 0 : 1
            }
            cursor += 1
        }
        return SourceLocation(line: line, column: column, offset: offset + index)
    }
}

// MARK: - One logical line

extension ContentLineParser {
    @inline(__always)
    private mutating func logicalLine(
        _ bytes: Span<UInt8>, _ start: Int, _ contents: LineScanning.Contents, _ diagnostics: inout Diagnostics
    ) throws(ReadError) {
        let firstParameter = parameters.count
        // A record counts its parameters in seven bits.
        parametersEnd = firstParameter + min(limits.parameters, 127)
        let scannedSegments = segments.count
        var contents = contents
        var name = Name(id: 0)
        var result = try head(bytes, &name, quotesAreLiteral: false, &diagnostics)
        if case .value = result {} else {
            result = try recover(bytes, result, firstParameter, &name, &diagnostics)
        }
        guard case .value(let valueStart, let valueSegment) = result else {
            parameters.removeLast(parameters.count - firstParameter)
            return keepMalformed(bytes, start, contents, &diagnostics)
        }
        if parameters.count > firstParameter, bytes[segments.end - 1] == .equals {
            joinQuotedPrintable(bytes, firstParameter, &diagnostics)
        }
        // Lines that were joined on the way have not been looked at yet.
        for index in scannedSegments..<max(scannedSegments, segments.count) {
            let segment = segments[index]
            contents.formUnion(LineScanning.contents(of: bytes, segment.start, max(segment.start, segment.end)))
        }
        var flags: ContentLine.Flags = valueSegment > 0 ? .headFolded : []
        if segments.count > valueSegment + 1 { flags.insert(.valueFolded) }
        if !contents.isEmpty { note(bytes, contents, &flags, &diagnostics) }
        let end = segments.end
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
                    .property, start: UInt32(truncatingIfNeeded: start),
                    valueStart: UInt32(truncatingIfNeeded: valueStart), valueEnd: UInt32(truncatingIfNeeded: end),
                    link: UInt32(truncatingIfNeeded: firstParameter), name: name, flags: flags, parameterCount: count))
            if stack.isEmpty {
                diagnostics.report(
                    "outside-calendar", .warning, "a property outside every component; kept",
                    at: place(bytes, start, start))
            } else {
                stack[stack.count - 1].propertyCount += 1
                if stack[stack.count - 1].propertyCount > limits.properties {
                    throw ReadError(
                        .limitExceeded(name: "properties", limit: limits.properties), at: place(bytes, start, start))
                }
            }
        }
    }

    /// Turns what was seen in a line's bytes into flags; checks UTF-8.
    private func note(
        _ bytes: Span<UInt8>, _ contents: LineScanning.Contents, _ flags: inout ContentLine.Flags,
        _ diagnostics: inout Diagnostics
    ) {
        let start = segments[0].start
        if contents.contains(.backslash) { flags.insert(.hasBackslash) }
        if contents.contains(.control) {
            flags.insert(.hasControl)
            diagnostics.report(
                "control-character", .warning, "a control character; kept", at: place(bytes, start, start))
        }
        guard contents.contains(.nonASCII) else { return }
        flags.insert(.hasNonASCII)
        var validator = UTF8Validator()
        for index in 0..<segments.count { validator.check(bytes, segments[index].start, segments[index].end) }
        if !validator.isValid || validator.isInsideCharacter {
            flags.insert(.isLatin1)
            diagnostics.report(
                "invalid-utf8", .warning, "not UTF-8; this line is read as Latin-1", at: place(bytes, start, start))
        }
    }

    private mutating func keepMalformed(
        _ bytes: Span<UInt8>, _ start: Int, _ contents: LineScanning.Contents, _ diagnostics: inout Diagnostics
    ) {
        var flags: ContentLine.Flags = []
        if segments.count > 1 { flags.insert(.valueFolded) }
        if !contents.isEmpty { note(bytes, contents, &flags, &diagnostics) }
        lines.append(
            ContentLine(
                .malformed, start: UInt32(truncatingIfNeeded: start), valueStart: UInt32(truncatingIfNeeded: start),
                valueEnd: UInt32(truncatingIfNeeded: segments.end), link: 0, name: Name(id: 0),
                flags: flags))
        diagnostics.report(
            "malformed-line", .error, "not a content line (name, colon, value); passed over",
            at: place(bytes, start, start))
    }
}

// MARK: - Name and parameters

extension ContentLineParser {
    /// Reads `name *(";" param) ":"`, adding the parameters; folds may stand anywhere.
    @inline(__always)
    private mutating func head(
        _ bytes: Span<UInt8>, _ name: inout Name, quotesAreLiteral: Bool, _ diagnostics: inout Diagnostics
    ) throws(ReadError) -> HeadResult {
        var segment = 0
        var position = segments[0].start
        var limit = segments[0].end
        let start = position
        var key = NameKey()
        var isOdd = false
        while true {
            if position == limit {
                guard segment + 1 < segments.count else { return .noColon }
                segment += 1
                position = segments[segment].start
                limit = segments[segment].end
                continue
            }
            let byte = bytes[position]
            if byte == .colon || byte == .semicolon { break }
            if !byte.isNameByte { isOdd = true }
            key.append(byte)
            position += 1
        }
        if isOdd {
            guard let mended = mend(name: start, position, bytes, &diagnostics) else { return .notAName }
            key = mended
        }
        guard key.length > 0 else { return .notAName }
        name = try resolve(key, bytes, start, position)
        while position < limit, bytes[position] == .semicolon {
            position += 1
            let outcome = try parameter(
                bytes, &segment, &position, &limit, name, quotesAreLiteral: quotesAreLiteral, &diagnostics)
            if let outcome { return outcome }
        }
        guard position < limit, bytes[position] == .colon else { return .noColon }
        return .value(at: position + 1, segment: segment)
    }

    /// Moves on to the next physical line when this one is used up; false at the logical line's end.
    @inline(__always)
    private func hop(_ segment: inout Int, _ position: inout Int, _ limit: inout Int) -> Bool {
        while position == limit {
            guard segment + 1 < segments.count else { return false }
            segment += 1
            position = segments[segment].start
            limit = segments[segment].end
        }
        return true
    }

    /// Reads one parameter behind its semicolon and stops at the next `;` or `:`. Nil when all went well.
    @inline(__always)
    private mutating func parameter(
        _ bytes: Span<UInt8>, _ segment: inout Int, _ position: inout Int, _ limit: inout Int, _ property: Name,
        quotesAreLiteral: Bool, _ diagnostics: inout Diagnostics
    ) throws(ReadError) -> HeadResult? {
        guard hop(&segment, &position, &limit) else { return .noColon }
        let nameStart = position
        var startSegment = segment
        var key = NameKey()
        var flags: ParameterRecord.Flags = []
        var byte: UInt8 = 0
        while true {
            guard hop(&segment, &position, &limit) else { return .noColon }
            byte = bytes[position]
            if byte == .equals || byte == .colon || byte == .semicolon { break }
            key.append(byte)
            position += 1
        }
        if segment != startSegment { flags.insert(.nameFolded) }
        if key.length == 0 {
            report("empty-parameter", "an empty parameter; passed over", bytes, nameStart, &diagnostics)
            if byte == .equals { position += 1 } else { return nil }
        }
        let nameEnd = position
        if byte != .equals {
            flags.insert(.isBare)
            report("bare-parameter", "a parameter without a value", bytes, nameStart, &diagnostics)
            try add(bytes, nameStart, nameEnd, nameEnd, try resolve(key, bytes, nameStart, nameEnd), flags)
            return nil
        }
        if key.length > 0 { position += 1 }
        let valueStart = position
        startSegment = segment
        var isInQuotes = false
        var isAtStart = true
        var quotedStrings = 0
        while true {
            guard hop(&segment, &position, &limit) else { return isInQuotes ? .openQuote : .noColon }
            byte = bytes[position]
            switch byte {
            case .quote where quotesAreLiteral:
                flags.insert(.hasStrayQuote)
            case .quote where isInQuotes:
                if endsQuotedString(bytes, segment, position, limit) { isInQuotes = false } else { flags.insert(.hasStrayQuote) }
            case .quote where isAtStart:
                isInQuotes = true
                quotedStrings += 1
                isAtStart = false
                position += 1
                continue
            case .quote:
                flags.insert(.hasStrayQuote)
            case .comma where !isInQuotes:
                flags.insert(.isList)
                isAtStart = true
                position += 1
                continue
            case .caret:
                flags.insert(.hasCaret)
            case .semicolon where !isInQuotes, .colon where !isInQuotes:
                if byte == .colon, property == .appleStructuredLocation,
                    isColonInsideAppleParameter(bytes, position, diagnostics: &diagnostics)
                {
                    break
                }
                if segment != startSegment { flags.insert(.isFolded) }
                if quotedStrings == 1, !flags.contains(.isList), bytes[valueStart] == .quote { flags.insert(.isQuoted) }
                if flags.contains(.hasStrayQuote) {
                    report("stray-quote", "a quote inside a parameter value; kept as part of it", bytes, valueStart, &diagnostics)
                }
                if position == valueStart {
                    report("empty-parameter", "a parameter with an empty value", bytes, nameStart, &diagnostics)
                }
                if key.length > 0 {
                    let name = try resolve(key, bytes, nameStart, nameEnd)
                    try add(bytes, nameStart, valueStart, position, name, flags)
                }
                return nil
            default: break
            }
            isAtStart = false
            position += 1
        }
    }

    @inline(__always)
    private mutating func add(
        _ bytes: Span<UInt8>, _ nameStart: Int, _ valueStart: Int, _ valueEnd: Int, _ name: Name,
        _ flags: ParameterRecord.Flags
    ) throws(ReadError) {
        guard parameters.count < parametersEnd else {
            throw ReadError(
                .limitExceeded(name: "parameters", limit: min(limits.parameters, 127)),
                at: place(bytes, segments[0].start, nameStart))
        }
        parameters.append(
            ParameterRecord(
                nameStart: UInt32(truncatingIfNeeded: nameStart), valueStart: UInt32(truncatingIfNeeded: valueStart),
                valueEnd: UInt32(truncatingIfNeeded: valueEnd), name: name, flags: flags))
    }

    /// Whether the quote at `position` closes its string: only a delimiter or the line's end may follow it.
    private func endsQuotedString(_ bytes: Span<UInt8>, _ segment: Int, _ position: Int, _ limit: Int) -> Bool {
        var (segment, next, limit) = (segment, position + 1, limit)
        guard hop(&segment, &next, &limit) else { return true }
        switch bytes[next] {
        case .comma, .semicolon, .colon: return true
        default: return false
        }
    }

    /// Apple writes place names with colons unquoted; the value itself is always a `geo:` URI.
    private mutating func isColonInsideAppleParameter(
        _ bytes: Span<UInt8>, _ position: Int, diagnostics: inout Diagnostics
    ) -> Bool {
        let marker: [UInt8] = Array("geo:".utf8)
        func isMarker(at index: Int) -> Bool {
            guard index + marker.count <= bytes.count else { return false }
            for step in marker.indices where bytes[index + step].lowercasedASCII != marker[step] { return false }
            return true
        }
        if isMarker(at: position + 1) { return false }
        let end = segments.end
        // Remembered, so that a line of nothing but colons is not searched again for each of them.
        if knownGeoColon <= position || knownGeoColon >= end {
            var index = position + 1
            while index < end, bytes[index] != .colon || !isMarker(at: index + 1) { index += 1 }
            guard index < end else { return false }
            knownGeoColon = index
        }
        report("unquoted-colon", "a colon in an unquoted parameter; taken as part of it", bytes, position, &diagnostics)
        return true
    }

    @inline(__always)
    private mutating func resolve(
        _ key: NameKey, _ bytes: Span<UInt8>, _ start: Int, _ end: Int
    ) throws(ReadError) -> Name {
        if key.length <= 32, let known = names.find(key) { return known }
        return try resolveUnknown(key, bytes, start, end)
    }

    private mutating func resolveUnknown(
        _ key: NameKey, _ bytes: Span<UInt8>, _ start: Int, _ end: Int
    ) throws(ReadError) -> Name {
        func spelling() -> String {
            var text: [UInt8] = []
            for index in start..<end where bytes[index] > .space { text.append(bytes[index]) }
            return String(decoding: text, as: UTF8.self)
        }
        guard let name = interner.intern(key, spelling: spelling) else {
            throw ReadError(.limitExceeded(name: "names", limit: 0x4000), at: place(bytes, start, start))
        }
        return name
    }

    /// A name with blanks around it or an underscore is read; anything else is no name.
    private func mend(
        name start: Int, _ end: Int, _ bytes: Span<UInt8>, _ diagnostics: inout Diagnostics
    ) -> NameKey? {
        var key = NameKey()
        var hasEnded = false
        for index in start..<end {
            let byte = bytes[index]
            if byte == .carriageReturn || byte == .lineFeed { continue }
            if byte.isBlank {
                hasEnded = hasEnded || key.length > 0 && !(index > start && bytes[index - 1] == .lineFeed)
                continue
            }
            guard !hasEnded, byte.isNameByte || byte == .underscore || byte == UInt8(ascii: ".") else { return nil }
            key.append(byte)
        }
        diagnostics.report(
            "name-character", .warning, "a character in a name that the grammar does not allow; read all the same",
            at: place(bytes, start, start))
        return key
    }
}

// MARK: - Recovery

extension ContentLineParser {
    /// Raw line breaks inside parameters: takes in the following lines that cannot be lines of their own. An open quote that
    /// no line closes counts as a character.
    private mutating func recover(
        _ bytes: Span<UInt8>, _ first: HeadResult, _ firstParameter: Int, _ name: inout Name,
        _ diagnostics: inout Diagnostics
    ) throws(ReadError) -> HeadResult {
        if case .notAName = first { return first }
        let isInParameters = LineScanning.first(.semicolon, in: bytes, segments[0].start, segments[0].end) < segments[0].end
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
            var trial = Diagnostics(limitPerRule: 0)
            let result = try head(bytes, &name, quotesAreLiteral: false, &trial)
            if case .value = result {
                diagnostics.report(
                    "raw-line-break", .warning, "a raw line break inside a parameter; \(joined) line(s) joined",
                    at: place(bytes, segments[0].start, segments[0].start))
                return result
            }
        }
        (segments, nextPosition, physicalLines) = saved
        parameters.removeLast(parameters.count - firstParameter)
        guard case .openQuote = first else { return first }
        return try head(bytes, &name, quotesAreLiteral: true, &diagnostics)
    }

    /// Whether a physical line begins with a known name or an X- name and then `:` or `;`.
    private func looksLikeContentLine(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
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

    /// vCalendar 1.0 breaks quoted-printable values behind `=` without a fold.
    private mutating func joinQuotedPrintable(
        _ bytes: Span<UInt8>, _ firstParameter: Int, _ diagnostics: inout Diagnostics
    ) {
        let isQuotedPrintable = parameters[firstParameter...].contains { parameter in
            let range = parameter.flags.contains(.isBare)
                ? Int(parameter.nameStart)..<Int(parameter.valueEnd) : Int(parameter.valueStart)..<Int(parameter.valueEnd)
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

// MARK: - Components

extension ContentLineParser {
    private mutating func componentName(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int
    ) throws(ReadError) -> Name {
        var key = NameKey()
        for index in start..<end where bytes[index] > .space { key.append(bytes[index]) }
        return try resolve(key, bytes, start, end)
    }

    private mutating func open(
        _ bytes: Span<UInt8>, _ start: Int, _ valueStart: Int, _ end: Int, _ flags: ContentLine.Flags,
        _ diagnostics: inout Diagnostics
    ) throws(ReadError) {
        if stack.count >= limits.depth {
            throw ReadError(.limitExceeded(name: "depth", limit: limits.depth), at: place(bytes, start, start))
        }
        hasSeenComponent = true
        let name = try componentName(bytes, valueStart, end)
        stack.append(OpenComponent(name: name, beginIndex: UInt32(truncatingIfNeeded: lines.count)))
        lines.append(
            ContentLine(
                .begin, start: UInt32(truncatingIfNeeded: start), valueStart: UInt32(truncatingIfNeeded: valueStart),
                valueEnd: UInt32(truncatingIfNeeded: end), link: .max, name: name, flags: flags))
    }

    private mutating func close(
        _ bytes: Span<UInt8>, _ start: Int, _ valueStart: Int, _ end: Int, _ flags: ContentLine.Flags,
        _ diagnostics: inout Diagnostics
    ) {
        guard let name = try? componentName(bytes, valueStart, end),
            let level = stack.lastIndex(where: { $0.name == name })
        else {
            diagnostics.report(
                "stray-end", .warning, "an END without its BEGIN; passed over", at: place(bytes, start, start))
            lines.append(
                ContentLine(
                    .malformed, start: UInt32(truncatingIfNeeded: start), valueStart: UInt32(truncatingIfNeeded: start),
                    valueEnd: UInt32(truncatingIfNeeded: end), link: 0, name: Name(id: 0), flags: flags))
            return
        }
        while stack.count - 1 > level { closeMissing(at: start, place(bytes, start, start), &diagnostics) }
        let opened = stack.removeLast()
        if opened.beginIndex != .max { lines[Int(opened.beginIndex)].link = UInt32(truncatingIfNeeded: lines.count) }
        lines.append(
            ContentLine(
                .end, start: UInt32(truncatingIfNeeded: start), valueStart: UInt32(truncatingIfNeeded: valueStart),
                valueEnd: UInt32(truncatingIfNeeded: end), link: opened.beginIndex, name: name, flags: flags))
    }

    /// Ends the innermost open component where its END is missing.
    mutating func closeMissing(at position: Int, _ place: SourceLocation, _ diagnostics: inout Diagnostics) {
        let opened = stack.removeLast()
        let text = opened.name.knownText ?? interner.texts[Int(opened.name.id - Name.firstUnknown)]
        diagnostics.report("missing-end", .error, "END:\(text) is missing; supplied here", at: place)
        if opened.beginIndex != .max { lines[Int(opened.beginIndex)].link = UInt32(truncatingIfNeeded: lines.count) }
        let here = UInt32(truncatingIfNeeded: position)
        lines.append(
            ContentLine(
                .end, start: here, valueStart: here, valueEnd: here, link: opened.beginIndex, name: opened.name,
                flags: .isSynthetic))
    }

    /// Forgets the lines of the last block; what is open stays open.
    mutating func beginBlock() {
        lines.removeAll(keepingCapacity: true)
        parameters.removeAll(keepingCapacity: true)
        for index in stack.indices { stack[index].beginIndex = .max }
    }
}
