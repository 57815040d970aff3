internal import ICalendar
internal import XMLSupport

/// A value that is divided over several elements without a type.
enum ValueDivision: UInt8, Sendable, CaseIterable {
    case position, requestStatus
    /// How Kolab 3 writes the properties of other programs.
    case custom

    init?(property: String) {
        switch property {
        case "GEO": self = .position
        case "REQUEST-STATUS": self = .requestStatus
        case "X-CUSTOM": self = .custom
        default: return nil
        }
    }

    /// The elements, in order.
    var fields: [String] {
        switch self {
        case .position: ["latitude", "longitude"]
        case .requestStatus: ["code", "description", "data"]
        case .custom: ["identifier", "value"]
        }
    }
}

/// What an element's name can mean, found once per name of a document; the element's place decides.
struct ElementRole: Sendable {
    /// The elements that hold the others together.
    enum Structure: UInt8, Sendable {
        case none, icalendar, properties, components, parameters
    }

    /// Whether the name is in the namespace of xCal.
    var isXCal = false
    /// Whether the name has capital letters, which xCal's have not.
    var isMiscased = false
    /// Whether the property of that name may have several values.
    var isList = true
    var structure = Structure.none
    /// The number of the component, property or parameter of that name.
    var name = Name(known: "XML")
    /// Whether a content line can have the name as that of a property, and of a parameter.
    var canBeProperty = true
    var canBeParameter = true
    /// The value type of that name.
    var type: ValueType?
    /// Whether a component has that name and no property.
    var isComponent = false
    /// The part of a recurrence rule of that name.
    var recurrencePart: Int?
    /// The default type of the property of that name.
    var defaultType: ValueType?
    /// Whether VALUE may be omitted for the default type.
    var hasDefaultType = false
    /// How the value of the property of that name is divided, if it is.
    var division: ValueDivision?
    /// The divided value that has a field of that name, and the field's place in it.
    var field: (of: ValueDivision, index: Int)?
    /// The type of the parameter of that name.
    var parameterType: ValueType = .unknown
}

extension ElementRole {
    /// The namespace of RFC 6321.
    static let namespace = "urn:ietf:params:xml:ns:icalendar-2.0"

    init(_ element: XMLName, _ builder: inout ComponentTreeBuilder) {
        guard element.namespace == Self.namespace else { return }
        isXCal = true
        isMiscased = element.localName.utf8.contains { $0 &- 0x41 < 26 }
        let localName = element.localName.lowercased()
        let text = ElementNames.name(for: element.localName)
        let name = builder.name(text)
        self.name = name
        canBeProperty = LineNames.canBeProperty(text)
        canBeParameter = LineNames.canBeParameter(text)
        structure =
            switch localName {
            case "icalendar": .icalendar
            case "properties": .properties
            case "components": .components
            case "parameters": .parameters
            default: .none
            }
        type = Self.types[localName]
        recurrencePart = RecurrencePart.names.firstIndex(of: text)
        if let row = Vocabulary.shared.property(name) {
            defaultType = row.types.first
            hasDefaultType = row.hasDefaultType
            isList = row.shape == .list
        }
        division = ValueDivision(property: text)
        field = Self.fields[localName]
        isComponent = defaultType == nil && Self.isComponent(text)
        parameterType = Vocabulary.shared.parameter(name)?.type ?? .unknown
    }

    /// Whether a component has that name, in upper case.
    static func isComponent(_ name: String) -> Bool { components.contains(name) }

    private static let types = Dictionary(uniqueKeysWithValues: ValueType.allCases.map { ($0.elementName, $0) })
    private static let fields: [String: (of: ValueDivision, index: Int)] = Dictionary(
        uniqueKeysWithValues: ValueDivision.allCases.flatMap { division in
            division.fields.enumerated().map { ($1, (division, $0)) }
        }
    )
    private static let components = Set(ComponentTable.rows.map(\.name))
}
