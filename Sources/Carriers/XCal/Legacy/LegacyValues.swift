internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar

/// Turns the texts of a legacy property into one RFC 5545 value, and adjusts the parameters to it.
struct LegacyValues {
    private var property: LegacyProperty
    private let type: ValueType
    private let hasEscapes: Bool
    /// Whether the values are in value elements of RFC 6321, which have their own forms.
    private let isTyped: Bool
    private var pieces: [[UInt8]] = []
    /// The types that the pieces turned out to be of.
    private var actualType: ValueType?
    private var becameUTC = false

    init(property: LegacyProperty, type: ValueType, hasEscapes: Bool, isTyped: Bool) {
        self.property = property
        self.type = type
        self.hasEscapes = hasEscapes
        self.isTyped = isTyped
    }

    /// The property with its value.
    consuming func finish(standard: ValueType, row: PropertyRow?) -> LegacyProperty {
        if pieces.isEmpty || pieces.allSatisfy(\.isEmpty) && !mayBeEmpty(row) {
            // Parameters without a value are still a loss.
            property.report(
                "empty-property",
                .info,
                "an empty value; skipped",
                losing: property.parameters.isEmpty ? nil : .dropped
            )
            return property
        }
        let actual = actualType ?? type
        let isNamed = property.parameter("VALUE") != nil
        if actual != standard && actual != .unknown || row?.hasDefaultType == false {
            // A divided value has no separate type.
            if !isNamed || actual != type, row.map({ !$0.shape.isDivided }) ?? true {
                property.set("VALUE", [actual.rawValue])
            }
            if !isNamed, !isTyped, actual == .date, standard == .dateTime {
                property.report("date-without-value", .info, "a date without value=\"DATE\"; read as one")
            }
        }
        if becameUTC { property.remove("TZID") }
        property.value = Array(pieces.joined(separator: CollectionOfOne(UInt8(ascii: ","))))
        return property
    }

    /// Only a text can be empty; an empty list of them has no meaning.
    private func mayBeEmpty(_ row: PropertyRow?) -> Bool { (type == .text || type == .unknown) && row?.shape != .list }
}

extension ValueShape {
    var isDivided: Bool {
        if case .fields = self { return true }
        return false
    }
}

// MARK: - One value

extension LegacyValues {
    /// Appends a value of the property's type.
    mutating func append(_ text: [UInt8]) {
        switch type.form.rendering {
        case .text: pieces.append(escaped(text))
        case .verbatim: pieces.append(onOneLine(text))
        case .moment: appendTime(text.trimmed)
        case .duration: appendDuration(text.trimmed)
        case .period: appendPeriod(text.trimmed)
        case .address: appendAddress(text.trimmed)
        case .uri: appendURI(text.trimmed)
        case .rule: pieces.append(rule(text.trimmed))
        case .separated: pieces.append(basic(text.trimmed))
        case .boolean: pieces.append(boolean(text.trimmed))
        case .number: pieces.append(number(text.trimmed))
        case .binary: pieces.append(onOneLine(text.trimmed))
        }
    }

    /// Appends the values of a text with commas between them.
    mutating func appendList(_ text: [UInt8]) {
        let span = text.span
        // A list of commas only has no meaning.
        guard text.contains(where: { !$0.isWhiteSpace && $0 != UInt8(ascii: ",") }) else { return }
        var start = 0
        while true {
            let end = span.firstUnescaped(UInt8(ascii: ","), from: start)
            var value: [UInt8] = []
            TextEscapes.appendUnescaped(span.extracting(start..<end), to: &value)
            var piece: [UInt8] = []
            TextEscapes.appendEscaped(value.span, to: &piece)
            pieces.append(piece)
            if end == text.count { return }
            start = end + 1
        }
    }

    /// Appends a value that is separated by semicolons already.
    mutating func appendRaw(_ text: [UInt8]) { pieces.append(onOneLine(text.trimmed)) }

