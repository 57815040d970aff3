import Foundation
import ICalendar
import TestSupport
import Testing

@testable import Recurrence

@Suite struct `Calendars of RFC 7529` {
    /// One calendar, as others know it.
    struct Peer: Sendable, CustomTestStringConvertible {
        var scale: String
        var identifier: Foundation.Calendar.Identifier
        /// What ICU calls it.
        var icuName: String
        /// Months that begin on another day by Foundation, with the reason.
        var differences: [String: String] = [:]

        var testDescription: String { scale }
    }

    // swift-format-ignore
    static let peers: [Peer] = [
        .init(scale: "GREGORIAN",        identifier: .gregorian,           icuName: "gregorian"),
        .init(scale: "HEBREW",           identifier: .hebrew,              icuName: "hebrew"),
        .init(scale: "COPTIC",           identifier: .coptic,              icuName: "coptic"),
        .init(scale: "ETHIOPIC",         identifier: .ethiopicAmeteMihret, icuName: "ethiopic"),
        .init(scale: "ISLAMIC",          identifier: .islamic,             icuName: "islamic"),
        .init(scale: "ISLAMIC-CIVIL",    identifier: .islamicCivil,        icuName: "islamic-civil"),
        .init(scale: "ISLAMIC-TBLA",     identifier: .islamicTabular,      icuName: "islamic-tbla"),
        .init(scale: "ISLAMIC-UMALQURA", identifier: .islamicUmmAlQura,    icuName: "islamic-umalqura"),
        .init(scale: "PERSIAN",          identifier: .persian,             icuName: "persian"),
        .init(scale: "INDIAN",           identifier: .indian,              icuName: "indian"),
        .init(scale: "CHINESE",          identifier: .chinese,             icuName: "chinese", differences: chineseDifferences),
        .init(scale: "DANGI",            identifier: .dangi,               icuName: "dangi",   differences: dangiDifferences),
    ]

    private static let meridian =
        "the new moon is past midnight by UTC+8, not by Beijing's mean time, which China used up to 1928"
    private static let model =
        "Foundation's sun and moon are minutes off; by ephem the moment is more than a minute from midnight"

    private static let chineseDifferences: [String: String] = [
        "10 of 4611: 1914-11-17, not 1914-11-18": meridian,
        "1 of 4613: 1916-02-03, not 1916-02-04": meridian,
        "10 of 4617: 1920-11-10, not 1920-11-11": meridian,
        "6 of 4798: 2101-06-27, not 2101-06-26": model,
    ]
    private static let dangiDifferences: [String: String] = [
        "11 of 4817: 2120-12-20, not 2120-12-21": model,
        "9L of 4825: 2128-10-24, not none": model,
        "10 of 4825: 2128-11-22, not 2128-10-24": model,
        "11 of 4825: 2128-12-22, not 2128-11-22": model,
        "11L of 4825: none, not 2128-12-22": model,
        "11L of 4844: 2147-12-23, not none": model,
        "12 of 4844: 2148-01-21, not 2147-12-23": model,
        "1 of 4845: 2148-02-20, not 2148-01-21": model,
        "1L of 4845: none, not 2148-02-20": model,
    ]

    @Test(arguments: peers)
    func `months begin on the days that Foundation has, but for known differences`(peer: Peer) throws {
        let calendar = try #require(RecurrenceCalendars.calendar(named: peer.scale))
        let days = calendar.knownDays ?? day(1583, 1, 1)..<day(2400, 1, 1)
        let found = differences(
            between: months(of: calendar, in: days),
            and: foundationMonths(peer.identifier, in: days),
            days
        )
        #expect(found == Set(peer.differences.keys), "\(found.symmetricDifference(peer.differences.keys).sorted())")
    }

    private static let computed = peers.filter { RecurrenceCalendars.calendar(named: $0.scale)?.knownDays == nil }
    private static let tabled = peers.filter { RecurrenceCalendars.calendar(named: $0.scale)?.knownDays != nil }

