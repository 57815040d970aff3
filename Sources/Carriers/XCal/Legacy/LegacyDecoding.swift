internal import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

/// The calendar of a legacy dialect that is being read.
struct LegacyInProgress: Sendable {
    /// What is known of a component before it ends.
    struct Component {
        var name: String
        /// DTSTART, and DTEND or DUE, once they were read.
        var start: LegacyProperty?
        var end: LegacyProperty?
        /// DURATION, which waits for the end; some components have several.
        var durations: [(property: LegacyProperty, place: SourceLocation)] = []
        /// Pentabarf's own title and subtitle.
        var title: String?
        var hasSubtitle = false
        /// Of a calendar: its METHOD, and whether a component was read.
        var method: String?
        var hasComponents = false
    }

    var context = LegacyContext()
    var hasDocumentType = false
    var elements = LegacyElements()
    var components: [Component] = []
    /// The tree so far, while the first component is read separately: its METHOD must precede it.
    var calendarBuilder: ComponentTreeBuilder?
    var firstMethod: String?
    var isReported = false
}

// MARK: - Elements

extension XCalDecoder {
    /// A document type declaration: the parser has read its internal subset, and what lies outside is not read.
    mutating func readDocumentType(_ event: XMLEvent, _ batch: XMLEventBatch) {
        legacy.hasDocumentType = true
        diagnostics.report(
            "document-type",
            .info,
            "a document type declaration; nothing outside of this document is read",
            at: place(event)
        )
    }

    /// Whether an element outside of any calendar begins one of a legacy dialect.
    func beginsLegacy(_ name: XMLName) -> Bool {
        let key = name.localName.uppercased()
        if LegacyDialect.calendarElements.contains(key) { return true }
        return LegacyDialect.loneComponents.contains(key)
            && (open.isEmpty ? LegacyDialect.owns(name.namespace) : LegacyDialect.namesXCal(name.namespace))
    }

    /// Begins what ``beginsLegacy(_:)`` found.
    mutating func beginLegacy(_ event: XMLEvent, _ batch: XMLEventBatch) throws(ReadError) -> State {
        let name = batch.name(of: event)
        hasSeenCalendar = true
        legacy.context.namespace = name.namespace
        if !LegacyDialect.owns(name.namespace) {
            report(
                "namespace-unknown",
                .warning,
                "\(name.namespace) is not a namespace of xCal; read anyway",
                event
            )
        }
        switch name.localName.uppercased() {
        case "ICALENDAR":
            reportCase(name, event)
            for index in event.attributeRange { reportIgnored(batch.attributes[index], event, batch) }
            return .legacyCalendars
        case "VCALENDAR": return try beginLegacyComponent(event, batch)
        default:
            report("missing-icalendar", .warning, "a component outside of icalendar; read anyway", event)
            return try beginLegacyComponent(event, batch)
        }
    }

    mutating func startLegacy(_ event: XMLEvent, _ batch: XMLEventBatch) throws(ReadError) -> State {
        let name = batch.name(of: event)
        if state == .legacyProperty {
            if legacy.elements.all.count >= limits.properties {
                throw ReadError(.limitExceeded(name: "properties", limit: limits.properties), at: place(event))
            }
            legacy.elements.begin(LegacyElement(name, event, batch))
            return .legacyProperty
        }
        guard legacy.context.owns(name) else {
            guard state == .legacyComponent else { return skip(event) }
            beginForeign(event, batch)
            return .foreign
        }
        reportCase(name, event)
        let key = ElementNames.escapesLetter(name.localName) ? "" : ElementNames.name(for: name.localName)
        if Self.isGrouping(key) {
            report(
                "missing-namespace",
                .warning,
                "an element of RFC 6321 without its namespace; read anyway",
                event
            )
            return state == .legacyCalendars ? .legacyCalendars : .legacyComponent
        }
        if ElementRole.isComponent(key) { return try beginLegacyComponent(event, batch) }
        guard state == .legacyComponent, !legacy.components.isEmpty else { return skip(event) }
        legacy.elements.reset()
        legacy.elements.begin(LegacyElement(name, event, batch))
        return .legacyProperty
    }

