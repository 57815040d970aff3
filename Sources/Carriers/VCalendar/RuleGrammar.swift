internal import ICalendar

/// A rule in the grammar of vCalendar 1.0 (§2.1.12), such as `MP1 1+ MO 1- FR #10`.
struct RuleGrammar {
    enum Frequency: String, CaseIterable {
        case daily = "D"
        case weekly = "W"
        case monthlyByPosition = "MP"
        case monthlyByDay = "MD"
        case yearlyByMonth = "YM"
        case yearlyByDay = "YD"
    }

    /// One level of a rule; further ones repeat within it.
    struct Level {
        var frequency: Frequency
        var interval: Int
        /// Days of weeks, each with the occurrences in the month that it is meant at; 0 for none.
        var weekdays: [(occurrence: Int, day: Weekday)] = []
        /// Occurrences without a weekday, which is that of the start.
        var occurrences: [Int] = []
        /// Days of months, months or days of years; negative from the end.
        var numbers: [Int] = []
        /// Minutes after midnight.
        var times: [Int] = []
        /// How often it repeats; 0 for ever.
        var count: Int?
    }

    var levels: [Level] = []
    /// When it ends.
    var end: VCalendarTime?
    /// Whether a mark determines on which of several days the last repetition ends.
    var hasEndMark = false

    /// Reads a rule; nil if it is none of this grammar.
    init?(_ text: String) {
        // `#` begins a word, whether a blank is before it or not.
        let words = text.uppercased().replacing("#", with: " #").split {
            $0 == " " || $0 == "\t" || $0 == "," || $0 == "\r" || $0 == "\n"
        }
        for word in words {
            if let level = Self.level(word) {
                levels.append(level)
            } else if levels.isEmpty || end != nil || !add(word) {
                return nil
            }
        }
        if levels.isEmpty { return nil }
    }

    private static func level(_ word: Substring) -> Level? {
        let letters = word.prefix { $0.isLetter }
        guard let frequency = Frequency(rawValue: String(letters)),
            let interval = number(word.dropFirst(letters.count)), interval > 0
        else {
            return nil
        }
        return Level(frequency: frequency, interval: interval)
    }

    private static func number(_ digits: Substring) -> Int? {
        guard !digits.isEmpty, digits.utf8.count <= 6, digits.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
        return Int(digits)
    }

    /// Adds a word to the last level; false if it has no place there.
    private mutating func add(_ word: Substring) -> Bool {
        var word = word
        if word.hasSuffix("$") {
            hasEndMark = true
            word = word.dropLast()
        }
        let last = levels.count - 1
        let frequency = levels[last].frequency
        if word.hasPrefix("#") {
            guard levels[last].count == nil, let count = Self.number(word.dropFirst()) else { return false }
            levels[last].count = count
            return true
        }
        if word.utf8.count >= 8, let time = VCalendarTime(word) {
            end = time
            return true
        }
        if word.utf8.count == 4, let time = Self.number(word), time % 100 < 60, time < 2400 {
            levels[last].times.append(time / 100 * 60 + time % 100)
            return true
        }
        switch frequency {
        case .weekly:
            guard let day = Weekday(code: String(word)) else { return false }
            levels[last].weekdays.append((0, day))
        case .monthlyByPosition:
            if let day = Weekday(code: String(word)) {
                let current = levels[last].occurrences
                guard let occurrence = current.last else { return false }
                levels[last].weekdays.append((occurrence, day))
            } else if let occurrence = Self.signed(word, upTo: 5) {
                levels[last].occurrences.append(occurrence)
            } else {
                return false
            }
        case .monthlyByDay:
            guard let day = word == "LD" ? -1 : Self.signed(word, upTo: 31) ?? Self.number(word),
                (-31...31).contains(day), day != 0
            else { return false }
            levels[last].numbers.append(day)
        case .yearlyByMonth:
            guard let month = Self.number(word), (1...12).contains(month) else { return false }
            levels[last].numbers.append(month)
        case .yearlyByDay:
            guard let day = Self.number(word), (1...366).contains(day) else { return false }
            levels[last].numbers.append(day)
        case .daily: return false
        }
        return true
    }

    /// `2+` or `1-`.
    private static func signed(_ word: Substring, upTo limit: Int) -> Int? {
        guard let sign = word.last, sign == "+" || sign == "-", let value = number(word.dropLast()),
            (1...limit).contains(value)
        else { return nil }
        return sign == "-" ? -value : value
    }
}

