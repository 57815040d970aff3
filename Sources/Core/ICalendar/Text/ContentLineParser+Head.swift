internal import Bytes
internal import CalendarDiagnostics

/// Name and parameters (RFC 5545 §3.1, §3.2).
extension ContentLineParser {
    /// Reads `name *(";" param) ":"`, adding the parameters; folds may be anywhere.
    @inline(__always)
    mutating func head(
        _ bytes: Span<UInt8>,
        _ name: inout Name,
        quotesAreLiteral: Bool,
        _ diagnostics: inout Diagnostics
    ) throws(ReadError) -> HeadResult {
        var segment = 0
        var position = segments[0].start
        var limit = segments[0].end
        let start = position
        var key = NameKey()
        var isOdd = false
        if let end = LineScanning.name(in: bytes, position, limit, &key),
            bytes[end] == .colon || bytes[end] == .semicolon
        {
            position = end
        } else {
            key = NameKey()
        }
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
                bytes,
                &segment,
                &position,
                &limit,
                name,
                quotesAreLiteral: quotesAreLiteral,
                &diagnostics
            )
            if let outcome { return outcome }
        }
        guard position < limit, bytes[position] == .colon else { return .noColon }
        return .value(at: position + 1, segment: segment)
    }

    /// Moves on to the next physical line when this one is used up; false at the logical line's end.
    @inline(__always)
    func hop(_ segment: inout Int, _ position: inout Int, _ limit: inout Int) -> Bool {
        while position == limit {
            guard segment + 1 < segments.count else { return false }
            segment += 1
            position = segments[segment].start
            limit = segments[segment].end
        }
        return true
    }

    /// Reads one parameter after its semicolon and stops at the next `;` or `:`. Nil if it succeeded.
    @inline(__always)
    mutating func parameter(
        _ bytes: Span<UInt8>,
        _ segment: inout Int,
        _ position: inout Int,
        _ limit: inout Int,
        _ property: Name,
        quotesAreLiteral: Bool,
        _ diagnostics: inout Diagnostics
    ) throws(ReadError) -> HeadResult? {
        guard hop(&segment, &position, &limit) else { return .noColon }
        let nameStart = position
        var startSegment = segment
        var key = NameKey()
        var flags: ParameterRecord.Flags = []
        var byte: UInt8 = 0
        if let end = LineScanning.name(in: bytes, position, limit, &key), bytes[end] == .equals {
            position = end
        } else {
            key = NameKey()
        }
        while true {
            guard hop(&segment, &position, &limit) else { return .noColon }
            byte = bytes[position]
            if byte == .equals || byte == .colon || byte == .semicolon { break }
            key.append(byte)
            position += 1
        }
        if segment != startSegment { flags.insert(.nameFolded) }
        if key.length == 0 {
            report("empty-parameter", "an empty parameter; skipped", bytes, nameStart, &diagnostics)
            if byte == .equals { position += 1 } else { return nil }
        }
        let nameEnd = position
        if byte != .equals {
            flags.insert(.isBare)
            report("bare-parameter", "a parameter without a value", bytes, nameStart, &diagnostics)
            try add(
                bytes,
                nameStart,
                nameEnd,
                nameEnd,
                try resolve(Self.key(ofName: nameStart, nameEnd, bytes), bytes, nameStart, nameEnd),
                flags
            )
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
            let mark = LineScanning.firstParameterMark(in: bytes, position, limit)
            if mark > position {
                isAtStart = false
                position = mark
                if position == limit { continue }
            }
            byte = bytes[position]
            switch byte {
            case .quote where quotesAreLiteral:
                flags.insert(.hasStrayQuote)
            case .quote where isInQuotes:
                if endsQuotedString(bytes, segment, position, limit) {
                    isInQuotes = false
                } else {
                    flags.insert(.hasStrayQuote)
                }
            case .quote where isAtStart:
                isInQuotes = true
                quotedStrings += 1
                isAtStart = false
                position += 1
                continue
            case .quote:
                flags.insert(.hasStrayQuote)
            case .comma where !isInQuotes && isEscaped(bytes, segment, position, from: valueStart):
                flags.insert(.hasEscape)
            case .comma where !isInQuotes:
                flags.insert(.isList)
                isAtStart = true
                position += 1
                continue
            case .caret:
                flags.insert(.hasCaret)
            case .semicolon where !isInQuotes, .colon where !isInQuotes:
                if byte == .semicolon, isEscaped(bytes, segment, position, from: valueStart),
                    !beginsParameter(bytes, segment, position + 1, limit)
                {
                    flags.insert(.hasEscape)
                    break
                }
                if byte == .colon, property == .appleStructuredLocation, isColonInsideAppleParameter(bytes, position) {
                    if isEscaped(bytes, segment, position, from: valueStart) {
                        flags.insert(.hasEscape)
                    } else {
                        reportUnquotedColon(bytes, position, &diagnostics)
                    }
                    break
                }
                if byte == .colon, key.length == 4, names.find(key) == .timeZoneIdentifier,
                    isColonInsideZoneName(bytes, position)
                {
                    reportUnquotedColon(bytes, position, &diagnostics)
                    break
                }
                if segment != startSegment { flags.insert(.isFolded) }
                if quotedStrings == 1, !flags.contains(.isList), bytes[valueStart] == .quote,
                    bytes[position - 1] == .quote
                {
                    flags.insert(.isQuoted)
                }
                if flags.contains(.hasStrayQuote) {
                    report(
                        "stray-quote",
                        "a quote inside a parameter value; kept as part of it",
                        bytes,
                        valueStart,
                        &diagnostics
                    )
                }
                if flags.contains(.hasEscape) {
                    report(
                        "escaped-delimiter",
                        "a delimiter that a backslash escapes in a parameter value; taken as part of it",
                        bytes,
                        valueStart,
                        &diagnostics
                    )
                }
                if position == valueStart {
                    report("empty-parameter", "a parameter with an empty value", bytes, nameStart, &diagnostics)
                }
                if key.length > 0 {
                    let name: Name
                    if key.length <= 32, let known = names.find(key) {
                        name = known
                    } else {
                        reportBlank(inParameterName: nameStart, nameEnd, bytes, &diagnostics)
                        name = try resolve(Self.key(ofName: nameStart, nameEnd, bytes), bytes, nameStart, nameEnd)
                    }
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
    mutating func add(
        _ bytes: Span<UInt8>,
        _ nameStart: Int,
        _ valueStart: Int,
        _ valueEnd: Int,
        _ name: Name,
        _ flags: ParameterRecord.Flags
    ) throws(ReadError) {
        guard parameters.count < parametersEnd else {
            throw ReadError(
                .limitExceeded(name: "parameters", limit: min(limits.parameters, 127)),
                at: place(bytes, segments[0].start, nameStart)
            )
        }
        parameters.append(
            ParameterRecord(
                nameStart: UInt32(truncatingIfNeeded: nameStart),
                valueStart: UInt32(truncatingIfNeeded: valueStart),
                valueEnd: UInt32(truncatingIfNeeded: valueEnd),
                name: name,
                flags: flags
            )
        )
    }

    /// Whether the quote at `position` closes its string: only a delimiter or the line's end may follow it.
    func endsQuotedString(_ bytes: Span<UInt8>, _ segment: Int, _ position: Int, _ limit: Int) -> Bool {
        var (segment, next, limit) = (segment, position + 1, limit)
        guard hop(&segment, &next, &limit) else { return true }
        switch bytes[next] {
        case .comma, .semicolon, .colon: return true
        default: return false
        }
    }

    @inline(__always)
    mutating func resolve(
        _ key: NameKey,
        _ bytes: Span<UInt8>,
        _ start: Int,
        _ end: Int
    ) throws(ReadError) -> Name {
        if key.length <= 32, let known = names.find(key) { return known }
        return try resolveUnknown(key, bytes, start, end)
    }

    mutating func resolveUnknown(
        _ key: NameKey,
        _ bytes: Span<UInt8>,
        _ start: Int,
        _ end: Int
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

    /// The key of a name without the blanks in it.
    private static func key(ofName start: Int, _ end: Int, _ bytes: Span<UInt8>) -> NameKey {
        var key = NameKey()
        for index in start..<end where bytes[index] > .space { key.append(bytes[index]) }
        return key
    }

    /// Reports a name that is read without the blanks in it; those of folds are none.
    private func reportBlank(
        inParameterName start: Int,
        _ end: Int,
        _ bytes: Span<UInt8>,
        _ diagnostics: inout Diagnostics
    ) {
        let blank = (start..<end).first { bytes[$0].isBlank && !($0 > start && bytes[$0 - 1].isLineBreak) }
        guard blank != nil else { return }
        report("name-character", "a blank in the name of a parameter; read without it", bytes, start, &diagnostics)
    }

    /// A name with blanks around it or an underscore is read; anything else is not a name.
    func mend(
        name start: Int,
        _ end: Int,
        _ bytes: Span<UInt8>,
        _ diagnostics: inout Diagnostics
    ) -> NameKey? {
        var key = NameKey()
        var hasEnded = false
        for index in start..<end {
            let byte = bytes[index]
            if byte == .lineFeed { continue }
            if byte == .carriageReturn {
                // Inside a line it is not part of a name.
                guard let next = bytes.byte(after: index), next.isLineBreak || next.isBlank else { return nil }
                continue
            }
            if byte.isBlank {
                hasEnded = hasEnded || key.length > 0 && !(index > start && bytes[index - 1].isLineBreak)
                continue
            }
            guard !hasEnded, byte.isNameByte || byte == .underscore || byte == UInt8(ascii: ".") else { return nil }
            key.append(byte)
        }
        diagnostics.report(
            "name-character",
            .warning,
            "a character in a name that the grammar does not allow; read anyway",
            at: place(bytes, start, start)
        )
        return key
    }
}
