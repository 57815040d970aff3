internal import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

/// Turns the events of an xCal document into content lines, one state per open element.
struct XCalDecoder {
    /// What the innermost open element is.
    enum State: UInt8 {
        /// Outside of any calendar: the root, foreign wrappers.
        case outside
        case icalendar, component, properties, components
        case property, parameters, parameter, parameterValue
        case value
        /// A field of a divided value: `latitude`, `code`, `identifier`.
        case field
        /// An element inside of a value or field, which only its text counts of.
        case markup
        case recurrence, recurrencePart, until
        case period, periodPart
        /// A foreign element that becomes an XML property.
        case foreign
        /// An `iCalendar`, a component, a property with all it holds, of a legacy dialect.
        case legacyCalendars, legacyComponent, legacyProperty
        /// An element directly in an item of a feed.
        case feedProperty
        /// An element that cannot be used.
        case skipped
    }

    struct OpenElement: Sendable {
        var state: State
        var nameID: UInt32
    }

    var builder: ComponentTreeBuilder
    let limits: ReadLimits
    var diagnostics: Diagnostics
    var roles = XMLNameMap<ElementRole>()
    var names: [XMLName] = []
    var open: [OpenElement] = []
    /// The state of the innermost open element.
    var state = State.outside
    /// The components that are open.
    var components: [ComponentInProgress] = []
    var hasSeenCalendar = false
    var surroundings = Surroundings()
    var rootName = ""
    var pieces: [ComponentTree] = []
    /// Bytes from which a piece is given out; 0 for never.
    var pieceSize = 0

    /// The property being read.
    var property = PropertyInProgress()
    var recurrence = RecurrenceInProgress()
    var period = PeriodInProgress()
    var foreign: XMLTreeBuilder?
    var parameterName = Name.xml
    var parameterType = ValueType.unknown
    var parameterValueCount = 0
    var parameterCount = 0
    /// Whether the text of the current value element was read.
    var hasText = false
    var legacy = LegacyInProgress()
    /// Whether items of legacy dialects get a DTSTAMP that states none.
    var suppliesStamps = false
    var feedItem: FeedItem?
    /// Whether a calendar is open that items of a feed were put into.
    var isFeedOpen = false
    /// Elements inside one another, those not counted that hold components.
    private let xmlDepth: Int

    init(limits: ReadLimits, xmlLimits: XMLLimits, diagnostics: Diagnostics, capacity: Int) {
        self.limits = limits
        xmlDepth = xmlLimits.depth
        self.diagnostics = diagnostics
        builder = ComponentTreeBuilder(capacity: capacity)
    }

    /// Reads the next events.
    mutating func read(_ batch: XMLEventBatch) throws(ReadError) {
        if builder.count > 0xF000_0000 {
            throw ReadError(.limitExceeded(name: "input-size", limit: 0xF000_0000))
        }
        names = batch.names
        roles.update(batch.names) { ElementRole($0, &builder) }
        let events = batch.events
        let bytes = batch.bytes
        for index in events.indices {
            let event = events[index]
            switch event.kind {
            case .startElement:
                if open.isEmpty { rootName = batch.name(of: event).localName }
                let next = try start(event, batch)
                open.append(OpenElement(state: next, nameID: event.nameID))
                state = next
            case .endElement:
                try end(event)
                open.removeLast()
                state = open.last?.state ?? .outside
            case .text where state == .outside:
                if !event.isBlank { surroundings.add(at: place(event)) }
            case .text: text(event, bytes.span.extracting(event.textRange))
            case .documentType: readDocumentType(event, batch)
            case .unparsedEntity: legacy.context.entities[batch.name(of: event).localName] = batch.text(of: event)
            case .comment, .processingInstruction: break
            }
        }
    }

    /// Ends what the document's end ends; refuses one that held no calendar.
    mutating func checkEnd() throws(ReadError) {
        endFeed()
        if hasSeenCalendar { return reportSurroundings() }
        throw ReadError(
            .wrongFormat("XML with the root element \(rootName), no calendar in it"),
            at: SourceLocation(file: diagnostics.file, line: 1)
        )
    }
}

// MARK: - Pieces

extension XCalDecoder {
    mutating func takePieces() -> [ComponentTree] {
        let taken = pieces
        pieces = []
        return taken
    }

    mutating func handOver(to other: inout Diagnostics) {
        other.merge(diagnostics)
        diagnostics = diagnostics.emptied
    }
}

// MARK: - Start tags

