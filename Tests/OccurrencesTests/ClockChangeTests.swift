import ICalendar
import Occurrences
import Testing
import TimeZones

@Suite struct `Rules over a change of clocks` {
    // swift-format-ignore
    @Test(arguments: [
        // The last moment that counts is compared as what the zone's clocks show then.
        ("20260316T090000", "FREQ=WEEKLY;UNTIL=20260330T070000Z", ["0316T090000", "0323T090000", "0330T090000"]),
        ("20260316T090000", "FREQ=WEEKLY;UNTIL=20260330T065959Z", ["0316T090000", "0323T090000"]),
        ("20261019T090000", "FREQ=WEEKLY;UNTIL=20261026T080000Z", ["1019T090000", "1026T090000"]),
        ("20261019T090000", "FREQ=WEEKLY;UNTIL=20261026T070000Z", ["1019T090000"]),
        ("20260316T233000", "FREQ=WEEKLY;UNTIL=20260330",         ["0316T233000", "0323T233000", "0330T233000"]),
        // A time in a gap moves, is counted, and is one occurrence together with any at its new time.
        ("20260328T023000", "FREQ=DAILY;COUNT=3",                 ["0328T023000", "0329T033000", "0330T023000"]),
        ("20260329T003000", "FREQ=HOURLY;COUNT=5",                ["0329T003000", "0329T013000", "0329T033000", "0329T043000"]),
        // What happens twice takes place the first time.
        ("20261024T023000", "FREQ=DAILY;COUNT=3",                 ["1024T023000", "1025T023000", "1026T023000"]),
    ])
    func `take place on the wall clock`(_ start: String, _ rule: String, _ expected: [String]) throws {
        var listing = try Listing.event("DTSTART;TZID=Europe/Berlin:\(start)\nRRULE:\(rule)")
        #expect(listing.first(20).map { String($0.startText.dropFirst(4)) } == expected)
    }

    @Test func `do not count what a policy skips`() throws {
        var listing = try Listing.event("DTSTART;TZID=Europe/Berlin:20260328T023000\nRRULE:FREQ=DAILY;COUNT=3")
        listing.options.ambiguousTimes.gap = .skip
        #expect(listing.first(9).map { String($0.startText.dropFirst(6)) } == ["28T023000", "30T023000", "31T023000"])
        listing = try Listing.event("DTSTART;TZID=Europe/Berlin:20250101T023000\nRRULE:FREQ=DAILY;COUNT=365")
        listing.options.ambiguousTimes.gap = .skip
        #expect(listing.first(999).count == 365)
        #expect(listing.first(999).last?.startText == "20260101T023000")
    }

    @Test func `reach a day in 2400 in microseconds`() throws {
        var listing = try Listing.event(
            "DTSTART;TZID=Europe/Berlin:19700101T090000\nDTEND;TZID=Europe/Berlin:19700101T100000\nRRULE:FREQ=DAILY"
        )
        let series = listing.expanded()[0]
        let window = OccurrenceWindow(from: day(2400, 7, 1), until: day(2400, 7, 2))
        #expect(series.occurrences(in: window).map(\.startText) == ["24000701T090000"])
        let rounds = 200
        let elapsed = ContinuousClock().measure {
            for _ in 0..<rounds { _ = Array(series.occurrences(in: window)) }
        }
        // Unoptimised code on a busy machine has a hundred times as long.
        #if DEBUG
            #expect(elapsed / rounds < .milliseconds(5))
        #else
            #expect(elapsed / rounds < .microseconds(50))
        #endif
    }

    @Test func `and ten thousand overrides cost ten times a thousand`() throws {
        func lines(_ count: Int) -> String {
            let overrides = (0..<count).map { number -> String in
                let date = CivilDate(year: 2000, month: 1, day: 1).addingDays(number).description.replacing(
                    "-",
                    with: ""
                )
                return "BEGIN:VEVENT\nUID:a\nRECURRENCE-ID:\(date)T090000\nDTSTART:\(date)T110000\nEND:VEVENT"
            }
            return (["BEGIN:VEVENT\nUID:a\nDTSTART:20000101T090000\nRRULE:FREQ=DAILY\nEND:VEVENT"] + overrides).joined(
                separator: "\n"
            )
        }
        let clock = ContinuousClock()
        var few = try Listing(lines(1000))
        var many = try Listing(lines(10_000))
        let short = clock.measure { _ = few.first(1000) }
        let long = clock.measure { #expect(many.first(10_001).last?.startText == "20270519T090000") }
        #expect(long < short * 40 + .seconds(1))
    }
}
