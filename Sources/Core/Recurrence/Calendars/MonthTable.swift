internal import Bytes

/// The months of consecutive years that no arithmetic gives, decoded from a text.
struct MonthTable: Sendable {
    /// The number of the first year.
    let firstYear: Int
    /// The first day of each year, counted from 1970-01-01, and the day after the last year.
    private let yearStarts: [Int]
    private let years: [Year]

    /// One year.
    private struct Year: Sendable {
        /// The number of the month that a leap month follows; 0 without one.
        var leapMonth: Int
        /// A bit for each month of 30 days, the first month lowest; the others have 29.
        var longMonths: UInt

        var monthCount: Int { leapMonth > 0 ? 13 : 12 }
        var length: Int { 29 * monthCount + longMonths.nonzeroBitCount }
    }

    /// Reads a table.
    ///
    /// - Parameters:
    ///   - firstYear: the number of the first year.
    ///   - firstDay: its first day, counted from 1970-01-01.
    ///   - words: a hexadecimal number for each year: the month that a leap month follows times 65536, plus a bit for each
    ///     month of 30 days, the first month lowest.
    init(firstYear: Int, firstDay: Int, words: String) {
        self.firstYear = firstYear
        years = words.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }.map { word in
            let number = word.reduce(UInt(0)) {
                $0 << 4 | UInt($1 > UInt8(ascii: "9") ? $1 - UInt8(ascii: "a") + 10 : $1 - UInt8(ascii: "0"))
            }
            return Year(leapMonth: Int(number >> 16), longMonths: number & 0xFFFF)
        }
        yearStarts = years.reduce(into: [firstDay]) { $0.append($0[$0.count - 1] + $1.length) }
    }
}

extension MonthTable {
    /// The days of all years.
    var days: Range<Int> { yearStarts[0]..<yearStarts[yearStarts.count - 1] }

    /// The year that holds a day; the one before the first or the one after the last for a day outside.
    func year(holding dayNumber: Int) -> Int {
        guard dayNumber >= yearStarts[0] else { return firstYear - 1 }
        return firstYear + yearStarts.firstIndex(notBefore: dayNumber + 1) - 1
    }

    /// The months of a year in order; none for a year outside.
    func months(of year: Int) -> [MonthSpan] {
        guard years.indices.contains(year - firstYear) else { return [] }
        let start = yearStarts[year - firstYear]
        let year = years[year - firstYear]
        return [MonthSpan](from: start, count: year.monthCount, leapMonth: year.leapMonth) {
            29 + Int(year.longMonths >> UInt($0) & 1)
        }
    }
}

/// A calendar that is known for the years of a table only.
struct TabledCalendar: CalendarArithmetic {
    let table: MonthTable
    var monthsPerYear: Int?

    var knownDays: Range<Int>? { table.days }

    func year(holding dayNumber: Int) -> Int { table.year(holding: dayNumber) }

    func months(of year: Int) -> [MonthSpan] { table.months(of: year) }
}
