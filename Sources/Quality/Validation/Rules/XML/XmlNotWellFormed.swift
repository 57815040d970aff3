internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let xmlNotWellFormed = Rule(
        "xml-not-well-formed",
        .error,
        "XML 1.0 section 2.1",
        "An XML document is well-formed.",
        accepted: [
            .xCal(
                "<vevent><properties><uid><text>1</text></uid><dtstamp><date-time>2026-01-01T00:00:00Z</date-time></dtstamp><dtstart><date-time>2026-01-05T09:00:00Z</date-time></dtstart></properties></vevent>"
            )
        ],
        flagged: [
            .xml("<icalendar xmlns=\"urn:ietf:params:xml:ns:icalendar-2.0\">", "<vcalendar>", "</icalendar>▸")
        ],
        checks: []
    )
}
