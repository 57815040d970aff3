internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let xmlDocumentType = Rule(
        "xml-document-type",
        .error,
        "RFC 6321 section 3",
        "A calendar in XML has no document type declaration, except xCal of the draft of 2001 (xcal-dtd).",
        accepted: [
            .xCal(
                "<vevent><properties><uid><text>1</text></uid><dtstamp><date-time>2026-01-01T00:00:00Z</date-time></dtstamp><dtstart><date-time>2026-01-05T09:00:00Z</date-time></dtstart></properties></vevent>"
            )
        ],
        flagged: [
            .xml(
                "<!DOCTYPE icalendar>",
                "▸<icalendar xmlns=\"urn:ietf:params:xml:ns:icalendar-2.0\"><vcalendar/></icalendar>"
            ),
            .xml(
                "<!DOCTYPE icalendar [<!ENTITY a \"b\"▸>]>",
                "<icalendar xmlns=\"urn:ietf:params:xml:ns:icalendar-2.0\"/>"
            ),
        ],
        checks: [
            .reader(["document-type-in-xcal": nil])
        ]
    )
}
