internal import Bytes
internal import CalendarDiagnostics

/// BEGIN and END (RFC 5545 §3.4).
extension ContentLineParser {
    mutating func open(
        _ bytes: Span<UInt8>,
        _ start: Int,
        _ valueStart: Int,
        _ end: Int,
        _ flags: ContentLine.Flags,
        _ diagnostics: inout Diagnostics
    ) throws(ReadError) {
        var flags = flags
        var name = try componentName(bytes, valueStart, end, &flags, &diagnostics)
        if !name.isKnown, let shorter = beginningOfName(bytes, valueStart, end), nesting.isComponent(shorter) {
            reportOdd(
                "\(spelling(bytes, start, end)) is read as BEGIN:\(text(of: shorter))",
                bytes,
                start,
                &diagnostics
            )
            name = shorter
            flags.insert(.isSynthetic)
        }
        if let innermost = stack.last, name == .vcalendar || !nesting.mayStand(name, in: innermost.name) {
            endMisplaced(before: name, at: start, bytes, &diagnostics)
        }
        if stack.count >= limits.depth {
            throw ReadError(.limitExceeded(name: "depth", limit: limits.depth), at: place(bytes, start, start))
        }
        hasSeenComponent = true
        stack.append(OpenComponent(name: name, beginIndex: UInt32(truncatingIfNeeded: lines.count)))
        lines.append(
            ContentLine(
                .begin,
                start: UInt32(truncatingIfNeeded: start),
                valueStart: UInt32(truncatingIfNeeded: valueStart),
                valueEnd: UInt32(truncatingIfNeeded: end),
                link: .max,
                name: name,
                flags: flags
            )
        )
    }

    /// Ends the open components that may not contain a component that begins, up to one that may contain it. If no open
    /// component may contain it, it is read where it is.
    private mutating func endMisplaced(
        before name: Name,
        at position: Int,
        _ bytes: Span<UInt8>,
        _ diagnostics: inout Diagnostics
    ) {
        var level = stack.lastIndex { nesting.mayStand(name, in: $0.name) } ?? -1
        // Nothing contains a calendar, so it ends the calendar before it with all that is open in that.
        if name == .vcalendar { level = (stack.firstIndex { $0.name == .vcalendar } ?? level + 1) - 1 }
        if level < 0, name != .vcalendar { return }
        if stack.count - 1 > level {
            let place = place(bytes, position, position)
            while stack.count - 1 > level { closeMissing(at: position, bytes, place, &diagnostics) }
        }
    }

    mutating func close(
        _ bytes: Span<UInt8>,
        _ start: Int,
        _ valueStart: Int,
        _ end: Int,
        _ flags: ContentLine.Flags,
        _ diagnostics: inout Diagnostics
    ) {
        var flags = flags
        let name = try? componentName(bytes, valueStart, end, &flags, &diagnostics)
        var level = name.flatMap { name in stack.lastIndex { $0.name == name } }
        if level == nil, let name, renameInnermost(name, bytes, &diagnostics) { level = stack.count - 1 }
        if level == nil, let meant = levelMeant(by: name, bytes, valueStart, end) {
            let text = text(of: stack[meant].name)
            reportOdd("\(spelling(bytes, start, end)) is read as END:\(text)", bytes, start, &diagnostics)
            flags.insert(.isSynthetic)
            level = meant
        }
        guard let level else {
            diagnostics.report(
                "stray-end",
                .warning,
                "an END without its BEGIN; skipped",
                at: place(bytes, start, start)
            )
            return keepSkipped(start, end, flags)
        }
        if stack.count - 1 > level {
            let place = place(bytes, start, start)
            while stack.count - 1 > level { closeMissing(at: start, bytes, place, &diagnostics) }
        }
        if stack[level].name == .vcalendar, level == 0, continues(bytes) {
            diagnostics.report(
                "early-end",
                .error,
                "END:VCALENDAR before the last component; the calendar continues",
                at: place(bytes, start, start)
            )
            stack[level].hasEndedEarly = true
            return keepSkipped(start, end, flags)
        }
        let opened = stack.removeLast()
        if opened.beginIndex != .max { lines[Int(opened.beginIndex)].link = UInt32(truncatingIfNeeded: lines.count) }
        lines.append(
            ContentLine(
                .end,
                start: UInt32(truncatingIfNeeded: start),
                valueStart: UInt32(truncatingIfNeeded: valueStart),
                valueEnd: UInt32(truncatingIfNeeded: end),
                link: opened.beginIndex,
                name: opened.name,
                flags: flags
            )
        )
    }

