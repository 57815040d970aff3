internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let structureDepth = Rule(
        "structure-depth",
        .error,
        "3.6",
        "Components are nested only a few levels deep.",
        accepted: [Example.alarm("ACTION:AUDIO", "TRIGGER:-PT5M").whole],
        flagged: [.nested(64)],
        checks: []
    )
}
