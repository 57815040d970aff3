internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar

extension JCalDecoder {
    /// Reads one value of a property and appends it as RFC 5545 text.
    mutating func value(of property: inout JCalProperty) throws(ReadError) {
        if property.valueCount > 0 { property.value.append(UInt8(ascii: ",")) }
        property.valueCount += 1
        json.skipBlanks()
        let place = json.index
        switch try json.kind() {
        case .array: try fields(of: &property)
        case .object: try rule(of: &property)
        case .string:
            let text = try json.string()
            append(text, as: property.type, of: &property, at: place)
        case .number:
            let text = try plainNumber()
            let isExpected = [.integer, .float, .unknown].contains(property.type)
            if !isExpected || property.type != .unknown && !ValueGrammar.matches(Array(text.utf8).span, .float) {
                json.report(
                    "invalid-value",
                    .warning,
                    "\(text.prefix(40)) is not a valid \(property.type.elementName); kept unchanged",
                    at: place
                )
            }
            property.value.append(contentsOf: text.utf8)
        case .literal:
            let word = try json.literal()
            if word == nil {
                lose(
                    "invalid-value",
                    "null is not a valid \(property.type.elementName); read as an empty text",
                    .altered,
                    at: place
                )
            } else if property.type != .boolean {
                json.report(
                    "invalid-value",
                    .warning,
                    "a literal that is not a valid \(property.type.elementName)",
                    at: place
                )
            }
            property.value.append(contentsOf: (word.map { $0 ? "TRUE" : "FALSE" } ?? "").utf8)
        }
    }

    /// A number, written without an exponent.
    mutating func plainNumber() throws(ReadError) -> String {
        json.skipBlanks()
        let place = json.index
        let text = try json.number()
        guard let plain = PlainNumber.text(Array(text.utf8).span) else { return text }
        let number = String(decoding: plain, as: UTF8.self)
        json.report("number-form", .info, "\(text.prefix(40)) is \(number.prefix(40)) in iCalendar", at: place)
        return number
    }

    private mutating func append(
        _ text: [UInt8],
        as type: ValueType,
        of property: inout JCalProperty,
        at place: Int
    ) {
        let span = text.span
        let form = type.form
        switch form.rendering {
        case .text where property.otherType == nil && property.fields.isEmpty:
            if text.contains(where: { $0 < 0x20 && ![0x09, 0x0A, 0x0D].contains($0) }) {
                json.report("control-character", .warning, "a control character in a text; kept", at: place)
            }
            TextEscapes.appendEscaped(span, to: &property.value)
            if property.name == .uid, subject.uid.isEmpty { subject.uid = String(decoding: text, as: UTF8.self) }
        case .moment, .separated:
            if form.appendBasic(extended: span, to: &property.value) { return }
            if type == .dateTime, DateForm.appendBasic(extended: span, to: &property.value) {
                lose("invalid-value", "a date where a date-time is expected; read as a date", .altered, at: place)
                property.type = .date
                return
            }
            reportInvalid(text, type, at: place)
            property.value.append(contentsOf: onOneLine(text, property.type, at: place))
        case .duration:
            property.value.append(contentsOf: onOneLine(text, property.type, at: place))
            if !form.matches(span) { reportInvalid(text, type, at: place) }
        case .number, .boolean, .period, .rule:
            // These have their own forms in JSON; a text has the same meaning.
            let number = form.rendering == .number ? PlainNumber.text(span) : nil
            property.value.append(contentsOf: number ?? onOneLine(text, property.type, at: place))
            reportInvalid(text, type, at: place)
        case .text, .verbatim, .uri, .address, .binary:
            property.value.append(contentsOf: onOneLine(text, property.type, at: place))
        }
    }

    private mutating func reportInvalid(_ text: [UInt8], _ type: ValueType, at place: Int) {
        let shown = String(decoding: text.prefix(40), as: UTF8.self)
        json.report(
            "invalid-value",
            .warning,
            "\(shown) is not a valid \(type.elementName); kept unchanged",
            at: place
        )
    }

