import Validation
import Kalends
import Testing

@Suite("Levels of xCal") struct SchemaLevelTests {
    private func calendar(_ event: String) -> [UInt8] {
        Array(
            """
            <icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0"><vcalendar><properties><prodid><text>a</text></prodid>
            <version><text>2.0</text></version></properties><components><vevent><properties><uid><text>1</text></uid>
            <dtstamp><date-time>2026-01-01T00:00:00Z</date-time></dtstamp>
            <dtstart><date-time>2026-01-01T00:00:00Z</date-time></dtstart>
            \(event)</properties></vevent></components></vcalendar></icalendar>
            """.utf8
        )
    }

    // swift-format-ignore
    static let cases: [(event: String, levels: Set<XCalCheck.Level>)] = [
        ("",                                                       []),
        ("<summary><text>1</text>",                                [.wellFormed]),
        ("<summary a='b'><text>1</text></summary>",                [.structure]),
        ("<SUMMARY><text>1</text></SUMMARY>",                      [.structure]),
        ("<summary/>",                                             [.structure]),
        ("<summary>1</summary>",                                   [.types]),
        ("<due><date>2026-02-30</date></due>",                     [.types, .rules]),
        ("<duration><duration>P1H</duration></duration>",          [.types]),
        ("<sequence><integer>x</integer></sequence>",              [.types]),
        ("<dtend><date-time>2025-01-01T00:00:00Z</date-time></dtend>", [.rules]),
    ]

    @Test(arguments: cases)
    func `the rules and the check say the same of a document`(_ value: (event: String, levels: Set<XCalCheck.Level>)) {
        let document = calendar(value.event)
        let validator = Validator(rules: RuleCatalogue.rules.map { SelectedRule($0) })
        let found = Set(validator.validate(xCal: document).findings.filter { $0.severity > .info }.map(\.schemaLevel))
        #expect(found == value.levels)
        #expect(Set(XCalCheck().findings(in: document).map(\.level)) == found.subtracting([.rules]))
    }
}
