import Foundation
import Kalends
import TestSupport
import Testing

/// The programs of the documentation do what it describes, and are in it unchanged.
@Suite("Programs of the documentation") struct ProgramTests {
    private static let calendar = Array(
        """
        BEGIN:VCALENDAR\r
        VERSION:2.0\r
        PRODID:-//Example//Tests//EN\r
        BEGIN:VEVENT\r
        UID:standup@example.com\r
        DTSTAMP:20260101T000000Z\r
        DTSTART;TZID=Europe/Berlin:20260330T090000\r
        DTEND;TZID=Europe/Berlin:20260330T091500\r
        SUMMARY:Standup\r
        RRULE:FREQ=DAILY;COUNT=4\r
        COMMENT:kept\r
        END:VEVENT\r
        END:VCALENDAR\r\n
        """.utf8
    )

    @Test func `a calendar becomes Kolab objects with their losses`() throws {
        let (objects, losses) = try kolabObjects(of: Self.calendar)
        #expect(objects.count == 1)
        #expect(losses.contains { $0.hasPrefix("line 11: COMMENT preserved") }, "\(losses)")
    }

    @Test func `the events of a calendar are listed`() throws {
        #expect(try events(in: Self.calendar) == ["20260330T090000 Standup"])
    }

    @Test func `the occurrences of a month are listed`() throws {
        #expect(try march(of: Self.calendar) == ["20260330T090000 Standup", "20260331T090000 Standup"])
    }

    @Test func `an event that was built is written in every format`() throws {
        let texts = try meetingInEveryFormat()
        #expect(texts.count == FormatRegistry.rows.count { $0.isWritten })
        for (format, text) in texts {
            var diagnostics = Diagnostics()
            let document = try Converter().read(text, from: format.readingFormat, diagnostics: &diagnostics)
            let master = Converter().series(in: [document], diagnostics: &diagnostics).first?.series.master
            #expect(master?.summary == "Planning" && master?.rules.count == 1, "\(format)")
        }
    }

    @Test func `findings are listed with their places`() {
        let broken = String(decoding: Self.calendar, as: UTF8.self).replacing("DAILY", with: "DAILYISH")
        #expect(problems(in: Array(broken.utf8)).contains { $0.hasPrefix("10:") && $0.contains("error") })
        #expect(!problems(in: Self.calendar).contains { $0.hasPrefix("10:") })
    }

    @Test func `the README's program converts, validates and lists occurrences`() throws {
        let result = try xCal(of: Self.calendar)
        #expect(String(decoding: result.bytes, as: UTF8.self).contains("<summary><text>Standup</text></summary>"))
        #expect(result.report.written == 1 && !result.report.hasLosses)
        #expect(findings(in: Self.calendar).contains { $0.rule == "time-zone-missing" })
        let april = OccurrenceWindow(
            from: CivilDate(year: 2026, month: 4, day: 1),
            until: CivilDate(year: 2026, month: 5, day: 1)
        )
        #expect(try occurrences(of: Self.calendar, in: april).count == 2)
    }

    /// The text of the README and of every article.
    private static func pages() throws -> [String] {
        let folder = Repository.file("Sources/Tool/Kalends/Kalends.docc")
        let articles = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return try (articles + [Repository.file("README.md")]).filter { $0.pathExtension == "md" }
            .map { try String(contentsOf: $0, encoding: .utf8) }
    }

    /// The programs below Tests/LibraryTests/Programs.
    private static func programs() throws -> [String] {
        let folder = Repository.file("Tests/LibraryTests/Programs")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .map { try String(contentsOf: $0, encoding: .utf8) }
    }

    @Test func `every program is in the documentation`() throws {
        let pages = try Self.pages()
        for program in try Self.programs() {
            #expect(pages.contains { $0.contains("```swift\n\(program)```") }, "\(program)")
        }
    }

    @Test func `every program of the documentation is built`() throws {
        let programs = try Self.programs()
        for page in try Self.pages() {
            for block in page.components(separatedBy: "```swift\n").dropFirst() {
                let program = try #require(block.components(separatedBy: "```").first)
                #expect(programs.contains(program), "\(program)")
            }
        }
    }
}
