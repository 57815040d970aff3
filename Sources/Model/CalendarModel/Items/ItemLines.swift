internal import ICalendar

/// The content lines of one item by the name of their property or subcomponent: the unit in which originals are kept.
package struct ItemLines {
    /// The lines of one name.
    package struct Group {
        /// The name, in upper case.
        package let name: String
        /// The properties and subcomponents themselves; most groups have one.
        fileprivate let first: Part
        fileprivate var others: [Part] = []

        /// Each property or subcomponent as text, the lines of a subcomponent separated by line feeds.
        package var texts: [String] { others.isEmpty ? [first.text] : parts.map(\.text) }

        private var parts: [Part] { [first] + others }

        /// The texts without what carries no meaning, sorted.
        private var meanings: [String] { parts.flatMap(\.meanings).sorted() }

        /// Whether both have the same meaning; equal texts do, whatever they mean.
        fileprivate func saysSame(as other: Group) -> Bool {
            if others.count == other.others.count, first.hasSameMeaning(as: other.first),
                zip(others, other.others).allSatisfy({ $0.hasSameMeaning(as: $1) })
            {
                return true
            }
            // Several lines may mean the same in another order, or divided otherwise.
            return !(others.isEmpty && other.others.isEmpty) && meanings == other.meanings
        }

        /// Whether it is the lines of one of some rows.
        fileprivate func isOf(_ rows: UInt64) -> Bool {
            guard let property = first.property, let row = PropertyBinding.row(of: property.name) else {
                return false
            }
            return rows & 1 << UInt64(row) != 0
        }
    }

    fileprivate enum Part {
        /// A line of a field.
        case property(Property)
        /// A property that no field holds, in the tree that it was read from.
        case kept(Property)
        case component(Component)

        var property: Property? {
            switch self {
            case .property(let property), .kept(let property): property
            case .component: nil
            }
        }

        func hasSameMeaning(as other: Part) -> Bool {
            if let mine = property, let theirs = other.property { return mine.hasSameMeaning(as: theirs) }
            guard case .component(let mine) = self, case .component(let theirs) = other else { return false }
            return mine.hasSameMeaning(as: theirs)
        }

        var name: String {
            switch self {
            case .property(let property), .kept(let property): property.nameText
            case .component(let component): component.nameText
            }
        }

        var text: String {
            switch self {
            case .property(let property): property.tree.text(ofLines: property.index...property.index)
            case .kept(let property): property.canonicalLine
            case .component(let component): component.tree.text(ofLines: component.index...component.endIndex)
            }
        }

        /// One canonical line for each value, or the component as one.
        var meanings: [String] {
            switch self {
            case .property(let property), .kept(let property): CanonicalProperty(property).lines
            case .component(let component): [CanonicalComponent(component).content]
            }
        }
    }

    /// The groups, in the order in which their names first occur.
    package private(set) var groups: [Group] = []
    /// The index of each name's group, except the first few, which are found faster without.
    private var places: [ExactText: Int] = [:]
    private static let few = 8

    /// The lines of an item without Kolab's own elements.
    package init(_ item: CalendarItem) { self.init(item, .all) }

    /// Some of the lines of an item.
    init(_ item: CalendarItem, _ scope: LineScope) {
        let parts = item.withoutElements.parts(scope)
        var components: [Component] = []
        if let tree = parts.tree {
            Component(tree: tree, index: 0).forEachLine { kind, index in
                switch kind {
                case .property: add(.property(Property(tree: tree, index: index)))
                case .begin: components.append(Component(tree: tree, index: index))
                case .end, .malformed: break
                }
            }
        }
        for property in parts.properties { add(.kept(property)) }
        for component in components { add(.component(component)) }
    }

    private mutating func add(_ part: Part) { add(part.name, part) }

    private mutating func add(_ name: String, _ part: Part) {
        if let index = place(of: name) { return groups[index].others.append(part) }
        if groups.count >= Self.few { places[name] = groups.count }
        groups.append(Group(name: name, first: part))
    }

    /// The group of a name.
    package subscript(name: String) -> Group? { place(of: name).map { groups[$0] } }

    private func place(of name: String) -> Int? {
        for index in 0..<min(groups.count, Self.few) where groups[index].name.isExactly(name) { return index }
        return places.isEmpty ? nil : places[name]
    }

    /// The names for which `other` has less or something else.
    ///
    /// - Parameter distinctRows: the rows of fields whose lines need not be compared: they differ in meaning.
    func remainders(beyond other: ItemLines, distinctRows: UInt64 = 0) -> [Remainder] {
        var found: [Remainder] = []
        for group in groups {
            let second = other[group.name]
            if let second, !group.isOf(distinctRows), group.saysSame(as: second) { continue }
            found.append(Remainder(name: group.name, texts: group.texts, isReplaced: second != nil))
        }
        for group in other.groups where self[group.name] == nil {
            found.append(Remainder(name: group.name, texts: [], isReplaced: true))
        }
        return found
    }
}

extension ComponentTree {
    /// Lines of a built tree, separated by line feeds.
    func text(ofLines range: ClosedRange<Int>) -> String {
        if range.count == 1 { return text(ofLine: range.lowerBound) }
        return range.map(text(ofLine:)).joined(separator: "\n")
    }

    private func text(ofLine index: Int) -> String {
        String(decoding: bytes[Int(lines[index].start)..<Int(lines[index].valueEnd)], as: UTF8.self)
    }
}

extension CalendarItem {
    fileprivate var withoutElements: CalendarItem {
        if preserved.elements.isEmpty { return self }
        var item = self
        item.preserved.elements = []
        return item
    }
}
