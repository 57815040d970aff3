internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let rfc7953Availability = Rule(
        "rfc7953-availability", .error, "RFC 7953 section 3.1",
        "An availability and its parts tell instants, and each part its end or duration.",
        accepted: [
            .calendar("BEGIN:VAVAILABILITY", "UID:1", "DTSTAMP:20260101T000000Z", "BEGIN:AVAILABLE", "UID:2", "DTSTAMP:20260101T000000Z", "DTSTART:20260105T090000Z", "DTEND:20260105T170000Z", "END:AVAILABLE", "END:VAVAILABILITY"),
        ],
        flagged: [
            .calendar("BEGIN:VAVAILABILITY", "UID:1", "DTSTAMP:20260101T000000Z", "▸BEGIN:AVAILABLE", "UID:2", "DTSTAMP:20260101T000000Z", "DTSTART:20260105T090000Z", "END:AVAILABLE", "END:VAVAILABILITY"),
        ],
        checks: [
            .component([.vavailability, .available]) { frame, scope in
                if frame.name == .available, !frame.has(.dateTimeEnd), !frame.has(.duration) {
                    scope.report("AVAILABLE without DTEND or DURATION", at: scope.place(of: frame))
                }
                for name in [Name.dateTimeStart, .dateTimeEnd] {
                    guard let property = frame.first(name), let form = property.time?.form, form == .date || form == .floating else { continue }
                    scope.report("\(property.nameText) of \(frame.nameText) tells no instant", at: scope.place(of: property))
                }
            }
        ]
    )
}
