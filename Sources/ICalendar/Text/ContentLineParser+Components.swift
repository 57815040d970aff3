internal import CalendarDiagnostics

/// BEGIN and END (RFC 5545 §3.4).
extension ContentLineParser {
    mutating func componentName(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int
    ) throws(ReadError) -> Name {
        var key = NameKey()
        for index in start..<end where bytes[index] > .space { key.append(bytes[index]) }
        return try resolve(key, bytes, start, end)
    }

    mutating func open(
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

    mutating func close(
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
