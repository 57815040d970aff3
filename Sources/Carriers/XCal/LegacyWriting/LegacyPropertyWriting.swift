internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

extension LegacyTreeWriter {
    /// Writes a property of the current component.
    mutating func property(_ property: Property) {
        if dialect == .documentType, let component, component.name == .vcalendar,
            Self.attributes.contains(property.name),
            attribute(property.name, of: component) != nil
        {
            return
        }
        let before = xml.losses.forbiddenCharacters
        if property.name != .xml || !foreignElement(property) { write(property) }
        loseCharacters(since: before, property.index)
    }

    /// Reports the characters that were left out since so many had been.
    mutating func loseCharacters(since before: Int, _ line: Int) {
        let count = xml.losses.forbiddenCharacters - before
        if count > 0 {
            lose(
                "character-not-in-xml",
                .dropped,
                "\(count) \(count == 1 ? "character" : "characters") that XML does not allow",
                line
            )
        }
    }

    private mutating func write(_ property: Property) {
        let row = Vocabulary.shared.property(property.name)
        let type = type(of: property, row)
        var value = value(of: property, type, row)
        if type == .recurrence, let tidied = RecurrenceRule.tidied(value.span) {
            value = tidied
            lose(
                "recurrence-respelt",
                .altered,
                "written without blanks, backslashes and empty parts, and with UNTIL in the form of RFC 5545",
                property.index
            )
        }
        if row?.shape == .list, value.allSatisfy({ $0 == UInt8(ascii: ",") || dialect == .basic && $0.isWhiteSpace }) {
            return lose("empty-list", .dropped, "a list without a value", property.index)
        }
        if !staysAsItIs(value, type, row?.shape ?? .single) {
            lose(
                "value-not-of-type",
                .altered,
                "not a valid \(type.elementName); readers may still interpret it",
                property.index
            )
        }
        xml.start(ElementNames.element(for: property.nameText, escapesFirst: isReserved(property)).span)
        let isDocumentType = dialect == .documentType
        if isDocumentType, type == .binary {
            xml.start("b64bin")
            let encoding = property.parameter(.encoding)?.value.uppercased() ?? "BASE64"
            attributes(of: property, except: ["BASE64", "B"].contains(encoding) ? ["VALUE", "ENCODING"] : ["VALUE"])
            xml.text(value.span)
            xml.end()
            return xml.end()
        }
        attributes(of: property, except: property.isQuotedPrintable ? ["ENCODING", "CHARSET", "QUOTED-PRINTABLE"] : [])
        if property.isQuotedPrintable, isOfUnknownType(property, row) {
            xml.attribute("value", ValueType.text.rawValue)
        }
        if isDocumentType, type == .uri, property.name == .attach {
            xml.start("extref")
            xml.attribute("uri".utf8.span, value.span)
            xml.end()
        } else if isDocumentType, type == .uri, ["URL", "TZURL"].contains(property.nameText), !value.isEmpty {
            xml.attribute("uri".utf8.span, value.span)
        } else if isDocumentType, type == .text, row?.shape == .list {
            for text in property.texts { xml.element("item", text: text) }
        } else if isDocumentType, property.nameText == "GEO", value.count(where: { $0 == UInt8(ascii: ";") }) == 1 {
            for (name, part) in zip(
                ["lat", "lon"],
                value.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            ) {
                xml.element(name.utf8.span, text: Array(part).span)
            }
        } else {
            xml.text(value.span)
        }
        xml.end()
    }

    /// Whether the dialect would take the property's element for something else.
    private func isReserved(_ property: Property) -> Bool {
        LegacyDialect.reservedNames.contains(property.nameText)
            || property.name == .method && component?.name != .vcalendar
    }

    private func type(of property: Property, _ row: PropertyRow?) -> ValueType {
        if isOfUnknownType(property, row) { return property.isQuotedPrintable ? .text : .unknown }
        return row == nil && property.parameter(.value) == nil ? .text : property.valueType
    }

