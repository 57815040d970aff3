internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let parameter6868 = Rule(
        "parameter-6868",
        .info,
        "RFC 6868 section 3",
        "A caret in a parameter value is followed by n, ' or another caret.",
        accepted: [.event("ATTENDEE;CN=George ^'Babe^' Ruth:mailto:babe@example.com")],
        flagged: [.event("ATTENDEE;▸CN=a^b:mailto:babe@example.com")],
        checks: [
            .oddTextParameter { parameter, property, context in
                guard parameter.record.flags.contains(.hasCaret) else { return }
                let range = Int(parameter.record.valueStart)..<Int(parameter.record.valueEnd)
                var index = range.lowerBound
                while index < range.upperBound {
                    guard context.bytes[index] == UInt8(ascii: "^") else {
                        index += 1
                        continue
                    }
                    let next = index + 1 < range.upperBound ? context.bytes[index + 1] : 0
                    guard [UInt8(ascii: "n"), UInt8(ascii: "'"), UInt8(ascii: "^")].contains(next) else {
                        return context.report(
                            "a caret that escapes nothing; it stays as it is",
                            at: context.place(of: parameter, in: property)
                        )
                    }
                    index += 2
                }
            }
        ]
    )
}
