internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let xmlEncoding = Rule(
        "xml-encoding", .error, "XML 1.0 section 4.3.3",
        "An XML document is in the encoding that it declares, and holds no character that XML forbids.",
        accepted: [
            .xml(#"<?xml version="1.0" encoding="utf-8"?>"#, #"<icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0"/>"#),
        ],
        flagged: [.kolabEvent("▸<summary>B\u{E0FC}ro</summary>")],
        checks: [
            .reader(["xml-encoding-mislabelled": .warning, "xml-invalid-utf8": nil, "xml-forbidden-character": nil])
        ]
    )
}
