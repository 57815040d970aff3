import ICalendar
import Testing

@testable import Recurrence

@Suite struct `Hostile rules` {
    @Test(arguments: [
        "FREQ=SECONDLY", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=SECONDLY;INTERVAL=86400;BYHOUR=3",
        "FREQ=MINUTELY;INTERVAL=1440;BYHOUR=25", "FREQ=DAILY;COUNT=1000000000", "FREQ=SECONDLY;COUNT=1000000000",
        "FREQ=SECONDLY;INTERVAL=7;COUNT=1000000000;BYHOUR=4", "FREQ=DAILY;INTERVAL=999999999999999999",
        "FREQ=YEARLY;INTERVAL=999999999999999999", "FREQ=WEEKLY;INTERVAL=999999999999999999",
        "FREQ=MINUTELY;INTERVAL=999999999999999999", "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,4,6,9,11",
        "FREQ=MONTHLY;BYDAY=2TU;BYSETPOS=2", "FREQ=YEARLY;BYWEEKNO=53;BYYEARDAY=100",
        "FREQ=SECONDLY;INTERVAL=3601;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO;BYHOUR=3;BYMINUTE=4;BYSECOND=5", dense,
        "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=FORWARD;COUNT=1000000000",
        "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;BYSETPOS=-162;SKIP=BACKWARD",
        "RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=13L", "RSCALE=CHINESE;FREQ=MONTHLY;INTERVAL=7;BYMONTHDAY=31",
        "RSCALE=HEBREW;FREQ=MONTHLY;COUNT=1000000000",
    ])
    func `answer every question within a second`(text: String) throws {
        let rule = try #require(RecurrenceRule.readingLeniently(text).rule)
        let sequence = RecurrenceSequence(rule, from: moment("19700101T000000"))
        let elapsed = ContinuousClock().measure {
            _ = sequence.first(1000).collected()
            _ = sequence.within(moment("24000101T000000")..<moment("24000101T001000")).collected()
            _ = sequence.contains(moment("24000101T000000"))
            _ = Array(sequence.reversed(before: moment("24000101T000000")).prefix(10))
            _ = sequence.removing(sequence).first(5).collected()
        }
        #expect(elapsed < Self.limit * 5, "\(text.prefix(80))")
    }

    @Test func `stops where everything is excluded and says so`() throws {
        let seconds = RecurrenceSequence(RecurrenceRule(.secondly), from: moment("19700101T000000"))
        let found = seconds.removing(seconds).first(1).collected()
        #expect(found.occurrences.isEmpty)
        #expect(found.outcome == .stepBudgetExceeded)
    }

    @Test func `reaches a day in 2400 without walking there`() throws {
        let daily = RecurrenceSequence(RecurrenceRule(.daily), from: moment("19700101T090000"))
        #expect(Array(daily.within(moment("24000301")..<moment("24000302"))) == [moment("24000301T090000")])
        var counted = RecurrenceRule(.secondly)
        counted.interval = 7
        counted.count = 10_000_000_000
        let sequence = RecurrenceSequence(counted, from: moment("19700101T000000"))
        let window = sequence.within(moment("24000301")..<moment("24000302")).collected()
        #expect(window.occurrences.count == 12_342)
        #expect(window.outcome == .finished)
        #expect(sequence.previous(before: moment("99991231"))?.secondsSinceEpoch == 69_999_999_993)
    }

    #if DEBUG
        /// Unoptimised code on a busy machine is some twenty times slower.
        private static let limit = Duration.seconds(20)
    #else
        private static let limit = Duration.seconds(1)
    #endif

    /// Every list full, in a kilobyte or two.
    private static let dense = [
        "FREQ=YEARLY", "BYSECOND=\(list(0...59))", "BYMINUTE=\(list(0...59))", "BYHOUR=\(list(0...23))",
        "BYMONTHDAY=\(list(1...31))", "BYMONTH=\(list(1...12))", "BYSETPOS=\(list(1...366))",
    ].joined(separator: ";")

    private static func list(_ numbers: ClosedRange<Int>) -> String {
        numbers.map(String.init).joined(separator: ",")
    }
}