    /// Appends `latitude;longitude`.
    mutating func appendPosition(_ text: [UInt8]) {
        var value = onOneLine(text.trimmed)
        if !value.contains(UInt8(ascii: ";")), let comma = value.firstIndex(of: UInt8(ascii: ",")) {
            property.report("value-form", .warning, "a comma between latitude and longitude; read as a semicolon")
            value[comma] = UInt8(ascii: ";")
            value.removeAll { $0.isWhiteSpace }
        }
        let parts = value.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        if parts.count == 2 { value = number(Array(parts[0])) + [UInt8(ascii: ";")] + number(Array(parts[1])) }
        pieces.append(value)
    }

    /// Appends the fields of a divided value.
    mutating func appendFields(_ fields: [[UInt8]]) {
        if fields.count < 2 || fields.contains(where: \.isEmpty) {
            property.report("missing-field", .warning, "a structured value lacks one of its parts")
        }
        let texts = property.name == "GEO" ? fields.map { number($0.trimmed) } : fields.map { escaped($0) }
        pieces.append(
            Array((texts + (texts.count < 2 ? [[]] : [])).joined(separator: CollectionOfOne(UInt8(ascii: ";"))))
        )
    }
}

// MARK: - Types

extension LegacyValues {
    private mutating func escaped(_ text: [UInt8]) -> [UInt8] {
        var text = unindented(text)
        if hasEscapes, text.contains(UInt8(ascii: "\\")) {
            var plain: [UInt8] = []
            TextEscapes.appendUnescaped(text.span, to: &plain)
            text = plain
        }
        var output: [UInt8] = []
        TextEscapes.appendEscaped(text.span, to: &output)
        return output
    }

    /// A text on separate lines, without the white space that indents it and its end tag.
    private mutating func unindented(_ text: [UInt8]) -> [UInt8] {
        guard let first = text.first, first == 0x0A || first == 0x0D, text.count > 2, let last = text.last,
            last.isWhiteSpace
        else { return text }
        let start = text.firstIndex { $0 != 0x0A && $0 != 0x0D } ?? text.count
        let trimmed = text.trimmed
        guard start < text.count, text[start] == 0x20 || text[start] == 0x09, !trimmed.isEmpty else { return text }
        property.report(
            "white-space-trimmed",
            .info,
            "white space around a text on separate lines; skipped",
            losing: .altered
        )
        return trimmed
    }

    private mutating func appendTime(_ text: [UInt8]) {
        guard let time = LegacyTime(text) else {
            if !text.isEmpty {
                property.report(
                    "invalid-value",
                    .warning,
                    "\(text.string.prefix(40)) is not a date or date-time; kept unchanged"
                )
            }
            return pieces.append(onOneLine(text))
        }
        report(time, text)
        if time.hadOffset { becameUTC = true }
        actualType = time.type
        pieces.append(Array(time.text.utf8))
    }

    private mutating func report(_ time: LegacyTime, _ text: [UInt8]) {
        guard time.isRespelt else { return }
        if time.hadOffset {
            property.report(
                "offset-from-utc",
                .warning,
                "\(text.string) has an offset from UTC; read as \(time.text)",
                losing: time.wasShifted ? .altered : nil
            )
        } else if !isTyped {
            property.report("date-form", .info, "\(text.string) is \(time.text) in iCalendar")
        }
        if time.hadFraction {
            property.report(
                "fraction-dropped",
                .warning,
                "fractions of seconds in \(text.string); dropped",
                losing: .altered
            )
        }
    }

    private mutating func appendDuration(_ text: [UInt8]) {
        if let first = text.first, first &- 0x30 < 10, let time = LegacyTime(text), property.name == "TRIGGER" {
            report(time, text)
            actualType = time.type
            return pieces.append(Array(time.text.utf8))
        }
        if ValueGrammar.matches(text.span, .duration) { return pieces.append(text) }
        if let seconds = LegacyDuration.seconds(text) {
            let respelt = LegacyDuration.text(seconds: seconds)
            property.wasOtherDuration = true
            property.otherSeconds = seconds
            property.report("duration-form", .warning, "the duration \(text.string) is \(respelt) in iCalendar")
            return pieces.append(Array(respelt.utf8))
        }
        if !text.isEmpty {
            property.wasOtherDuration = true
            property.unreadableDuration = text
        }
        pieces.append(onOneLine(text))
    }

