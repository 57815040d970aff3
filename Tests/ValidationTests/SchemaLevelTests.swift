import CalendarDiagnostics
import Kalends
import Testing
import Validation

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
    func `a document fails at the levels of its findings`(_ value: (event: String, levels: Set<XCalCheck.Level>)) {
        let document = calendar(value.event)
        let validator = Validator(rules: RuleCatalogue.rules.map { SelectedRule($0) })
        let found = Set(validator.validate(xCal: document).findings.filter { $0.severity > .info }.map(\.schemaLevel))
        #expect(found == value.levels)
    }

    // swift-format-ignore
    static let faults: [(properties: String, level: XCalCheck.Level, rule: RuleID)] = [
        ("<uid><text>1</uid>",                                   .wellFormed, "xml-not-well-formed"),
        ("<uid a='b'><text>1</text></uid>",                      .structure,  "xcal-structure"),
        ("<uid/>",                                               .structure,  "xcal-structure"),
        ("<SUMMARY><text>1</text></SUMMARY>",                    .structure,  "xcal-dialect"),
        ("<summary><text>1</text><text>2</text></summary>",      .structure,  "xcal-dialect"),
        ("<dtstart><date>2026-02-30</date></dtstart>",           .types,      "value-date"),
        ("<dtstart><date>20260205</date></dtstart>",             .types,      "xcal-value"),
        ("<duration><duration>P1H</duration></duration>",        .types,      "xcal-value"),
        ("<url><uri>no scheme</uri></url>",                      .types,      "value-uri"),
        ("<sequence><integer>x</integer></sequence>",            .types,      "value-integer"),
        ("<tzid>US/Eastern</tzid>",                              .types,      "xcal-type"),
    ]

    @Test(arguments: faults)
    func `a finding names its level and its place`(
        _ value: (properties: String, level: XCalCheck.Level, rule: RuleID)
    ) throws {
        let document = Array(
            """
            <icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0"><vcalendar><components><vevent><properties>
            \(value.properties)</properties></vevent></components></vcalendar></icalendar>
            """.utf8
        )
        let validator = Validator(rules: RuleCatalogue.rules.map { SelectedRule($0) })
        let findings = validator.validate(xCal: document).findings.filter { $0.location.line == 2 }
        #expect(findings.filter { $0.schemaLevel < .rules }.map(\.rule) == [value.rule])
        let finding = try #require(findings.first { $0.rule == value.rule })
        #expect(finding.schemaLevel == value.level)
        #expect(finding.location.column > 0)
        if value.level != .wellFormed {
            #expect(finding.elementPath.hasPrefix("/icalendar/vcalendar/components/vevent/properties/"))
        }
    }

    @Test func `levels have names and an order`() {
        #expect(XCalCheck.Level.allCases.sorted().map(\.rawValue) == ["well-formed", "structure", "types", "rules"])
    }
}
