internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueCalendarAddress = Rule(
        "value-calendar-address", .warning, "3.3.3",
        "The address of a person is a URI, mostly one with mailto.",
        accepted: [.event("ATTENDEE:mailto:anna@example.com")],
        flagged: [
            .event("ATTENDEE:▸anna@example.com"),
            .event("ATTENDEE:▸mailto:"),
            .event("ATTENDEE:▸mailto:mailto:anna@example.com"),
            .event("ATTENDEE:▸mailto:Nextcloud"),
            .event("ORGANIZER:▸/principals/users/anna@example.com/"),
            .event("ATTENDEE;CUTYPE=ROOM:mailto:Large▸ Room@example.com"),
        ],
        fixes: [.unsafe],
        checks: [
            .brokenValue([.calendarAddress]) { property, _, scope in
                let text = property.rawValue
                scope.report(
                    "“\(text.prefix(60))” is no address with a scheme", at: scope.place(of: property),
                    fix: isMailAddress(text) ? scope.replacing(property, by: "mailto:\(text)", .unsafe) : [])
            },
            .charactersOfURI(in: [.calendarAddress]),
            .property(AllowedNames.properties(of: [.calendarAddress])) { property, scope in
                guard property.valueType == .calendarAddress, property.withValue({ $0.hasWord("MAILTO:", at: 0) }) else { return }
                let address = String(property.rawValue.dropFirst(7))
                if address.isEmpty { return scope.report("mailto: without an address", at: scope.place(of: property)) }
                if address.lowercased().hasPrefix("mailto:") {
                    return scope.report(
                        "mailto: stands twice", at: scope.place(of: property),
                        fix: isMailAddress(String(address.dropFirst(7))) ? scope.replacing(property, by: address, .unsafe) : [])
                }
                // The fields of a message may stand after the address (RFC 6068 §2).
                if !address.prefix(while: { $0 != "?" }).contains("@") {
                    scope.report("“\(address.prefix(60))” is no mail address", at: scope.place(of: property))
                }
            },
        ]
    )

    /// Whether a text is a mail address and nothing else: `local@domain` (RFC 6068 §2).
    private static func isMailAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { part in
            !part.isEmpty && part.unicodeScalars.allSatisfy { $0.value > 0x20 && !"/\\:;,\"<>()[]".unicodeScalars.contains($0) }
        }
    }
}
