internal import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

/// The parts of the `period` element that is open.
struct PeriodInProgress {
    /// Which part is open.
    enum Part { case start, end, duration }

    var part = Part.start
    var start: [UInt8] = []
    var second: [UInt8] = []

    mutating func reset() {
        start.removeAll(keepingCapacity: true)
        second.removeAll(keepingCapacity: true)
    }

    /// Begins a part.
    ///
    /// - Returns: whether it occurred before.
    mutating func begin(_ part: Part) -> Bool {
        self.part = part
        let isRepeated = part == .start ? !start.isEmpty : !second.isEmpty
        if part == .start { start.removeAll(keepingCapacity: true) } else { second.removeAll(keepingCapacity: true) }
        return isRepeated
    }

    mutating func append(_ text: Span<UInt8>) {
        let value = text.extracting(text.rangeWithoutBlanks)
        switch part {
        case .start: if !DateTimeForm.appendBasic(extended: value, to: &start) { start.append(copying: value) }
        case .end: if !DateTimeForm.appendBasic(extended: value, to: &second) { second.append(copying: value) }
        case .duration: second.append(copying: value)
        }
    }
}

extension XCalDecoder {
    mutating func startInPeriod(_ event: XMLEvent) -> State {
        let name = names[Int(event.nameID)]
        guard name.namespace == ElementRole.namespace else { return skip(event) }
        let part: PeriodInProgress.Part
        switch name.localName {
        case "start": part = .start
        case "end": part = .end
        case "duration": part = .duration
        default: return skip(event)
        }
        if period.begin(part) { reportRepeated(event) }
        return .periodPart
    }

    /// Ends a `period` element.
    mutating func appendPeriod(_ event: XMLEvent) {
        if period.start.isEmpty || period.second.isEmpty {
            report("missing-field", .warning, "a period lacks its start or its end", event)
        }
        beginValue(.period, event)
        builder.appendRaw(period.start)
        builder.appendRaw(CollectionOfOne(UInt8(ascii: "/")))
        builder.appendRaw(period.second)
    }
}
