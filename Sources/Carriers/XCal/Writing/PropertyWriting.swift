internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar

extension XCalStreamWriter {
    /// Writes the property at line `index`.
    mutating func property(_ index: Int, of piece: Piece, in component: Int?) {
        let line = piece.lines[index]
        if line.name == tags.xml, foreignElement(index, of: piece) { return }
        breakLine()
        if options.isKolab3, !line.name.isKnown, customProperty(index, of: piece) { return }
        appendStart(of: line.name)
        if line.parameterCount == 0, line.hasPlainValue {
            value(
                piece.bytes.span.extracting(Int(line.valueStart)..<Int(line.valueEnd)),
                form(of: line.name),
                line.name
            )
        } else {
            var logical: [UInt8] = []
            swap(&logical, &scratch)
            logical.removeAll(keepingCapacity: true)
            if line.parameterCount == 0 {
                Property(tree: piece.tree, index: index).appendLogicalValue(to: &logical)
                value(logical.span, form(of: line.name), line.name)
            } else {
                parametersAndValue(index, of: piece, &logical)
            }
            swap(&logical, &scratch)
        }
        appendEnd(of: line.name)
        if droppedCharacters > 0 { reportCharacters(index, in: component) }
        if hasTidiedRule { reportTidiedRule(index, in: component) }
    }

    /// A rule whose parts are written without the blanks and separators around them.
    private mutating func reportTidiedRule(_ index: Int, in component: Int?) {
        hasTidiedRule = false
        losses?.add(
            "recurrence-respelt",
            .altered,
            "written without blanks, backslashes and empty parts, and with UNTIL in the form of RFC 5545",
            line: index,
            in: component,
            named: open.last?.name ?? ""
        )
    }

    /// Characters that XML 1.0 has no way to write (XML 1.0 §2.2).
    private mutating func reportCharacters(_ index: Int, in component: Int?) {
        let detail =
            "\(droppedCharacters) \(droppedCharacters == 1 ? "character" : "characters") that XML does not allow"
        droppedCharacters = 0
        losses?.add("character-not-in-xml", .dropped, detail, line: index, in: component, named: open.last?.name ?? "")
    }

    /// Writes Kolab 3's form of a property of another program; false for any other property.
    private mutating func customProperty(_ index: Int, of piece: Piece) -> Bool {
        let property = Property(tree: piece.tree, index: index)
        guard property.nameText == "X-CUSTOM",
            let identifier = property.parameters.first(where: { $0.nameText == "X-IDENTIFIER" })?.value
        else { return false }
        appendStart(of: property.name)
        let value = Array(property.text.utf8)
        element("identifier", Array(identifier.utf8).span)
        element("value", value.span)
        appendEnd(of: property.name)
        return true
    }

    @inline(__always)
    func form(of name: Name) -> PropertyForm { name.isKnown ? tags.forms[Int(name.id)] : .unknown }

    /// Writes a value whose property has no VALUE: of the default type, else of another that its text reveals, else
    /// unchanged.
    @inline(__always)
    private mutating func value(_ text: Span<UInt8>, _ form: PropertyForm, _ name: Name) {
        let start = output.count
        if values(text, of: form.type, form.shape) { return }
        output.removeLast(output.count - start)
        if form.hasAlternatives, alternative(text, form, name) { return }
        raw(text)
    }

    /// Writes a value as the first of the property's further types that its text matches, as in `DTSTART:20250105`.
    private mutating func alternative(_ text: Span<UInt8>, _ form: PropertyForm, _ name: Name) -> Bool {
        let start = output.count
        for type in Vocabulary.shared.property(name)?.types ?? [] where type != form.type && type.isTelling {
            if values(text, of: type, form.shape) { return true }
            output.removeLast(output.count - start)
        }
        return false
    }
}

// MARK: - Properties with parameters

extension XCalStreamWriter {
    /// What the parameters determine about the value.
    struct ValueDescription {
        /// What VALUE names, if it is a type that the tables know.
        var type: ValueType?
        /// What VALUE names otherwise, in upper case.
        var otherType: String?
        var isBase64 = false
        var isQuotedPrintable = false
        /// The parameters contradict each other: value and parameters stay unchanged.
        var isOdd = false
        /// Parameters that the value element makes superfluous.
        var consumed: ConsumedParameters = []
    }

    /// Parameters that are not written.
    struct ConsumedParameters: OptionSet {
        let rawValue: UInt8
        static let value = ConsumedParameters(rawValue: 1)
        static let encoding = ConsumedParameters(rawValue: 2)
        static let charset = ConsumedParameters(rawValue: 4)
    }

