internal import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

extension Rule {
    static let kolabNumber = Rule(
        "kolab-number", .error, "Kolab 2.0 fields",
        "alarm, priority, completed and interval are whole numbers within their limits.",
        accepted: [.kolabEvent("<alarm>15</alarm>")],
        flagged: [
            .kolabEvent("▸<alarm>soon</alarm>"),
            .kolab("<task version=\"1.0\">", "<uid>1</uid>", "<creation-date>2026-01-01T00:00:00Z</creation-date>", "<last-modification-date>2026-01-01T00:00:00Z</last-modification-date>", "▸<completed>120</completed>", "</task>"),
        ],
        checks: [
            .kolab { object, scope in
                // Priorities of 6 to 9 are those of KEP 8.
                let limits = ["alarm": Int.min...Int.max, "priority": 0...9, "completed": 0...100]
                for element in object.root.children {
                    guard let range = limits[element.localName], !element.trimmedText.isEmpty else { continue }
                    if let number = Int(element.trimmedText), range.contains(number) { continue }
                    scope.report("“\(element.trimmedText.prefix(40))” is no \(element.localName)", at: scope.place(of: element))
                }
            }
        ]
    )
}
