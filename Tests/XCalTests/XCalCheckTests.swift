import CalendarDiagnostics
import ICalendar
import Testing
import XCal

@Suite("xCal check") struct XCalCheckTests {
    private func event(_ properties: String) -> [UInt8] {
        Array(
            """
            <icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0"><vcalendar><components><vevent><properties>
            \(properties)</properties></vevent></components></vcalendar></icalendar>
            """.utf8
        )
    }

    // swift-format-ignore
    static let cases: [(properties: String, level: XCalCheck.Level, rule: RuleID)] = [
        ("<uid><text>1</uid>",                                   .wellFormed, "xml-not-well-formed"),
        ("<uid a='b'><text>1</text></uid>",                      .structure,  "attribute-ignored"),
        ("<uid/>",                                               .structure,  "missing-value"),
        ("<SUMMARY><text>1</text></SUMMARY>",                    .structure,  "element-case"),
        ("<summary><text>1</text><text>2</text></summary>",      .structure,  "several-values"),
        ("<dtstart><date>2026-02-30</date></dtstart>",           .types,      "invalid-value"),
        ("<dtstart><date>20260205</date></dtstart>",             .types,      "invalid-value"),
        ("<duration><duration>P1H</duration></duration>",        .types,      "invalid-value"),
        ("<url><uri>no scheme</uri></url>",                      .types,      "invalid-value"),
        ("<sequence><integer>x</integer></sequence>",            .types,      "invalid-value"),
        ("<tzid>US/Eastern</tzid>",                              .types,      "missing-value-type"),
    ]

    @Test(arguments: cases)
    func `says at which level a document fails, and where`(
        _ value: (properties: String, level: XCalCheck.Level, rule: RuleID)
    ) throws {
        let findings = XCalCheck().findings(in: event(value.properties))
        #expect(findings.count == 1)
        let finding = try #require(findings.first)
        #expect(finding.level == value.level)
        #expect(finding.diagnostic.rule == value.rule)
        #expect(finding.diagnostic.location.line == 2 && finding.diagnostic.location.column > 0)
        if value.level != .wellFormed {
            #expect(finding.path.hasPrefix("icalendar/vcalendar/components/vevent/properties/"))
        }
    }

    @Test func `levels have names and an order`() {
        #expect(XCalCheck.Level.allCases.sorted().map(\.rawValue) == ["well-formed", "structure", "types", "rules"])
    }

    @Test func `a sound document has no finding but those of the rules handed in`() {
        let sound = event("<uid><text>1</text></uid><dtstart><date-time>2026-01-12T09:00:00Z</date-time></dtstart>")
        #expect(XCalCheck().findings(in: sound).isEmpty)
        let found = XCalCheck().findings(in: sound) { tree in
            [Diagnostic("event-count", .error, "\(tree.components.count)", at: SourceLocation(line: 1, column: 1))]
        }
        #expect(found.map(\.level) == [.rules])
    }
}
