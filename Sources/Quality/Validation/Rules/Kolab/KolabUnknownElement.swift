internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabUnknownElement = Rule(
        "kolab-unknown-element",
        .info,
        "Kolab 2.0 section 1.2",
        "An object contains only elements that the format or a known client writes, and no attribute except its version.",
        accepted: [.kolabEvent("<summary>Lunch</summary>")],
        flagged: [
            .kolabEvent("▸<mood>merry</mood>"),
            .kolabEvent(version: "1.1", #"<recurrence cycle="daily">"#, "▸<mood/>", "</recurrence>"),
            .kolabEvent(
                version: "1.1",
                #"<recurrence cycle="daily">"#,
                "<exclusion>2026-01-07<subevent>",
                "▸<mood/>",
                "</subevent></exclusion>",
                "</recurrence>"
            ),
            .kolab(#"▸<task version="1.0" mood="merry">"#, "<uid>1</uid>", "</task>"),
            .kolab(#"▸<task version="1.0">"#, "merry", "<uid>1</uid>", "</task>"),
        ],
        checks: [
            .kolabReader(["object-attribute-dropped": nil, "object-text-dropped": nil, "stray-text": nil]),
            .kolabRemark(["unknown-element": nil]),
        ]
    )
}
