internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let componentDtstamp = Rule(
        "component-dtstamp",
        .error,
        "3.8.7.2",
        "A component that needs a DTSTAMP has one.",
        accepted: [Example.event("SUMMARY:Lunch").whole],
        flagged: [
            .calendar("▸BEGIN:VTODO", "UID:1", "END:VTODO"),
            // The METHOD in an event belongs to the calendar, so it is not where the tree has it.
            .xml(
                #"<iCalendar xmlns:xCal="urn:ietf:params:xml:ns:xcal"><vcalendar><version>2.0</version><prodid>x</prodid>"#,
                "▸<vevent><method>PUBLISH</method><uid>1</uid><dtstart>20260105T090000Z</dtstart></vevent>",
                "<vevent><method>PUBLISH</method><uid>2</uid><dtstamp>20260101T000000Z</dtstamp><dtstart>20260105T090000Z</dtstart></vevent>",
                "</vcalendar></iCalendar>"
            ),
            // The draft before it has a document type declaration, and properties as attributes.
            .xml(
                #"<!DOCTYPE iCalendar PUBLIC "-//IETF//DTD XCAL//iCalendar XML//EN" "x" []>"#,
                #"<iCalendar><vcalendar method="PUBLISH" version="2.0" prodid="x">"#,
                "▸<vevent><uid>1</uid><dtstart>20260105T090000Z</dtstart></vevent>",
                "</vcalendar></iCalendar>"
            ),
        ],
        fixes: [.safe],
        checks: [
            // What a conversion of xCal before RFC 6321 does about it.
            .sameAs(["stamp-supplied"]),
            .everyComponent { frame, context in
                guard AllowedNames.shared.requires(.dateTimeStamp, in: frame.name), !frame.has(.dateTimeStamp) else {
                    return
                }
                let known = [frame.first(.lastModified), frame.first(.created)].compactMap { $0 }.first {
                    $0.time?.isUTC == true
                }
                context.report(
                    "\(frame.nameText) without DTSTAMP",
                    at: context.place(of: frame),
                    fix: context.inserting(
                        "DTSTAMP:\(known?.rawValue ?? "19700101T000000Z")",
                        after: frame.begin,
                        .safe
                    )
                )
            },
        ]
    )
}
