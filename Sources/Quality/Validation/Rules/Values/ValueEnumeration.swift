internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueEnumeration = Rule(
        "value-enumeration",
        .warning,
        "3.2",
        "The values of CLASS, TRANSP, ACTION, BUSYTYPE and of parameters with a list of values are registered in a standard, or begin with X-.",
        accepted: [.event("CLASS:PRIVATE", "ATTENDEE;PARTSTAT=ACCEPTED;ROLE=CHAIR:mailto:anna@example.com")],
        flagged: [
            .event("CLASS:▸SECRET"),
            .event("ATTENDEE;▸PARTSTAT=YES:mailto:anna@example.com"),
            .event("ATTENDEE;▸PARTSTAT=COMPLETED:mailto:anna@example.com"),
            .event("ATTENDEE;▸CUTYPE=ROBOT:mailto:anna@example.com"),
            .event("ATTENDEE;▸ROLE=GUEST:mailto:anna@example.com"),
            .event("ATTENDEE;▸RSVP=YES:mailto:anna@example.com"),
            .event("ATTENDEE;▸SCHEDULE-AGENT=SELF:mailto:anna@example.com"),
            .event("RELATED-TO;▸RELTYPE=COUSIN:2"),
            .event("ATTACH;▸ENCODING=BASE32;VALUE=BINARY:ME======"),
            .alarm("ACTION:AUDIO", "TRIGGER;▸RELATED=MIDDLE:-PT5M"),
            .freeBusy("FREEBUSY;▸FBTYPE=PERHAPS:20260105T090000Z/PT1H"),
        ],
        checks: [
            .property(Array(KnownWords.properties.keys)) { property, context in
                guard let words = KnownWords.properties[property.name] else { return }
                if property.withValue({ words.contains($0) || $0.hasWord("X-", at: 0) }) { return }
                // Procedure alarms have a rule of their own.
                if property.name == .action, property.withValue({ $0.isWord("PROCEDURE") }) { return }
                context.report(
                    "\(property.nameText) cannot be “\(property.rawValue.prefix(40))”",
                    at: context.place(of: property)
                )
            }
        ]
            + KnownWords.parameters.map { name, words in
                .parameter([name]) { parameter, property, context in
                    let here =
                        name == .participationStatus ? KnownWords.participation[context.frame.name] ?? words : words
                    if parameter.isBare || parameter.withValue({ here.contains($0) || $0.hasWord("X-", at: 0) }) {
                        return
                    }
                    let isElsewhere = parameter.withValue { words.contains($0) }
                    context.report(
                        isElsewhere
                            ? "\(parameter.value) is not a PARTSTAT of a \(context.frame.nameText)"
                            : "\(parameter.nameText) cannot be “\(parameter.value)”",
                        at: context.place(of: parameter, in: property)
                    )
                }
            }
    )
}