extension RuleGrammar {
    /// The rule's parts but its end in RFC 5545; nil where RFC 5545 has no one rule that means the same.
    ///
    /// - Parameter start: the start of the series, whose day counts where the rule names none.
    func parts(from start: VCalendarTime?) -> [(name: String, value: String)]? {
        guard levels.count <= 2, var parts = Self.parts(of: levels[0], from: start) else { return nil }
        if levels.count == 2 {
            guard let inner = nested(from: start) else { return nil }
            parts = inner
        }
        let times = levels.flatMap(\.times)
        if !times.isEmpty {
            guard levels.count(where: { !$0.times.isEmpty }) == 1, let clock = Self.clock(times, from: start) else {
                return nil
            }
            parts += clock
        }
        return parts
    }

    private static func parts(of level: Level, from start: VCalendarTime?) -> [(name: String, value: String)]? {
        var parts: [(String, String)] = []
        func begin(_ frequency: String) {
            parts = [("FREQ", frequency)] + (level.interval > 1 ? [("INTERVAL", String(level.interval))] : [])
        }
        func list(_ name: String) {
            if !level.numbers.isEmpty { parts.append((name, level.numbers.map(String.init).joined(separator: ","))) }
        }
        switch level.frequency {
        case .daily: begin("DAILY")
        case .weekly:
            begin("WEEKLY")
            if !level.weekdays.isEmpty {
                parts.append(("BYDAY", level.weekdays.map(\.day.code).joined(separator: ",")))
            }
        case .monthlyByDay:
            begin("MONTHLY")
            list("BYMONTHDAY")
        case .monthlyByPosition:
            begin("MONTHLY")
            guard let days = positions(of: level, from: start) else { return nil }
            parts.append(("BYDAY", days))
        case .yearlyByMonth:
            begin("YEARLY")
            list("BYMONTH")
        case .yearlyByDay:
            begin("YEARLY")
            list("BYYEARDAY")
            if level.numbers.isEmpty, let date = start?.civil.date {
                parts.append(
                    ("BYYEARDAY", String(date.dayNumber - CivilDate(year: date.year, month: 1, day: 1).dayNumber + 1))
                )
            }
        }
        return parts
    }

    /// `1MO,-1FR`; an occurrence without a weekday takes that of the start, no occurrence that of the start as well.
    private static func positions(of level: Level, from start: VCalendarTime?) -> String? {
        let bare = level.occurrences.filter { occurrence in !level.weekdays.contains { $0.occurrence == occurrence } }
        var days = level.weekdays.map { "\($0.occurrence)\($0.day.code)" }
        if !bare.isEmpty || days.isEmpty {
            guard let date = start?.civil.date else { return nil }
            let own = bare.isEmpty ? [(date.day - 1) / 7 + 1] : bare
            days += own.map { "\($0)\(date.weekday.code)" }
        }
        return days.joined(separator: ",")
    }

    /// Months of a year, and within them days: one rule of RFC 5545, if no level counts for itself.
    private func nested(from start: VCalendarTime?) -> [(name: String, value: String)]? {
        let (outer, inner) = (levels[0], levels[1])
        guard outer.frequency == .yearlyByMonth, !outer.numbers.isEmpty, inner.interval == 1,
            inner.count == nil || inner.count == 0,
            outer.count == nil && end != nil || outer.count == 0, let parts = Self.parts(of: inner, from: start)
        else { return nil }
        let months = ("BYMONTH", outer.numbers.map(String.init).joined(separator: ","))
        let head = [("FREQ", "YEARLY")] + (outer.interval > 1 ? [("INTERVAL", String(outer.interval))] : []) + [months]
        switch inner.frequency {
        case .monthlyByDay, .monthlyByPosition, .weekly:
            let own = parts.filter { $0.name != "FREQ" && $0.name != "INTERVAL" }
            return own.isEmpty ? nil : head + own
        case .daily: return outer.interval == 1 ? [("FREQ", "DAILY"), months] : nil
        case .yearlyByMonth, .yearlyByDay: return nil
        }
    }

    /// Times of the day, if they are all minutes of all hours named.
    private static func clock(_ times: [Int], from start: VCalendarTime?) -> [(name: String, value: String)]? {
        let distinct = Set(times)
        if let time = start?.civil.time, distinct == [time.hour * 60 + time.minute] { return [] }
        let (hours, minutes) = (Set(distinct.map { $0 / 60 }).sorted(), Set(distinct.map { $0 % 60 }).sorted())
        guard hours.count * minutes.count == distinct.count else { return nil }
        return [
            ("BYHOUR", hours.map(String.init).joined(separator: ",")),
            ("BYMINUTE", minutes.map(String.init).joined(separator: ",")),
        ]
    }
}
