internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let notACalendar = Rule(
        "not-a-calendar",
        .error,
        "3.4",
        "A file contains a calendar.",
        accepted: [Example.event("SUMMARY:Lunch").whole],
        flagged: [
            .text("▸<html><body>404 Not Found</body></html>\n"),
            .text("▸"),
            .text("▸BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Jane Doe\r\nEND:VCARD\r\n"),
            .calendar("▸BEGIN:VCARD", "VERSION:4.0", "FN:Jane Doe", "END:VCARD"),
            .json(
                #"▸[["vcalendar", [["prodid", {}, "text", "-//E//EN"], ["version", {}, "text", "2.0"]], []], ["vcard", [["version", {}, "text", "4.0"]], []]]"#
            ),
        ],
        checks: [
            .reader(["contact-card": nil]),
            .jCalReader(["contact-card": nil]),
        ]
    )
}