    private func isOfUnknownType(_ property: Property, _ row: PropertyRow?) -> Bool {
        row == nil && property.parameter(.value) == nil
            && !PropertyTable.conventionalTexts.contains(property.nameText)
    }

    /// The value as written in the element: TEXT without its escapes, everything else as iCalendar writes it.
    private func value(of property: Property, _ type: ValueType, _ row: PropertyRow?) -> [UInt8] {
        if property.isQuotedPrintable { return Array(property.text.utf8) }
        let isWhole = row?.shape ?? .single == .single
        if type == .text, isWhole { return Array(property.text.utf8) }
        var value: [UInt8] = []
        property.appendLogicalValue(to: &value)
        return value
    }

    /// Whether readers of the dialect leave a value unchanged, which they do if it is one of its type.
    private func staysAsItIs(_ value: [UInt8], _ type: ValueType, _ shape: ValueShape) -> Bool {
        if [.text, .unknown, .uid, .xmlReference].contains(type), !shape.isDivided { return true }
        // Readers trim everything else, write numbers without an exponent, and complete addresses.
        guard value.span.rangeWithoutBlanks.count == value.count else { return false }
        if type == .calendarAddress, !LegacyAddress.hasScheme(String(decoding: value, as: UTF8.self)) { return false }
        guard case .fields(let names) = shape else { return ValueGrammar.matches(value.span, type, shape) }
        let parts = value.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        if type == .float, parts.contains(where: { PlainNumber.text(Array($0).span) != nil }) { return false }
        return parts.count >= min(names.count, 2)
    }

    /// Writes an XML property as the foreign element that it holds; false if it must stay a property.
    private mutating func foreignElement(_ property: Property) -> Bool {
        guard property.parameters.allSatisfy({ $0.name == .value && $0.value.uppercased() == "TEXT" }) else {
            return false
        }
        let text = Array(property.text.utf8)
        guard let element = try? XMLElement(parsing: text.span), !LegacyDialect.owns(element.name.namespace),
            element.serialized() == text
        else { return false }
        xml.write(element)
        return true
    }
}

// MARK: - Parameters

extension LegacyTreeWriter {
    private mutating func attributes(of property: Property, except consumed: Set<String>) {
        var written: [(name: String, values: [String])] = []
        for parameter in property.parameters where !consumed.contains(parameter.nameText) {
            let name = parameter.nameText
            if parameter.isBare {
                lose("parameter-without-value", .dropped, "\(name) has no value", property.index)
            } else if name == "URI" {
                lose(
                    "parameter-not-in-dialect",
                    .dropped,
                    "an attribute named uri would be read as the value",
                    property.index
                )
            } else if let known = written.firstIndex(where: { $0.name == name }) {
                lose("parameter-repeated", .altered, "\(name) occurs twice; its values are joined", property.index)
                written[known].values += parameter.values
            } else {
                written.append((name, parameter.values))
            }
        }
        for (name, values) in written {
            let row = Name(known: name).flatMap { Vocabulary.shared.parameter($0) }
            if row?.type == .calendarAddress, values.contains(where: { LegacyAddress($0).lacksScheme }) {
                lose("value-not-of-type", .altered, "\(name) has no scheme; readers add one", property.index)
            }
            if name == "ROLE", let role = LegacyPropertyReader.roles[values.joined().uppercased()] {
                lose("value-not-of-type", .altered, "\(name) is read as \(role)", property.index)
            }
            let text = QuotedList.text(of: values, dividesAtCommas: row?.isList == true)
            xml.attribute(attributeName(name).span, Array(text.utf8).span)
        }
    }

    private func attributeName(_ name: String) -> [UInt8] {
        if name == "LANGUAGE", dialect == .basic { return Array("xml:lang".utf8) }
        let element = ElementNames.element(for: name)
        // Nothing that begins like this may be an attribute of one's own (Namespaces in XML §3).
        return element.starts(with: "xml".utf8) ? Array("_x78_".utf8) + element.dropFirst() : element
    }
}
