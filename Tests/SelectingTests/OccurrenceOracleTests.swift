import Foundation
import TestSupport
import Testing

/// Generated calendars, of which recurring-ical-events lists the occurrences before and after.
@Suite("Occurrences before and after", .needsPython("icalendar", "recurring_ical_events"))
struct OccurrenceOracleTests {
    private static let window = ("2026-03-09", "2026-05-04")
    private static let count = TestRun.isSoak ? 1_000 : 150

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        for number in 0..<Self.count {
            var generator = CalendarGenerator(seed: UInt64(number))
            try folder.write("in/\(number).ics", generator.calendar())
        }
    }

    /// The occurrences of each file of a folder that overlap some days.
    private func occurrences(in name: String, _ window: (String, String)) throws -> [String: [String]] {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path(name)).map {
            folder.path("\(name)/\($0)")
        }
        let script = Repository.oracles.appending(path: "list_occurrences.py").path
        let answer = try Python.run(
            script,
            [window.0, window.1] + files,
            with: ["icalendar", "recurring_ical_events"]
        )
        var found: [String: [String]] = [:]
        for line in answer.lines {
            let row = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let path = try #require(row["file"] as? String)
            let list = try #require(row["occurrences"] as? [[String: Any]], "\(row)")
            found[URL(fileURLWithPath: path).lastPathComponent] = list.map { "\($0["uid"] ?? "") \($0["start"] ?? "")" }
        }
        return found
    }

    private func text(_ path: String) -> String { (try? folder.text(path)) ?? "" }

    @Test func `a cut series has those in the window and no others`() throws {
        let (from, until) = Self.window
        let answer = try folder.kalends(
            "select",
            "in",
            "--from",
            from,
            "--until",
            until,
            "--slice",
            "--output",
            "cut/",
            "--quiet",
            "--report",
            "report.jsonl"
        )
        #expect(answer.status == 0, "\(answer)")
        let before = try occurrences(in: "in", Self.window)
        let after = try occurrences(in: "cut", Self.window)
        let all = try occurrences(in: "cut", ("1990-01-01", "2090-01-01"))
        let report = try folder.text("report.jsonl")
        #expect(before.values.contains { !$0.isEmpty })
        #expect(report.contains("series-cut"))
        #expect(!report.contains("series-not-cut"), "\(report)")
        for (file, wanted) in before {
            #expect(after[file] == wanted, "\(file)\n\(text("in/\(file)"))\n\(text("cut/\(file)"))")
            // One that began the evening before is still running; recurring-ical-events does not list each of them.
            let others = (all[file] ?? []).filter { !wanted.contains($0) }
            let areRunning = others.allSatisfy { $0 > "u 2026-03-08T12" && $0 < "u \(from)" }
            #expect(areRunning, "\(others) \(file)\n\(text("in/\(file)"))\n\(text("cut/\(file)"))")
        }
    }

    @Test func `what is selected is what occurs`() throws {
        let (from, until) = Self.window
        _ = try folder.kalends("select", "in", "--from", from, "--until", until, "--output", "some/", "--quiet")
        let before = try occurrences(in: "in", Self.window)
        for (file, wanted) in before {
            let isSelected = text("some/\(file)").contains("BEGIN:VEVENT")
            #expect(isSelected == !wanted.isEmpty, "\(file)\n\(text("in/\(file)"))")
            if isSelected { #expect(text("some/\(file)") == text("in/\(file)")) }
        }
    }

    @Test(arguments: ["America/New_York", "Asia/Kolkata", "Europe/Paris", "Pacific/Auckland"])
    func `another clock shows the same instants`(_ zone: String) throws {
        let answer = try folder.kalends(
            "convert",
            "in",
            "--to",
            "icalendar",
            "--to-timezone",
            zone,
            "--output",
            "there/",
            "--quiet",
            "--report",
            "r.jsonl"
        )
        #expect(answer.status == 0, "\(answer)")
        #expect(try folder.text("r.jsonl").contains("times-converted"))
        let window = ("2025-12-01", "2028-01-01")
        // At the ends of the window the clocks differ.
        func inside(_ rows: [String]?) -> [String] { rows?.filter { $0 > "u 2025-12-03" && $0 < "u 2027-12-28" } ?? [] }
        let before = try occurrences(in: "in", window)
        let after = try occurrences(in: "there", window)
        for (file, wanted) in before {
            #expect(inside(after[file]) == inside(wanted), "\(file)\n\(text("in/\(file)"))\n\(text("there/\(file)"))")
        }
    }
}

