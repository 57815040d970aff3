internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

extension XCalDecoder {
    /// Begins one more value of the property: after a comma, or after VALUE and ENCODING where they are needed.
    mutating func beginValue(_ type: ValueType, _ event: XMLEvent) {
        if property.hasBegunValue {
            if property.firstType != type {
                report(
                    "mixed-value-types",
                    .warning,
                    "values of several types in one property; the first type is used for all",
                    event,
                    losing: .altered
                )
            } else if !property.role.isList {
                report(
                    "several-values",
                    .warning,
                    "a further value of a property that has one; both kept as one",
                    event,
                    losing: .altered
                )
            }
            builder.appendRaw(CollectionOfOne(UInt8(ascii: ",")))
            return
        }
        property.firstType = type
        property.hasBegunValue = true
        if !property.hasValueParameter {
            if let other = property.otherType {
                builder.addParameter(.value, [builder.text(of: other)])
            } else if type != .unknown, needsValueParameter(type) {
                builder.addParameter(.value, [type.rawValue])
            }
        }
        if type == .binary, !property.hasEncodingParameter { builder.addParameter(.encoding, ["BASE64"]) }
        builder.beginValue()
    }

    /// VALUE may be omitted only for the default type, where there is one (RFC 6321 §5).
    private func needsValueParameter(_ type: ValueType) -> Bool {
        guard let standard = property.role.defaultType else { return true }
        if let division = property.role.division, division != .custom { return false }
        return type != standard || !property.role.hasDefaultType
    }

    /// Appends the content of a value element.
    mutating func appendValue(_ text: Span<UInt8>, _ event: XMLEvent) {
        switch property.type {
        case .text:
            beginValue(.text, event)
            if property.role.name == .uid, let level = components.indices.last { components[level].uid = text.string }
            guard property.role.division != nil else { return builder.appendEscaped(text) }
            // One text for GEO or REQUEST-STATUS holds its own semicolons.
            report("value-form", .warning, "one text in place of the value's parts", event)
            builder.appendRaw(text)
        case .unknown:
            beginValue(.unknown, event)
            builder.appendRaw(text)
        default: appendTrimmed(text.extracting(text.rangeWithoutBlanks), event)
        }
    }

    private mutating func appendTrimmed(_ text: Span<UInt8>, _ event: XMLEvent) {
        var type = property.type
        if type == .dateTime, text.count == 10 {
            report("invalid-value", .warning, "a date in a date-time element; read as a date", event, losing: .altered)
            type = .date
        }
        if checksTypes { check(text, type, event) }
        beginValue(type, event)
        switch type {
        case .date:
            if builder.withValue({ ExtendedForms.appendDate(extended: text, to: &$0) }) { return }
        case .dateTime:
            if builder.withValue({ ExtendedForms.appendDateTime(extended: text, to: &$0) }) { return }
        case .time:
            if builder.withValue({ ExtendedForms.appendTime(extended: text, to: &$0) }) { return }
        case .utcOffset:
            if builder.withValue({ ExtendedForms.appendUTCOffset(extended: text, to: &$0) }) { return }
        case .boolean:
            builder.appendRaw(boolean(text, event))
            return
        case .binary:
            builder.withValue { bytes in
                for index in text.indices where !text[index].isWhiteSpace { bytes.append(text[index]) }
            }
            return
        case .duration:
            builder.appendRaw(text)
            if checksTypes || ValueGrammar.matches(text, .duration) { return }
            return report("invalid-value", .warning, "not a duration; kept unchanged", event)
        case .float, .integer:
            return appendNumber(text, event)
        default:
            builder.appendRaw(text)
            return
        }
        report("invalid-value", .warning, "not a valid \(type.elementName); kept unchanged", event)
        builder.appendRaw(text)
    }

    /// Appends a number in the form of FLOAT, whatever form of XML Schema it has.
    mutating func appendNumber(_ text: Span<UInt8>, _ event: XMLEvent) {
        guard let plain = PlainNumber.text(text) else { return builder.appendRaw(text) }
        report(
            "number-form",
            .info,
            "\(text.string.prefix(40)) is \(String(decoding: plain.prefix(40), as: UTF8.self)) in iCalendar",
            event
        )
        builder.appendRaw(plain)
    }

    /// Reports a value that the conversion takes and its type's grammar does not: a day that no month has, a URI without a
    /// scheme, an integer out of range.
    private mutating func check(_ text: Span<UInt8>, _ type: ValueType, _ event: XMLEvent) {
        switch type {
        case .boolean: return
        case .date, .dateTime, .time, .utcOffset:
            var basic: [UInt8] = []
            for index in text.indices
            where text[index] != UInt8(ascii: ":") && (type == .utcOffset || text[index] != UInt8(ascii: "-")) {
                basic.append(text[index])
            }
            // What has no such form at all is reported where it is converted.
            if basic.count == text.count || ValueGrammar.matches(basic.span, type) { return }
        case .float: if ValueGrammar.matches(text, type) || PlainNumber.text(text) != nil { return }
        default: if ValueGrammar.matches(text, type) { return }
        }
        report("invalid-value", .warning, "no \(type.elementName)", event)
    }

    /// A boolean in the words of iCalendar; XML Schema also knows 1 and 0.
    mutating func boolean(_ text: Span<UInt8>, _ event: XMLEvent) -> [UInt8] {
        let letters = text.string
        switch letters.lowercased() {
        case "true", "1": return Array("TRUE".utf8)
        case "false", "0": return Array("FALSE".utf8)
        default:
            report("invalid-value", .warning, "not a boolean; kept unchanged", event)
            return Array(letters.utf8)
        }
    }

    /// Text directly in a property, as the RFC's own example has in `tzid`: taken as the property's default type.
    mutating func appendBareText(_ text: Span<UInt8>, _ event: XMLEvent) {
        report("missing-value-type", .warning, "text without a value type; read as the default type", event)
        let type = property.role.defaultType ?? .unknown
        property.otherType = nil
        property.type = type == .recurrence || type == .period || property.role.division != nil ? .unknown : type
        appendValue(text.extracting(text.rangeWithoutBlanks), event)
    }
}