    mutating func legacyText(_ text: Span<UInt8>, _ event: XMLEvent) {
        if state == .legacyProperty {
            legacy.elements.append(text)
        } else if !event.isBlank {
            reportStray(text, event)
        }
    }

    mutating func endLegacy(_ event: XMLEvent) throws(ReadError) {
        if state == .legacyProperty {
            legacy.elements.end()
            if legacy.elements.isComplete { try endLegacyProperty() }
        } else if state == .legacyComponent {
            let key = ElementNames.name(for: names[Int(event.nameID)].localName)
            if !Self.isGrouping(key) { try endLegacyComponent() }
        }
    }

    /// Whether an element is one of RFC 6321's that hold those of a component together.
    static func isGrouping(_ key: String) -> Bool { key == "PROPERTIES" || key == "COMPONENTS" }

    private mutating func reportCase(_ name: XMLName, _ event: XMLEvent) {
        guard name.localName != "iCalendar", name.localName.utf8.contains(where: { $0 &- 0x41 < 26 }) else { return }
        report(
            "element-case",
            .warning,
            "an element with capital letters; read as \(name.localName.lowercased())",
            event
        )
    }
}

// MARK: - Components

extension XCalDecoder {
    private mutating func beginLegacyComponent(_ event: XMLEvent, _ batch: XMLEventBatch) throws(ReadError) -> State {
        let key = ElementNames.name(for: batch.name(of: event).localName)
        try openLegacyComponent(key, at: place(event))
        for index in event.attributeRange {
            let attribute = batch.attributes[index]
            if try !readCalendarAttribute(batch.name(of: attribute), batch.value(of: attribute), event) {
                reportIgnored(attribute, event, batch)
            }
        }
        if !legacy.isReported {
            legacy.isReported = true
            let isByType = legacy.hasDocumentType || key == "VCALENDAR" && event.attributeCount > 0
            report(
                "legacy-dialect",
                .info,
                "\((isByType ? LegacyDialect.documentType : .basic).title); read as such",
                event
            )
        }
        return .legacyComponent
    }

    mutating func openLegacyComponent(_ key: String, at place: SourceLocation) throws(ReadError) {
        if legacy.components.count >= limits.depth {
            throw ReadError(.limitExceeded(name: "depth", limit: limits.depth), at: place)
        }
        flushDuration()
        if let last = legacy.components.indices.last {
            let isFirst = legacy.components[last].name == "VCALENDAR" && !legacy.components[last].hasComponents
            legacy.components[last].hasComponents = true
            if isFirst, legacy.components[last].method == nil, legacy.calendarBuilder == nil {
                legacy.calendarBuilder = builder
                builder = ComponentTreeBuilder()
            }
        }
        builder.begin(builder.name(key))
        legacy.components.append(LegacyInProgress.Component(name: key))
        components.append(ComponentInProgress(name: key, mark: diagnostics.mark, place: place))
    }

    mutating func endLegacyComponent() throws(ReadError) {
        flushDuration()
        if suppliesStamps { supplyStamp() }
        builder.end()
        removeComponent()
        legacy.components.removeLast()
        guard let last = legacy.components.indices.last else { return }
        if legacy.components.count == 1, var calendar = legacy.calendarBuilder {
            legacy.calendarBuilder = nil
            if let method = legacy.firstMethod {
                legacy.firstMethod = nil
                legacy.components[last].method = method
                calendar.property(.method, text: method)
            }
            for component in builder.finish().components { calendar.copy(component) }
            builder = calendar
        }
        if pieceSize > 0, builder.depth == 1, builder.count >= pieceSize { pieces.append(builder.takePiece()) }
    }