    @Test(.needsPython("icu"), arguments: computed)
    func `months of computed calendars begin on the days that PyICU has`(peer: Peer) throws {
        try compareWithICU(peer)
    }

    @Test(
        .needsPython("icu"),
        .enabled("the ICU of PyICU is not 72") { icuVersion.hasPrefix("72.") },
        arguments: tabled
    )
    func `months in tables begin on the days that PyICU has, but for known differences`(peer: Peer) throws {
        try compareWithICU(peer)
    }

    private func compareWithICU(_ peer: Peer) throws {
        let calendar = try #require(RecurrenceCalendars.calendar(named: peer.scale))
        let days = calendar.knownDays ?? day(1800, 1, 1)..<day(2100, 1, 1)
        let known = icuDifferences()[peer.scale] ?? []
        let found = differences(
            between: months(of: calendar, in: days),
            and: try icuMonths(peer.icuName, in: days),
            days
        )
        #expect(found == known, "\(found.symmetricDifference(known).sorted())")
    }

    @Test func `every calendar has months without gaps, and finds the year of each`() throws {
        for name in RecurrenceCalendars.names {
            let calendar = try #require(RecurrenceCalendars.calendar(named: name))
            let days = calendar.knownDays ?? day(1, 1, 1)..<day(9999, 12, 31)
            var end: Int?
            for year in stride(
                from: calendar.year(holding: days.lowerBound),
                through: calendar.year(holding: days.upperBound - 1),
                by: 1
            ) {
                let months = calendar.months(of: year)
                let first = try #require(months.first?.days.lowerBound)
                let last = try #require(months.last?.days.upperBound) - 1
                #expect(end == nil || end == first, "\(name) \(year)")
                #expect(
                    calendar.year(holding: first) == year && calendar.year(holding: last) == year,
                    "\(name) \(year)"
                )
                #expect(
                    zip(months, months.dropFirst()).allSatisfy { $0.days.upperBound == $1.days.lowerBound },
                    "\(name) \(year)"
                )
                #expect(calendar.monthsPerYear ?? months.count == months.count, "\(name) \(year)")
                #expect(Set(months.map(\.month)).count == months.count, "\(name) \(year)")
                end = last + 1
            }
        }
    }

    @Test func `the two eras of Ethiopia have the same months`() throws {
        let mihret = try #require(RecurrenceCalendars.calendar(named: "ETHIOPIC"))
        let alem = try #require(RecurrenceCalendars.calendar(named: "ETHIOAA"))
        for year in 1..<3000 { #expect(mihret.months(of: year) == alem.months(of: year + 5500)) }
    }

    // swift-format-ignore
    @Test(arguments: [
        ("CHINESE",          "2024-02-10", "1"),  ("CHINESE",          "2027-02-06", "1"),  ("CHINESE", "2025-07-25", "6L"),
        ("CHINESE",          "2057-09-29", "9"),  ("CHINESE",          "1916-02-03", "1"),  ("CHINESE", "2033-12-22", "11L"),
        ("DANGI",            "2027-02-07", "1"),  ("DANGI",            "2012-04-21", "3L"), ("HEBREW",  "2025-09-23", "1"),
        ("HEBREW",           "2024-02-10", "5L"), ("HEBREW",           "2024-03-11", "6"),  ("HEBREW",  "2025-03-01", "6"),
        ("ISLAMIC-UMALQURA", "2024-07-07", "1"),  ("ISLAMIC-UMALQURA", "2025-03-01", "9"),  ("PERSIAN", "2025-03-21", "1"),
        ("ISLAMIC-CIVIL",    "2024-07-08", "1"),  ("ISLAMIC-TBLA",     "2024-07-07", "1"),  ("INDIAN",  "2025-03-22", "1"),
        ("ETHIOPIC",         "2025-09-11", "1"),  ("ETHIOPIC",         "2025-09-06", "13"), ("COPTIC",  "2025-09-11", "1"),
    ])
    func `a month begins on the day that almanacs print`(scale: String, date: String, number: String) throws {
        let calendar = try #require(RecurrenceCalendars.calendar(named: scale))
        let day = moment(date).date.dayNumber
        let month = calendar.months(of: calendar.year(holding: day)).first { $0.days.lowerBound == day }
        #expect(month.map { "\($0.month)" } == number)
    }
}

