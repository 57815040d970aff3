import Foundation
import ICalendar
import TestSupport

/// The recurrence cases of other projects, read where they lie and never copied.
enum RecurrenceCorpus {
    struct Case: Decodable, Sendable {
        var id: String
        var dtstart: String
        var value: String?
        var tzid: String?
        var rrule: String?
        var rdate: [String]?
        var exdate: [String]?
        var complete: Bool
        var semantics: String
        var expected: [String]?
        var expected_utc: [String]?
        var claims: [Claim]?
    }

    struct Claim: Decodable, Sendable {
        var by: [String]
        var dates: [String]?
    }

    struct InvalidRule: Decodable, Sendable {
        var rrule: String
        var dtstart: String?
        var expected_class: String
    }

    /// The objects of one file, a line each.
    static func lines<Line: Decodable>(of name: String, as type: Line.Type = Line.self) throws -> [Line] {
        let text = try String(contentsOf: Corpus.file("recurrence/\(name).jsonl"), encoding: .utf8)
        return try text.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    }
}

/// Reads `YYYY-MM-DD`, or `YYYY-MM-DDThh:mm:ss` with or without `Z`; hyphens and colons may be missing.
func moment(_ text: String) -> CivilDateTime {
    let digits = text.compactMap(\.wholeNumberValue)
    func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
    let date = CivilDate(year: number(0..<4), month: number(4..<6), day: number(6..<8))
    guard digits.count >= 14 else { return CivilDateTime(date, CivilTime(secondOfDay: 0)) }
    return CivilDateTime(date, CivilTime(hour: number(8..<10), minute: number(10..<12), second: number(12..<14)))
}