    /// Calendar properties as attributes of `vcalendar`, as the document type has them.
    ///
    /// - Returns: whether the attribute is one.
    private mutating func readCalendarAttribute(
        _ name: XMLName,
        _ value: String,
        _ event: XMLEvent
    ) throws(ReadError) -> Bool {
        let key = ElementNames.name(for: name.localName)
        let isProperty = Name(known: key).map { Vocabulary.shared.property($0) != nil } ?? key.hasPrefix("X-")
        guard legacy.context.owns(name), legacy.components.last?.name == "VCALENDAR", isProperty else { return false }
        var property = LegacyProperty(name: key)
        var text: [UInt8] = []
        TextEscapes.appendEscaped(Array(value.utf8).span, to: &text)
        property.value = text
        try add(property, text: value, at: place(event))
        return true
    }
}

// MARK: - Properties

extension XCalDecoder {
    private mutating func endLegacyProperty() throws(ReadError) {
        if isUnknownComponent(0) { return try addUnknownComponent(0) }
        try addGathered(legacy.elements)
    }

    mutating func addGathered(_ elements: LegacyElements) throws(ReadError) {
        var reader = LegacyPropertyReader(elements, legacy.context)
        var property = reader.read()
        let element = elements.all[0]
        let place = SourceLocation(line: Int(element.line), column: Int(element.column))
        for surprise in property.surprises { report(surprise, at: place) }
        property.surprises = []
        try add(property, text: elements.joinedText.trimmed.string, at: place)
    }

    private mutating func report(_ surprise: LegacySurprise, at place: SourceLocation) {
        report(surprise.rule, surprise.severity, surprise.message, at: place, losing: surprise.action)
    }

    private mutating func add(_ property: LegacyProperty, text: String, at place: SourceLocation) throws(ReadError) {
        guard let last = legacy.components.indices.last, let level = components.indices.last else { return }
        components[level].propertyCount += 1
        if SuppliedStamp.sources.contains(property.name) { components[level].times[property.name] = text }
        if components[level].propertyCount > limits.properties {
            throw ReadError(.limitExceeded(name: "properties", limit: limits.properties), at: place)
        }
        if property.parameters.count > limits.parameters {
            throw ReadError(.limitExceeded(name: "parameters", limit: limits.parameters), at: place)
        }
        guard LineNames.canBeProperty(property.name) else {
            let message = "“\(property.name.prefix(40))” cannot be the name of a property; skipped"
            return report(
                LegacySurprise(rule: "element-name", severity: .warning, message: message, action: .dropped),
                at: place
            )
        }
        var property = property
        for (name, _) in property.parameters where !LineNames.canBeParameter(name) {
            let message = "“\(name.prefix(40))” cannot be the name of a parameter; skipped"
            report(
                LegacySurprise(rule: "element-name", severity: .warning, message: message, action: .dropped),
                at: place
            )
        }
        property.parameters.removeAll { !LineNames.canBeParameter($0.name) }
        switch property.name {
        case "METHOD" where !property.isPlain:
            if legacy.components[last].name != "VCALENDAR" { return moveMethod(text, at: place) }
            legacy.components[last].method = text
        case "UID": identify(text)
        case "PRODID": legacy.context.hasEscapes = text.lowercased().contains("icalcreator")
        case "DTSTART": legacy.components[last].start = property
        case "DTEND", "DUE": legacy.components[last].end = property
        case "DURATION":
            legacy.components[last].durations.append((property, place))
            return
        case "SUMMARY": removeHyphen(from: &property, text, at: place)
        default: break
        }
        write(property)
        if let excess = builder.addLast(to: &components[level].recurrence, limits) {
            throw ReadError(excess, at: place)
        }
    }

    private mutating func write(_ property: LegacyProperty) {
        guard let value = property.value else { return }
        builder.beginProperty(builder.name(property.name))
        for (name, values) in property.parameters { builder.addParameter(builder.name(name), values) }
        builder.beginValue()
        builder.appendRaw(value)
        builder.endProperty()
    }