    private mutating func appendPeriod(_ text: [UInt8]) {
        let parts = text.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { Array($0) }
        if parts.count == 1, let time = LegacyTime(text) {
            report(time, text)
            actualType = time.type
            return pieces.append(Array(time.text.utf8))
        }
        let read = parts.map { part -> [UInt8] in
            guard let time = LegacyTime(part) else { return part }
            report(time, part)
            if time.hadOffset { becameUTC = true }
            return Array(time.text.utf8)
        }
        pieces.append(onOneLine(Array(read.joined(separator: CollectionOfOne(UInt8(ascii: "/"))))))
    }

    /// A number in the form of FLOAT.
    private mutating func number(_ text: [UInt8]) -> [UInt8] {
        guard let plain = PlainNumber.text(text.span) else { return onOneLine(text) }
        property.report("number-form", .info, "\(text.string.prefix(40)) is \(plain.string.prefix(40)) in iCalendar")
        return plain
    }

    private mutating func appendAddress(_ text: [UInt8]) {
        guard !text.isEmpty else { return pieces.append([]) }
        if LegacyAddress.hasScheme(text.string) { return pieces.append(onOneLine(text)) }
        let address = LegacyAddress(text.string.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        if address.lacksScheme {
            property.report(
                "address-without-scheme",
                .warning,
                "the address \(text.string) has no scheme; read as mailto:"
            )
        } else if address.uri == LegacyAddress.missing, address.name != nil {
            property.report("name-without-address", .warning, "\(text.string) is a name without an address; kept as CN")
        }
        if let name = address.name, property.parameter("CN") == nil { property.set("CN", [name]) }
        pieces.append(Array(address.uri.utf8))
    }

    private mutating func appendURI(_ text: [UInt8]) {
        let uri = onOneLine(text)
        if !uri.isEmpty, !LegacyAddress.hasScheme(uri.string) {
            property.report("relative-url", .warning, "\(uri.string.prefix(80)) has no scheme; kept unchanged")
        }
        pieces.append(uri)
    }

    private mutating func rule(_ text: [UInt8]) -> [UInt8] {
        let parts = text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { part -> [UInt8] in
            let letters = Array(part)
            guard letters.string.uppercased().hasPrefix("UNTIL="), let time = LegacyTime(Array(letters.dropFirst(6)))
            else {
                return letters
            }
            report(time, Array(letters.dropFirst(6)))
            return Array("UNTIL=\(time.text)".utf8)
        }
        return onOneLine(Array(parts.joined(separator: CollectionOfOne(UInt8(ascii: ";")))))
    }

    /// A time or an offset in its basic form; what is not an extended one stays.
    private mutating func basic(_ text: [UInt8]) -> [UInt8] {
        var basic: [UInt8] = []
        guard type.form.appendBasic(extended: text.span, to: &basic) else { return onOneLine(text) }
        if !isTyped { property.report("date-form", .info, "\(text.string) is \(basic.string) in iCalendar") }
        return basic
    }

    private func boolean(_ text: [UInt8]) -> [UInt8] {
        var basic: [UInt8] = []
        return BooleanForm.appendBasic(extended: text.span, to: &basic) ? basic : onOneLine(text)
    }

    /// A value that may not hold line breaks: each becomes the escape of TEXT.
    private func onOneLine(_ text: [UInt8]) -> [UInt8] {
        guard text.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return text }
        return text.flatMap { byte -> [UInt8] in
            switch byte {
            case 0x0A: Array("\\n".utf8)
            case 0x0D: []
            default: [byte]
            }
        }
    }
}
