internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

/// What is worth a finding in a property of a legacy dialect.
struct LegacySurprise {
    var rule: RuleID
    var severity: Severity
    var message: String
    /// What happened to something that the property does not contain unchanged.
    var action: Loss.Action?
}

/// A property of a legacy dialect in the form of iCalendar.
struct LegacyProperty {
    /// In upper case.
    var name: String
    /// Whether the name has no meaning beyond that of a property of its component (``LegacyDialect/reservedNames``).
    var isPlain = false
    var parameters: [(name: String, values: [String])] = []
    /// The value as RFC 5545 text; nil if nothing is left.
    var value: [UInt8]?
    /// Whether the value was a duration in a form that iCalendar does not have.
    var wasOtherDuration = false
    /// The length of such a duration, if it is known.
    var otherSeconds: Int?
    /// The text of a duration that cannot be read.
    var unreadableDuration: [UInt8]?
    var surprises: [LegacySurprise] = []

    mutating func report(_ rule: RuleID, _ severity: Severity, _ message: String, losing action: Loss.Action? = nil) {
        surprises.append(LegacySurprise(rule: rule, severity: severity, message: message, action: action))
    }

    /// The values of a parameter.
    func parameter(_ name: String) -> [String]? { parameters.first { $0.name == name }?.values }

    /// Sets a parameter, in place of one of that name.
    mutating func set(_ name: String, _ values: [String]) {
        if let index = parameters.firstIndex(where: { $0.name == name }) {
            parameters[index].values = values
        } else {
            parameters.append((name, values))
        }
    }

    mutating func remove(_ name: String) { parameters.removeAll { $0.name == name } }
}

/// What a document contains in addition to its elements.
struct LegacyContext: Sendable {
    /// System identifiers of the unparsed entities that the internal subset declares.
    var entities: [String: String] = [:]
    /// The namespace of the calendar's elements in addition to those of ``LegacyDialect/owns(_:)``.
    var namespace = ""
    /// Whether texts hold backslash escapes, as iCalcreator leaves them.
    var hasEscapes = false

    /// Whether an element or attribute belongs to the calendar.
    func owns(_ name: XMLName) -> Bool { name.namespace == namespace || LegacyDialect.owns(name.namespace) }
}

/// Understands one gathered property element by the rules of ``LegacyDialect``.
struct LegacyPropertyReader {
    /// How the value was put.
    private enum Form {
        case text([UInt8])
        /// Texts that each are a value.
        case items([[UInt8]])
        /// Parts with a semicolon between them.
        case fields([[UInt8]])
        case base64([UInt8])
    }

    /// The elements of a property that may hold its value.
    private struct FoundValues {
        /// One that holds the whole value.
        var whole: (child: Int, form: Form)?
        var items: [(child: Int, text: [UInt8])] = []
        var fields: [Int: (child: Int, text: [UInt8])] = [:]
        var others: [Int] = []
    }

    private let elements: [LegacyElement]
    private let joinedText: [UInt8]
    private let context: LegacyContext
    private(set) var property: LegacyProperty
    private var row: PropertyRow?
    /// The type by value elements of RFC 6321.
    private var elementType: ValueType?

    init(_ gathered: LegacyElements, _ context: LegacyContext) {
        elements = gathered.all
        joinedText = gathered.joinedText
        self.context = context
        property = LegacyProperty(name: elements[0].key)
        property.isPlain = elements[0].reservedKey.isEmpty
    }

    /// The property.
    mutating func read() -> LegacyProperty {
        let isSingle = elements[0].reservedKey == "CATEGORY"
        if isSingle {
            property.name = "CATEGORIES"
            property.report(
                "name-form",
                .warning,
                "the element category instead of categories; its text is read as one value"
            )
        }
        row = Name(known: property.name).flatMap { Vocabulary.shared.property($0) }
        for (name, value) in elements[0].attributes { readAttribute(name, value) }
        var form = readForm()
        if isSingle, case .text(let text) = form, !text.trimmed.isEmpty { form = .items([text]) }
        write(form)
        return property
    }
}

// MARK: - Parameters

extension LegacyPropertyReader {
    /// Words that writers cut short (RFC 5545 §3.2.16).
    static let roles = [
        "REQ-PART": "REQ-PARTICIPANT", "OPT-PART": "OPT-PARTICIPANT", "NON-PART": "NON-PARTICIPANT",
        "REQUIRED": "REQ-PARTICIPANT", "OPTIONAL": "OPT-PARTICIPANT",
    ]

    private mutating func readAttribute(_ name: XMLName, _ value: String) {
        if name.namespace == XMLName.xmlNamespace {
            guard name.localName == "lang" else { return reportIgnored(name, value) }
            return readParameter("LANGUAGE", value)
        }
        guard context.owns(name) else {
            return reportIgnored(name, value)
        }
        readParameter(ElementNames.name(for: name.localName), value)
    }

