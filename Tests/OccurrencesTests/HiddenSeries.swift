import CalendarModel
import ICalendar
import Occurrences

/// A series generated from a number: one of Kolab's patterns, with missing, changed and moved occurrences.
struct HiddenSeries {
    private var state: UInt64
    private(set) var rule = RecurrenceRule(.daily)

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678 }

    /// A number below `bound` (Knuth's MMIX generator).
    private mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }

    /// The series; of its occurrences the first three and the last two take place by the rule.
    mutating func series() -> Series {
        let first = CivilDate(dayNumber: 20_000 + below(900))
        var master = CalendarItem(.event)
        master.uid = "hidden"
        master.summary = "stand-up"
        let (rule, start) = pattern(near: first)
        self.rule = rule
        let time = CivilDateTime(start, CivilTime(hour: 4 + below(14), minute: 15 * below(4), second: 0))
        switch below(3) {
        case 0:
            master.start = .date(start)
            master.end = .date(start.addingDays(1 + below(2)))
        case 1:
            master.start = .utc(time)
            master.end = .utc(time.addingSeconds(1800 * (1 + below(4))))
        default:
            master.start = .zoned(time, zone: "Europe/Berlin")
            master.duration = NominalDuration(seconds: 900 * (1 + below(8)))
        }
        master.rules = [rule]
        return changed(master)
    }

    private mutating func pattern(near date: CivilDate) -> (RecurrenceRule, CivilDate) {
        var rule = RecurrenceRule([.daily, .weekly, .weekly, .monthly, .monthly, .yearly, .yearly][below(7)])
        rule.count = 12 + below(10)
        rule.interval = 1 + below(rule.frequency == .yearly ? 2 : 3)
        var start = date
        if start.day > 28 { start.day = 28 }
        let ordinal = (start.day + 6) / 7
        switch rule.frequency {
        case .weekly:
            let weekdays = Set([start.weekday, Weekday.allCases[below(7)], Weekday.allCases[below(7)]]).sorted()
            if weekdays.count > 1 { rule.byDay = weekdays.map { .init($0) } }
        case .monthly where below(2) == 0:
            // Three months are thirteen weeks often enough for the weekly rule to be the shorter one.
            rule.interval = 1 + below(2)
            rule.byDay = [.init(start.weekday, ordinal: ordinal)]
        case .yearly:
            switch below(3) {
            case 0:
                rule.byMonth = [.init(start.month)]
                rule.byDay = [.init(start.weekday, ordinal: ordinal)]
            case 1 where start.month > 2:
                // Without a leap year among them, a day of the year is a day of its month.
                rule.interval = 1
                let dayOfYear = start.dayNumber - CivilDate(year: start.year, month: 1, day: 1).dayNumber + 1
                rule.byYearDay = [dayOfYear]
            default: break
            }
        default: break
        }
        return (rule, start)
    }

    private mutating func changed(_ master: CalendarItem) -> Series {
        var series = Series(master: master)
        guard let start = master.start, let count = master.rules[0].count else { return series }
        let slots = Listing.places(of: master)
        var isQuiet = true
        for index in 0..<count {
            let place = start.showing(slots[index])
            // Changes are apart, so that none could be taken for another.
            guard isQuiet else {
                isQuiet = true
                continue
            }
            switch below(6) {
            // One before the first or after the last would not be noticed.
            case 0 where index > 0 && index < count - 1: series.exclude(place)
            case 1:
                var override = master
                override.rules = []
                override.summary = "retrospective"
                series.replaceOccurrence(with: override.moved(to: place, by: 0))
            case 2 where !start.isDate:
                var override = master
                override.rules = []
                series.replaceOccurrence(with: override.moved(to: place, by: 3600 * (1 + below(3))))
            default: continue
            }
            isQuiet = false
        }
        return series
    }
}

extension CalendarItem {
    /// The occurrence at `place`, begun later by `seconds`.
    fileprivate func moved(to place: EventTime, by seconds: Int) -> CalendarItem {
        var item = self
        item.recurrenceID = .init(place)
        let begins = place.adding(seconds: seconds)
        if let start, let end {
            let length = end.civil.secondsSinceEpoch - start.civil.secondsSinceEpoch
            item.end = end.showing(begins.civil.addingSeconds(length))
        }
        item.start = begins
        return item
    }
}

extension Listing {
    /// What the rule of an item yields, on its own clock.
    static func places(of master: CalendarItem) -> [CivilDateTime] {
        var listing = Listing(series: [Series(master: master)])
        return listing.first(10_000).map(\.start.civil)
    }

    init(series: [Series]) { self.series = series }
}
