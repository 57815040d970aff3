internal import Foundation
internal import ICalendar
public import Recurrence
internal import Synchronization

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
///
/// Its calendars that follow the moon and the sun take long to answer: every month is asked for once, and years are kept.
private final class Reckoner: Sendable {
    private let calendar: Calendar
    private let yearLength: Double
    private let years = Mutex<[Int: [CalendarArithmetic.MonthSpan]]>([:])
    private static let mostYears = 4000
    /// Foundation's calendars contradict themselves in very far years, so nothing is followed for ever.
    private static let mostMonths = 14

    init(calendar: Calendar, yearLength: Double) {
        self.calendar = calendar
        self.yearLength = yearLength
    }

    /// The months of a year; none if it lies too far away.
    func months(of year: Int) -> [CalendarArithmetic.MonthSpan] {
        if let known = years.withLock({ $0[year] }) { return known }
        let spans = firstMonth(of: year).map(months(from:)) ?? []
        years.withLock { years in
            if years.count == Self.mostYears { years.removeAll() }
            years[year] = spans
        }
        return spans
    }

    /// The year that holds a day.
    func year(holding dayNumber: Int) -> Int { month(holding: dayNumber).year }

    private struct Month {
        var year: Int
        var name: RecurrenceRule.Month
        var start: Int
    }

    /// That month and those after it in its year.
    private func months(from first: Month) -> [CalendarArithmetic.MonthSpan] {
        var spans: [CalendarArithmetic.MonthSpan] = []
        var month = first
        while month.year == first.year, spans.count < Self.mostMonths {
            // No calendar has two months within 32 days of which the second is over by then.
            let next = self.month(holding: month.start + 32)
            guard next.start > month.start else { break }
            spans.append(.init(month.name, days: month.start..<next.start))
            month = next
        }
        return spans
    }

    private func month(holding dayNumber: Int) -> Month {
        let date = Date(timeIntervalSince1970: Double(dayNumber) * 86_400 + 43_200)
        let parts = calendar.dateComponents([.era, .year, .month, .day], from: date)
        let isCyclic = [.chinese, .dangi].contains(calendar.identifier)
        // The Chinese calendar and its Korean sister count in cycles of sixty years.
        let year = (parts.year ?? 0) + (isCyclic ? (parts.era ?? 0) * 60 : 0)
        return Month(year: year, name: name(of: parts), start: dayNumber - (parts.day ?? 1) + 1)
    }

    private func name(of parts: DateComponents) -> RecurrenceRule.Month {
        let number = parts.month ?? 1
        // Foundation numbers Adar I as 6 and Adar as 7 in every year.
        guard calendar.identifier == .hebrew, number > 5 else { return .init(number, isLeap: parts.isLeapMonth ?? false) }
        return number == 6 ? .init(5, isLeap: true) : .init(number - 1)
    }

    private func firstMonth(of year: Int) -> Month? {
        var month = month(holding: 0)
        for _ in 0..<8 where month.year != year {
            let distance = Double(year - month.year) * yearLength
            guard abs(distance) < 10_000_000 else { return nil }
            month = self.month(holding: month.start + Int(distance.rounded(distance > 0 ? .up : .down)))
        }
        guard month.year == year else { return nil }
        for _ in 0..<Self.mostMonths {
            let earlier = self.month(holding: month.start - 1)
            guard earlier.year == year, earlier.start < month.start else { break }
            month = earlier
        }
        return month
    }
}
