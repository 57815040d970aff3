internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let rfc9074RelatedTo = Rule(
        "rfc9074-related-to",
        .warning,
        "RFC 9074 section 7",
        "An alarm snoozes another one of the same component.",
        accepted: [
            .event(
                "BEGIN:VALARM",
                "UID:1",
                "ACTION:AUDIO",
                "TRIGGER:-PT5M",
                "END:VALARM",
                "BEGIN:VALARM",
                "UID:2",
                "ACTION:AUDIO",
                "TRIGGER:-PT1M",
                "RELATED-TO;RELTYPE=SNOOZE:1",
                "END:VALARM"
            )
        ],
        flagged: [.alarm("UID:2", "ACTION:AUDIO", "TRIGGER:-PT1M", "RELATED-TO;RELTYPE=SNOOZE:▸1")],
        checks: [
            .component([.vevent, .vtodo]) { frame, context in
                let children = frame.children
                guard children.contains(where: { $0.name == .valarm }) else { return }
                let alarms = children.filter { $0.name == .valarm }.map {
                    Component(tree: context.tree, index: $0.begin)
                }
                let relations = alarms.flatMap { $0.all(.relatedTo) }
                if relations.isEmpty { return }
                let ids = Set(alarms.compactMap { $0.first(.uid)?.text })
                for relation in relations
                where relation.parameter(.relationshipType)?.value.uppercased() == "SNOOZE"
                    && !ids.contains(relation.text)
                {
                    context.report("there is no alarm with UID \(relation.text) here", at: context.place(of: relation))
                }
            }
        ]
    )
}
