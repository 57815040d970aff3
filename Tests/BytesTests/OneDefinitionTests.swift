import Foundation
import TestSupport
import Testing

/// What the sources define once; a second definition is a second place to change.
@Suite("One definition") struct OneDefinitionTests {
    private static let sources = Repository.file("Sources")

    /// The paths below Sources of the Swift files that match a pattern.
    private static func files(matching pattern: String) throws -> [String] {
        let expression = try NSRegularExpression(pattern: pattern)
        let all = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        let files = (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
        try #require(files.count > 300)
        return try files.filter { file in
            let text = try String(contentsOf: file, encoding: .utf8)
            return expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
        }.map { $0.path(percentEncoded: false).replacing(sources.path(percentEncoded: false) + "/", with: "") }
    }

    @Test(arguments: [
        ("FNV-1a", "(?i)0x100_?0000_?01B3|1099511628211", "Core/Bytes/StableHash.swift"),
        ("the digits of Base64", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef", "Core/Bytes/Base64.swift"),
        (
            "a quoted-printable byte", "hexDigit, let low = [^\n]*hexDigit \\{[^}]*return \\(\\.byte",
            "Core/Bytes/QuotedPrintable.swift"
        ),
        ("the references of XML", "\"&lt;\"", "Core/Bytes/XMLReferences.swift"),
        ("named bytes", "static (let|var) (lineFeed|semicolon|equals)\\b", "Core/Bytes/Byte.swift"),
        ("the value of a hexadecimal digit", "case 0x41\\.\\.\\.0x46", "Core/Bytes/Hexadecimal.swift"),
        ("an escape of JSON", "isLeadSurrogate", "Core/Bytes/JSONTokens.swift"),
        ("binary search", "while (low < high|lower < upper) \\{\\n[^\\n]*middle = ", "Core/Bytes/BinarySearch.swift"),
        (
            "a switch over value types", "case \\.(utcOffset|calendarAddress|xmlReference|dateTime)\\b",
            "Core/ICalendar/Values/Types/ValueType+Form.swift"
        ),
        ("the units of a duration", "ascii: \"W\"\\), false\\)", "Core/ICalendar/Values/Types/DurationForm.swift"),
        (
            "the digits of a date at their places", "let months? = (text\\.digits|pair|twoDigits)\\(",
            "Core/ICalendar/Values/Types/TimeDigits.swift"
        ),
        (
            "a date in other forms", "let month = [a-z]+\\.(number|digits|skip|take)",
            "Core/ICalendar/Values/WrittenTime.swift"
        ),
        (
            "the basic form of a date", "appendDigits\\([a-z.]*day, |description\\.filter \\{ \\$0 != \"-\"",
            "Core/ICalendar/Values/Types/DateForm.swift"
        ),
    ])
    func `the sources define it once`(subject: String, pattern: String, place: String) throws {
        #expect(try Self.files(matching: pattern) == [place], "\(subject)")
    }
}
