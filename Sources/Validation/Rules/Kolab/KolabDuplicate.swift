internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabDuplicate = Rule(
        "kolab-duplicate", .warning, "Kolab 2.0 fields",
        "An element that may stand once does not stand there twice.",
        accepted: [.kolabEvent("<summary>Lunch</summary>")],
        flagged: [.kolabEvent("<summary>Lunch</summary>", "▸<summary>Dinner</summary>")],
        checks: [
            .reader(["duplicate-element": nil])
        ]
    )
}
