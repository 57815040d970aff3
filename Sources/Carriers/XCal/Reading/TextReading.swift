internal import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

extension XCalDecoder {
    /// Takes a text where the innermost open element has a place for one.
    mutating func text(_ event: XMLEvent, _ text: Span<UInt8>) {
        switch state {
        case .value: valueText(text, event)
        case .markup where open.last { $0.state != .markup }?.state == .value: valueText(text, event)
        case .markup: property.append(field: text)
        case .parameterValue:
            hasText = true
            appendParameterValue(text, event)
        case .recurrencePart where !event.isBlank, .until: recurrence.append(text, event, &diagnostics, place(event))
        case .periodPart: period.append(text)
        case .field: property.append(field: text)
        case .foreign: foreign?.text(text.string)
        case .recurrence where !event.isBlank: appendRecurrence(text, event)
        case .property where !event.isBlank: appendBareText(text, event)
        case .parameter where !event.isBlank && parameterValueCount == 0:
            report("missing-value-type", .warning, "a parameter's text without a value type; taken as it is", event)
            parameterType = .unknown
            appendParameterValue(text, event)
        case .components, .icalendar, .component, .properties, .parameters, .parameter, .period, .recurrencePart:
            if !event.isBlank { reportStray(text, event) }
        case .legacyCalendars, .legacyComponent, .legacyProperty: legacyText(text, event)
        case .feedProperty: legacy.elements.append(text)
        case .outside, .skipped, .property, .recurrence: break
        }
    }

    /// The text of a value element; what follows markup inside of it continues the same value.
    private mutating func valueText(_ text: Span<UInt8>, _ event: XMLEvent) {
        guard hasText else {
            hasText = true
            return appendValue(text, event)
        }
        if property.type == .text, property.role.division == nil {
            builder.appendEscaped(text)
        } else {
            builder.appendRaw(text)
        }
    }
}
