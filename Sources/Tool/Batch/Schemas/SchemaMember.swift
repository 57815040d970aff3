internal import Bytes

/// A member of an object in the output of a command.
struct SchemaMember: Sendable {
    /// What its value is.
    indirect enum Value: Sendable {
        case text, textOrNull, number, flag
        /// One of some texts.
        case words([String])
        case texts
        case numbers
        case object([SchemaMember])
        case objects([SchemaMember])
        /// An object whose members are named by the data, each a number.
        case counts
        /// A text, or else an object.
        case textOrObject([SchemaMember])
    }

    let name: String
    let value: Value
    let isRequired: Bool
    /// The name that it had, under which the value is written as well for one release; nil if it had none.
    let formerName: String?

    init(_ name: String, _ value: Value, isOptional: Bool = false, formerly formerName: String? = nil) {
        (self.name, self.value, self.isRequired, self.formerName) = (name, value, !isOptional, formerName)
    }
}

extension SchemaMember.Value {
    /// The value as JSON Schema.
    var schema: JSON {
        switch self {
        case .text: .members([("type", .text("string"))])
        case .textOrNull: .members([("type", .list([.text("string"), .text("null")]))])
        case .number: .members([("type", .text("integer"))])
        case .flag: .members([("type", .text("boolean"))])
        case .words(let words): .members([("enum", .list(words.map(JSON.text)))])
        case .texts: Self.list(of: .members([("type", .text("string"))]))
        case .numbers: Self.list(of: .members([("type", .text("integer"))]))
        case .object(let members): members.schema
        case .objects(let members): Self.list(of: members.schema)
        case .textOrObject(let members): .members([("anyOf", .list([Self.text.schema, members.schema]))])
        case .counts:
            .members([
                ("type", .text("object")), ("additionalProperties", .members([("type", .text("integer"))])),
            ])
        }
    }

    private static func list(of items: JSON) -> JSON { .members([("type", .text("array")), ("items", items)]) }
}

extension [SchemaMember] {
    /// An object of these members as JSON Schema.
    var schema: JSON {
        var properties: [JSON.Member] = []
        for member in self {
            properties.append(JSON.Member(name: member.name, value: member.value.schema))
            if let name = member.formerName {
                guard case .object(var schema) = member.value.schema else { continue }
                schema.append(JSON.Member(name: "deprecated", value: .flag(true)))
                properties.append(JSON.Member(name: name, value: .object(schema)))
            }
        }
        let required = filter(\.isRequired).map { JSON.text($0.name) }
        return .members([
            ("type", .text("object")), ("properties", .object(properties)),
            ("required", required.isEmpty ? nil : .list(required)), ("additionalProperties", .flag(false)),
        ])
    }
}
