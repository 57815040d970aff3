internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar

extension JCalDecoder {
    /// Reads `[name, {parameters}, type, value, …]` (RFC 7265 §3.4).
    mutating func property() throws(ReadError) {
        let start = json.index
        try json.expect("[", "of a property")
        guard try json.kind() == .string else { throw json.error("a property must begin with its name") }
        let place = json.index
        let nameText = String(decoding: try json.string(), as: UTF8.self)
        guard LineNames.canBeProperty(nameText) else {
            subject.property = nameText.uppercased()
            defer { subject.property = "" }
            lose("name-character", "“\(nameText.prefix(40))” cannot be the name of a property; skipped", at: place)
            var isFirst = false
            while try json.next(isFirst: &isFirst, end: "]") { try json.skipValue() }
            return
        }
        checkLetters(of: nameText, at: place)
        try json.expect(",", "after a property's name")
        var property = JCalProperty(builder.name(nameText))
        subject.property = nameText.uppercased()
        defer { subject.property = "" }
        try parameters(of: &property)
        try json.expect(",", "after a property's parameters")
        try type(of: &property)
        property.row = Vocabulary.shared.property(property.name)
        var isFirst = false
        while try json.next(isFirst: &isFirst, end: "]") { try value(of: &property) }
        if property.valueCount == 0 { json.report("missing-value", .warning, "a property without a value", at: start) }
        if property.valueCount > 1, property.row?.shape != .list {
            lose("several-values", "several values in a property that allows one; all kept as a single value", .altered, at: start)
        }
        names.append(place)
        write(property)
    }

    private mutating func parameters(of property: inout JCalProperty) throws(ReadError) {
        guard try json.kind() == .object else { throw json.error("the parameters of a property must be an object") }
        try json.expect("{", "of the parameters")
        var isFirst = true
        while try json.next(isFirst: &isFirst, end: "}") {
            json.skipBlanks()
            let place = json.index
            let key = String(decoding: try json.string(), as: UTF8.self)
            try json.expect(":", "after a parameter's name")
            let values = try texts { reader throws(ReadError) in try reader.parameterValue() }
            guard key.isNameInLine else {
                lose("name-character", "“\(key.prefix(40))” cannot be the name of a parameter; skipped", at: place)
                continue
            }
            checkLetters(of: key, at: place)
            let name = builder.name(key)
            guard !property.parameters.contains(where: { $0.name == name }) else {
                lose("duplicate-key", "the parameter \(key) occurs twice; the first is used", at: place)
                continue
            }
            property.parameters.append((name, values))
            if property.parameters.count > limits.parameters {
                throw ReadError(.limitExceeded(name: "parameters", limit: limits.parameters), at: json.place(place))
            }
        }
    }

    /// One text, or the texts of an array.
    mutating func texts(_ read: (inout Self) throws(ReadError) -> String) throws(ReadError) -> [String] {
        guard try json.kind() == .array else { return [try read(&self)] }
        try json.expect("[", "of several values")
        var values: [String] = []
        var isFirst = true
        while try json.next(isFirst: &isFirst, end: "]") { values.append(try read(&self)) }
        return values
    }

    private mutating func parameterValue() throws(ReadError) -> String {
        let kind = try json.kind()
        if kind == .number || kind == .literal {
            json.report(
                "invalid-value",
                .warning,
                "a parameter value that is not a string; read as text",
                at: json.index
            )
        }
        return try scalar()
    }

    /// The text of a string, or of a number or literal where a string belongs.
    mutating func scalar() throws(ReadError) -> String {
        switch try json.kind() {
        case .string: return String(decoding: try json.string(), as: UTF8.self)
        case .number: return try plainNumber()
        case .literal: return (try json.literal()).map { $0 ? "TRUE" : "FALSE" } ?? ""
        case .array, .object:
            let place = json.index
            lose("unexpected-element", "an array or object where text is expected; skipped", at: place)
            try json.skipValue()
            return ""
        }
    }

    private mutating func type(of property: inout JCalProperty) throws(ReadError) {
        guard try json.kind() == .string else { throw json.error("the type of a property must be a string") }
        let place = json.index
        let text = String(decoding: try json.string(), as: UTF8.self)
        if let type = Vocabulary.shared.valueType(named: text) {
            property.type = type
        } else if text.lowercased() != "unknown" {
            if text.isNameInLine {
                json.report(
                    "unknown-value-type",
                    .info,
                    "\(text.prefix(40)) is not a known value type; kept",
                    at: place
                )
                property.otherType = text.uppercased()
            } else {
                lose("unknown-value-type", "\(text.prefix(40)) is not a name of a type; skipped", at: place)
            }
        }
    }

    /// Writes the property as a content line, VALUE and ENCODING added where they are needed.
    private mutating func write(_ property: JCalProperty) {
        builder.beginProperty(property.name)
        for (name, values) in property.parameters {
            if values.isEmpty { builder.addBareParameter(name) } else { builder.addParameter(name, values) }
        }
        if !property.has(.value), let type = property.valueParameter { builder.addParameter(.value, [type]) }
        if property.type == .binary, !property.has(.encoding) { builder.addParameter(.encoding, ["BASE64"]) }
        builder.beginValue()
        builder.appendRaw(property.value)
        builder.endProperty()
    }
}

/// A property that is being read.
struct JCalProperty {
    var name: Name
    var parameters: [(name: Name, values: [String])] = []
    var type = ValueType.unknown
    /// The name of a type that no table knows.
    var otherType: String?
    var row: PropertyRow?
    /// The value so far, as RFC 5545 text.
    var value: [UInt8] = []
    var valueCount = 0

    init(_ name: Name) { self.name = name }

    func has(_ parameter: Name) -> Bool { parameters.contains { $0.name == parameter } }

    /// The fields that the property's value is divided into; empty if it is not.
    var fields: [String] {
        if case .fields(let fields) = row?.shape { return fields }
        return []
    }

    /// The text of VALUE; it may be omitted only for the default type, where there is one (RFC 7265 §4).
    var valueParameter: String? {
        if let otherType { return otherType }
        guard type != .unknown else { return nil }
        guard let row else { return type.rawValue }
        guard fields.isEmpty else { return nil }
        return type != row.types.first || !row.hasDefaultType ? type.rawValue : nil
    }
}
