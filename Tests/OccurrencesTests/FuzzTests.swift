import CalendarDiagnostics
import CalendarModel
import Foundation
import ICalendar
import Occurrences
import Recurrence
import TestSupport
import Testing
import TimeZones

/// Whatever a rule or a series contains, there is an answer soon, in bounded memory, and without a crash.
///
/// A second or two each in every run; minutes under `KALENDS_SOAK`, from another seed each time.
@Suite struct `Rules and series made up at random` {
    private static let duration = Duration.seconds(TestRun.isSoak ? 120 : 2)
    private static let seed = TestRun.isSoak ? UInt64.random(in: 0...UInt64.max) : 7529

    @Test func `rules are read and expanded soon`() throws {
        var maker = TextMaker(seed: Self.seed)
        try repeatedly { text in
            let rule = RecurrenceRule.readingLeniently(text).rule
            guard let rule else { return }
            #expect(RecurrenceRule.readingLeniently(rule.description).rule == rule, "\(text)")
            var sequence = RecurrenceSequence(rule, from: maker.moment())
            sequence.stepBudget = 20_000
            _ = sequence.first(200).collected()
            _ = sequence.diagnose()
            let from = CivilDateTime(CivilDate(year: 2400, month: 1, day: 1), CivilTime(secondOfDay: 0))
            #expect(sequence.within(from..<from.addingSeconds(600)).collected().occurrences.count <= 600)
            _ = Array(sequence.reversed(before: from).prefix(20))
        } making: {
            maker.rule()
        }
    }

    @Test func `series are read and expanded soon`() throws {
        var maker = TextMaker(seed: Self.seed)
        try repeatedly { text in
            var listing = try Listing(text)
            listing.options.stepBudget = 20_000
            let window = OccurrenceWindow(from: day(2026, 1, 1), until: day(2026, 2, 1))
            let found = Array(OccurrenceMerge(listing.expanded(), in: window).prefix(500))
            #expect(
                zip(found, found.dropFirst()).allSatisfy {
                    ($0.instant ?? 0) <= ($1.instant ?? .max) || $0.instant == nil || $1.instant == nil
                },
                "\(text)"
            )
            _ = SeriesRestorer(directory: ZoneDirectory()).restore(
                found.prefix(60).map { Series(master: nil, overrides: [$0.single]) }
            )
        } making: {
            maker.series()
        }
    }

    private func repeatedly(_ body: (String) throws -> Void, making text: () -> String) throws {
        let clock = ContinuousClock()
        let end = clock.now + Self.duration
        while clock.now < end {
            let text = text()
            let elapsed = try clock.measure { try body(text) }
            // Unoptimised code on a busy machine is some twenty times slower.
            #expect(elapsed < .seconds(20), "seed \(Self.seed): \(text)")
        }
    }
}

/// Generates rules and series, most of them nearly right.
private struct TextMaker {
    private var random: SplitMix

    init(seed: UInt64) { random = SplitMix(state: seed) }

    mutating func moment() -> CivilDateTime {
        CivilDateTime(secondsSinceEpoch: Int.random(in: -20_000_000_000...60_000_000_000, using: &random))
    }

    mutating func rule() -> String {
        var parts = [
            "FREQ=\(pick(["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY", "SOMETIMES", ""]))"
        ]
        for _ in 0..<number(0...5) { parts.append(part()) }
        if number(0...3) == 0 { parts.shuffle(using: &random) }
        return damaged(parts.joined(separator: ";"))
    }

    mutating func series() -> String {
        var lines = ["BEGIN:VEVENT", "UID:a", "DTSTART\(time())"]
        if number(0...1) == 0 { lines.append("RRULE:\(rule())") }
        for _ in 0..<number(0...5) {
            lines.append(
                pick([
                    "EXDATE", "RDATE", "DTEND", "EXRULE:\(rule())", "RRULE:\(rule())", "DURATION:P\(number(-2...40))D",
                    "STATUS:CANCELLED",
                ])
            )
            if !lines[lines.count - 1].contains(":") { lines[lines.count - 1] += time() }
        }
        lines.append("END:VEVENT")
        for _ in 0..<number(0...3) {
            let range = pick(["", ";RANGE=THISANDFUTURE"])
            lines += ["BEGIN:VEVENT", "UID:a", "RECURRENCE-ID\(range)\(time())", "DTSTART\(time())", "END:VEVENT"]
        }
        return damaged(lines.joined(separator: "\n"))
    }

    private mutating func part() -> String {
        let names = ["BYSECOND", "BYMINUTE", "BYHOUR", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS"]
        switch number(0...9) {
        case 0: return "INTERVAL=\(huge())"
        case 1: return "COUNT=\(huge())"
        case 2: return "UNTIL=\(time().split(separator: ":").last ?? "")"
        case 3: return "WKST=\(weekday())"
        case 4:
            return
                "BYDAY=\((0...number(0...6)).map { _ in "\(pick(["", "1", "-1", "+2", "53", "-53", "99"]))\(weekday())" }.joined(separator: ","))"
        case 5:
            return pick([
                "RSCALE=GREGORIAN", "RSCALE=HEBREW", "SKIP=FORWARD", "SKIP=BACKWARD", "SKIP=OMIT", "X-THING=1",
                "BYMONTH=5L",
            ])
        default:
            return
                "\(pick(names))=\((0...number(0...12)).map { _ in "\(number(-366...366) / pick([1, 6, 12, 30]))" }.joined(separator: ","))"
        }
    }

    private mutating func time() -> String {
        let date = CivilDate(dayNumber: number(20_400...20_520)).description.replacing("-", with: "")
        let clock = "T\(pick(["00", "02", "09", "23", "25"]))\(pick(["00", "30", "61"]))00"
        return pick([
            ";VALUE=DATE:\(date)", ":\(date)\(clock)Z", ":\(date)\(clock)", ";TZID=Europe/Berlin:\(date)\(clock)",
            ";TZID=Nowhere:\(date)\(clock)", ":x",
        ])
    }

    private mutating func weekday() -> String { pick(["MO", "TU", "WE", "TH", "FR", "SA", "SU", "XX"]) }

    private mutating func huge() -> String {
        pick([
            "0", "1", "2", "7", "86400", "65536", "1000000000", "9223372036854775807", "99999999999999999999", "-1", "",
        ])
    }

    /// The text with a byte or two changed, now and then.
    private mutating func damaged(_ text: String) -> String {
        guard number(0...3) == 0, !text.isEmpty else { return text }
        var bytes = Array(text.utf8)
        for _ in 0..<number(1...3) { bytes[number(0...bytes.count - 1)] = UInt8(number(32...126)) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    private mutating func pick<Value>(_ values: [Value]) -> Value { values[number(0...values.count - 1)] }
}

/// Random numbers that a seed repeats (SplitMix64).
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
