import Foundation
import Kalends
import TestSupport
import Testing
import Validation

/// What tests of reports write and read.
enum ReportText {
    /// Names that mean something to the programs that read reports.
    static let oddNames = [
        "a b.ics", "100%.ics", "h#x.ics", "über—日本.ics", "q?x=1.ics", "c:d,e.ics", "\"quo'te.ics", "amp&<x>.ics",
        "back\\slash.ics",
        "nl\nx.ics", "tab\tx.ics", "-dash.ics", "esc\u{1B}[31m.ics", "[bracket].ics", "semi;colon.ics",
    ]

    static let ruleIDs = Set(RuleCatalogue.rules.map(\.id.rawValue))

    /// An event with some lines.
    static func calendar(_ lines: String) -> [UInt8] {
        let head =
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
        return Array((head + lines + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n").utf8)
    }

    /// Writes every flagged example of every rule into a separate file.
    static func writeExamples(to runner: TemporaryFolder) throws {
        for example in RuleExample.flagged {
            let ending =
                switch example.example.form {
                case .iCalendar: "ics"
                case .vCalendar: "vcs"
                case .xCal: "xcs"
                case .jCal: "json"
                case .kolab: "xml"
                case .message: "eml"
                }
            try runner.write(example.example.bytes, to: "\(example.rule.id.rawValue)-\(example.number).\(ending)")
        }
    }

    static func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
}