/// Calendars with one series, the same for each seed.
private struct CalendarGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    private mutating func number(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(bound))
    }

    private mutating func one(of texts: [String]) -> String { texts[number(texts.count)] }

    private static func date(_ day: Int, _ time: String?) -> String {
        let date = Date(timeIntervalSince1970: 1_767_225_600 + Double(day) * 86_400)
        let text = date.formatted(.iso8601.year().month().day().dateSeparator(.omitted))
        return time.map { "\(text)T\($0)" } ?? text
    }

    mutating func calendar() -> String {
        let form = one(of: ["zone", "zone", "utc", "date", "floating"])
        let time = form == "date" ? nil : one(of: ["090000", "001500", "233000"]) + (form == "utc" ? "Z" : "")
        let parameter = ["zone": ";TZID=Europe/Berlin", "date": ";VALUE=DATE"][form] ?? ""
        let first = number(90) - 20
        // The days on which the rule may occur, as far as exclusions and overrides need to know.
        let (rule, step) = [
            ("FREQ=DAILY", 1), ("FREQ=DAILY;INTERVAL=3", 3), ("FREQ=WEEKLY", 7), ("FREQ=WEEKLY;INTERVAL=2", 14),
            ("FREQ=MONTHLY", 0), ("FREQ=MONTHLY;BYDAY=2TU", 0), ("FREQ=WEEKLY;BYDAY=MO,WE,FR", 0), ("FREQ=YEARLY", 0),
            ("FREQ=MONTHLY;BYMONTHDAY=-1", 0), ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", 0),
        ][number(10)]
        // A DTSTART that the rule does not generate counts or does not: RFC 5545 leaves it open.
        let isSteady = step > 0 || ["FREQ=MONTHLY", "FREQ=YEARLY"].contains(rule)
        let until = ";UNTIL=" + Self.date(60 + number(100), ["date": nil, "floating": "120000"][form] ?? "120000Z")
        let counts = isSteady ? [";COUNT=\(1 + number(40))", ";COUNT=\(1 + number(12))"] : []
        let end = one(of: ["", until] + counts)
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN", "BEGIN:VEVENT", "UID:u",
            "DTSTAMP:20260101T000000Z",
            "DTSTART\(parameter):\(Self.date(first, time))", "SUMMARY:Series", "RRULE:\(rule)\(end)",
        ]
        lines.append(
            form == "date"
                ? "DURATION:P\(1 + number(3))D" : one(of: ["DURATION:PT1H", "DURATION:PT20H", "DURATION:PT0S"])
        )
        if step > 0, number(2) == 0 {
            lines.append("EXDATE\(parameter):\(Self.date(first + step * (1 + number(20)), time))")
        }
        if number(3) == 0 { lines.append("RDATE\(parameter):\(Self.date(first + 1 + number(150), time))") }
        lines.append("END:VEVENT")
        if step > 0, number(2) == 0 {
            let day = first + step * (1 + number(20))
            lines += [
                "BEGIN:VEVENT", "UID:u", "DTSTAMP:20260101T000000Z",
                "RECURRENCE-ID\(parameter):\(Self.date(day, time))",
                "DTSTART\(parameter):\(Self.date(day + number(60) - 30, time))", "SUMMARY:Changed",
                form == "date" ? "DURATION:P1D" : "DURATION:PT2H", "END:VEVENT",
            ]
        }
        return (lines + ["END:VCALENDAR", ""]).joined(separator: "\r\n")
    }
}
