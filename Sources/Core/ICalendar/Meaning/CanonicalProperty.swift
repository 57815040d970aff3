internal import Bytes

/// A property in one spelling: what two calendars have to share to mean the same.
///
/// Letter case of names and words, quoting, folding, the order of parameters, values divided over several lines, parameters
/// that repeat a default and how a text was encoded have no meaning. The vocabulary tables define those words, defaults
/// and lists.
public struct CanonicalProperty: Sendable {
    /// The name in upper case.
    public let name: String
    /// Every value as a content line that is neither folded nor limited in length.
    public let lines: [String]
    /// The first value, decoded and without escapes.
    public let text: String
    /// Whether its values are a set, in which a value counts once.
    public let isSet: Bool

    /// Reads a property.
    public init(_ property: Property) {
        let value = EncodedValue(property)
        name = property.nameText
        isSet = value.shape == .list
        let parameters = Self.parameters(of: property, except: value.consumed)
        let name = name
        text = value.text
        lines = value.items.map { item in
            let type = item.type.map { ["VALUE=\($0)"] } ?? []
            return "\(([name] + (parameters + type).sorted()).joined(separator: ";")):\(item.text)"
        }
    }

    /// The ``text`` of a property alone, whose type is TEXT.
    static func text(of property: Property) -> String {
        let line = property.line
        let isPlain = line.parameterCount == 0 && line.flags.isDisjoint(with: [.hasBackslash, .hasControl, .isLatin1])
        return isPlain ? property.rawValue : EncodedValue(property).text
    }

    private static func parameters(of property: Property, except consumed: Set<String>) -> [String] {
        var found: [String] = []
        for parameter in property.parameters {
            let name = parameter.nameText
            if consumed.contains(name) { continue }
            let row = Vocabulary.shared.parameter(parameter.name)
            let values = parameter.values.map { value in
                if row?.hasWords == true || name == "CHARSET" { return value.uppercased() }
                // Backslashes do not escape in parameters.
                return row.map { $0.type == .text ? value : CanonicalValue.text(value, as: $0.type) } ?? value
            }
            let text = values.count == 1 ? values[0] : Set(values).sorted().joined(separator: ",")
            if row?.assumed != text { found.append("\(name)=\(text)") }
        }
        return found
    }

    /// Whether a line means the same as its absence.
    public static func isAssumed(_ line: String) -> Bool { assumed.contains(line) }

    private static let assumed: Set<String> = Set(
        PropertyTable.rows.compactMap { row in row.assumed.map { "\(row.name):\($0)" } }
    )
}

extension Property {
    /// Whether another property means the same.
    public func hasSameMeaning(as other: Property) -> Bool {
        if hasSameParts(as: other) { return true }
        let (mine, theirs) = (CanonicalProperty(self).lines, CanonicalProperty(other).lines)
        guard mine.count == theirs.count else { return false }
        if mine.count == 1 { return mine[0].isExactly(theirs[0]) }
        return mine.map { ExactText($0) }.sorted() == theirs.map { ExactText($0) }.sorted()
    }
}

/// A property's value by its type, decoded where it is written in an encoding.
private struct EncodedValue {
    struct Item {
        var text: String
        /// The type in VALUE, where it is not the default.
        var type: String?
    }

    var shape: ValueShape
    var items: [Item] = []
    /// The parameters that the type or the decoding makes superfluous.
    var consumed: Set<String> = ["VALUE"]

    /// The first value, decoded and without escapes.
    var text: String { TextForm.unescaped(items.first?.text ?? "") }

    /// Properties that no standard has, and that are texts: those of a convention, and this package's own.
    private static let texts = PropertyTable.conventionalTexts.union(["X-KOLAB-ELEMENT"])

    private let property: Property
    private let row: PropertyRow?
    /// The type without VALUE.
    private let assumedType: ValueType?
    private let hasWords: Bool

