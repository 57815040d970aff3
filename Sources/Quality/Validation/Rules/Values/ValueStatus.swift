internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueStatus = Rule(
        "value-status",
        .error,
        "3.8.1.11",
        "STATUS has a value that its component allows.",
        accepted: [.event("STATUS:TENTATIVE")],
        flagged: [.event("STATUS:▸NEEDS-ACTION")],
        checks: [
            .component([.vevent, .vtodo, .vjournal]) { frame, context in
                guard let property = frame.first(.status) else { return }
                let words = KnownWords.status[frame.name] ?? []
                if property.withValue({ words.contains($0) || $0.hasWord("X-", at: 0) }) { return }
                context.report(
                    "“\(property.rawValue.prefix(40))” is not a STATUS of a \(frame.nameText)",
                    at: context.place(of: property)
                )
            }
        ]
    )
}