    /// METHOD belongs to the calendar (RFC 5545 §3.7.2).
    private mutating func moveMethod(_ method: String, at place: SourceLocation) {
        let surprise = LegacySurprise(
            rule: "method-in-component",
            severity: .warning,
            message: "METHOD belongs to the calendar; moved there"
        )
        report(surprise, at: place)
        guard !method.isEmpty else { return }
        let calendar = legacy.components.firstIndex { $0.name == "VCALENDAR" }
        let known = calendar.flatMap { legacy.components[$0].method } ?? legacy.firstMethod
        if known == nil, legacy.calendarBuilder != nil {
            legacy.firstMethod = method
        } else if known != method {
            let message = "METHOD \(method) differs from the calendar's, or follows its first component; skipped"
            report(
                LegacySurprise(rule: "method-conflict", severity: .warning, message: message, action: .dropped),
                at: place
            )
        }
    }

    /// DURATION is written when everything that may make it superfluous was read.
    private mutating func flushDuration() {
        guard let last = legacy.components.indices.last, !legacy.components[last].durations.isEmpty else { return }
        let durations = legacy.components[last].durations
        legacy.components[last].durations = []
        for (duration, place) in durations { flush(duration, legacy.components[last], at: place) }
    }

    private mutating func flush(
        _ duration: LegacyProperty,
        _ component: LegacyInProgress.Component,
        at place: SourceLocation
    ) {
        if component.end != nil {
            if duration.wasOtherDuration { return reportSuperfluous(duration, component, at: place) }
            let surprise = LegacySurprise(
                rule: "duration-beside-end",
                severity: .warning,
                message: "DURATION in addition to DTEND or DUE; both kept"
            )
            report(surprise, at: place)
        } else if let text = duration.unreadableDuration {
            let message = "\(text.string.prefix(40)) is not a duration; skipped"
            return report(
                LegacySurprise(rule: "duration-unreadable", severity: .warning, message: message, action: .dropped),
                at: place
            )
        }
        write(duration)
    }

    /// A duration in another form is dropped where there is an end, and is lost if it contradicts it.
    private mutating func reportSuperfluous(
        _ duration: LegacyProperty,
        _ component: LegacyInProgress.Component,
        at place: SourceLocation
    ) {
        if let seconds = duration.otherSeconds, let start = component.start, let end = component.end,
            let first = start.value.flatMap({ LegacyTime($0) }), let last = end.value.flatMap({ LegacyTime($0) }),
            start.parameter("TZID") == end.parameter("TZID"),
            last.moment.secondsSinceEpoch - first.moment.secondsSinceEpoch == seconds
        {
            return
        }
        let text = duration.value?.string ?? ""
        let message = "the duration \(text.prefix(40)) contradicts the end; skipped"
        report(
            LegacySurprise(rule: "duration-beside-end", severity: .warning, message: message, action: .dropped),
            at: place
        )
    }

    /// frab joins title and subtitle by a hyphen, with or without a subtitle.
    private mutating func removeHyphen(from property: inout LegacyProperty, _ text: String, at place: SourceLocation) {
        guard let component = legacy.components.last, let title = component.title, !component.hasSubtitle,
            text.hasSuffix("-"), text != title, text == "\(title)-" || text == "\(title) -"
        else { return }
        var escaped: [UInt8] = []
        TextEscapes.appendEscaped(Array(title.utf8).span, to: &escaped)
        property.value = escaped
        let message = "a hyphen after the title without a subtitle; skipped"
        report(LegacySurprise(rule: "summary-hyphen", severity: .info, message: message, action: .altered), at: place)
    }

    /// Takes note of Pentabarf's own elements.
    mutating func noteForeign(_ element: XMLElement) {
        guard let last = legacy.components.indices.last else { return }
        switch element.localName {
        case "title": legacy.components[last].title = element.trimmedText
        case "subtitle": legacy.components[last].hasSubtitle = !element.trimmedText.isEmpty
        default: break
        }
    }
}
