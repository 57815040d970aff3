internal import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

extension Rule {
    static let kolabEndOrder = Rule(
        "kolab-end-order", .error, "Kolab 2.0 event",
        "An event does not end before it starts.",
        accepted: [.kolabEvent("<summary>Lunch</summary>")],
        flagged: [
            .kolabEvent("<start-date>2026-01-05</start-date>", "▸<end-date>2026-01-04</end-date>"),
            .kolabEvent(version: "1.1", #"<start-date tz="Europe/Berlin">2026-01-05T09:00:00</start-date>"#, #"▸<end-date tz="Asia/Tokyo">2026-01-05T16:00:00</end-date>"#),
        ],
        checks: [
            .kolab { object, scope in
                guard let start = object.root.child("start-date"), let end = object.root.child("end-date"),
                    let first = start.time, let last = end.time, first.isDate == last.isDate,
                    scope.seconds(of: last) < scope.seconds(of: first)
                else { return }
                scope.report("the end lies before the start", at: scope.place(of: end))
            }
        ]
    )
}

extension XMLElement {
    /// A date or datetime of Kolab, without a zone in UTC; nil for what is neither.
    fileprivate var time: TimeValue? {
        let digits = trimmedText.utf8.filter { $0 != UInt8(ascii: "-") && $0 != .colon }
        return TimeValue(digits.span, zone: attribute("tz").flatMap { $0.uppercased() == "UTC" ? nil : $0 })
    }
}
