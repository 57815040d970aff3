internal import ICalendar

/// The parts of a recurrence rule that RFC 5545 and RFC 7529 name, in the order in which `recur` holds them.
enum RecurrencePart {
    static let names = [
        "RSCALE", "FREQ", "UNTIL", "COUNT", "INTERVAL", "BYSECOND", "BYMINUTE", "BYHOUR", "BYDAY", "BYMONTHDAY",
        "BYYEARDAY",
        "BYWEEKNO", "BYMONTH", "BYSETPOS", "WKST", "SKIP",
    ]
    static let until = 2
    /// Those whose values are repeated elements.
    static let lists = 5...13
    static let order = Array(names.indices)
    /// With BYYEARDAY before BYMONTHDAY, as the schemas of CalConnect have it.
    static let kolab3Order = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 9, 11, 12, 13, 14, 15]
    private static let keys = names.map { Array($0.utf8) }

    static func position(of name: Span<UInt8>) -> Int? {
        for position in keys.indices where keys[position].count == name.count {
            if name.equalsIgnoringCase(keys[position]) { return position }
        }
        return nil
    }
}

/// Recurrence rules as children of `recur` (RFC 6321 §3.6.10, RFC 7529).
extension XCalStreamWriter {
    /// Writes `recur`; false if the text is not a list of parts, or a part occurs twice.
    mutating func recurrence(_ text: Span<UInt8>) -> Bool {
        if let tidied = RecurrenceRule.tidied(text) {
            hasTidiedRule = recurrence(tidied.span)
            return hasTidiedRule
        }
        var places: [(start: Int, equals: Int, end: Int)?] = Array(repeating: nil, count: RecurrencePart.names.count)
        var others: [(start: Int, equals: Int, end: Int)] = []
        var start = 0
        while start < text.count {
            let end = text.firstIndex(of: UInt8(ascii: ";"), from: start) ?? text.count
            defer { start = end + 1 }
            // Writers end their rules in a semicolon; an empty part has no meaning.
            if start == end { continue }
            guard let equals = text.firstIndex(of: UInt8(ascii: "="), from: start), equals > start, equals < end else {
                return false
            }
            let name = text.extracting(start..<equals)
            if let position = RecurrencePart.position(of: name) {
                guard places[position] == nil else { return false }
                places[position] = (start, equals, end)
            } else {
                others.append((start, equals, end))
            }
        }
        output.append(contentsOf: "<recur>".utf8)
        for position in options.isKolab3 ? RecurrencePart.kolab3Order : RecurrencePart.order {
            guard let place = places[position] else { continue }
            let value = text.extracting((place.equals + 1)..<place.end)
            if position == RecurrencePart.until {
                guard until(value) else { return false }
            } else if RecurrencePart.lists.contains(position) {
                parts(position, value)
            } else {
                part(position, value)
            }
        }
        for place in others {
            let name = text.extracting(place.start..<place.equals)
            guard name.isXMLName else { return false }
            otherValue(text.extracting((place.equals + 1)..<place.end), name.lowercased)
        }
        output.append(contentsOf: "</recur>".utf8)
        return true
    }

    private mutating func until(_ value: Span<UInt8>) -> Bool {
        let type = RecurrenceForm.typeOfUntil(value)
        output.append(contentsOf: "<until>".utf8)
        if options.typesUntil { tags.types.appendStart(type.ordinal, to: &output) }
        let isWritten = type.form.appendExtended(basic: value, to: &output)
        if options.typesUntil { tags.types.appendEnd(type.ordinal, to: &output) }
        output.append(contentsOf: "</until>".utf8)
        return isWritten
    }

    private mutating func parts(_ position: Int, _ value: Span<UInt8>) {
        var start = 0
        while true {
            let end = value.firstIndex(of: UInt8(ascii: ","), from: start) ?? value.count
            part(position, value.extracting(start..<end))
            if end == value.count { return }
            start = end + 1
        }
    }

    private mutating func part(_ position: Int, _ value: Span<UInt8>) {
        tags.recurrenceParts.appendStart(position, to: &output)
        escape(value, unescaping: false)
        tags.recurrenceParts.appendEnd(position, to: &output)
    }
}
