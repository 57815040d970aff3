internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabPreserved = Rule(
        "kolab-preserved",
        .info,
        "Kolab 2.0 extension fields",
        "What a conversion kept in the object agrees with its elements.",
        accepted: [
            .kolabEvent(
                "<summary>Lunch</summary>",
                #"<x-custom key="X-KALENDS-ITEM-1" value="SUMMARY;LANGUAGE=en:Lunch"/>"#
            )
        ],
        flagged: [
            .kolab(
                "▸<event version=\"1.0\">",
                "<uid>1</uid>",
                "<creation-date>2026-01-01T00:00:00Z</creation-date>",
                "<last-modification-date>2026-01-01T00:00:00Z</last-modification-date>",
                "<summary>Dinner</summary>",
                "<start-date>2026-01-05T09:00:00Z</start-date>",
                "<end-date>2026-01-05T10:00:00Z</end-date>",
                #"<x-custom key="X-KALENDS-ITEM-1" value="SUMMARY;LANGUAGE=en:Lunch"/>"#,
                "</event>"
            )
        ],
        checks: [
            .kolabReader(["preserved-value-stale": nil])
        ]
    )
}
