internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar

/// Writes the components of a vCalendar 1.0 as those of RFC 5545.
struct Translation {
    let tree: ComponentTree
    private let places: SourceLineIndex
    var diagnostics: Diagnostics
    private var builder = ComponentTreeBuilder()
    /// The line that each written line was made of.
    private(set) var sources: [ContentLine] = []
    /// The line that is being translated.
    var line: ContentLine
    /// The zone of local times; nil where the calendar defines none.
    var zone: LocalZone?
    /// The component that is being translated.
    var item = ItemFacts()

    /// A translation of a tree that has a line.
    init(_ tree: ComponentTree, _ diagnostics: Diagnostics) {
        self.tree = tree
        self.diagnostics = diagnostics
        places = SourceLineIndex(tree.bytes)
        line = tree.lines[0]
    }

    consuming func finish() -> ComponentTree { builder.finish() }

    /// Reports lines that are not content lines, for which the form of RFC 5545 has no place.
    mutating func reportUnwrittenLines() {
        var losses = TreeLosses(of: tree, to: LossReport(keeping: diagnostics.losses.keeping))
        var open = 0
        losses.addUnwrittenLines(open: &open)
        if let relocation = diagnostics.relocation {
            losses.report.updateRows { $0.location = relocation($0.location) }
        }
        diagnostics.merge(losses.report)
    }
}

// MARK: - Writing

extension Translation {
    mutating func begin(_ name: String) {
        builder.begin(builder.name(name))
        sources.append(line)
    }

    mutating func end() {
        builder.end()
        sources.append(line)
    }

    /// Writes a property whose value is RFC 5545 text already.
    mutating func write(_ name: String, _ parameters: [(String, String)] = [], raw value: String) {
        builder.beginProperty(builder.name(name))
        for (parameter, value) in parameters { builder.addParameter(builder.name(parameter), value) }
        builder.beginValue()
        builder.appendRaw(value)
        builder.endProperty()
        sources.append(line)
    }

    /// Writes a property whose value is a text.
    mutating func write(_ name: String, _ parameters: [(String, String)] = [], text: String) {
        write(name, parameters, raw: Self.escaped(text))
    }

