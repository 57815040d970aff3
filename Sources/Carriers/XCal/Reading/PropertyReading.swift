internal import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

/// The property whose element is open.
struct PropertyInProgress {
    var role = ElementRole()
    /// The current value element: its type, or the name of one that no table knows.
    var type = ValueType.unknown
    var otherType: Name?
    /// The type of the first value, once its text has begun.
    var firstType: ValueType?
    var hasBegunValue = false
    var hasValueParameter = false
    var hasEncodingParameter = false
    var hasParameters = false
    /// The value, taken back while parameters follow it.
    var withdrawnValue: [UInt8]?
    /// The fields of a divided value, nil where there is none.
    var fields: [[UInt8]?] = [nil, nil, nil]
    var hasFields = false
    var field = 0

    /// - Returns: whether the field occurred before.
    mutating func beginField(_ index: Int) -> Bool {
        let isRepeated = hasFields && fields[index] != nil
        field = index
        hasFields = true
        fields[index] = []
        return isRepeated
    }

    mutating func append(field text: Span<UInt8>) { fields[field]?.append(copying: text) }
}

extension XCalDecoder {
    mutating func beginProperty(_ role: ElementRole, _ event: XMLEvent) throws(ReadError) -> State {
        guard let name = role.name, let level = components.indices.last else { return .skipped }
        components[level].propertyCount += 1
        if components[level].propertyCount > limits.properties {
            throw ReadError(.limitExceeded(name: "properties", limit: limits.properties), at: place(event))
        }
        guard role.canBeProperty else { return skipNamed("property", event) }
        if property.hasFields { property.fields = [nil, nil, nil] }
        property.hasFields = false
        property.role = role
        property.firstType = nil
        property.hasBegunValue = false
        property.hasValueParameter = false
        property.hasEncodingParameter = false
        property.hasParameters = false
        parameterCount = 0
        builder.beginProperty(name)
        return .property
    }

    mutating func startInProperty(_ role: ElementRole, _ event: XMLEvent) throws(ReadError) -> State {
        guard role.isXCal else { return skip(event) }
        if role.structure == .parameters { return .parameters }
        hasText = false
        if let field = role.field, field.of == property.role.division {
            if property.beginField(field.index) { reportRepeated(event) }
            return .field
        }
        property.otherType = nil
        property.type = role.type ?? .unknown
        guard let type = role.type else {
            report("unknown-value-type", .info, "an unknown value type; kept", event)
            property.otherType = role.name
            return .value
        }
        switch type.form.rendering {
        case .rule:
            recurrence.reset()
            return .recurrence
        case .period:
            period.reset()
            return .period
        default: return .value
        }
    }

    mutating func endProperty(_ event: XMLEvent) throws(ReadError) {
        if property.hasFields, property.role.division == .custom { return endCustomProperty() }
        if property.hasFields { appendFields(event) }
        if !property.hasBegunValue {
            report("missing-value", .warning, "a property without a value", event)
            builder.beginValue()
        }
        builder.endProperty()
        guard let level = components.indices.last else { return }
        if let excess = builder.addLast(to: &components[level].recurrence, limits) {
            throw ReadError(excess, at: place(event))
        }
    }

    /// Reports a part of a value that occurred before.
    mutating func reportRepeated(_ event: XMLEvent) {
        report("part-repeated", .warning, "a part that occurs twice; the last is used", event, losing: .dropped)
    }

    // MARK: Parameters

    /// Makes parameters possible after the value.
    mutating func prepareForParameters(_ event: XMLEvent) {
        property.hasParameters = true
        guard property.hasBegunValue else { return }
        report("parameters-after-value", .warning, "parameters after the value; read anyway", event)
        property.withdrawnValue = builder.withdrawValue()
        property.hasBegunValue = false
    }

    mutating func endParameters() {
        guard let value = property.withdrawnValue else { return }
        property.withdrawnValue = nil
        property.hasBegunValue = true
        builder.beginValue()
        builder.appendRaw(value)
    }

