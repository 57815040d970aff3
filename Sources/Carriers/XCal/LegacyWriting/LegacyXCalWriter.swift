public import CalendarDiagnostics
public import ICalendar
internal import XMLSupport

/// Writes a ``ComponentTree`` in a dialect of xCal before RFC 6321, by the rules that its reader documents.
///
/// Values are as iCalendar writes them, texts without their escapes, parameters as attributes. What a dialect has no
/// place for is reported:
/// - `malformed-line`, `property-outside-component`, `character-not-in-xml`: dropped, as by ``XCalWriter``;
/// - `parameter-without-value`, `parameter-not-in-dialect`: a parameter that is a bare name, or named URI; dropped;
/// - `parameter-repeated`: the values of a parameter that occurs twice are joined; altered;
/// - `empty-list`: a list without a value; dropped;
/// - `value-not-of-type`: a value that is not of its type, which readers of the dialect read in their own way; altered;
/// - `component-not-in-dialect`: a component that no table knows and that would be read as a property; altered.
public struct LegacyXCalWriter: Sendable {
    /// The dialects that can be written.
    public enum Dialect: Sendable {
        /// xCal-Basic (draft-royer-calsch-xcal, 2005).
        case basic
        /// The document type of draft-ietf-calsch-many-xcal (2001–2002): calendar properties as attributes of `vcalendar`,
        /// lists as `item` elements, URIs of ATTACH, URL and TZURL as attributes.
        case documentType
    }

    /// The dialect to write.
    public let dialect: Dialect

    /// A writer of a dialect.
    public init(_ dialect: Dialect) {
        self.dialect = dialect
    }

    /// The tree as one document.
    ///
    /// - Parameter report: receives a row for each thing that the dialect cannot hold.
    public func write(_ tree: ComponentTree, report: inout LossReport) -> [UInt8] {
        var writer = LegacyTreeWriter(tree, dialect, report.take())
        writer.write()
        report = writer.losses.report
        return writer.bytes
    }
}

/// A legacy document while it is written.
struct LegacyTreeWriter {
    let tree: ComponentTree
    let dialect: LegacyXCalWriter.Dialect
    var xml = XMLWriter(indentation: 1)
    var losses: TreeLosses
    /// The current component.
    var component: Component?

    init(_ tree: ComponentTree, _ dialect: LegacyXCalWriter.Dialect, _ report: LossReport) {
        self.tree = tree
        self.dialect = dialect
        losses = TreeLosses(of: tree, to: report)
    }

    var bytes: [UInt8] {
        guard dialect == .documentType else { return xml.bytes }
        // The declaration of the document type is between XML's own and the root.
        let head = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
        return Array(head.utf8) + documentType + xml.bytes
    }

    mutating func write() {
        if dialect == .basic { xml.declaration() }
        xml.start("iCalendar")
        if dialect == .basic { xml.declareNamespace(LegacyDialect.basicNamespace, prefix: "xCal") }
        var index = 0
        while index < tree.lines.count {
            let line = tree.lines[index]
            switch line.kind {
            case .begin:
                write(Component(tree: tree, index: index))
                index = line.link == .max ? tree.lines.count : Int(line.link)
            case .property: lose("property-outside-component", .dropped, "", index)
            case .malformed: losses.addMalformed(line: index, in: component?.index)
            case .end: break
            }
            index += 1
        }
        xml.end()
    }
}

// MARK: - Components

extension LegacyTreeWriter {
    /// Works with a separate stack: a tree may be deeper than the call stack allows.
    private mutating func write(_ first: Component) {
        var open: [Component] = []
        var index = first.index
        let end = first.endIndex
        while index < end {
            let line = tree.lines[index]
            switch line.kind {
            case .begin:
                let next = Component(tree: tree, index: index)
                open.append(next)
                begin(next)
            case .end:
                _ = open.popLast()
                xml.end()
            case .property:
                component = open.last
                property(Property(tree: tree, index: index))
            case .malformed: losses.addMalformed(line: index, in: component?.index)
            }
            index += 1
        }
        xml.end()
        component = nil
    }

    private mutating func begin(_ component: Component) {
        self.component = component
        let isReserved = LegacyDialect.reservedComponentNames.contains(component.nameText)
        xml.start(ElementNames.element(for: component.nameText, escapesFirst: isReserved).span)
        if dialect == .documentType, component.name == .vcalendar { calendarAttributes(component) }
        if !ElementRole.isComponent(component.nameText), xml.depth == 2 || !isReadAsComponent(component) {
            lose(
                "component-not-in-dialect",
                .altered,
                "the dialect cannot distinguish this component from a property",
                component.index
            )
        }
    }

    private func isReadAsComponent(_ component: Component) -> Bool {
        if Vocabulary.shared.property(component.name) != nil { return false }
        let names = component.properties.map(\.nameText) + component.components.map(\.nameText)
        return !names.isEmpty && names.allSatisfy { !LegacyDialect.isValueElement($0) }
    }

    /// The names of calendar properties that are attributes in the document type.
    static let attributes: [Name] = [.method, .version, .productIdentifier, Name(known: "CALSCALE")].compactMap { $0 }

    private mutating func calendarAttributes(_ calendar: Component) {
        for name in Self.attributes {
            guard let property = attribute(name, of: calendar) else { continue }
            let before = xml.losses.forbiddenCharacters
            xml.attribute(property.nameText.lowercased(), property.text)
            loseCharacters(since: before, property.index)
        }
    }

    /// The property of a calendar that is written as an attribute: the only one of its name, without parameters.
    func attribute(_ name: Name, of calendar: Component) -> Property? {
        let all = calendar.all(name)
        return all.count == 1 && all[0].line.parameterCount == 0 ? all[0] : nil
    }
}

// MARK: - Document type

extension LegacyTreeWriter {
    /// How many declarations a reader accepts, with some room.
    private static let mostDeclarations = 90

    /// The declaration, with the elements that the document type does not know.
    private var documentType: [UInt8] {
        var names: [String] = []
        var seen: Set<String> = []
        for name in tree.ownNames where name.hasPrefix("X-") && seen.insert(name).inserted { names.append(name) }
        for name in PropertyTable.conventionalTexts.sorted() where uses(name) { names.append(name) }
        var text =
            "<!DOCTYPE iCalendar PUBLIC \"\(LegacyDialect.publicIdentifier)\"\n \"\(LegacyDialect.systemIdentifier)\""
        if !names.isEmpty, names.count <= Self.mostDeclarations {
            let elements = names.map { String(decoding: ElementNames.element(for: $0), as: UTF8.self) }
            text += " [\n" + elements.map { " <!ELEMENT \($0) ANY>\n" }.joined() + "]"
        }
        return Array((text + ">\n").utf8)
    }

    private func uses(_ name: String) -> Bool {
        guard let known = Name(known: name) else { return false }
        return tree.lines.contains { $0.kind == .property && $0.name == known }
    }
}

// MARK: - Losses

extension LegacyTreeWriter {
    mutating func lose(_ id: RuleID, _ action: Loss.Action, _ detail: String, _ index: Int) {
        losses.add(id, action, detail, line: index, in: component?.index)
    }
}
