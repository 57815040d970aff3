internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let rfc9074Proximity = Rule(
        "rfc9074-proximity",
        .warning,
        "RFC 9074 section 8",
        "PROXIMITY is ARRIVE, DEPART, CONNECT or DISCONNECT.",
        accepted: [.alarm("ACTION:AUDIO", "TRIGGER:-PT5M", "PROXIMITY:ARRIVE")],
        flagged: [.alarm("ACTION:AUDIO", "TRIGGER:-PT5M", "PROXIMITY:▸NEAR")],
        checks: [
            .property([.proximity]) { property, context in
                let word = property.rawValue.uppercased()
                if ["ARRIVE", "DEPART", "CONNECT", "DISCONNECT"].contains(word) || word.hasPrefix("X-") { return }
                context.report("PROXIMITY cannot be “\(property.rawValue.prefix(40))”", at: context.place(of: property))
            }
        ]
    )
}
