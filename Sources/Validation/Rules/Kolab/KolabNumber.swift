internal import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

extension Rule {
    static let kolabNumber = Rule(
        "kolab-number", .error, "Kolab 2.0 fields",
        "alarm, priority, completed and the numbers of alarms are whole numbers within their limits.",
        accepted: [.kolabEvent("<alarm>15</alarm>")],
        flagged: [
            .kolabEvent("▸<alarm>soon</alarm>"),
            .kolabEvent("▸<alarm>1000000000000000000</alarm>"),
            .kolabEvent("<advanced-alarms><alarm type=\"display\">▸<end-offset>1000000000000000000</end-offset></alarm></advanced-alarms>"),
            .kolab("<task version=\"1.0\">", "<uid>1</uid>", "<creation-date>2026-01-01T00:00:00Z</creation-date>", "<last-modification-date>2026-01-01T00:00:00Z</last-modification-date>", "▸<completed>120</completed>", "</task>"),
        ],
        checks: [
            .reader(["invalid-alarm": nil]),
            .kolab { object, scope in
                for element in object.root.children {
                    let text = element.trimmedText
                    guard let range = limits[element.localName], !text.isEmpty else { continue }
                    if let number = Int(text), range.contains(number) { continue }
                    scope.report("“\(text.prefix(40))” is not a number that \(element.localName) can have", at: scope.place(of: element))
                }
            }
        ]
    )

    // Priorities of 6 to 9 are those of KEP 8.
    private static let limits = ["priority": 0...9, "completed": 0...100]
}
