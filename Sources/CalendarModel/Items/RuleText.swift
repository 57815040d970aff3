public import CalendarDiagnostics
public import ICalendar

/// Recurrence rules as RFC 5545 §3.3.10 writes them.
extension RecurrenceRule {
    /// Reads the parts in any order; names in any case.
    ///
    /// - Throws: ``ConversionError`` `invalid-recurrence-rule` for an unknown part, a value out of range or a missing FREQ.
    init(ruleText text: Span<UInt8>) throws(ConversionError) {
        var parts: [(name: String, value: String)] = []
        var bytes: [UInt8] = []
        for index in text.indices { bytes.append(text[index]) }
        for part in bytes.split(separator: UInt8(ascii: ";")) {
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { throw Self.invalid("a part without a value") }
            parts.append(
                (
                    String(decoding: part[..<equals], as: UTF8.self).uppercased(),
                    String(decoding: part[(equals + 1)...], as: UTF8.self).uppercased()
                ))
        }
        guard let word = parts.first(where: { $0.name == "FREQ" })?.value, let frequency = Frequency(rawValue: word) else {
            throw Self.invalid("FREQ is missing or unknown")
        }
        guard Set(parts.map(\.name)).count == parts.count else { throw Self.invalid("a part stands twice") }
        self.init(frequency)
        for (name, value) in parts where name != "FREQ" { try setPart(name, value) }
    }

    private mutating func setPart(_ name: String, _ value: String) throws(ConversionError) {
        switch name {
        case "INTERVAL": interval = try Self.number(value, in: 1...Int(Int32.max))
        case "COUNT": count = try Self.number(value, in: 1...Int(Int32.max))
        case "UNTIL": until = try Self.until(value)
        case "BYSECOND": bySecond = try Self.numbers(value, in: 0...60)
        case "BYMINUTE": byMinute = try Self.numbers(value, in: 0...59)
        case "BYHOUR": byHour = try Self.numbers(value, in: 0...23)
        case "BYDAY": byDay = try Self.weekdays(value)
        case "BYMONTHDAY": byMonthDay = try Self.numbers(value, in: -31...31)
        case "BYYEARDAY": byYearDay = try Self.numbers(value, in: -366...366)
        case "BYWEEKNO": byWeekNumber = try Self.numbers(value, in: -53...53)
        case "BYMONTH": byMonth = try Self.months(value)
        case "BYSETPOS": bySetPosition = try Self.numbers(value, in: -366...366)
        case "WKST": weekStart = try Self.weekday(value)
        case "RSCALE": calendarScale = value
        case "SKIP":
            guard let word = Skip(rawValue: value) else { throw Self.invalid("SKIP=\(value)") }
            skip = word
        default: throw Self.invalid("no part is named \(name)")
        }
    }

    /// The parts in the order of the RFC's own examples.
    var ruleText: [UInt8] {
        var bytes = Array("FREQ=\(frequency.rawValue)".utf8)
        func add(_ name: String, _ value: String) { bytes.append(contentsOf: ";\(name)=\(value)".utf8) }
        func add(_ name: String, _ values: [Int]) {
            if !values.isEmpty { add(name, values.map(String.init).joined(separator: ",")) }
        }
        if let calendarScale { bytes = Array("RSCALE=\(calendarScale);".utf8) + bytes }
        switch until {
        case .date(let date): add("UNTIL", EventTime.date(date).description)
        case .local(let time): add("UNTIL", EventTime.floating(time).description)
        case .utc(let time): add("UNTIL", EventTime.utc(time).description)
        case nil: break
        }
        if let count { add("COUNT", String(count)) }
        if interval != 1 { add("INTERVAL", String(interval)) }
        add("BYSECOND", bySecond)
        add("BYMINUTE", byMinute)
        add("BYHOUR", byHour)
        if !byDay.isEmpty {
            let days = byDay.map { ($0.ordinal == 0 ? "" : String($0.ordinal)) + $0.weekday.code }
            add("BYDAY", days.joined(separator: ","))
        }
        add("BYMONTHDAY", byMonthDay)
        add("BYYEARDAY", byYearDay)
        add("BYWEEKNO", byWeekNumber)
        if !byMonth.isEmpty {
            add("BYMONTH", byMonth.map { String($0.number) + ($0.isLeap ? "L" : "") }.joined(separator: ","))
        }
        add("BYSETPOS", bySetPosition)
        if let weekStart { add("WKST", weekStart.code) }
        if let skip { add("SKIP", skip.rawValue) }
        return bytes
    }

    private static func invalid(_ message: String) -> ConversionError {
        ConversionError("invalid-recurrence-rule", message)
    }

    private static func number(_ text: String, in range: ClosedRange<Int>) throws(ConversionError) -> Int {
        guard let number = Int(text), range.contains(number) else { throw invalid("\(text) is out of range") }
        return number
    }

    private static func numbers(_ text: String, in range: ClosedRange<Int>) throws(ConversionError) -> [Int] {
        var found: [Int] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            found.append(try number(String(part), in: range))
        }
        return found
    }

    private static func weekday(_ text: String) throws(ConversionError) -> Weekday {
        guard let weekday = Weekday(code: text) else { throw invalid("\(text) is no weekday") }
        return weekday
    }

    private static func weekdays(_ text: String) throws(ConversionError) -> [WeekdayPosition] {
        var found: [WeekdayPosition] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ordinal = part.dropLast(2)
            found.append(
                WeekdayPosition(
                    try weekday(String(part.suffix(2))),
                    ordinal: ordinal.isEmpty ? 0 : try number(String(ordinal), in: -53...53)))
        }
        return found
    }

    private static func months(_ text: String) throws(ConversionError) -> [Month] {
        var found: [Month] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let isLeap = part.hasSuffix("L")
            found.append(Month(try number(String(isLeap ? part.dropLast() : part), in: 1...13), isLeap: isLeap))
        }
        return found
    }

    private static func until(_ text: String) throws(ConversionError) -> Until {
        switch EventTime(basic: Array(text.utf8).span) {
        case .date(let date): return .date(date)
        case .floating(let time): return .local(time)
        case .utc(let time): return .utc(time)
        default: throw invalid("UNTIL=\(text) is no date")
        }
    }
}

extension EventTime {
    /// Reads `YYYYMMDD`, `YYYYMMDDThhmmss` or the latter with `Z`; nil for anything else or a date that does not exist.
    init?(basic text: Span<UInt8>) {
        guard text.count == 8 || text.count == 15 || text.count == 16, let year = text.digits(0, 4),
            let month = text.digits(4, 2), let day = text.digits(6, 2)
        else { return nil }
        let date = CivilDate(year: year, month: month, day: day)
        guard date.isValid, year > 0 else { return nil }
        if text.count == 8 {
            self = .date(date)
            return
        }
        guard text[8] == UInt8(ascii: "T"), let hour = text.digits(9, 2), let minute = text.digits(11, 2),
            let second = text.digits(13, 2)
        else { return nil }
        let time = CivilDateTime(date, CivilTime(hour: hour, minute: minute, second: second))
        guard time.isValid else { return nil }
        if text.count == 15 {
            self = .floating(time)
        } else {
            guard text[15] == UInt8(ascii: "Z") else { return nil }
            self = .utc(time)
        }
    }
}
