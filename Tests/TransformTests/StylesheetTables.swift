import Foundation
import ICalendar
import TestSupport
import Testing

@testable import XCal

/// The tables of the stylesheet, written anew from those of the Swift code.
enum StylesheetTables {
    static let file = Repository.file("xslt/xcal-to-icalendar.xsl")

    private static let begin = "  <!-- generated from the vocabulary: begin -->\n"
    private static let end = "  <!-- generated from the vocabulary: end -->\n"

    /// The text between the two markers: variables that hold words between blanks.
    static var block: String {
        [
            variable(
                "property-types",
                "Properties with their default types; an exclamation mark where VALUE must be written all the same.",
                PropertyTable.rows.map { row in
                    "\(row.name)=\(row.types.first?.elementName ?? "text")\(row.hasDefaultType ? "" : "!")"
                }
            ),
            variable(
                "list-properties",
                "Properties that may hold several values.",
                PropertyTable.rows.filter { $0.shape == .list }.map(\.name)
            ),
            variable("components", "Components.", ComponentTable.rows.map(\.name)),
            variable(
                "quoted-parameters",
                "Parameters whose values are always quoted.",
                ParameterTable.rows.filter(\.isQuoted).map(\.name)
            ),
            variable(
                "list-parameters",
                "Parameters that may hold several values.",
                ParameterTable.rows.filter(\.isList).map(\.name)
            ),
            variable(
                "address-parameters",
                "Parameters that hold addresses.",
                ParameterTable.rows.filter { $0.type == .calendarAddress }.map(\.name)
            ),
            variable("value-types", "Elements that name a value type.", ValueType.allCases.map(\.elementName)),
            variable("rule-parts", "Parts of a recurrence rule in the order of writing.", RecurrencePart.names),
        ].joined()
    }

    /// The stylesheet unchanged.
    static func stylesheet() throws -> String { try String(contentsOf: file, encoding: .utf8) }

    /// The stylesheet with the tables as they are now.
    static func updated(_ stylesheet: String) throws -> String {
        let start = try #require(stylesheet.range(of: begin)?.upperBound)
        let stop = try #require(stylesheet.range(of: end)?.lowerBound)
        return stylesheet[..<start] + block + stylesheet[stop...]
    }

    private static func variable(_ name: String, _ meaning: String, _ words: [String]) -> String {
        var lines: [String] = []
        var line = "     "
        for word in words {
            if line.count + word.count > 118 {
                lines.append(line)
                line = "     "
            }
            line += " \(word)"
        }
        lines.append(line)
        // XML turns the line breaks of an attribute into blanks.
        return """
              <!-- \(meaning) -->
              <xsl:variable name="\(name)" select="'
            \(lines.joined(separator: "\n")) '"/>

            """
    }
}

@Suite("Tables of the stylesheet") struct StylesheetTableTests {
    @Test func `are those of the vocabulary`() throws {
        let stylesheet = try StylesheetTables.stylesheet()
        let updated = try StylesheetTables.updated(stylesheet)
        if TestRun.isRecording {
            try updated.write(to: StylesheetTables.file, atomically: true, encoding: .utf8)
        }
        let isCurrent = stylesheet == updated
        #expect(isCurrent, "bring them up to date with KALENDS_RECORD=1 swift test --filter StylesheetTableTests")
    }
}
