internal import ICalendar

/// What the vocabulary tables allow where, as bits by the numbers of names: used for every line.
struct AllowedNames: Sendable {
    static let shared = AllowedNames()

    private let count: Int
    private let parameters: [Bool]
    private let properties: [Bool]
    private let single: [Bool]
    private let required: [Bool]
    private let lists: [Bool]
    private let known: [Bool]
    private let knownParameters: [Bool]
    private let defaults: [(type: ValueType, shape: ValueShape)?]
    private let timeTypes: [ValueType?]

    private init() {
        let count = Name.knownCount
        var parameters = [Bool](repeating: false, count: count * count)
        var properties = parameters
        var single = parameters
        var required = parameters
        var lists = [Bool](repeating: false, count: count)
        var known = lists
        var defaults = [(type: ValueType, shape: ValueShape)?](repeating: nil, count: count)
        func number(_ text: String) -> Int? { Name(known: text).map { Int($0.id) } }
        for row in PropertyTable.rows {
            guard let property = number(row.name) else { continue }
            lists[property] = row.shape == .list
            known[property] = true
            defaults[property] = (row.types.first ?? .unknown, row.shape)
            // VALUE may always repeat the default; ORDER and DERIVED are allowed anywhere (RFC 9073 §5).
            for name in row.parameters + ["VALUE", "ORDER", "DERIVED"] {
                if let parameter = number(name) { parameters[property * count + parameter] = true }
            }
            // The encoding of text has a separate rule.
            for name in ["ENCODING", "CHARSET"] where row.types.contains(.text) || row.types.contains(.binary) {
                if let parameter = number(name) { parameters[property * count + parameter] = true }
            }
        }
        for row in ComponentTable.rows {
            guard let component = number(row.name) else { continue }
            for name in row.required + row.optional + row.repeatable + ComponentTable.everywhere {
                if let property = number(name) { properties[component * count + property] = true }
            }
            for name in row.required + row.optional {
                if let property = number(name) { single[component * count + property] = true }
            }
            for name in row.required {
                if let property = number(name) { required[component * count + property] = true }
            }
        }
        self.count = count
        self.parameters = parameters
        self.properties = properties
        self.single = single
        self.required = required
        self.lists = lists
        self.known = known
        knownParameters = Name.allKnown.map { Vocabulary.shared.parameter($0) != nil }
        self.defaults = defaults
        timeTypes = defaults.map { row in
            row.flatMap { $0.shape == .single && ($0.type == .date || $0.type == .dateTime) ? $0.type : nil }
        }
    }

    /// Whether a parameter is allowed on a property; one that no table knows is allowed anywhere.
    func allows(parameter: Name, on property: Name) -> Bool {
        !isParameter(parameter) || parameters[Int(property.id) * count + Int(parameter.id)]
    }

    private func isParameter(_ name: Name) -> Bool { name.isKnown && knownParameters[Int(name.id)] }

    /// Whether a property is allowed in a component; one that no table knows is allowed anywhere.
    func allows(property: Name, in component: Name) -> Bool {
        !isProperty(property) || !component.isKnown || properties[Int(component.id) * count + Int(property.id)]
    }

    /// Whether a component is allowed in another; one that no table knows is allowed anywhere.
    func allows(component: Name, in parent: Name) -> Bool {
        !isComponent(component) || isComponent(parent) && ComponentNesting.shared.mayStand(component, in: parent)
    }

    /// Whether a table has a row for a component.
    func isComponent(_ name: Name) -> Bool { ComponentNesting.shared.isComponent(name) }

    /// Whether a table lists the contents of a component.
    func knowsContents(of component: Name) -> Bool { ComponentNesting.shared.knowsContents(of: component) }

    /// Whether a property may occur in a component at most once.
    func isSingle(_ property: Name, in component: Name) -> Bool {
        property.isKnown && component.isKnown && single[Int(component.id) * count + Int(property.id)]
    }

    /// Whether a component must have a property.
    func requires(_ property: Name, in component: Name) -> Bool {
        property.isKnown && component.isKnown && required[Int(component.id) * count + Int(property.id)]
    }

    /// Whether a table has a row for a property.
    func isProperty(_ name: Name) -> Bool { name.isKnown && known[Int(name.id)] }

    /// A property's type without VALUE, and how its value is divided.
    func defaultValue(of property: Name) -> (type: ValueType, shape: ValueShape)? {
        property.isKnown ? defaults[Int(property.id)] : nil
    }

    /// A property's type without VALUE, if that is one date or date-time.
    func timeType(of property: Name) -> ValueType? { property.isKnown ? timeTypes[Int(property.id)] : nil }

    /// The properties that may be of one of these types.
    static func properties(of types: Set<ValueType>) -> [Name] {
        PropertyTable.rows.filter { !types.isDisjoint(with: $0.types) }.compactMap { Name(known: $0.name) }
    }

    /// The properties whose values are texts, one or a list of them.
    static let plainTexts = PropertyTable.rows.filter {
        $0.types == [.text] && ($0.shape == .single || $0.shape == .list)
    }
    .compactMap { Name(known: $0.name) }

    /// Whether a property takes several values separated by commas.
    func isList(_ property: Name) -> Bool { property.isKnown && lists[Int(property.id)] }
}