    mutating func appendParameterValue(_ text: Span<UInt8>, _ event: XMLEvent) {
        if parameterValueCount == 0 { builder.beginParameter(parameterName) }
        let isFirst = parameterValueCount == 0
        parameterValueCount += 1
        let form = parameterType.form
        guard form.ignoresBlanks else {
            return builder.appendParameterValue(text, isFirst: isFirst, of: parameterName)
        }
        let trimmed = text.extracting(text.rangeWithoutBlanks)
        guard form.rendering == .boolean else {
            return builder.appendParameterValue(trimmed, isFirst: isFirst, of: parameterName)
        }
        builder.appendParameterValue(
            parameterText(trimmed, parameterType, event).span,
            isFirst: isFirst,
            of: parameterName
        )
    }
}

// MARK: - Divided values

extension XCalDecoder {
    /// Joins the fields of GEO and REQUEST-STATUS (RFC 6321 §3.4.1).
    private mutating func appendFields(_ event: XMLEvent) {
        let division = property.role.division
        let needed = 2
        if property.fields[..<needed].contains(where: { $0 == nil }) {
            report("missing-field", .warning, "a structured value lacks one of its parts", event)
        }
        let last = property.fields.lastIndex { $0 != nil } ?? 0
        if property.hasBegunValue {
            report(
                "unexpected-element",
                .warning,
                "a value in addition to the parts of a structured value; skipped",
                event,
                losing: .dropped
            )
            _ = builder.withdrawValue()
        }
        builder.beginValue()
        property.hasBegunValue = true
        for index in 0...max(last, needed - 1) {
            if index > 0 { builder.appendRaw(CollectionOfOne(UInt8(ascii: ";"))) }
            guard let field = property.fields[index] else { continue }
            if division == .requestStatus {
                builder.appendEscaped(field.span)
            } else {
                appendNumber(field.span.extracting(field.span.rangeWithoutBlanks), event)
            }
        }
    }

    /// Kolab 3's `x-custom`: the identifier is the name of the intended property. One that is not a name stays with the
    /// value as a parameter.
    private mutating func endCustomProperty() {
        let identifier = property.fields[0] ?? []
        let value = property.fields[1] ?? []
        let isName =
            LineNames.canBeProperty(String(decoding: identifier, as: UTF8.self)) && identifier.count > 2
            && identifier[0] | 0x20 == UInt8(ascii: "x") && identifier[1] == UInt8(ascii: "-")
        if isName, !property.hasParameters {
            builder.abandonProperty()
            builder.beginProperty(builder.name(String(decoding: identifier, as: UTF8.self)))
        } else {
            builder.addParameter(builder.name("X-IDENTIFIER"), [String(decoding: identifier, as: UTF8.self)])
        }
        builder.addParameter(.value, [ValueType.text.rawValue])
        builder.beginValue()
        builder.appendEscaped(value.span)
        builder.endProperty()
    }
}

// MARK: - Foreign elements

extension XCalDecoder {
    /// A foreign element in a component, but not in its `properties`: kept as one of those.
    mutating func beginMovedForeign(_ event: XMLEvent, _ batch: XMLEventBatch) -> State {
        report(
            "foreign-element-moved",
            .warning,
            "a foreign element outside of <properties>; kept as a property",
            event,
            losing: .preserved
        )
        beginForeign(event, batch)
        return .foreign
    }

    mutating func beginForeign(_ event: XMLEvent, _ batch: XMLEventBatch) {
        foreign = XMLTreeBuilder(batch.name(of: event))
        addAttributes(event, batch)
    }

    mutating func startForeign(_ event: XMLEvent, _ batch: XMLEventBatch) {
        foreign?.start(batch.name(of: event))
        addAttributes(event, batch)
    }

    private mutating func addAttributes(_ event: XMLEvent, _ batch: XMLEventBatch) {
        for index in event.attributeRange {
            let attribute = batch.attributes[index]
            foreign?.attribute(batch.name(of: attribute), batch.value(of: attribute))
        }
    }

    /// Ends a foreign element; the outermost becomes an XML property (RFC 6321 §4.2).
    mutating func endForeign() {
        guard open.count > 1, open[open.count - 2].state != .foreign else {
            foreign?.end()
            return
        }
        guard let element = foreign?.finish() else { return }
        foreign = nil
        if open[open.count - 2].state == .legacyComponent { noteForeign(element) }
        builder.property(.xml, text: String(decoding: element.serialized(), as: UTF8.self))
    }
}
