#if Events
    import Foundation
    import Kalends
    import KalendsEvents
    import TestSupport
    import Testing

    /// Random calendars, whose occurrences and busy times recurring-ical-events computes too.
    @Suite("Agreement with recurring-ical-events") struct OracleTests {
        private static let count = 500

        /// A calendar of a few events; the same one for the same seed.
        private static func calendar(_ seed: Int) -> String {
            var generator = Seeded(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1)
            func pick(_ all: [String]) -> String { all[Int.random(in: 0..<all.count, using: &generator)] }
            var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//random//EN"]
            for number in 0..<Int.random(in: 1...5, using: &generator) {
                let day = "2026\(pick(["01", "02", "03", "04"]))\(pick(["01", "05", "12", "15", "28"]))"
                let isAllDay = Int.random(in: 0..<5, using: &generator) == 0
                let hour = pick(["00", "02", "09", "13", "23"])
                let zone = pick(["Europe/Berlin", "America/New_York", "Asia/Kolkata"])
                let form = isAllDay ? "" : pick(["Z", "zoned"])
                let start =
                    isAllDay
                    ? ";VALUE=DATE:\(day)" : form == "Z" ? ":\(day)T\(hour)3000Z" : ";TZID=\(zone):\(day)T\(hour)3000"
                lines += ["BEGIN:VEVENT", "UID:\(seed)-\(number)", "DTSTAMP:20260101T000000Z", "DTSTART\(start)"]
                // A day after a time that the clocks skip is counted from either side of the gap: not compared.
                let lengths = ["PT30M", "PT2H", "PT26H"] + (hour == "02" ? [] : ["P1D"])
                lines.append("DURATION:\(isAllDay ? pick(["P1D", "P2D"]) : pick(lengths))")
                if Int.random(in: 0..<3, using: &generator) == 0 { lines.append("TRANSP:TRANSPARENT") }
                if Int.random(in: 0..<5, using: &generator) == 0 { lines.append("STATUS:CANCELLED") }
                let rule = pick([
                    "", "FREQ=DAILY;COUNT=20", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;COUNT=7", "FREQ=MONTHLY;COUNT=5",
                    "FREQ=DAILY;INTERVAL=3",
                    "FREQ=MONTHLY;BYDAY=2TU", "FREQ=YEARLY",
                ])
                if !rule.isEmpty { lines.append("RRULE:\(rule)") }
                lines.append("END:VEVENT")
            }
            return (lines + ["END:VCALENDAR", ""]).joined(separator: "\r\n")
        }

        @Test(.needsPython("recurring_ical_events"), arguments: StoreKind.allCases)
        func `occurrences and busy times of random calendars are the same`(_ kind: StoreKind) throws {
            let folder = try TestFolder()
            let paths = (0..<Self.count).map { folder.path("\($0).ics") }
            for (index, path) in paths.enumerated() {
                try Data(Self.calendar(index).utf8).write(to: URL(fileURLWithPath: path))
            }
            let answers = try Self.oracle(["2026-03-01", "2026-05-01"] + paths)
            try #require(answers.count == Self.count)
            var compared = 0
            for (index, path) in paths.enumerated() {
                let store = try kind.make(now: "20260101T000000Z")
                let owner = try store.createIndividual(id: "owner", name: "Owner")
                let calendar = StoreCalendar(store, of: [owner])
                _ = try calendar.import(Array(Self.calendar(index).utf8), name: path)
                let days = try period("20260301", "20260501")
                let found = try calendar.occurrences(in: days)
                let starts = found.map { "\($0.uid) \(text($0, $0.instants(in: .utc).lowerBound))" }.sorted()
                #expect(starts == answers[index].starts, "\(Self.calendar(index))")
                let busy = try store.busyRanges(of: ["owner"], in: days).map { "\($0.start)/\($0.end)" }
                #expect(busy == answers[index].busy, "\(Self.calendar(index))")
                compared += found.count
            }
            #expect(compared > 3 * Self.count)
        }

        private func text(_ occurrence: Occurrence, _ instant: Int) -> String {
            occurrence.start.isDate
                ? occurrence.start.date.description : "\(CivilDateTime(secondsSinceEpoch: instant))Z"
        }

        private static func oracle(_ arguments: [String]) throws -> [(starts: [String], busy: [String])] {
            let script = Repository.oracles.appending(path: "list_busy.py").path
            let lines = try Python.run(script, arguments, with: ["recurring_ical_events"]).lines
            struct Answer: Decodable {
                var starts: [String]
                var busy: [String]
            }
            return try lines.map { line in
                let answer = try JSONDecoder().decode(Answer.self, from: Data(line.utf8))
                return (answer.starts, answer.busy)
            }
        }

        private struct Seeded: RandomNumberGenerator {
            var state: UInt64

            mutating func next() -> UInt64 {
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                return state
            }
        }
    }
#endif