extension `Calendars of RFC 7529` {
    typealias Month = (year: Int, month: RecurrenceRule.Month, start: Int)

    /// The months that begin on one of the days.
    private func months(of calendar: any CalendarArithmetic, in days: Range<Int>) -> [Month] {
        (calendar.year(holding: days.lowerBound)...calendar.year(holding: days.upperBound - 1)).flatMap { year in
            calendar.months(of: year).map { (year, $0.month, $0.days.lowerBound) }
        }
    }

    private func foundationMonths(_ identifier: Foundation.Calendar.Identifier, in days: Range<Int>) -> [Month] {
        var calendar = Foundation.Calendar(identifier: identifier)
        calendar.timeZone = .gmt
        let isCyclic = [.chinese, .dangi].contains(identifier)
        func month(holding day: Int) -> Month {
            let date = Date(timeIntervalSince1970: Double(day) * 86_400 + 43_200)
            let parts = calendar.dateComponents([.era, .year, .month, .day], from: date)
            let year = (parts.year ?? 0) + (isCyclic ? (parts.era ?? 0) * 60 : 0)
            var (number, isLeap) = (parts.month ?? 0, parts.isLeapMonth ?? false)
            if identifier == .hebrew, number > 5 { (number, isLeap) = number == 6 ? (5, true) : (number - 1, false) }
            return (year, .init(number, isLeap: isLeap), day - (parts.day ?? 0) + 1)
        }
        var found: [Month] = []
        var current = month(holding: days.lowerBound)
        while current.start < days.upperBound {
            found.append(current)
            var next = month(holding: current.start + 32)
            // Foundation contradicts itself where a new moon is close to midnight.
            if next.start <= current.start { next = month(holding: current.start + 45) }
            current = next
        }
        return found
    }

    private static let icuVersion =
        (try? Python.run("-c", ["import icu; print(icu.ICU_VERSION)"], with: ["icu"]).output) ?? ""

    private func icuMonths(_ name: String, in days: Range<Int>) throws -> [Month] {
        let script = Repository.file("Tests/RecurrenceTests/icu-oracle.py").path
        let answer = try Python.run(script, [name, "\(days.lowerBound)", "\(days.upperBound)"], with: ["icu"])
        // The first line is the version of ICU.
        return answer.lines.dropFirst().map { line in
            let numbers = line.split(separator: " ").compactMap { Int($0) }
            return (numbers[0], RecurrenceRule.Month(numbers[1], isLeap: numbers[2] == 1), numbers[3])
        }
    }

    /// The lines of icu-72-differences.txt by calendar.
    private func icuDifferences() -> [String: Set<String>] {
        KnownList("icu-72-differences.txt").rows.reduce(into: [:]) { known, fields in
            known[fields[0], default: []].insert(fields[1])
        }
    }

    /// One line for each month, by year and name, that begins on different days.
    private func differences(between ours: [Month], and theirs: [Month], _ days: Range<Int>) -> Set<String> {
        func starts(_ months: [Month]) -> [String: Int] {
            Dictionary(
                months.filter { days.contains($0.start) }.map { ("\($0.month) of \($0.year)", $0.start) },
                uniquingKeysWith: { first, _ in first }
            )
        }
        func words(_ day: Int?) -> String { day.map { CivilDate(dayNumber: $0).description } ?? "none" }
        let (ours, theirs) = (starts(ours), starts(theirs))
        return Set(
            Set(ours.keys).union(theirs.keys).filter { ours[$0] != theirs[$0] }.map { name in
                "\(name): \(words(ours[name])), not \(words(theirs[name]))"
            }
        )
    }

    private func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
        CivilDate(year: year, month: month, day: day).dayNumber
    }
}