    init(_ property: Property) {
        self.property = property
        row = Vocabulary.shared.property(property.name)
        assumedType = row?.types.first ?? (Self.texts.contains(property.nameText) ? .text : nil)
        shape = row?.shape ?? .single
        hasWords = row?.hasWords ?? PropertyTable.conventionalWords.contains(property.nameText)
        let named = property.parameter(.value)?.value.uppercased()
        let type = named.map { Vocabulary.shared.valueType(named: $0) ?? .unknown }
        if property.isQuotedPrintable {
            consumed.formUnion(["ENCODING", "CHARSET", "QUOTED-PRINTABLE"])
            add(decoded: Array(property.text.utf8), named)
        } else if isBase64, let bytes = decodedText(type) {
            consumed.formUnion(["ENCODING", "BASE64"])
            add(decoded: bytes, named)
        } else if isBase64, type ?? (row?.types.contains(.binary) == true ? .binary : nil) == .binary {
            consumed.formUnion(["ENCODING", "BASE64"])
            items = [item(property.rawValue, .binary, named)]
        } else {
            addItems(type, named)
        }
    }

    private var isBase64: Bool {
        guard property.line.parameterCount > 0 else { return false }
        return property.parameters.contains { parameter in
            parameter.isBare
                ? parameter.nameText == "BASE64"
                : parameter.name == .encoding && ["BASE64", "B"].contains(parameter.value.uppercased())
        }
    }

    /// The text that is written in base64 although the property is one of text.
    private func decodedText(_ named: ValueType?) -> [UInt8]? {
        guard named ?? assumedType == .text, named != nil || row?.types.contains(.binary) != true else { return nil }
        let bytes = property.withValue { Base64.decode($0) }
        return bytes.flatMap { String(validating: $0, as: UTF8.self) == nil ? nil : $0 }
    }

    private mutating func add(decoded text: [UInt8], _ named: String?) {
        let type = row?.types.first ?? .text
        let escaped = TextForm.escaped(text)
        let values =
            shape == .list
            ? escaped.split(separator: "\\,", omittingEmptySubsequences: false).map(String.init) : [escaped]
        items = values.map {
            Item(text: type == .text ? $0 : CanonicalValue.text($0, as: type), type: spelled(type, named))
        }
    }

    private mutating func addItems(_ type: ValueType?, _ named: String?) {
        if line(isOnly: .single) {
            items = [item(property.rawValue, self.type(of: property.rawValue, type), named)]
            return
        }
        let pieces = property.pieces(dividedBy: shape == .list ? .comma : .semicolon).map {
            String(decoding: $0, as: UTF8.self)
        }
        if shape == .list {
            items = pieces.map { item($0, self.type(of: $0, type), named) }
            return
        }
        var fields = pieces.map {
            CanonicalValue.text($0, as: type ?? row?.types.first ?? .unknown, hasWords: hasWords)
        }
        while fields.count > 2, fields.last == "" { fields.removeLast() }
        items = [Item(text: fields.joined(separator: ";"), type: spelled(type ?? row?.types.first ?? .unknown, named))]
    }

    private func line(isOnly shape: ValueShape) -> Bool { self.shape == shape }

    private func item(_ raw: String, _ type: ValueType, _ named: String?) -> Item {
        // A day that VALUE declares a DATE-TIME is read as its midnight.
        if type == .date, named == ValueType.dateTime.rawValue {
            return Item(text: raw + "T000000", type: spelled(.dateTime, named))
        }
        return Item(text: CanonicalValue.text(raw, as: type, hasWords: hasWords), type: spelled(type, named))
    }

    /// What a text is: its type as named, or as assumed without VALUE. Many writers leave VALUE=DATE out, or VALUE=DATE-TIME in
    /// a TRIGGER, and some name the wrong one of the two.
    private func type(of raw: String, _ named: ValueType?) -> ValueType {
        guard let first = named ?? assumedType else { return .unknown }
        let isTime = first.isMoment
        guard isTime || named == nil && (row?.types.count ?? 0) > 1 else { return first }
        let bytes = Array(raw.uppercased().utf8)
        if ValueGrammar.matches(bytes.span, first) { return first }
        let others = ValueType.telling.filter { type in
            type != first && (isTime && type.isMoment || row?.types.contains(type) == true)
        }
        return others.first { ValueGrammar.matches(bytes.span, $0) } ?? first
    }

    /// The type in VALUE; nil for the default.
    private func spelled(_ type: ValueType, _ named: String?) -> String? {
        if type == assumedType { return nil }
        if type == .unknown { return named == "UNKNOWN" ? nil : named }
        return type.rawValue
    }
}
