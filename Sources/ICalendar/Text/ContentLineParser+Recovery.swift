internal import CalendarDiagnostics

/// What real files do beyond the grammar.
extension ContentLineParser {
    /// Raw line breaks inside parameters: takes in the following lines that cannot be lines of their own. An open quote that
    /// no line closes counts as a character.
    mutating func recover(
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
            var trial = Diagnostics(limitPerRule: 0, losses: .none)
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
    func looksLikeContentLine(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
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
    mutating func joinQuotedPrintable(
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
