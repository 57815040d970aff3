internal import ICalendar

extension XCalStreamWriter {
    /// Writes a value as elements of `type`. False if the text is not of that type; what was written by then is to be taken
    /// back.
    @inline(__always)
    mutating func values(
        _ text: Span<UInt8>,
        of type: ValueType,
        _ shape: PropertyForm.Shape,
        isEscaped: Bool = true
    ) -> Bool {
        switch shape {
        case .single:
            if type == .text {
                textElement(text, isEscaped: isEscaped)
                return true
            }
            return single(text, of: type)
        case .list: return list(text, of: type, isEscaped: isEscaped)
        case .position: return position(text)
        case .requestStatus: return requestStatus(text)
        }
    }

    /// Writes the text of an unknown type, or one that is not of its type, unchanged (RFC 6321 §5).
    mutating func raw(_ text: Span<UInt8>) { element(.unknown, text) }

    /// Writes a text unchanged in an element of any name.
    mutating func otherValue(_ text: Span<UInt8>, _ name: [UInt8]) {
        output.append(UInt8(ascii: "<"))
        output.append(contentsOf: name)
        output.append(UInt8(ascii: ">"))
        escape(text, unescaping: false)
        output.append(contentsOf: "</".utf8)
        output.append(contentsOf: name)
        output.append(UInt8(ascii: ">"))
    }

    @inline(__always)
    mutating func textElement(_ text: Span<UInt8>, isEscaped: Bool = true) {
        tags.types.appendStart(ValueType.text.ordinal, to: &output)
        escape(text, unescaping: isEscaped)
        tags.types.appendEnd(ValueType.text.ordinal, to: &output)
    }

    @inline(__always)
    mutating func element(_ type: ValueType, _ text: Span<UInt8>) {
        tags.types.appendStart(type.ordinal, to: &output)
        escape(text, unescaping: false)
        tags.types.appendEnd(type.ordinal, to: &output)
    }

    mutating func element(_ name: StaticString, _ text: Span<UInt8>) {
        output.append(contentsOf: "<\(name)>".utf8)
        escape(text, unescaping: false)
        output.append(contentsOf: "</\(name)>".utf8)
    }
}

// MARK: - Single values

extension XCalStreamWriter {
    /// Writes one value of any type but TEXT and unknown types' own.
    mutating func single(_ text: Span<UInt8>, of type: ValueType) -> Bool {
        let form = type.form
        let rendering = form.rendering
        if rendering == .rule { return recurrence(text) }
        if form.ignoresBlanks, text.hasBlankEnds { return false }
        if rendering == .period { return period(text) }
        tags.types.appendStart(type.ordinal, to: &output)
        switch rendering {
        case .moment, .separated, .boolean, .duration, .binary:
            guard form.appendExtended(basic: text, to: &output) else { return false }
        case .number:
            // Readers write such a number in the form of FLOAT; as an unknown value it stays.
            guard PlainNumber.text(text) == nil else { return false }
            escape(text, unescaping: false)
        case .text, .verbatim, .uri, .address, .period, .rule: escape(text, unescaping: false)
        }
        tags.types.appendEnd(type.ordinal, to: &output)
        return true
    }

    /// `start` and `end` or `duration` (RFC 6321 §3.6.9).
    private mutating func period(_ text: Span<UInt8>) -> Bool {
        guard let parts = PeriodForm.parts(of: text) else { return false }
        let second = text.extracting(parts.second)
        guard !DurationForm.isSpelt(second) || DurationForm.matches(second) else { return false }
        output.append(contentsOf: "<period><start>".utf8)
        guard DateTimeForm.appendExtended(basic: text.extracting(parts.start), to: &output) else { return false }
        output.append(contentsOf: "</start>".utf8)
        let name = DurationForm.isSpelt(second) ? "duration" : "end"
        output.append(contentsOf: "<\(name)>".utf8)
        guard PeriodForm.appendExtended(second: second, to: &output) else { return false }
        output.append(contentsOf: "</\(name)></period>".utf8)
        return true
    }
}

// MARK: - Divided values

extension XCalStreamWriter {
    private mutating func list(_ text: Span<UInt8>, of type: ValueType, isEscaped: Bool) -> Bool {
        var start = 0
        while true {
            let end =
                type == .text && isEscaped
                ? text.firstUnescaped(UInt8(ascii: ","), from: start)
                : text.firstIndex(of: UInt8(ascii: ","), from: start) ?? text.count
            let piece = text.extracting(start..<end)
            if type == .text {
                textElement(piece, isEscaped: isEscaped)
            } else {
                guard single(piece, of: type) else { return false }
            }
            if end == text.count { return true }
            start = end + 1
        }
    }

    /// `latitude` and `longitude`, no element of their type around them (RFC 6321 §3.4.1.2).
    private mutating func position(_ text: Span<UInt8>) -> Bool {
        guard let semicolon = text.firstIndex(of: UInt8(ascii: ";")) else { return false }
        let latitude = text.extracting(..<semicolon)
        let longitude = text.extracting((semicolon + 1)...)
        guard longitude.firstIndex(of: UInt8(ascii: ";")) == nil, !latitude.hasBlankEnds, !longitude.hasBlankEnds,
            PlainNumber.text(latitude) == nil, PlainNumber.text(longitude) == nil
        else { return false }
        element("latitude", latitude)
        element("longitude", longitude)
        return true
    }

    /// `code`, `description` and, if there is a third field, `data` (RFC 6321 §3.4.1.3).
    private mutating func requestStatus(_ text: Span<UInt8>) -> Bool {
        let first = text.firstUnescaped(UInt8(ascii: ";"), from: 0)
        guard first < text.count else { return false }
        let second = text.firstUnescaped(UInt8(ascii: ";"), from: first + 1)
        output.append(contentsOf: "<code>".utf8)
        escape(text.extracting(..<first), unescaping: true)
        output.append(contentsOf: "</code><description>".utf8)
        escape(text.extracting((first + 1)..<second), unescaping: true)
        output.append(contentsOf: "</description>".utf8)
        guard second < text.count else { return true }
        guard text.firstUnescaped(UInt8(ascii: ";"), from: second + 1) == text.count else { return false }
        output.append(contentsOf: "<data>".utf8)
        escape(text.extracting((second + 1)...), unescaping: true)
        output.append(contentsOf: "</data>".utf8)
        return true
    }
}
