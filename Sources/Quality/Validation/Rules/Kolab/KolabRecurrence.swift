internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabRecurrence = Rule(
        "kolab-recurrence",
        .error,
        "Kolab 2.0 recurrence",
        "A recurrence has a cycle and the parts that its cycle needs.",
        accepted: [
            .kolabEvent(
                #"<recurrence cycle="daily">"#,
                "<interval>1</interval>",
                #"<range type="number">3</range>"#,
                "</recurrence>"
            )
        ],
        flagged: [
            .kolabEvent("▸<recurrence>", "<interval>1</interval>", "</recurrence>"),
            .kolabEvent(#"<recurrence cycle="daily">"#, "▸<interval>0</interval>", "</recurrence>"),
            .kolabEvent(#"▸<recurrence cycle="monthly">"#, "<interval>1</interval>", "</recurrence>"),
            .kolabEvent(
                #"<recurrence cycle="monthly" type="daynumber">"#,
                "▸<daynumber>-1</daynumber>",
                "</recurrence>"
            ),
            .kolabEvent(#"<recurrence cycle="daily">"#, "▸<daynumber>5</daynumber>", "</recurrence>"),
            .kolabEvent(#"<recurrence cycle="daily">"#, "▸<range>2026-03-01</range>", "</recurrence>"),
            .kolabEvent(#"▸<recurrence cycle="yearly" type="yearday">"#, "<daynumber>1</daynumber>", "</recurrence>"),
        ],
        checks: [
            .kolabReader([
                "recurrence-without-cycle": nil, "recurrence-incomplete": nil, "recurrence-without-day": .warning,
                "recurrence-interval": .warning, "recurrence-without-type": nil, "recurrence-number": nil,
                "recurrence-part-unused": .warning, "range-incomplete": .warning, "daynumber-from-end": .warning,
                "recurrence-start-no-match": .warning,
            ])
        ]
    )
}
