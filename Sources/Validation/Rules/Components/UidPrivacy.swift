internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let uidPrivacy = Rule(
        "uid-privacy", .info, "RFC 7986 section 5.3",
        "A UID tells nothing of hosts or people; a UUID is best.",
        accepted: [.event("SUMMARY:Lunch")],
        flagged: [
            .calendar("BEGIN:VTODO", "UID:▸20260105T090000Z-1234@desk.example.com", "DTSTAMP:20260101T000000Z", "END:VTODO"),
        ],
        checks: [
            .property([.uid]) { property, scope in
                let carriesHost = property.withValue { text in
                    guard let at = text.first(UInt8(ascii: "@")) else { return false }
                    return at > 0 && text.extracting(at + 1..<text.count).first(UInt8(ascii: ".")) != nil
                }
                if carriesHost { scope.report("the UID names a host or a mail address", at: scope.place(of: property)) }
            }
        ]
    )
}
