internal import Foundation
internal import ICalendar
public import Recurrence

extension CalendarArithmetic {
    /// The calendars of RFC 7529 that Foundation can reckon, to be handed to ``RecurrenceSequence``.
    ///
    /// Months are named as CLDR does: a Hebrew leap year has Adar I as `5L`, and Adar is always 6.
    public static let others: [CalendarArithmetic] = rows.map { reckoned(by: $0) }

    private struct Row: Sendable {
        var scale: String
        var identifier: Calendar.Identifier
        /// Days of a year on average, to guess where a year lies.
        var yearLength: Double
        var hasLeapMonths = false
    }

    // swift-format-ignore
    private static let rows: [Row] = [
        .init(scale: "HEBREW",         identifier: .hebrew,              yearLength: 365.2468, hasLeapMonths: true),
        .init(scale: "CHINESE",        identifier: .chinese,             yearLength: 365.2422, hasLeapMonths: true),
        .init(scale: "ETHIOPIC",       identifier: .ethiopicAmeteMihret, yearLength: 365.25),
        .init(scale: "COPTIC",         identifier: .coptic,              yearLength: 365.25),
        .init(scale: "DANGI",          identifier: .dangi,               yearLength: 365.2422, hasLeapMonths: true),
        // Amete Alem counts years from elsewhere and has the same months; Foundation reckons it as Gregorian.
        .init(scale: "ETHIOAA",        identifier: .ethiopicAmeteMihret, yearLength: 365.25),
        .init(scale: "ETHIOPIC-AMETE-ALEM", identifier: .ethiopicAmeteMihret, yearLength: 365.25),
        .init(scale: "ISLAMIC",        identifier: .islamic,             yearLength: 354.3667),
        .init(scale: "ISLAMICC",       identifier: .islamicCivil,        yearLength: 354.3667),
        .init(scale: "ISLAMIC-CIVIL",  identifier: .islamicCivil,        yearLength: 354.3667),
        .init(scale: "ISLAMIC-TBLA",   identifier: .islamicTabular,      yearLength: 354.3667),
        .init(scale: "ISLAMIC-UMALQURA", identifier: .islamicUmmAlQura,  yearLength: 354.3667),
        .init(scale: "PERSIAN",        identifier: .persian,             yearLength: 365.2422),
        .init(scale: "INDIAN",         identifier: .indian,              yearLength: 365.2425),
    ]

    private static func reckoned(by row: Row) -> CalendarArithmetic {
        var calendar = Calendar(identifier: row.identifier)
        calendar.timeZone = .gmt
        let reckoner = Reckoner(calendar: calendar, yearLength: row.yearLength)
        return CalendarArithmetic(
            scale: row.scale,
            // Only what a statically linked program names of Foundation is part of it: without a word of ICU's calendars
            // like these symbols there would be none but the Gregorian.
            monthsPerYear: row.hasLeapMonths ? nil : calendar.monthSymbols.count,
            yearHolding: { reckoner.year(holding: $0) },
            months: { reckoner.months(of: $0) }
        )
    }
}

/// Asks Foundation for years and months, in days since 1970-01-01.
private struct Reckoner: Sendable {
    let calendar: Calendar
    let yearLength: Double

    /// Years of one number line: the Chinese calendar and its Korean sister count in cycles of sixty.
    func year(holding dayNumber: Int) -> Int {
        let parts = calendar.dateComponents([.era, .year], from: date(dayNumber))
        let year = parts.year ?? 0
        return [.chinese, .dangi].contains(calendar.identifier) ? (parts.era ?? 0) * 60 + year : year
    }

    func months(of year: Int) -> [CalendarArithmetic.MonthSpan] {
        guard let first = firstDay(of: year) else { return [] }
        var months: [CalendarArithmetic.MonthSpan] = []
        var day = first
        while months.count < 14, self.year(holding: day) == year {
            guard let interval = calendar.dateInterval(of: .month, for: date(day)) else { break }
            let end = dayNumber(interval.end)
            guard end > day else { break }
            months.append(.init(month(holding: day), days: day..<end))
            day = end
        }
        return months
    }

    private func month(holding dayNumber: Int) -> RecurrenceRule.Month {
        let parts = calendar.dateComponents([.month], from: date(dayNumber))
        let number = parts.month ?? 1
        // Foundation numbers Adar I as 6 and Adar as 7 in every year.
        guard calendar.identifier == .hebrew, number > 5 else { return .init(number, isLeap: parts.isLeapMonth ?? false) }
        return number == 6 ? .init(5, isLeap: true) : .init(number - 1)
    }

    private func firstDay(of year: Int) -> Int? {
        var day = 0
        for _ in 0..<8 {
            let found = self.year(holding: day)
            if found == year { return calendar.dateInterval(of: .year, for: date(day)).map { dayNumber($0.start) } }
            let distance = Double(year - found) * yearLength
            guard abs(distance) < 10_000_000 else { return nil }
            day += Int(distance.rounded(distance > 0 ? .up : .down))
        }
        return nil
    }

    private func date(_ dayNumber: Int) -> Date { Date(timeIntervalSince1970: Double(dayNumber) * 86_400 + 43_200) }

    private func dayNumber(_ date: Date) -> Int { Int((date.timeIntervalSince1970 / 86_400).rounded(.down)) }
}
