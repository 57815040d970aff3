internal import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

/// The parts of the rule whose `recur` element is open, in any order and repeated.
struct RecurrenceInProgress {
    private var parts: [[UInt8]] = Array(repeating: [], count: RecurrencePart.names.count)
    private var seen: UInt32 = 0
    private var otherNames: [String: Int] = [:]
    private var others: [(name: String, value: [UInt8])] = []
    private var current: Int?
    private var currentOther = 0

    /// Whether a value held a semicolon.
    private(set) var hasSeparator = false

    /// Forgets the last rule.
    mutating func reset() {
        seen = 0
        hasSeparator = false
        if !others.isEmpty {
            others = []
            otherNames = [:]
        }
    }

    /// Whether no part was read.
    var isEmpty: Bool { seen == 0 && others.isEmpty }

    mutating func begin(_ part: Int?, _ name: XMLName) {
        current = part
        if let part {
            if seen & 1 << UInt32(part) == 0 {
                seen |= 1 << UInt32(part)
                parts[part].removeAll(keepingCapacity: true)
            } else {
                parts[part].append(UInt8(ascii: ","))
            }
            return
        }
        let text = ElementNames.name(for: name.localName)
        if let known = otherNames[text] {
            currentOther = known
            others[known].value.append(UInt8(ascii: ","))
        } else {
            currentOther = others.count
            otherNames[text] = others.count
            others.append((text, []))
        }
    }

    mutating func append(
        _ text: Span<UInt8>,
        _ event: XMLEvent,
        _ diagnostics: inout Diagnostics,
        _ place: SourceLocation
    ) {
        let value = text.extracting(text.rangeWithoutBlanks)
        guard let current else {
            hasSeparator = append(value, to: &others[currentOther].value) || hasSeparator
            return
        }
        if current == RecurrencePart.until {
            if RecurrenceForm.appendBasic(until: value, to: &parts[current]) { return }
            diagnostics.report(
                "invalid-value",
                .warning,
                "until is not a date or date-time; kept unchanged",
                at: place
            )
        }
        hasSeparator = append(value, to: &parts[current]) || hasSeparator
    }

    /// Appends a value without semicolons, after which another part would begin.
    ///
    /// - Returns: whether there was one.
    private func append(_ value: Span<UInt8>, to part: inout [UInt8]) -> Bool {
        guard value.indices.contains(where: { value[$0] == UInt8(ascii: ";") }) else {
            part.append(copying: value)
            return false
        }
        for index in value.indices where value[index] != UInt8(ascii: ";") { part.append(value[index]) }
        return true
    }

    /// Appends the rule as RFC 5545 §3.3.10 writes it, FREQ first.
    func append(to output: inout [UInt8]) {
        var isFirst = true
        for (index, part) in parts.enumerated() where seen & 1 << UInt32(index) != 0 {
            if !isFirst { output.append(UInt8(ascii: ";")) }
            isFirst = false
            output.append(contentsOf: RecurrencePart.names[index].utf8)
            output.append(UInt8(ascii: "="))
            output.append(copying: part.span)
        }
        for (name, value) in others {
            if !isFirst { output.append(UInt8(ascii: ";")) }
            isFirst = false
            output.append(contentsOf: name.utf8)
            output.append(UInt8(ascii: "="))
            output.append(copying: value.span)
        }
    }
}

extension XCalDecoder {
    /// Ends a `recur` element.
    mutating func appendRecurrence(_ event: XMLEvent) {
        if hasText {
            guard !recurrence.isEmpty else { return }
            return report(
                "unexpected-element",
                .warning,
                "elements in addition to a rule that is written as text; skipped",
                event,
                losing: .dropped
            )
        }
        if recurrence.hasSeparator {
            report(
                "rule-separator",
                .warning,
                "a semicolon in a part of the rule, where it would begin another part; removed",
                event,
                losing: .altered
            )
        }
        beginValue(.recurrence, event)
        let rule = recurrence
        builder.withValue { rule.append(to: &$0) }
    }

    /// A rule as text, which the RFC does not know but writers wrote.
    mutating func appendRecurrence(_ text: Span<UInt8>, _ event: XMLEvent) {
        report("invalid-value", .warning, "a rule that is written as text; kept unchanged", event)
        hasText = true
        beginValue(.recurrence, event)
        builder.appendRaw(text.extracting(text.rangeWithoutBlanks))
    }
}