    private mutating func readParameter(_ name: String, _ value: String) {
        // Where the value is in an attribute, it is read with the value.
        if name == "URI" { return }
        if name == "VALUE" {
            let words = QuotedList.values(of: value, dividesAtCommas: false)
            return property.set(name, words.map { $0.uppercased() })
        }
        let row = Name(known: name).flatMap { Vocabulary.shared.parameter($0) }
        var values = QuotedList.values(of: value, dividesAtCommas: row?.isList == true)
        if name == "ROLE", let word = Self.roles[value.uppercased()] {
            property.report("word-form", .warning, "the role \(value) is spelt \(word) in iCalendar")
            values = [word]
        }
        if row?.type == .calendarAddress {
            values = values.map { text in
                let address = LegacyAddress(text)
                if address.lacksScheme { reportScheme(text) }
                return address.lacksScheme ? address.uri : text
            }
        }
        property.set(name, values)
    }

    private mutating func reportScheme(_ text: String) {
        property.report("address-without-scheme", .warning, "the address \(text) has no scheme; read as mailto:")
    }
}

// MARK: - The place of the value

extension LegacyPropertyReader {
    private mutating func readForm() -> Form {
        var found = FoundValues()
        for child in elements[0].children {
            let element = elements[child]
            if property.name == "RRULE" || property.name == "EXRULE", RecurrencePart.names.contains(element.key) {
                return .text(rule(elements[0]))
            }
            switch element.key {
            case "PARAMETERS": readParameters(element)
            case "ITEM", "UNKNOWN": found.items.append((child, element.text))
            case "EXTREF" where found.whole == nil: found.whole = (child, .text(uri(of: element) ?? element.text))
            case "B64BIN" where found.whole == nil: found.whole = (child, .base64(element.text))
            case "RECUR" where found.whole == nil: found.whole = (child, .text(rule(element)))
            case "PERIOD" where !element.children.isEmpty:
                elementType = .period
                found.items.append((child, period(element)))
            default:
                if let field = Self.fields[property.name]?.firstIndex(where: { $0.contains(element.key) }) {
                    if let earlier = found.fields.updateValue((child, element.text), forKey: field) {
                        found.others.append(earlier.child)
                    }
                } else if let type = Vocabulary.shared.valueType(named: element.key) {
                    elementType = type
                    found.items.append((child, element.text))
                } else {
                    found.others.append(child)
                }
            }
        }
        return form(of: found)
    }

    /// The form of the values that were found; what is not part of it is reported.
    private mutating func form(of found: FoundValues) -> Form {
        if let (child, form) = found.whole {
            for (name, value) in elements[child].attributes { readAttribute(name, value) }
            reportUnread(found.others + found.items.map(\.child) + found.fields.values.map(\.child))
            return form
        }
        if let last = found.fields.keys.max() {
            reportUnread(found.others + found.items.map(\.child))
            return .fields((0...last).map { found.fields[$0]?.text ?? [] })
        }
        if let first = found.items.first {
            let isBinary = elementType == .binary
            reportUnread(found.others + (isBinary ? found.items.dropFirst().map(\.child) : []))
            reportAttributes(of: found.items.map(\.child))
            return isBinary ? .base64(first.text) : .items(found.items.map(\.text))
        }
        if !found.others.isEmpty {
            property.report(
                "markup-in-text",
                .warning,
                "elements inside of a text; their text alone is taken",
                losing: .altered
            )
            return .text(joinedText)
        }
        guard let uri = uri(of: elements[0]) else { return .text(elements[0].text) }
        reportUnread([])
        return .text(uri)
    }

    /// Reports elements, and the property's own text, next to the value that counts.
    private mutating func reportUnread(_ children: [Int]) {
        for child in children {
            property.report(
                "unexpected-element",
                .warning,
                "the element \(elements[child].name.localName) has no place here; skipped",
                losing: .dropped
            )
        }
        let text = elements[0].text.trimmed
        if !text.isEmpty {
            property.report(
                "stray-text",
                .warning,
                "text in addition to the value; skipped: \(text.string.prefix(60))",
                losing: .dropped
            )
        }
    }

    private mutating func reportAttributes(of children: [Int]) {
        for child in children {
            for (name, value) in elements[child].attributes { reportIgnored(name, value) }
        }
    }

    private mutating func reportIgnored(_ name: XMLName, _ value: String) {
        property.report(
            "attribute-ignored",
            .warning,
            "the attribute \(name.qualifiedName) has no meaning here; skipped: \(value.prefix(60))",
            losing: .dropped
        )
    }

