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
                    "a further value in a property that allows one; both kept as a single value",
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
        let form = property.type.form
        if form.ignoresBlanks { return appendTrimmed(text.extracting(text.rangeWithoutBlanks), event) }
        beginValue(property.type, event)
        guard form.rendering == .text else { return builder.appendRaw(text) }
        if property.role.name == .uid { identify(text.string) }
        guard property.role.division != nil else { return builder.appendEscaped(text) }
        // One text for GEO or REQUEST-STATUS holds its own semicolons.
        report("value-form", .warning, "a single text instead of the parts of a structured value", event)
        builder.appendRaw(text)
    }

    private mutating func appendTrimmed(_ text: Span<UInt8>, _ event: XMLEvent) {
        var type = property.type
        if type == .dateTime, text.count == 10 {
            report("invalid-value", .warning, "a date in a date-time element; read as a date", event, losing: .altered)
            type = .date
        }
        beginValue(type, event)
        let form = type.form
        switch form.rendering {
        case .number: appendNumber(text, event)
        case .duration:
            builder.appendRaw(text)
            if !form.matches(text) { reportKept(type, event) }
        case .moment, .separated, .boolean, .binary:
            if builder.withValue({ form.appendBasic(extended: text, to: &$0) }) { return }
            reportKept(type, event)
            builder.appendRaw(text)
        case .text, .verbatim, .uri, .address, .period, .rule: builder.appendRaw(text)
        }
    }

    private mutating func reportKept(_ type: ValueType, _ event: XMLEvent) {
        report("invalid-value", .warning, "not a valid \(type.elementName); kept unchanged", event)
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

    /// The characters of a parameter's value as iCalendar text.
    mutating func parameterText(_ text: Span<UInt8>, _ type: ValueType, _ event: XMLEvent) -> [UInt8] {
        var basic: [UInt8] = []
        if !type.form.appendBasic(extended: text, to: &basic) {
            reportKept(type, event)
            basic.append(copying: text)
        }
        return basic
    }

    /// Text directly in a property, as the RFC's own example has in `tzid`: taken as the property's default type.
    mutating func appendBareText(_ text: Span<UInt8>, _ event: XMLEvent) {
        report("missing-value-type", .warning, "text without a value type; read as the default type", event)
        let type = property.role.defaultType ?? .unknown
        property.otherType = nil
        let isDivided = [.rule, .period].contains(type.form.rendering) || property.role.division != nil
        property.type = isDivided ? .unknown : type
        appendValue(text.extracting(text.rangeWithoutBlanks), event)
    }
}