    static func escaped(_ text: String) -> String {
        var output: [UInt8] = []
        TextEscapes.appendEscaped(Array(text.utf8).span, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// Writes a component unchanged.
    mutating func copy(_ component: Component) {
        line = tree.lines[component.index]
        begin(component.nameText)
        component.forEachLine { kind, index in
            line = tree.lines[index]
            switch kind {
            case .property:
                builder.copy(Property(tree: tree, index: index))
                sources.append(line)
            case .begin: copy(Component(tree: tree, index: index))
            default: break
            }
        }
        end()
    }
}

// MARK: - Findings

extension Translation {
    var place: SourceLocation { places.location(of: line) }

    /// Reports what is read differently from its spelling, with nothing lost.
    mutating func note(_ rule: RuleID, _ severity: Severity = .info, _ message: String) {
        diagnostics.report(rule, severity, message, at: place)
    }

    /// Reports what RFC 5545 cannot contain unchanged.
    mutating func lose(_ action: Loss.Action, _ message: String, rule: RuleID? = nil) {
        let isDropped = action == .dropped
        let subject = LossSubject(component: item.name, uid: item.uid, property: tree.text(of: line.name))
        diagnostics.report(
            rule ?? (isDropped ? "vcalendar-value-dropped" : "vcalendar-value-altered"),
            .warning,
            message,
            at: place,
            losing: action,
            of: subject
        )
    }
}

// MARK: - Components

/// What is known of a component before its lines are written.
struct ItemFacts {
    var name = ""
    var uid = ""
    var start: VCalendarTime?
    var due: VCalendarTime?
    var summary = ""
    var isRecurring = false
    var hasOrganizer = false
}

extension Translation {
    /// Translates a calendar, or a component outside of any.
    mutating func translate(calendar: Component) {
        guard calendar.name == .vcalendar else { return translate(item: calendar) }
        line = tree.lines[calendar.index]
        item = ItemFacts(name: "VCALENDAR")
        begin("VCALENDAR")
        zone = LocalZone(of: calendar, &self)
        let needsZone = calendar.components.contains(where: hasLocalTime)
        var hasProduct = false
        var hasVersion = false
        for property in calendar.properties {
            line = property.line
            switch property.nameText {
            case "VERSION" where !hasVersion:
                hasVersion = true
                note("vcalendar-version", .info, "vCalendar 1.0; read into the form of RFC 5545")
                write("VERSION", raw: "2.0")
            case "PRODID" where !hasProduct:
                hasProduct = true
                write("PRODID", text: RawValue(property, &self).text)
            case "TZ", "DAYLIGHT": break
            case "GEO": lose(.dropped, "RFC 5545 has no GEO property for a calendar")
            default: translate(property)
            }
        }
        line = tree.lines[calendar.index]
        if !hasVersion { write("VERSION", raw: "2.0") }
        if !hasProduct { write("PRODID", raw: "-//Kalends//vCalendar 1.0//EN") }
        if needsZone, let zone { write(zone) }
        calendar.forEachLine { kind, index in
            if kind == .begin { translate(item: Component(tree: tree, index: index)) }
        }
        line = endLine(of: calendar)
        end()
        zone = nil
    }

    private func endLine(of component: Component) -> ContentLine {
        tree.lines[min(component.endIndex, tree.lines.count - 1)]
    }

    private func hasLocalTime(_ component: Component) -> Bool {
        component.properties.contains { property in
            guard ["DTSTART", "DTEND", "DUE", "EXDATE", "RDATE"].contains(property.nameText) else { return false }
            return property.rawValue.split { $0 == ";" || $0 == "," }.contains { VCalendarTime($0)?.form == .local }
        }
    }

    private mutating func translate(item component: Component) {
        line = tree.lines[component.index]
        item = facts(of: component)
        begin(component.nameText)
        let properties = component.properties
        var names = Set(properties.map(\.nameText))
        var alarms: [Property] = []
        for property in properties {
            line = property.line
            if PropertyRow.named(property.nameText)?.isAlarm == true {
                alarms.append(property)
            } else {
                translate(property)
            }
        }
        line = tree.lines[component.index]
        if ["VEVENT", "VTODO"].contains(item.name) {
            if !names.contains("UID") {
                note("vcalendar-uid", .info, "a component without UID; one is derived from its content")
                write("UID", raw: item.uid)
            }
            if !names.contains("DTSTAMP") { write("DTSTAMP", raw: stamp(of: properties)) }
        }
        names.removeAll()
        for property in alarms {
            line = property.line
            writeAlarm(property)
        }
        component.forEachLine { kind, index in
            if kind == .begin { translate(nested: Component(tree: tree, index: index)) }
        }
        line = endLine(of: component)
        end()
    }

    /// vCalendar 1.0 has no components in components; writers that mix the formats use those of RFC 5545.
    private mutating func translate(nested component: Component) { copy(component) }

    private mutating func facts(of component: Component) -> ItemFacts {
        var facts = ItemFacts(name: component.nameText)
        for property in component.properties {
            switch property.nameText {
            case "UID": facts.uid = property.rawValue
            case "DTSTART": facts.start = facts.start ?? VCalendarTime(property.rawValue[...])
            case "DUE": facts.due = facts.due ?? VCalendarTime(property.rawValue[...])
            case "SUMMARY":
                let outer = line
                line = property.line
                facts.summary = RawValue(property, &self, isQuiet: true).text
                line = outer
            case "RRULE": facts.isRecurring = true
            case "ORGANIZER": facts.hasOrganizer = true
            default: break
            }
        }
        if facts.uid.isEmpty { facts.uid = Self.inventedUID(of: component) }
        return facts
    }

    /// The same for the same content of the component.
    private static func inventedUID(of component: Component) -> String {
        let tree = component.tree
        let end = component.endIndex < tree.lines.count ? Int(tree.lines[component.endIndex].start) : tree.bytes.count
        let hash = StableHash(of: tree.bytes[Int(tree.lines[component.index].start)..<end].span)
        return "vcalendar-" + hash.digits
    }

    /// When the component was last changed: DTSTAMP is new in RFC 5545.
    private func stamp(of properties: [Property]) -> String {
        for name in ["LAST-MODIFIED", "DCREATED"] {
            guard let text = properties.first(where: { $0.nameText == name })?.rawValue,
                let time = VCalendarTime(text[...]),
                let utc = utc(time)
            else { continue }
            return utc.basicText + "Z"
        }
        return "19700101T000000Z"
    }
}
