internal import CalendarDiagnostics
internal import ICalendar

extension Translation {
    /// `ATTENDEE;ROLE=OWNER;STATUS=SENT;RSVP=YES:Jane Doe <jane@example.com>`
    mutating func writeAttendee(_ property: Property) {
        let value = RawValue(property, &self)
        guard value.kind != "VCARD" else {
            lose(.dropped, "an attendee as a vCard")
            return
        }
        let (name, address) = Self.person(value.text)
        guard !address.isEmpty || !name.isEmpty else {
            lose(.dropped, "an attendee without name and address")
            return
        }
        if address.isEmpty { lose(.altered, "an attendee without an address") }
        let uri = address.isEmpty ? "invalid:nomail" : address
        var parameters: [(String, String)] = name.isEmpty ? [] : [("CN", name)]
        var own: [(String, String)] = []
        var role = ""
        for (parameter, text) in value.parameters {
            switch parameter {
            case "ROLE": role = text[...].trimmed.uppercased()
            case "STATUS", "PARTSTAT":
                if let word = word(text, in: .participation, of: "STATUS") { own.append(("PARTSTAT", word)) }
            case "RSVP": if let word = word(text, in: .reply, of: "RSVP") { own.append(("RSVP", word)) }
            case "EXPECT": if let word = word(text, in: .expectation, of: "EXPECT") { own.append(("ROLE", word)) }
            default: if !text.isEmpty { parameters.append((parameter, text)) }
            }
        }
        if ["ORGANIZER", "OWNER"].contains(role), !item.hasOrganizer {
            item.hasOrganizer = true
            write("ORGANIZER", parameters, raw: uri)
            // The answer of an organizer is in an attendee.
            if own.isEmpty { return }
        } else {
            addRole(role, &own)
        }
        write("ATTENDEE", parameters + own, raw: uri)
    }

    private mutating func addRole(_ role: String, _ own: inout [(String, String)]) {
        let isKnown = own.contains { $0.0 == "ROLE" }
        switch role {
        case "", "ATTENDEE": return
        case "ORGANIZER", "OWNER":
            lose(.altered, "a second organizer; written as an attendee with ROLE=CHAIR")
            own.removeAll { $0.0 == "ROLE" }
            own.append(("ROLE", "CHAIR"))
        case "DELEGATE": lose(.altered, "a delegate without the person who delegated, whom RFC 5545 requires; written as an attendee")
        case "CHAIR", "REQ-PARTICIPANT", "OPT-PARTICIPANT", "NON-PARTICIPANT":
            if !isKnown { own.append(("ROLE", role)) }
        default: lose(.dropped, "ROLE \(role.prefix(40)) is not a role of vCalendar 1.0")
        }
    }

    /// The name and the address, with its scheme, of `Jane Doe <jane@example.com>`, an address or a name alone.
    static func person(_ text: String) -> (name: String, address: String) {
        let text = text[...].trimmed
        if let open = text.lastIndex(of: "<"), text.hasSuffix(">") {
            let name = text[..<open].trimmed.filter { $0 != "\"" }
            return (name, uri(of: text[text.index(after: open)...].dropLast().trimmed))
        }
        return text.contains("@") || text.lowercased().hasPrefix("mailto:") || text.contains("://")
            ? ("", uri(of: text)) : (String(text), "")
    }

    private static func uri(of address: Substring) -> String {
        if address.isEmpty { return "" }
        if address.lowercased().hasPrefix("mailto:") { return "mailto:" + address.dropFirst(7).trimmed }
        return address.contains("://") ? String(address) : "mailto:\(address)"
    }
}
