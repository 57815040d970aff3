internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let componentDtstamp = Rule(
        "component-dtstamp", .error, "3.8.7.2",
        "A component that needs a DTSTAMP has one.",
        accepted: [.event("SUMMARY:Lunch")],
        flagged: [.calendar("▸BEGIN:VTODO", "UID:1", "END:VTODO")],
        fixes: [.safe],
        checks: [
            .everyComponent { frame, scope in
                guard AllowedNames.shared.requires(.dateTimeStamp, in: frame.name), !frame.has(.dateTimeStamp) else { return }
                let known = [frame.first(.lastModified), frame.first(.created)].compactMap { $0 }.first { $0.time?.form == .utc }
                scope.report(
                    "\(frame.nameText) without DTSTAMP", at: scope.place(of: frame),
                    fix: scope.inserting("DTSTAMP:\(known?.rawValue ?? "19700101T000000Z")", after: frame.begin, .safe))
            }
        ]
    )
}