    /// A value without the line breaks that would tear its line.
    private mutating func onOneLine(_ text: [UInt8], _ type: ValueType, at place: Int) -> [UInt8] {
        guard text.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return text }
        lose(
            "line-break",
            "a line break in a value of type \(type.elementName), which cannot contain one; written as \\n",
            .altered,
            at: place
        )
        return text.filter { $0 != 0x0D }.flatMap { $0 == 0x0A ? Array("\\n".utf8) : [$0] }
    }
}

// MARK: - Divided values

extension JCalDecoder {
    /// `[start, end]` of a period, the fields of GEO and REQUEST-STATUS, or the parts of any other structured value
    /// (RFC 7265 §3.4.1, §3.6.9).
    private mutating func fields(of property: inout JCalProperty) throws(ReadError) {
        if property.type != .period, property.fields.isEmpty {
            lose(
                "several-values",
                "a structured value in a property that does not allow one; kept as a single value",
                .altered,
                at: json.index
            )
        }
        try json.expect("[", "of a structured value")
        var isFirst = true
        var count = 0
        while try json.next(isFirst: &isFirst, end: "]") {
            if count > 0 { property.value.append(UInt8(ascii: property.type == .period ? "/" : ";")) }
            count += 1
            json.skipBlanks()
            let place = json.index
            let text = Array(try scalar().utf8)
            if property.type == .period {
                if DateTimeForm.appendBasic(extended: text.span, to: &property.value) { continue }
                property.value.append(contentsOf: onOneLine(text, property.type, at: place))
                if count == 1 || !DurationForm.matches(text.span) { reportInvalid(text, .period, at: place) }
            } else if property.type == .text {
                TextEscapes.appendEscaped(text.span, to: &property.value)
            } else {
                let number = property.type == .float ? PlainNumber.text(text.span) : nil
                property.value.append(contentsOf: number ?? onOneLine(text, property.type, at: place))
            }
        }
        if count < 2 {
            json.report("missing-field", .warning, "a structured value lacks one of its parts", at: json.index)
        }
    }

    /// A recurrence rule: an object of parts, each a value or an array of values (RFC 7265 §3.6.10).
    private mutating func rule(of property: inout JCalProperty) throws(ReadError) {
        let start = json.index
        if property.type != .recurrence {
            json.report(
                "invalid-value",
                .warning,
                "an object that is not a valid \(property.type.elementName)",
                at: start
            )
        }
        try json.expect("{", "of a rule")
        var parts: [(name: String, values: [String])] = []
        var isFirst = true
        while try json.next(isFirst: &isFirst, end: "}") {
            json.skipBlanks()
            let place = json.index
            let key = String(decoding: try json.string(), as: UTF8.self).uppercased()
            try json.expect(":", "after a rule's part")
            var values = try texts { reader throws(ReadError) in try reader.scalar() }
            guard key.isNameInLine, !parts.contains(where: { $0.name == key }), parts.count < 64 else {
                lose("duplicate-key", "the part \(key.prefix(40)) is repeated or unknown; skipped", at: place)
                continue
            }
            if values.contains(where: { $0.utf8.contains(UInt8(ascii: ";")) }) {
                lose(
                    "rule-separator",
                    "a semicolon in the part \(key.prefix(40)) of a rule, where it would begin another part; removed",
                    .altered,
                    at: place
                )
                values = values.map { $0.filter { $0 != ";" } }
            }
            if key == "UNTIL" { values = values.map { until($0, at: place) } }
            parts.append((key, values))
        }
        // FREQ is written first, as RFC 2445 demanded and many readers still do.
        let order = parts.filter { $0.name == "FREQ" } + parts.filter { $0.name != "FREQ" }
        let text = order.map { "\($0.name)=\($0.values.joined(separator: ","))" }.joined(separator: ";")
        property.value.append(contentsOf: onOneLine(Array(text.utf8), .recurrence, at: start))
    }

    private mutating func until(_ text: String, at place: Int) -> String {
        let bytes = Array(text.utf8)
        var basic: [UInt8] = []
        if RecurrenceForm.appendBasic(until: bytes.span, to: &basic) { return String(decoding: basic, as: UTF8.self) }
        json.report("invalid-value", .warning, "until is not a date or date-time; kept unchanged", at: place)
        return text
    }
}
