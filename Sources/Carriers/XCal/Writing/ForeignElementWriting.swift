internal import Bytes
internal import ICalendar
internal import XMLSupport

extension XCalStreamWriter {
    /// Writes an XML property as the element it holds (RFC 6321 §4.2); false if it must stay a property, because it has
    /// its own parameters, contains no element of another namespace, or is spelt otherwise than readers spell that element.
    mutating func foreignElement(_ index: Int, of piece: Piece) -> Bool {
        let property = Property(tree: piece.tree, index: index)
        guard let text = foreignText(property), let element = try? XMLElement(parsing: text.span),
            element.name.namespace != ElementRole.namespace
        else { return false }
        let serialized = element.serialized()
        guard serialized == text else { return false }
        let nameEnd = element.name.qualifiedName.utf8.count + 1
        breakLine()
        output.append(contentsOf: serialized[..<nameEnd])
        // Names without prefix are in no namespace there; here they would fall into the calendar's.
        let declaresDefault =
            element.namespaceDeclarations.contains { $0.prefix.isEmpty }
            || element.name.prefix.isEmpty && !element.name.namespace.isEmpty
        if !declaresDefault { output.append(contentsOf: #" xmlns="""#.utf8) }
        output.append(contentsOf: serialized[nameEnd...])
        return true
    }

    /// The property's text if it has no parameters but VALUE and ENCODING and XML can contain all of it.
    private func foreignText(_ property: Property) -> [UInt8]? {
        var isBinary = false
        for parameter in property.parameters {
            switch (parameter.name, parameter.value.uppercased()) {
            case (.value, "TEXT"): break
            case (.value, "BINARY"), (.encoding, "BASE64"): isBinary = true
            default: return nil
            }
        }
        guard isBinary else {
            let text = Array(property.text.utf8)
            return isText(text) ? text : nil
        }
        guard let text = property.withValue({ Base64.decode($0) }), isText(text) else { return nil }
        return text
    }
}
