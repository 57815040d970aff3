internal import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

/// What is known of a component before its end.
struct ComponentInProgress: Sendable {
    /// In upper case.
    var name: String
    /// The first UID; empty until it is read.
    var uid = ""
    var hasUID = false
    /// What was reported before it began.
    var mark: Diagnostics.Mark
    var propertyCount = 0
    var recurrence = RecurrenceCounts()
    /// Where it begins.
    var place = SourceLocation()
    /// The times at which it was written, changed and created, by property.
    var times: [String: String] = [:]
}

/// What the document holds around its calendars.
struct Surroundings {
    private(set) var count = 0
    private(set) var first = SourceLocation()

    /// Takes note of texts and attributes.
    mutating func add(_ more: Int = 1, at place: SourceLocation) {
        if count == 0, more > 0 { first = place }
        count += more
    }
}

// MARK: - Findings

extension XCalDecoder {
    /// Ends the innermost component: what was reported of it before its UID was read names it too.
    mutating func removeComponent() {
        let component = components.removeLast()
        diagnostics.name(component.name, component.uid, since: component.mark)
    }

    /// Takes note of the UID of the innermost component; the first one counts.
    mutating func identify(_ uid: String) {
        guard let level = components.indices.last, !components[level].hasUID else { return }
        (components[level].uid, components[level].hasUID) = (uid, true)
    }

    /// The place of an event.
    func place(_ event: XMLEvent) -> SourceLocation {
        SourceLocation(line: Int(event.line), column: Int(event.column))
    }

    /// Reports a finding with the path of elements that lead to it.
    ///
    /// - Parameter action: what happened to something that the tree does not contain unchanged.
    mutating func report(
        _ rule: RuleID,
        _ severity: Severity,
        _ message: @autoclosure () -> String,
        _ event: XMLEvent,
        losing action: Loss.Action? = nil
    ) {
        let name = event.kind == .startElement ? names[Int(event.nameID)].localName : nil
        report(rule, severity, message(), at: place(event), in: name, losing: action)
    }

    /// Reports a finding in an element whose start tag is read or, where `name` is given, being read.
    mutating func report(
        _ rule: RuleID,
        _ severity: Severity,
        _ message: @autoclosure () -> String,
        at place: SourceLocation,
        in name: String? = nil,
        losing action: Loss.Action? = nil
    ) {
        let (open, names, components) = (open, names, components)
        diagnostics.report(
            rule,
            severity,
            message(),
            at: place,
            path: Self.path(open, names, name),
            losing: action,
            of: Self.subject(open, names, components, name)
        )
    }

    private static func path(_ open: [OpenElement], _ names: [XMLName], _ name: String?) -> String {
        (open.map { names[Int($0.nameID)].localName } + [name].compactMap { $0 }).joined(separator: "/")
    }

    /// The component and the property that are open.
    private static func subject(
        _ open: [OpenElement],
        _ names: [XMLName],
        _ components: [ComponentInProgress],
        _ name: String?
    ) -> LossSubject {
        guard let component = components.last else { return LossSubject() }
        let property = open.last { $0.state == .property || $0.state == .legacyProperty }.map {
            names[Int($0.nameID)].localName
        }
        return LossSubject(
            component: component.name,
            uid: component.uid,
            property: ElementNames.name(for: property ?? name ?? "")
        )
    }
}

// MARK: - What has no place

extension XCalDecoder {
    /// Skips an element whose name no content line can have.
    mutating func skipNamed(_ kind: String, _ event: XMLEvent) -> State {
        report("element-name", .warning, "a name that a \(kind) cannot have; skipped", event, losing: .dropped)
        return .skipped
    }

    /// Passes over an element with all it holds.
    mutating func skip(_ event: XMLEvent) -> State {
        let name = names[Int(event.nameID)]
        if name.namespace == ElementRole.namespace {
            report(
                "unexpected-element",
                .warning,
                "an element that has no place here; skipped",
                event,
                losing: .dropped
            )
        } else {
            report("foreign-element-dropped", .warning, "a foreign element; skipped", event, losing: .dropped)
        }
        return .skipped
    }

    /// Reports text where none is allowed.
    mutating func reportStray(_ text: Span<UInt8>, _ event: XMLEvent) {
        report(
            "stray-text",
            .warning,
            "text between elements; skipped: \(text.extracting(text.rangeWithoutBlanks).string.prefix(60))",
            event,
            losing: .dropped
        )
    }

    /// Reports an attribute that cannot become a parameter.
    mutating func reportIgnored(_ attribute: XMLAttribute, _ event: XMLEvent, _ batch: XMLEventBatch) {
        report(
            "attribute-ignored",
            .warning,
            "the attribute \(batch.name(of: attribute).qualifiedName) has no meaning here; skipped: \(batch.value(of: attribute).prefix(60))",
            event,
            losing: .dropped
        )
    }

    /// Reports what is around the calendars, once.
    mutating func reportSurroundings() {
        guard surroundings.count > 0 else { return }
        diagnostics.report(
            "surroundings-dropped",
            .info,
            "texts or attributes around the calendar (\(surroundings.count)); skipped",
            at: surroundings.first,
            losing: .dropped
        )
    }
}
