internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let parameterQuote = Rule(
        "parameter-quote", .error, "3.2",
        "A parameter value with a colon, semicolon or comma is quoted as a whole, and holds no quote.",
        accepted: [.event(#"ATTENDEE;CN="Anna (Berlin): home":mailto:anna@example.com"#)],
        flagged: [.event(#"ATTENDEE;CN=▸An"na:mailto:anna@example.com"#)],
        checks: [
            .reader(["stray-quote": nil, "unquoted-colon": nil])
        ]
    )
}