    /// Keeps a line that ends nothing, to be written back unchanged.
    private mutating func keepSkipped(_ start: Int, _ end: Int, _ flags: ContentLine.Flags) {
        lines.append(
            ContentLine(
                .malformed,
                start: UInt32(truncatingIfNeeded: start),
                valueStart: UInt32(truncatingIfNeeded: start),
                valueEnd: UInt32(truncatingIfNeeded: end),
                link: 0,
                name: Name(id: 0),
                flags: flags.subtracting(.isSynthetic)
            )
        )
    }

    /// Reads the innermost component, whose name no table knows, as the one that its END names, if that is allowed
    /// there: its BEGIN is misspelt. X- names are not taken for misspelt ones.
    private mutating func renameInnermost(_ name: Name, _ bytes: Span<UInt8>, _ diagnostics: inout Diagnostics) -> Bool
    {
        guard let innermost = stack.last, innermost.beginIndex != .max, nesting.isComponent(name), name != .vcalendar,
            !nesting.isComponent(innermost.name), !text(of: innermost.name).hasPrefix("X-"),
            stack.count < 2 || nesting.mayStand(name, in: stack[stack.count - 2].name)
        else { return false }
        let begin = Int(innermost.beginIndex)
        stack[stack.count - 1].name = name
        lines[begin].name = name
        lines[begin].packFlag(.isSynthetic)
        let start = Int(lines[begin].start)
        let place = earlierPlace(of: start, before: segments[0].start, bytes)
        diagnostics.report(
            "component-name",
            .error,
            "\(spelling(bytes, start, Int(lines[begin].valueEnd))) is read as BEGIN:\(text(of: name)), the name in its END",
            at: place
        )
        return true
    }

    /// The place of a line before the current one.
    private func earlierPlace(of start: Int, before current: Int, _ bytes: Span<UInt8>) -> SourceLocation {
        var line = lineNumber + 1
        for index in start..<max(start, min(current, bytes.count)) {
            let isEnd =
                bytes[index] == .carriageReturn && endsLinesInCarriageReturns && bytes.byte(after: index) != .lineFeed
            if bytes[index] == .lineFeed || isEnd { line -= 1 }
        }
        return SourceLocation(line: line, column: 1, offset: offset + start)
    }

    /// Ends the innermost open component before the first component in it that its parent may contain, if no table
    /// knows its contents and its own END is missing: it would swallow all that follows.
    ///
    /// - Returns: whether it did so.
    private mutating func closeBeforeNeighbours(
        _ opened: OpenComponent,
        before position: Int,
        _ bytes: Span<UInt8>,
        _ diagnostics: inout Diagnostics
    ) -> Bool {
        guard opened.beginIndex != .max, let parent = stack.last, !nesting.knowsContents(of: opened.name) else {
            return false
        }
        let begin = Int(opened.beginIndex)
        var index = begin + 1
        while index < lines.count {
            if lines[index].kind == .begin {
                if nesting.isComponent(lines[index].name), nesting.mayStand(lines[index].name, in: parent.name) {
                    break
                }
                index = Int(min(lines[index].link, UInt32(lines.count)))
            }
            index += 1
        }
        guard index < lines.count else { return false }
        let start = lines[index].start
        diagnostics.report(
            "missing-end",
            .error,
            "END:\(text(of: opened.name)) is missing; supplied here",
            at: earlierPlace(of: Int(start), before: position, bytes)
        )
        for later in index..<lines.count where lines[later].kind == .begin || lines[later].kind == .end {
            if lines[later].link != .max, lines[later].link >= index { lines[later].link += 1 }
        }
        lines.insert(
            ContentLine(
                .end,
                start: start,
                valueStart: start,
                valueEnd: start,
                link: opened.beginIndex,
                name: opened.name,
                flags: .isSynthetic
            ),
            at: index
        )
        lines[begin].link = UInt32(truncatingIfNeeded: index)
        return true
    }

    /// Ends the innermost open component where its END is missing.
    mutating func closeMissing(
        at position: Int,
        _ bytes: Span<UInt8>,
        _ place: SourceLocation,
        _ diagnostics: inout Diagnostics
    ) {
        let opened = stack.removeLast()
        if closeBeforeNeighbours(opened, before: position, bytes, &diagnostics) { return }
        if !opened.hasEndedEarly {
            diagnostics.report(
                "missing-end",
                .error,
                "END:\(text(of: opened.name)) is missing; supplied here",
                at: place
            )
        }
        if opened.beginIndex != .max { lines[Int(opened.beginIndex)].link = UInt32(truncatingIfNeeded: lines.count) }
        let here = UInt32(truncatingIfNeeded: position)
        lines.append(
            ContentLine(
                .end,
                start: here,
                valueStart: here,
                valueEnd: here,
                link: opened.beginIndex,
                name: opened.name,
                flags: .isSynthetic
            )
        )
    }

