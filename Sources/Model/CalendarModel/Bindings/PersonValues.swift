internal import ICalendar

extension Person {
    /// The address of a CAL-ADDRESS: without `mailto:`, other URIs whole. Nil for text that is not a URI.
    static func address(ofURI uri: String) -> String? {
        let bytes = uri.utf8
        if bytes.count >= 7, bytes.span.extracting(first: 7).isWord("MAILTO:") {
            return String(Substring(bytes.dropFirst(7)))
        }
        return isURI(uri) ? uri : nil
    }

    /// Whether an address is itself a URI.
    fileprivate static func isURI(_ address: String) -> Bool { address.utf8.contains(UInt8(ascii: ":")) }

    /// The CAL-ADDRESS of an address.
    static func uri(ofAddress address: String) -> String {
        isURI(address) ? address : "mailto:" + address
    }

    /// Reads an ORGANIZER or the person of an ATTENDEE.
    init?(_ property: Property) {
        guard let address = Self.address(ofURI: property.rawValue) else { return nil }
        self.init(address: address, name: property.parameter(.commonName)?.value)
        if let sender = property.parameter(.sentBy)?.value { sentBy = Self.address(ofURI: sender) }
    }

    /// Adds the parameters that contain more than the address.
    func addParameters(to builder: inout ComponentTreeBuilder) {
        if let name { builder.addParameter(.commonName, name) }
        if let sentBy { builder.addParameter(.sentBy, Self.uri(ofAddress: sentBy)) }
    }
}

extension ComponentTreeBuilder {
    /// Appends the CAL-ADDRESS of an address.
    mutating func appendURI(ofAddress address: String) {
        if !Person.isURI(address) { appendRaw("mailto:") }
        appendRaw(address)
    }
}

extension Attendee {
    /// Reads an ATTENDEE; unreadable parameters are omitted.
    init?(_ property: Property) {
        guard let person = Person(property) else { return nil }
        self.init(person)
        func word<Word: RawRepresentable & CaseIterable>(_ name: Name) -> Word? where Word.RawValue == String {
            property.parameter(name).flatMap { $0.withValue { Word(ignoringCaseOf: $0) } }
        }
        role = word(.role)
        status = word(.participationStatus)
        userType = word(.userType)
        wantsReply =
            property.parameter(.rsvp)?.withValue { text -> Bool? in
                if text.isWord("TRUE") { return true }
                return text.isWord("FALSE") ? false : nil
            } ?? nil
        delegatedTo = property.parameter(.delegatedTo)?.values.compactMap(Person.address(ofURI:)) ?? []
        delegatedFrom = property.parameter(.delegatedFrom)?.values.compactMap(Person.address(ofURI:)) ?? []
    }

    /// Adds the ATTENDEE.
    func append(to builder: inout ComponentTreeBuilder) {
        builder.beginProperty(.attendee)
        person.addParameters(to: &builder)
        if let userType { builder.addParameter(.userType, userType.rawValue) }
        if let role { builder.addParameter(.role, role.rawValue) }
        if let status { builder.addParameter(.participationStatus, status.rawValue) }
        if let wantsReply { builder.addParameter(.rsvp, wantsReply ? "TRUE" : "FALSE") }
        if !delegatedTo.isEmpty { builder.addParameter(.delegatedTo, delegatedTo.map(Person.uri(ofAddress:))) }
        if !delegatedFrom.isEmpty { builder.addParameter(.delegatedFrom, delegatedFrom.map(Person.uri(ofAddress:))) }
        builder.beginValue()
        builder.appendURI(ofAddress: person.address)
        builder.endProperty()
    }
}

extension Attachment {
    /// Reads an ATTACH.
    init?(_ property: Property) {
        let value = property.rawValue
        let isBinary = property.valueType == .binary || property.parameter(.encoding)?.value.uppercased() == "BASE64"
        self.init(
            isBinary ? .base64(value) : .uri(value),
            filename: property.parameter(.filename)?.value,
            mediaType: property.parameter(.formatType)?.value
        )
    }

    /// Adds the ATTACH.
    func append(to builder: inout ComponentTreeBuilder) {
        builder.beginProperty(.attach)
        if let mediaType { builder.addParameter(.formatType, mediaType) }
        if let filename { builder.addParameter(.filename, filename) }
        switch content {
        case .uri(let uri):
            builder.beginValue()
            builder.appendRaw(uri)
        case .base64(let text):
            builder.addParameter(.encoding, ["BASE64"])
            builder.addParameter(.value, ["BINARY"])
            builder.beginValue()
            builder.appendRaw(text)
        }
        builder.endProperty()
    }
}
