internal import Bytes

/// Lookups derived from the tables, by name number.
public struct Vocabulary: Sendable {
    /// The one set of tables.
    public static let shared = Vocabulary()

    private let properties: [PropertyRow?]
    private let parameters: [ParameterRow?]
    private let components: [ComponentRow?]
    private let parameterQuotes: [Bool]
    private let valueTypes: [String: ValueType]
    private let valueTypeNames: [([UInt8], ValueType)]

    /// The names of all properties, in upper case.
    package static var propertyNames: [String] { PropertyTable.rows.map(\.name) }
    /// The names of all components, in upper case.
    package static var componentNames: [String] { ComponentTable.rows.map(\.name) }

    private init() {
        let count = NameTable.texts.count
        var properties = [PropertyRow?](repeating: nil, count: count)
        for row in PropertyTable.rows {
            if let name = Name(known: row.name) { properties[Int(name.id)] = row }
        }
        var parameters = [ParameterRow?](repeating: nil, count: count)
        for row in ParameterTable.rows {
            if let name = Name(known: row.name) { parameters[Int(name.id)] = row }
        }
        var components = [ComponentRow?](repeating: nil, count: count)
        for row in ComponentTable.rows {
            if let name = Name(known: row.name) { components[Int(name.id)] = row }
        }
        self.components = components
        valueTypeNames = ValueType.allCases.filter { $0 != .unknown }.map { (Array($0.rawValue.utf8), $0) }
        self.properties = properties
        self.parameters = parameters
        parameterQuotes = parameters.map { $0?.isQuoted ?? false }
        valueTypes = Dictionary(
            ValueType.allCases.filter { $0 != .unknown }.map { ($0.rawValue, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The row of a property; nil if no table knows it.
    public func property(_ name: Name) -> PropertyRow? {
        Int(name.id) < properties.count ? properties[Int(name.id)] : nil
    }

    /// The row of a parameter; nil if no table knows it.
    public func parameter(_ name: Name) -> ParameterRow? {
        Int(name.id) < parameters.count ? parameters[Int(name.id)] : nil
    }

    /// The row of a component; nil if no table knows it.
    public func component(_ name: Name) -> ComponentRow? {
        Int(name.id) < components.count ? components[Int(name.id)] : nil
    }

    /// Whether a parameter's values are always quoted.
    public func isQuotedParameter(_ name: Name) -> Bool {
        Int(name.id) < parameterQuotes.count && parameterQuotes[Int(name.id)]
    }

    /// The value type that VALUE names, in any case; nil for one that no table knows.
    public func valueType(named text: String) -> ValueType? { valueTypes[text.uppercased()] }

    /// The value type that VALUE names, in any case, from its bytes; nil for one that no table knows.
    public func valueType(named text: Span<UInt8>) -> ValueType? {
        for (name, type) in valueTypeNames where name.count == text.count {
            var index = 0
            while index < text.count, text[index].uppercasedASCII == name[index] { index += 1 }
            if index == text.count { return type }
        }
        return nil
    }
}
