internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let parameterQuote = Rule(
        "parameter-quote",
        .error,
        "3.2",
        "A parameter value that contains a colon, semicolon or comma, or is an address or link, is in quotes; no value contains a quote.",
        accepted: [.event(#"ATTENDEE;CN="Anna (Berlin): home":mailto:anna@example.com"#)],
        flagged: [
            .event(#"ATTENDEE;CN=▸An"na:mailto:anna@example.com"#),
            .event("ORGANIZER;▸SENT-BY=mailto:ben@example.com:mailto:anna@example.com"),
        ],
        checks: [
            .reader(["stray-quote": nil, "unquoted-colon": nil]),
            .parameter(alwaysQuoted) { parameter, property, context in
                let (start, end) = (Int(parameter.record.valueStart), Int(parameter.record.valueEnd))
                guard context.isSource, start < end, context.bytes[start] != UInt8(ascii: "\"") else { return }
                context.report("\(parameter.nameText) must be quoted", at: context.place(of: parameter, in: property))
            },
        ]
    )

    /// The parameters whose values are addresses or links, which hold colons; LINKREL may be a word instead (RFC 9253 §6.1).
    private static let alwaysQuoted = ParameterTable.rows.filter(\.isQuoted).compactMap { Name(known: $0.name) }
        .filter { $0 != .linkRelation }
}
