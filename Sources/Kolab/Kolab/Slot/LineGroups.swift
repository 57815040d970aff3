internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar

/// The content lines of one item by the name of their property or subcomponent: the unit in which originals are kept.
struct LineGroups {
    /// The lines of one name.
    struct Group {
        var name: String
        /// Each property or subcomponent as text, the lines of a subcomponent divided by line feeds.
        var texts: [String] = []
        /// The properties and subcomponents themselves.
        fileprivate var parts: [Part] = []

        /// The texts without what carries no meaning, sorted.
        fileprivate var meanings: [String] { parts.flatMap(\.meanings).sorted() }

        /// Whether both say the same; equal texts do, whatever they mean.
        fileprivate func saysSame(as other: Group) -> Bool { texts == other.texts || meanings == other.meanings }
    }

    fileprivate enum Part {
        case property(Property)
        case component(Component)

        /// One canonical line for each value, or the component as one.
        var meanings: [String] {
            switch self {
            case .property(let property): CanonicalProperty(property).lines
            case .component(let component): [CanonicalComponent(component).content]
            }
        }
    }

    private(set) var groups: [Group] = []
    /// The index of each name's group.
    private var places: [ExactText: Int] = [:]

    /// The lines of an item, Kolab's own elements left out.
    init(_ item: CalendarItem) {
        let component = Component(tree: item.tree, index: 0)
        component.forEachLine { kind, index in
            switch kind {
            case .property:
                let property = Property(tree: component.tree, index: index)
                if property.name != .kolabElement {
                    add(property.nameText, property.text(lines: index...index), .property(property))
                }
            case .begin:
                let inner = Component(tree: component.tree, index: index)
                add(inner.nameText, component.tree.text(lines: index...inner.endIndex), .component(inner))
            case .end, .malformed: break
            }
        }
    }

    private mutating func add(_ name: String, _ text: String, _ part: Part) {
        let index = places[name] ?? groups.count
        if index == groups.count {
            groups.append(Group(name: name))
            places[name] = index
        }
        groups[index].texts.append(text)
        groups[index].parts.append(part)
    }

    /// The group of a name.
    subscript(name: String) -> Group? { places[name].map { groups[$0] } }

    /// A name on which two items differ.
    struct Difference {
        var name: String
        /// What the first says; empty if nothing.
        var texts: [String]
        /// Whether the second says something of the name.
        var isInSecond: Bool
    }

    /// The names on which `other` differs.
    func differences(from other: LineGroups) -> [Difference] {
        var found: [Difference] = []
        for group in groups {
            let second = other[group.name]
            if let second, group.saysSame(as: second) { continue }
            found.append(Difference(name: group.name, texts: group.texts, isInSecond: second != nil))
        }
        for group in other.groups where self[group.name] == nil {
            found.append(Difference(name: group.name, texts: [], isInSecond: true))
        }
        return found
    }
}

extension ComponentTree {
    /// Lines of a built tree, divided by line feeds.
    fileprivate func text(lines range: ClosedRange<Int>) -> String {
        range.map { index in
            String(decoding: bytes[Int(lines[index].start)..<Int(lines[index].valueEnd)], as: UTF8.self)
        }.joined(separator: "\n")
    }
}

extension Property {
    fileprivate func text(lines range: ClosedRange<Int>) -> String { tree.text(lines: range) }
}

extension CalendarItem {
    /// The item with the lines of `texts` in the place of its own of the same names; nil if they are no content lines.
    func replacingLines(_ texts: [String]) -> CalendarItem? {
        let names = Set(texts.map { ExactText(Self.name(ofLines: $0)) })
        var lines = ["BEGIN:\(kind.rawValue)"]
        for group in LineGroups(self).groups where !names.contains(ExactText(group.name)) { lines += group.texts }
        for text in texts where !text.hasPrefix("!") { lines.append(text) }
        lines.append("END:\(kind.rawValue)")
        guard var item = CalendarItem(lines: lines, kind) else { return nil }
        item.preserved.elements = preserved.elements
        return item
    }

    /// Lifts the component that `lines` spell; nil if they spell none of that kind.
    init?(lines: [String], _ kind: Kind) {
        let bytes =
            Array(lines.joined(separator: "\n").split(separator: "\n").joined(separator: "\r\n").utf8) + [13, 10]
        var diagnostics = Diagnostics()
        guard let tree = try? ICalendarReader().read(bytes, diagnostics: &diagnostics),
            let component = tree.components.first,
            let item = CalendarItem(lifting: component), item.kind == kind
        else { return nil }
        self = item
    }

    /// The name of the property or subcomponent that an entry is of.
    static func name(ofLines text: String) -> String {
        if text.hasPrefix("!") { return String(text.dropFirst()) }
        if text.hasPrefix("BEGIN:") { return String(text.dropFirst(6).prefix { $0 != "\n" && $0 != "\r" }) }
        return String(text.prefix { $0 != ":" && $0 != ";" })
    }
}