    /// Ends what is open at the end of the input, which then may have lost more than that.
    mutating func closeAll(_ bytes: Span<UInt8>, _ diagnostics: inout Diagnostics) {
        let end = SourceLocation(line: lineNumber, column: 1, offset: offset)
        if let opened = stack.last(where: { !$0.hasEndedEarly }) {
            diagnostics.report(
                "truncated-input",
                .error,
                "the input ends before END:\(text(of: opened.name)); what may follow is missing",
                at: end,
                losing: .dropped,
                of: LossSubject(component: text(of: opened.name))
            )
        }
        while !stack.isEmpty { closeMissing(at: bytes.count, bytes, end, &diagnostics) }
    }

    /// Forgets the lines of the last block; what is open stays open.
    mutating func beginBlock() {
        lines.removeAll(keepingCapacity: true)
        parameters.removeAll(keepingCapacity: true)
        for index in stack.indices { stack[index].beginIndex = .max }
    }
}

// MARK: - Names of components

extension ContentLineParser {
    /// The name that BEGIN or END has as its value. Blanks are not part of it; their line is written without them.
    private mutating func componentName(
        _ bytes: Span<UInt8>,
        _ start: Int,
        _ end: Int,
        _ flags: inout ContentLine.Flags,
        _ diagnostics: inout Diagnostics
    ) throws(ReadError) -> Name {
        var key = NameKey()
        for index in start..<end where bytes[index] > .space { key.append(bytes[index]) }
        if key.length != end - start, key.length > 0 {
            // The blanks of folds are not part of the line.
            let blanks = (0..<segments.count).reduce(0) { count, index in
                let segment = segments[index]
                let range = max(segment.start, start)..<max(segment.start, start, segment.end)
                return count + range.count { bytes[$0] <= .space }
            }
            if blanks > 0 {
                report(
                    "component-blank",
                    "a blank next to a component's name; read without it",
                    bytes,
                    start,
                    &diagnostics
                )
                flags.insert(.isSynthetic)
            }
        }
        return try resolve(key, bytes, start, end)
    }

    /// The name before the first character that names do not have, where something else follows: `VEVENT,UID=a`.
    private func beginningOfName(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Name? {
        var index = start
        while index < end, bytes[index].isBlank { index += 1 }
        var key = NameKey()
        while index < end, bytes[index].isNameByte {
            key.append(bytes[index])
            index += 1
        }
        guard index < end, key.length > 0, key.length <= 32 else { return nil }
        return names.find(key)
    }

    /// The open component that an END means although none of that name is open.
    ///
    /// A name with something after it is that name. A name that no table knows is a misspelling, and so is the END of a
    /// component whose BEGIN has such a name: other readers, too, take any END for that of the innermost component. An END of
    /// a known component ends no other one, because its BEGIN may as well be missing; nor does one with an X- name.
    private func levelMeant(by name: Name?, _ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        if let shorter = beginningOfName(bytes, start, end), let level = stack.lastIndex(where: { $0.name == shorter })
        {
            return level
        }
        guard let innermost = stack.last, innermost.name != .vcalendar else { return nil }
        if !nesting.isComponent(innermost.name) { return stack.count - 1 }
        guard let name, !nesting.isComponent(name) else { return nil }
        return text(of: name).hasPrefix("X-") ? nil : stack.count - 1
    }

    /// Whether the next line that is not blank begins a component that calendars contain.
    private func continues(_ bytes: Span<UInt8>) -> Bool {
        var index = nextPosition
        while index < bytes.count {
            if bytes[index] <= .space {
                index += 1
            } else if isMark(bytes, index) {
                index += 3
            } else {
                break
            }
        }
        guard bytes.extracting(index..<bytes.count).hasWord("BEGIN:", at: 0) else { return false }
        index += 6
        while index < bytes.count, bytes[index].isBlank { index += 1 }
        var key = NameKey()
        while index < bytes.count, bytes[index].isNameByte {
            key.append(bytes[index])
            index += 1
        }
        guard key.length <= 32, let name = names.find(key), nesting.isComponent(name) else { return false }
        return nesting.mayStand(name, in: .vcalendar)
    }

    private func reportOdd(_ message: String, _ bytes: Span<UInt8>, _ start: Int, _ diagnostics: inout Diagnostics) {
        diagnostics.report("component-name", .error, message, at: place(bytes, start, start))
    }

    private func spelling(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> String {
        var text: [UInt8] = []
        for index in start..<min(end, start + 40) where bytes[index] >= .space { text.append(bytes[index]) }
        return String(decoding: text, as: UTF8.self)
    }

    private func text(of name: Name) -> String {
        name.knownText ?? interner.texts[Int(name.id - Name.firstUnknown)]
    }
}
