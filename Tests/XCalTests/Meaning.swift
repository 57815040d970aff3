import Bytes
import ICalendar
import XMLSupport

/// The content of a component tree, as text without everything that has no meaning: order, case of names, quoting,
/// folding, an explicit VALUE that repeats the default.
enum Meaning {
    static func of(_ tree: ComponentTree) -> [String] {
        tree.components.map { component($0) }
    }

    /// The text without the characters that XML 1.0 cannot carry.
    private static func carried(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { scalar in
                    scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
                        || "\t\n\r".unicodeScalars.contains(scalar)
                }
            )
        )
    }

    private static func joined(_ values: [String]) -> String { values.joined(separator: " | ") }

    private static func component(_ component: Component, indent: String = "") -> String {
        let properties = component.properties.map { carried(indent + " " + property($0)) }.sorted()
        let components = component.components.map { self.component($0, indent: indent + "  ") }
        return ([indent + component.nameText] + properties + components).joined(separator: "\n")
    }

    static func property(_ property: Property) -> String {
        let row = Vocabulary.shared.property(property.name)
        var type = property.parameter(.value).map { $0.value.uppercased() } ?? row?.types.first?.rawValue ?? "UNKNOWN"
        var dropped: Set<String> = ["VALUE"]
        if property.isQuotedPrintable {
            dropped.formUnion(["ENCODING", "CHARSET", "QUOTED-PRINTABLE"])
            if type == "UNKNOWN" { type = "TEXT" }
        }
        let isBase64 = property.parameters.contains {
            $0.name == .encoding && $0.value.uppercased() == "BASE64" || $0.nameText == "BASE64"
        }
        if isBase64, let row {
            if property.parameter(.value) == nil, row.types.contains(.binary) { type = "BINARY" }
            if type == "TEXT" || type == "BINARY" { dropped.formUnion(["ENCODING", "BASE64"]) }
        }
        if property.parameter(.value) == nil, let row, let telling = self.telling(property.rawValue, row.types) {
            type = telling.rawValue
        }
        let parameters = property.parameters.filter { !dropped.contains($0.nameText) }.map { parameter in
            let isBoolean = Vocabulary.shared.parameter(parameter.name)?.type == .boolean
            let values = parameter.values.map { isBoolean ? $0.uppercased() : $0 }
            return ";\(parameter.nameText)=\(joined(values))"
        }.sorted().joined()
        // An element re-attached does not show how its text was encoded.
        if property.name == .xml { type = "TEXT" }
        return "\(property.nameText)\(parameters) \(type) \(value(property, type, row, isBase64: isBase64))"
    }

    private static func value(_ property: Property, _ type: String, _ row: PropertyRow?, isBase64: Bool) -> String {
        if property.name == .xml { return xml(property, isBase64: isBase64) }
        if property.isQuotedPrintable {
            return row?.shape == .list
                ? joined(property.text.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
                : property.text
        }
        if isBase64, type == "TEXT", let bytes = property.withValue({ Base64.decode($0) }) {
            return String(decoding: bytes, as: UTF8.self)
        }
        switch (type, row?.shape) {
        case ("TEXT", .list): return joined(property.texts)
        case ("TEXT", .fields):
            var fields = property.pieces(dividedBy: UInt8(ascii: ";")).map { unescaped($0) }
            if fields.count == 3, fields[2].isEmpty { fields.removeLast() }
            return joined(fields)
        case ("TEXT", _): return property.text
        case ("RECUR", _):
            // Writers omit the blanks that readers of rules skip.
            return property.rawValue.filter { $0 != " " && $0 != "\t" }.split(separator: ";").map { part in
                let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return carried(([halves[0].uppercased()] + halves.dropFirst().map(String.init)).joined(separator: "="))
            }.sorted().joined(separator: ";")
        case ("BOOLEAN", _): return property.rawValue.uppercased()
        default: return property.rawValue
        }
    }

    private static func unescaped(_ piece: [UInt8]) -> String {
        var output: [UInt8] = []
        TextEscapes.appendUnescaped(piece.span, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    private static func xml(_ property: Property, isBase64: Bool) -> String {
        let text = isBase64 ? property.withValue { Base64.decode($0) } ?? [] : Array(property.text.utf8)
        guard let element = try? XMLElement(parsing: text.span) else { return String(decoding: text, as: UTF8.self) }
        return canonical(element)
    }

    private static func canonical(_ element: XMLElement) -> String {
        let attributes = element.attributes.map { " \($0.name)=\($0.value)" }.sorted().joined()
        let content = element.content.map { child -> String in
            switch child {
            case .element(let child): canonical(child)
            case .text(let text): text
            default: ""
            }
        }
        return "<\(element.name)\(attributes)>\(content.joined())</>"
    }

    /// A date where a date-time is the default, a moment where a duration is: what the text itself shows.
    private static func telling(_ text: String, _ types: [ValueType]) -> ValueType? {
        let values = text.split(separator: ",")
        guard types.count > 1, !values.isEmpty else { return nil }
        let isDate = values.allSatisfy { $0.utf8.count == 8 && $0.utf8.allSatisfy { $0 &- 0x30 < 10 } }
        let isMoment = values.allSatisfy { [15, 16].contains($0.utf8.count) && $0.dropFirst(8).first == "T" }
        if isDate, types.contains(.date) { return .date }
        if isMoment, types.contains(.dateTime) { return .dateTime }
        if values.allSatisfy({ $0.contains("/") }), types.contains(.period) { return .period }
        return nil
    }
}