    private mutating func parametersAndValue(_ index: Int, of piece: Piece, _ logical: inout [UInt8]) {
        let line = piece.lines[index]
        let description = describe(line, of: piece)
        let property = Property(tree: piece.tree, index: index)
        if description.isQuotedPrintable {
            logical.append(contentsOf: property.text.utf8)
        } else if !line.hasPlainValue || description.isBase64 {
            property.appendLogicalValue(to: &logical)
        }
        if description.isBase64, description.type == .text {
            guard let text = Base64.decode(logical.span), isText(text) else {
                return unprocessed(line, of: piece, logical.span)
            }
            logical = text
        }
        if line.hasPlainValue, !description.isBase64, !description.isQuotedPrintable {
            let range = Int(line.valueStart)..<Int(line.valueEnd)
            parametersAndValue(line, description, piece.bytes.span.extracting(range), of: piece)
        } else {
            parametersAndValue(line, description, logical.span, of: piece)
        }
    }

    private mutating func parametersAndValue(
        _ line: ContentLine,
        _ description: ValueDescription,
        _ text: Span<UInt8>,
        of piece: Piece
    ) {
        if description.isOdd { return unprocessed(line, of: piece, text) }
        let form = form(of: line.name)
        let start = output.count
        parameters(of: line, of: piece, except: description.consumed)
        if let type = description.otherType {
            otherValue(text, ElementNames.element(for: type))
            return
        }
        if let type = description.type {
            let isEscaped = !description.isQuotedPrintable && !description.isBase64
            // A type that is not the property's own does not determine how the value is divided.
            let shape: PropertyForm.Shape =
                form.type == .unknown && type.isTelling
                ? .list : type == form.type || form.shape == .list ? form.shape : .single
            if values(text, of: type, shape, isEscaped: isEscaped) { return }
        } else {
            let valueStart = output.count
            if values(text, of: form.type, form.shape) { return }
            output.removeLast(output.count - valueStart)
            if form.hasAlternatives, alternative(text, form, line.name) { return }
        }
        output.removeLast(output.count - start)
        unprocessed(line, of: piece, text)
    }

    /// Writes all parameters and the value unchanged.
    private mutating func unprocessed(_ line: ContentLine, of piece: Piece, _ text: Span<UInt8>) {
        parameters(of: line, of: piece, except: [])
        raw(text)
    }

    private func describe(_ line: ContentLine, of piece: Piece) -> ValueDescription {
        var description = ValueDescription()
        for index in Int(line.link)..<Int(line.link) + line.parameterCount {
            let record = piece.tree.parameters[index]
            if record.name == tags.value {
                describe(value: Parameter(tree: piece.tree, index: index), &description, piece)
            } else if record.name == tags.encoding || record.flags.contains(.isBare) {
                let parameter = Parameter(tree: piece.tree, index: index)
                let encoding = record.name == tags.encoding ? parameter.value : parameter.nameText
                switch encoding.uppercased() {
                case "QUOTED-PRINTABLE": description.isQuotedPrintable = true
                case "BASE64": description.isBase64 = true
                default: break
                }
            }
        }
        if description.isQuotedPrintable || description.isBase64 { reconcile(line, &description) }
        if description.type == .binary, !description.isBase64 { description.isOdd = true }
        return description
    }

    private func describe(value parameter: Parameter, _ description: inout ValueDescription, _ piece: Piece) {
        let record = parameter.record
        if description.consumed.contains(.value) { description.isOdd = true }
        description.consumed.insert(.value)
        if record.flags.isEmpty {
            let range = Int(record.valueStart)..<Int(record.valueEnd)
            description.type = Vocabulary.shared.valueType(named: piece.bytes.span.extracting(range))
            if description.type != nil { return }
        }
        let text = parameter.value.uppercased()
        description.type = Vocabulary.shared.valueType(named: text)
        guard description.type == nil else { return }
        let isName =
            text.utf8.first.map { $0 &- 0x41 < 26 } ?? false
            && text.utf8.allSatisfy { $0 &- 0x41 < 26 || $0 &- 0x30 < 10 || $0 == UInt8(ascii: "-") }
        if isName, text != "UNKNOWN", text != "PARAMETERS", !record.flags.contains(.isList) {
            description.otherType = text
        } else {
            description.isOdd = true
        }
    }

    /// RFC 6321 §3.2: base64 stays with binary values; whatever else is encoded is decoded.
    private func reconcile(_ line: ContentLine, _ description: inout ValueDescription) {
        let row = Vocabulary.shared.property(line.name)
        description.consumed.insert(.encoding)
        if description.otherType != nil || description.isBase64 && description.isQuotedPrintable {
            description.isOdd = true
        } else if description.isQuotedPrintable {
            description.consumed.insert(.charset)
            description.type = description.type ?? row?.types.first ?? .text
        } else {
            let types = row?.types ?? []
            description.type = description.type ?? (types.contains(.binary) ? .binary : types.first)
            if description.type != .binary, description.type != .text { description.isOdd = true }
        }
    }

    /// Whether decoded bytes are text that XML can carry.
    func isText(_ bytes: [UInt8]) -> Bool {
        guard String(validating: bytes, as: UTF8.self) != nil else { return false }
        return !bytes.contains { $0 < 0x20 && $0 != UInt8(ascii: "\t") && $0 != UInt8(ascii: "\n") }
    }
}