extension XCalDecoder {
    private mutating func start(_ event: XMLEvent, _ batch: XMLEventBatch) throws(ReadError) -> State {
        let role = roles[event.nameID]
        if role.isXCal, event.attributeCount > 0 || role.isMiscased, !state.isLegacy {
            reportOddTag(role, event, batch)
        }
        switch state {
        case .properties:
            guard role.isXCal else {
                beginForeign(event, batch)
                return .foreign
            }
            return try beginProperty(role, event)
        case .property: return try startInProperty(role, event)
        case .parameters:
            guard role.isXCal else { return skip(event) }
            return try beginParameter(role, event)
        case .parameter:
            guard role.isXCal else { return skip(event) }
            if role.type == nil {
                report("unknown-value-type", .warning, "not a value type; read as text", event, losing: .altered)
            }
            parameterType = role.type ?? .unknown
            hasText = false
            return .parameterValue
        case .component: return try startInComponent(role, event, batch)
        case .components, .icalendar:
            if role.isXCal { return try beginComponent(role, event) }
            if state == .components { return beginMovedForeign(event, batch) }
            // A calendar of another namespace than the element around it.
            let name = batch.name(of: event)
            return beginsLegacy(name) ? try beginLegacy(event, batch) : skip(event)
        case .recurrence:
            guard role.isXCal else { return skip(event) }
            recurrence.begin(role.recurrencePart, names[Int(event.nameID)])
            return .recurrencePart
        case .recurrencePart:
            return role.type?.isMoment == true ? .until : skip(event)
        case .period:
            return startInPeriod(event)
        case .foreign:
            try checkDepth(event)
            startForeign(event, batch)
            return .foreign
        case .legacyCalendars, .legacyComponent, .legacyProperty: return try startLegacy(event, batch)
        case .feedProperty:
            try checkDepth(event)
            legacy.elements.begin(LegacyElement(batch.name(of: event), event, batch))
            return .feedProperty
        case .outside:
            try checkDepth(event)
            if role.structure == .icalendar {
                hasSeenCalendar = true
                if legacy.hasDocumentType {
                    report(
                        "document-type-in-xcal",
                        .warning,
                        "a document type declaration, which RFC 6321 has no place for",
                        event
                    )
                }
                return .icalendar
            }
            if role.isXCal, role.isComponent {
                hasSeenCalendar = true
                report("missing-icalendar", .warning, "a component outside of icalendar; read anyway", event)
                return try beginComponent(role, event)
            }
            if beginsLegacy(batch.name(of: event)) { return try beginLegacy(event, batch) }
            let next = startOutside(event, batch)
            if next == .outside { surroundings.add(Int(event.attributeCount), at: place(event)) }
            return next
        case .skipped:
            try checkDepth(event)
            return .skipped
        case .value, .field:
            report(
                "markup-in-text",
                .warning,
                "an element inside of a value; its text alone is taken",
                event,
                losing: .altered
            )
            return .markup
        case .markup:
            try checkDepth(event)
            return .markup
        case .until, .periodPart, .parameterValue: return skip(event)
        }
    }

    /// Components take two levels of elements each, and have a limit of their own.
    private func checkDepth(_ event: XMLEvent) throws(ReadError) {
        guard open.count - 2 * builder.depth >= xmlDepth else { return }
        throw ReadError(.limitExceeded(name: "xml-depth", limit: xmlDepth), at: place(event))
    }

    private mutating func reportOddTag(_ role: ElementRole, _ event: XMLEvent, _ batch: XMLEventBatch) {
        for index in event.attributeRange { reportIgnored(batch.attributes[index], event, batch) }
        if role.isMiscased {
            report("element-case", .warning, "an element with capital letters; read as in lower case", event)
        }
    }

    private mutating func startInComponent(
        _ role: ElementRole,
        _ event: XMLEvent,
        _ batch: XMLEventBatch
    ) throws(ReadError) -> State {
        guard role.isXCal else { return beginMovedForeign(event, batch) }
        switch role.structure {
        case .properties: return .properties
        case .components: return .components
        case .none:
            if role.isComponent {
                report("missing-components", .warning, "a component outside of <components>; read anyway", event)
                return try beginComponent(role, event)
            }
            report("missing-properties", .warning, "a property outside of <properties>; read anyway", event)
            return try beginProperty(role, event)
        case .icalendar, .parameters: return skip(event)
        }
    }

    private mutating func beginComponent(_ role: ElementRole, _ event: XMLEvent) throws(ReadError) -> State {
        if builder.depth >= limits.depth {
            throw ReadError(.limitExceeded(name: "depth", limit: limits.depth), at: place(event))
        }
        guard let name = role.name else { return .skipped }
        builder.begin(name)
        components.append(ComponentInProgress(name: builder.text(of: name), mark: diagnostics.mark))
        return .component
    }

    private mutating func beginParameter(_ role: ElementRole, _ event: XMLEvent) throws(ReadError) -> State {
        guard let name = role.name else { return .skipped }
        parameterCount += 1
        if parameterCount > limits.parameters {
            throw ReadError(.limitExceeded(name: "parameters", limit: limits.parameters), at: place(event))
        }
        guard role.canBeParameter else { return skipNamed("parameter", event) }
        prepareForParameters(event)
        parameterName = name
        parameterValueCount = 0
        hasText = false
        if name == .value { property.hasValueParameter = true }
        if name == .encoding { property.hasEncodingParameter = true }
        return .parameter
    }
}

// MARK: - End tags

extension XCalDecoder {
    private mutating func end(_ event: XMLEvent) throws(ReadError) {
        switch state {
        case .property: try endProperty(event)
        case .value:
            if !hasText { appendValue(.init(), event) }
        case .recurrence: appendRecurrence(event)
        case .period: appendPeriod(event)
        case .parameters: endParameters()
        case .parameterValue:
            if !hasText { appendParameterValue(.init(), event) }
        case .parameter:
            if parameterValueCount == 0 {
                builder.addBareParameter(parameterName)
            } else {
                builder.endParameter(isList: parameterValueCount > 1)
            }
        case .component:
            builder.end()
            removeComponent()
            if pieceSize > 0, builder.depth == 1, builder.count >= pieceSize { pieces.append(builder.takePiece()) }
        case .foreign: endForeign()
        case .legacyComponent, .legacyProperty: try endLegacy(event)
        case .outside, .feedProperty: try endOutside(event)
        case .legacyCalendars, .icalendar, .properties, .components, .recurrencePart, .field, .markup, .until,
            .periodPart, .skipped:
            break
        }
    }
}

extension Span<UInt8> {
    /// The bytes as text.
    var string: String {
        var bytes: [UInt8] = []
        bytes.append(copying: self)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension XCalDecoder.State {
    /// Whether names and attributes are those of a legacy dialect here.
    var isLegacy: Bool {
        switch self {
        case .legacyCalendars, .legacyComponent, .legacyProperty, .feedProperty: true
        default: false
        }
    }
}
