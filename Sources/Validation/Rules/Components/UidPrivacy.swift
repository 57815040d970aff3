internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let uidPrivacy = Rule(
        "uid-privacy", .info, "RFC 7986 section 5.3",
        "A UID tells nothing of hosts or people; a UUID is best.",
        accepted: [.event("SUMMARY:Lunch")],
        // One program writes all UIDs of a calendar, so they are one finding.
        flagged: [
            .calendar("BEGIN:VTODO", "UID:▸20260105T090000Z-1234@desk.example.com", "DTSTAMP:20260101T000000Z", "END:VTODO"),
        ],
        checks: [
            .calendar { calendar, scope in
                let telling = calendar.items.filter { item in
                    let parts = item.uid.utf8.split(separator: UInt8(ascii: "@"), maxSplits: 1, omittingEmptySubsequences: false)
                    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(UInt8(ascii: "."))
                }
                let places = telling.compactMap { item in
                    Component(tree: scope.tree, index: item.begin).first(.uid).map { scope.place(of: $0) }
                }
                scope.report("the UID names a host or a mail address", atFirstOf: places)
            }
        ]
    )
}
