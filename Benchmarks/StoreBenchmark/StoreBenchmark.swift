import Foundation
import Kalends
import KalendsEvents

/// `StoreBenchmark WORK PATH`: does one piece of work with a calendar store once and prints one JSON object, as the C drivers do.
///
/// PATH is the folder of calendars. The store that `import` makes of it lies next to it, and the questions are asked to that.
@main struct StoreBenchmark {
    private static let questions = 100

    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else {
            FileHandle.standardError.write(Data("usage: StoreBenchmark import|agenda|free|search FOLDER\n".utf8))
            exit(64)
        }
        let (work, folder) = (arguments[1], arguments[2])
        let path = folder + ".db"
        let clock = ContinuousClock()
        if work == "import" {
            for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
                try FileManager.default.removeItem(atPath: path + suffix)
            }
            let start = clock.now
            let count = try importAll(folder, into: SQLiteStore(path))
            return try report(work, clock.now - start, items: count)
        }
        let store = try SQLiteStore(path, mode: .existing)
        let start = clock.now
        var found = 0
        for number in 0..<questions {
            switch work {
            case "agenda": found += try agenda(store, number)
            case "free": found += try free(store, number)
            case "search": found += try search(store, number)
            default: exit(64)
            }
        }
        let time = clock.now - start
        guard found > 0 else { exit(1) }
        try report(work, time, items: questions)
    }

    private static func importAll(_ folder: String, into store: SQLiteStore) throws -> Int {
        var names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()[...]
        let result = try StoreCalendar(store).import(keeping: .none) {
            guard let name = names.popFirst() else { return nil }
            return ImportInput([UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))), name: name)
        }
        try store.close()
        return result.created
    }

    /// A month of one person.
    private static func agenda(_ store: SQLiteStore, _ number: Int) throws -> Int {
        let month = number % 24
        let start = CivilDate(year: 2026 + month / 12, month: month % 12 + 1, day: 1)
        let next = month + 1
        let end = CivilDate(year: 2026 + next / 12, month: next % 12 + 1, day: 1)
        let criteria = Criteria(attendees: ["p\(number * 7 % 1000)@example.com"])
        return try store.occurrences(in: Period(from: start, until: end), matching: criteria).count
    }

    /// When ten people are free within four weeks.
    private static func free(_ store: SQLiteStore, _ number: Int) throws -> Int {
        let start = CivilDate(year: 2026, month: 1, day: 5).addingDays(7 * number)
        return try store.freeRanges(
            of: (0..<10).map { "p\((number * 10 + $0) % 1000)@example.com" },
            in: Period(from: start, until: start.addingDays(28)),
            within: DailyHours(from: CivilTime(secondOfDay: 9 * 3600), until: CivilTime(secondOfDay: 17 * 3600)),
            atLeast: 900
        ).count
    }

    /// Events whose text has a word and begins another, within a quarter.
    private static func search(_ store: SQLiteStore, _ number: Int) throws -> Int {
        let words = ["planning", "review", "budget", "travel", "garden", "customer"]
        let start = CivilDate(year: 2026, month: 1, day: 1).addingDays(7 * number)
        return try store.occurrences(
            in: Period(from: start, until: start.addingDays(91)),
            matching: Criteria(text: "\(words[number % words.count]) 1\(number)")
        ).count
    }

    private static func report(_ work: String, _ time: Duration, items: Int) throws {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        let peak = line.split { $0 == " " || $0 == "\t" }.dropFirst().first.flatMap { Int($0) } ?? 0
        print(
            """
            {"mode": "many-\(work)", "seconds": \(time / .seconds(1)), "bytes": 0, "items": \(items), "peakKiB": \(peak)}
            """
        )
    }
}
