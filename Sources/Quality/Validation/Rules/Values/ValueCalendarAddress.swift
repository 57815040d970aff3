internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueCalendarAddress = Rule(
        "value-calendar-address",
        .warning,
        "3.3.3",
        "The address of a person is a URI, mostly one with mailto.",
        accepted: [.event("ATTENDEE:mailto:anna@example.com")],
        flagged: [
            .event("ATTENDEE:▸anna@example.com"),
            .event("ATTENDEE:▸mailto:"),
            .event("ATTENDEE:▸mailto:mailto:anna@example.com"),
            .event("ATTENDEE:▸mailto:Nextcloud"),
            .event("ATTENDEE:▸mailto%3Aanna@example.com"),
            .event("ATTENDEE:▸mailto://anna@example.com"),
            .event("ATTENDEE:▸mailto:anna@example.com,ben@example.com"),
            .event(#"ATTENDEE;▸SENT-BY="anna@example.com":mailto:ben@example.com"#),
            .event(#"ATTENDEE;▸MEMBER="mailto:mailto:team@example.com":mailto:ben@example.com"#),
            .event(#"ATTENDEE;▸DELEGATED-TO="mailto:Nextcloud":mailto:ben@example.com"#),
            .event("ORGANIZER:▸/principals/users/anna@example.com/"),
            .event("ATTENDEE;CUTYPE=ROOM:mailto:Large▸ Room@example.com"),
        ],
        fixes: [.unsafe],
        checks: [
            .brokenValue([.calendarAddress]) { property, _, context in
                guard let fault = fault(of: property.rawValue) else { return }
                context.report(
                    fault.message,
                    at: context.place(of: property),
                    fix: fault.repaired.map { context.replacing(property, by: $0, .unsafe) } ?? []
                )
            },
            .charactersOfURI(in: [.calendarAddress]),
            .property(AllowedNames.properties(of: [.calendarAddress])) { property, context in
                guard property.valueType == .calendarAddress,
                    property.withValue({ $0.hasWord("MAILTO:", at: 0) && !$0.isPlainMailAddress }),
                    let fault = fault(of: property.rawValue)
                else { return }
                context.report(
                    fault.message,
                    at: context.place(of: property),
                    fix: fault.repaired.map { context.replacing(property, by: $0, .unsafe) } ?? []
                )
            },
            .parameter(addressParameters) { parameter, property, context in
                guard !parameter.isBare else { return }
                for value in parameter.values where !value.isEmpty {
                    guard let fault = fault(of: value) else { continue }
                    context.report(
                        fault.message,
                        at: context.place(of: parameter, in: property),
                        fix: fault.repaired.map { replacing(parameter, by: $0) } ?? []
                    )
                }
            },
        ]
    )

    /// The parameters whose values are addresses.
    private static let addressParameters: [Name] = ParameterTable.rows.filter { $0.type == .calendarAddress }
        .compactMap { Name(known: $0.name) }

    /// What is wrong with an address, and its meaning, if only one is possible.
    private static func fault(of text: String) -> (message: String, repaired: String?)? {
        func repaired(_ address: Substring) -> String? { isMailAddress(String(address)) ? "mailto:\(address)" : nil }
        let lower = text.lowercased()
        if lower.hasPrefix("mailto%3a") {
            return ("“\(text.prefix(60))” has %3A instead of a colon after mailto", repaired(text.dropFirst(9)))
        }
        guard ValueGrammar.matches(Array(text.utf8).span, .calendarAddress) else {
            return ("“\(text.prefix(60))” is not an address with a scheme", repaired(text[...]))
        }
        guard lower.hasPrefix("mailto:") else { return nil }
        let address = text.dropFirst(7)
        if address.isEmpty { return ("mailto: without an address", nil) }
        if lower.dropFirst(7).hasPrefix("mailto:") {
            return ("mailto: occurs twice", isMailAddress(String(address.dropFirst(7))) ? String(address) : nil)
        }
        if address.hasPrefix("//") {
            return ("“\(text.prefix(60))” has slashes before the address", repaired(address.dropFirst(2)))
        }
        // The fields of a message may follow the address (RFC 6068 §2).
        let recipients = address.prefix { $0 != "?" }
        if recipients.contains(",") { return ("“\(text.prefix(60))” is more than one address", nil) }
        return recipients.contains("@") ? nil : ("“\(address.prefix(60))” is not a mail address", nil)
    }

    /// A change of a parameter's only value in quotes.
    private static func replacing(_ parameter: Parameter, by text: String) -> [Edit] {
        let record = parameter.record
        guard record.flags == [.isQuoted], !text.contains("\"") else { return [] }
        return [Edit(Int(record.valueStart) + 1..<Int(record.valueEnd) - 1, text, .unsafe)]
    }

    /// Whether a text is a mail address and nothing else: `local@domain` (RFC 6068 §2).
    private static func isMailAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.unicodeScalars.allSatisfy {
                        $0.value > 0x20 && !"/\\:;,\"<>()[]".unicodeScalars.contains($0)
                    }
            }
    }
}

extension Span<UInt8> {
    /// Whether it is `mailto:` and an address of letters, digits and `.`, `_`, `+` or `-`, as most are: nothing is wrong with those.
    fileprivate var isPlainMailAddress: Bool {
        var signs = 0
        for index in "mailto:".utf8.count..<Swift.max(count, "mailto:".utf8.count) {
            let byte = self[index]
            if byte == UInt8(ascii: "@") {
                signs += 1
            } else if !byte.isNameByte, byte != UInt8(ascii: "."), byte != UInt8(ascii: "_"), byte != UInt8(ascii: "+")
            {
                return false
            }
        }
        return signs == 1
    }
}
