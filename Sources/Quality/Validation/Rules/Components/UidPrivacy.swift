internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let uidPrivacy = Rule(
        "uid-privacy",
        .info,
        "RFC 7986 section 5.3",
        "A UID reveals nothing about hosts or people; a UUID is best.",
        accepted: [Example.event("SUMMARY:Lunch").whole],
        // One program writes all UIDs of a calendar, so they are one finding.
        flagged: [
            .calendar(
                "BEGIN:VTODO",
                "UID:▸20260105T090000Z-1234@desk.example.com",
                "DTSTAMP:20260101T000000Z",
                "END:VTODO"
            )
        ],
        checks: [
            .calendar { calendar, context in
                let items = calendar.items
                let places = items.indices.filter { tellsHost(items[$0].uid) }.lazy.map { index in
                    let component = Component(tree: context.tree, index: items[index].begin)
                    return component.first(.uid).map { context.place(of: $0) } ?? context.place(ofLine: component.index)
                }
                context.report("the UID names a host or a mail address", atFirstOf: places)
            }
        ]
    )

    /// Whether there is text before an at sign, and after it a name with a point.
    private static func tellsHost(_ uid: String) -> Bool {
        var position = 0
        var at: Int?
        for byte in uid.utf8 {
            if at == nil, byte == UInt8(ascii: "@") { at = position }
            if let at, at > 0, byte == UInt8(ascii: ".") { return true }
            position += 1
        }
        return false
    }
}
