internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let xmlEncoding = Rule(
        "xml-encoding",
        .error,
        "XML 1.0 section 4.3.3",
        "An XML document is in the encoding that it declares, and contains no character that XML forbids.",
        accepted: [
            .xCal(
                "<vtodo><properties><uid><text>1</text></uid><dtstamp><date-time>2026-01-01T00:00:00Z</date-time></dtstamp></properties></vtodo>"
            )
        ],
        flagged: [.kolabEvent("▸<summary>B\u{E0FC}ro</summary>")],
        checks: [
            .reader(["xml-encoding-mislabelled": nil, "xml-invalid-utf8": nil, "xml-forbidden-character": nil])
        ]
    )
}
