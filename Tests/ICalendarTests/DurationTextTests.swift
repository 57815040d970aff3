import ICalendar
import Testing

@Suite("Durations as text") struct DurationTextTests {
    private func read(_ text: String) -> DurationText? { DurationText(Array(text.utf8).span) }
    private func isTooLong(_ text: String) -> Bool { DurationText.isTooLong(Array(text.utf8).span) }
    private func matches(_ text: String) -> Bool { DurationText.matches(Array(text.utf8).span) }

    @Test(arguments: [
        ("P1W", 7, 0, "P1W"), ("P15DT5H0M20S", 15, 18_020, "P15DT5H0M20S"), ("PT0S", 0, 0, "PT0S"),
        ("+PT90M", 0, 5400, "PT1H30M"),
        ("PT1H0M30S", 0, 3630, "PT1H0M30S"), ("P0007D", 7, 0, "P1W"), ("P0D", 0, 0, "PT0S"),
        ("PT99999999S", 0, 99_999_999, "PT27777H46M39S"),
    ])
    func `are read as the grammar has them`(_ text: String, days: Int, seconds: Int, written: String) throws {
        let duration = try #require(read(text))
        #expect((duration.days, duration.seconds) == (days, seconds))
        #expect(duration.description == written)
        #expect(matches(text) && matches(written))
    }

    @Test(arguments: [
        ("PT1H30S", "PT1H0M30S"), ("P1W2D", "P9D"), ("P1DT", "P1D"), ("-P1WT1H", "-P7DT1H"), ("P1D ", "P1D"),
        (" \t-PT1H ", "-PT1H"),
    ])
    func `with one meaning are read, though the grammar does not have them`(_ text: String, written: String) {
        #expect(read(text)?.description == written)
        #expect(!matches(text))
        #expect(matches(written))
    }

    @Test(arguments: [
        "", "P", "-P", "PT", "1D", "P1", "PD", "P1H", "PT1D", "PT1W", "P1D2D", "P1W1W2D", "P1D1W", "PT1M1H", "PT1S1S",
        "PTT1S", "P1DT1HT1M",
        "P1.5D", "P-1D", "p1d", "P1 D", " ", "--P1D", "P1Y", "P1M", "PT1H30",
    ])
    func `without one meaning are none`(_ text: String) {
        #expect(read(text) == nil)
        #expect(!matches(text))
        #expect(!isTooLong(text))
    }

    @Test(arguments: [
        "P3652501D", "P9999999999W", "PT1000000000000000000M", "P99999999999999999999999999D", "PT9223372036854775807S",
        "P1W99999999999999999999DT99999999999999999999H99999999999999999999M99999999999999999999S", "P3652500DT1S",
    ])
    func `that are longer than any calendar are not read`(_ text: String) {
        #expect(read(text) == nil)
        #expect(isTooLong(text))
    }

    @Test func `have a longest one`() {
        #expect(read("P3652500D")?.days == DurationText.longestDays)
        #expect(read("-PT315576000000S")?.seconds == DurationText.longestDays * 86_400)
        #expect(DurationText(days: .max, seconds: .max, isNegative: false) == nil)
        #expect(DurationText(days: -1, seconds: 0, isNegative: false) == nil)
    }
}