    /// The names of the parts of divided values, by property.
    private static let fields: [String: [[String]]] = [
        "GEO": [["LAT", "LATITUDE"], ["LON", "LONGITUDE"]],
        "REQUEST-STATUS": [["CODE"], ["DESCRIPTION"], ["DATA"]],
    ]

    /// A `uri` attribute, entities resolved.
    private func uri(of element: LegacyElement) -> [UInt8]? {
        for (name, value) in element.attributes where context.owns(name) && name.localName.lowercased() == "uri" {
            return Array((context.entities[value] ?? value).utf8)
        }
        return nil
    }

    /// RFC 6321's `parameters`.
    private mutating func readParameters(_ parameters: LegacyElement) {
        for child in parameters.children {
            let values = elements[child].children.isEmpty ? [child] : elements[child].children
            let texts = values.map { index in
                let text = elements[index].text.trimmed.string
                return elements[index].key == "BOOLEAN" ? text.uppercased() : text
            }
            property.set(elements[child].key, texts)
        }
    }

    /// RFC 6321's `recur`: parts in any order, repeated.
    private mutating func rule(_ recur: LegacyElement) -> [UInt8] {
        if recur.children.isEmpty { return recur.text }
        var parts: [String: [String]] = [:]
        var names: [String] = []
        for child in recur.children {
            let element = elements[child]
            let text = element.children.first.map { elements[$0].text } ?? element.text
            if parts[element.key] == nil { names.append(element.key) }
            var value = text.trimmed.string
            if value.utf8.contains(UInt8(ascii: ";")) {
                property.report(
                    "rule-separator",
                    .warning,
                    "a semicolon in a part of the rule, where it would begin another part; removed",
                    losing: .altered
                )
                value.removeAll { $0 == ";" }
            }
            parts[element.key, default: []].append(value)
        }
        let order = RecurrencePart.names
        names.sort { (order.firstIndex(of: $0) ?? order.count) < (order.firstIndex(of: $1) ?? order.count) }
        return Array(names.map { "\($0)=\((parts[$0] ?? []).joined(separator: ","))" }.joined(separator: ";").utf8)
    }

    private func period(_ period: LegacyElement) -> [UInt8] {
        let parts = period.children.map { elements[$0].text.trimmed.string }
        return Array(parts.joined(separator: "/").utf8)
    }
}

// MARK: - The value

extension LegacyPropertyReader {
    private mutating func write(_ form: Form) {
        let standard = row?.types.first ?? (PropertyTable.conventionalTexts.contains(property.name) ? .text : .unknown)
        var type = elementType ?? standard
        if let word = property.parameter("VALUE")?.first { type = Vocabulary.shared.valueType(named: word) ?? .unknown }
        if case .base64(let digits) = form { return writeBinary(digits) }
        if type == .binary || row?.types.contains(.binary) == true && isBase64, case .text(let digits) = form {
            return writeBinary(digits)
        }
        if property.parameter("ENCODING")?.first?.uppercased() == "QUOTED-PRINTABLE", case .text(let text) = form {
            property.value = withoutBreaks(text)
            return
        }
        var values = LegacyValues(
            property: property,
            type: type,
            hasEscapes: context.hasEscapes,
            isTyped: elementType != nil
        )
        switch form {
        case .text(let text):
            switch row?.shape {
            case .list where type == .text: values.appendList(text)
            case .list:
                for piece in text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
                    values.append(Array(piece))
                }
            case .fields where property.name == "GEO": values.appendPosition(text)
            case .fields: values.appendRaw(text)
            default: values.append(text)
            }
        case .items(let items):
            for item in items { values.append(item) }
        case .fields(let fields): values.appendFields(fields)
        case .base64: break
        }
        property = values.finish(standard: standard, row: row)
    }

    private var isBase64: Bool {
        ["BASE64", "B"].contains(property.parameter("ENCODING")?.first?.uppercased() ?? "")
    }

    private mutating func writeBinary(_ digits: [UInt8]) {
        replace("ENCODING", unless: ["BASE64", "B"])
        replace("VALUE", unless: [ValueType.binary.rawValue])
        property.set("ENCODING", ["BASE64"])
        property.set("VALUE", [ValueType.binary.rawValue])
        property.value = digits.filter { !$0.isWhiteSpace }
    }

    /// Reports an attribute in whose place another word is read.
    private mutating func replace(_ name: String, unless words: [String]) {
        guard let values = property.parameter(name), values.count > 1 || !words.contains(values[0].uppercased()) else {
            return
        }
        let text = values.joined(separator: ",").prefix(40)
        property.report("word-form", .warning, "\(name) \(text) of binary data; read as \(words[0])", losing: .altered)
    }

    private func withoutBreaks(_ text: [UInt8]) -> [UInt8] { text.filter { $0 != 0x0A && $0 != 0x0D } }
}
