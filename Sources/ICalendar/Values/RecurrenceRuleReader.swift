internal import CalendarDiagnostics

/// Reads the text of one recurrence rule, part by part, and notes what is wrong with it.
///
/// A finding of severity error is one that a strict reader refuses.
struct RecurrenceRuleReader {
    private let text: [UInt8]
    private(set) var findings: [RecurrenceRule.Finding] = []
    private var frequency: RecurrenceRule.Frequency?
    private var rule = RecurrenceRule(.daily)
    private var parts = [String: Range<Int>](minimumCapacity: 8)

    init(_ text: [UInt8]) {
        self.text = text
    }

    /// The rule without the parts that make no sense, or nil without FREQ.
    mutating func read() -> RecurrenceRule? {
        guard !isOlderGrammar else {
            report("recurrence-vcalendar-rule", .error, "a rule in the grammar of vCalendar 1.0; left out", at: 0..<text.count)
            return nil
        }
        var start = 0
        while start <= text.count {
            let end = text[start...].firstIndex(of: UInt8(ascii: ";")) ?? text.count
            readPart(start..<end)
            start = end + 1
        }
        guard let frequency else {
            if parts["FREQ"] == nil {
                report("recurrence-frequency-missing", .error, "no FREQ; the rule is left out", at: 0..<text.count)
            }
            return nil
        }
        rule.frequency = frequency
        checkCombinations()
        return rule
    }
}

extension RecurrenceRuleReader {
    /// `D1 #10`, `W2 MO #0`, `MP1 1+ MO`, `MD1 5`, `YM1 3`, `YD1 100`: a letter or two, then the interval.
    private var isOlderGrammar: Bool {
        let letters = text.prefix { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
        guard letters.count < 3, letters.count < text.count, Self.isDigit(text[letters.count]) else { return false }
        return ["D", "W", "MP", "MD", "YM", "YD", "M"].contains(Self.upper(letters))
    }

    private mutating func readPart(_ range: Range<Int>) {
        guard !range.isEmpty else {
            let isAtEnd = range.lowerBound == text.count
            if isAtEnd, range.lowerBound > 0 {
                report("recurrence-trailing-semicolon", .warning, "a semicolon at the end; passed over", at: range)
            } else if !isAtEnd {
                report("recurrence-empty-part", .error, "an empty part; passed over", at: range)
            }
            return
        }
        guard let equals = text[range].firstIndex(of: UInt8(ascii: "=")) else {
            report("recurrence-bad-part", .error, "\(shown(range)) has no value; left out", at: range)
            return
        }
        let nameRange = trimmedReporting(range.lowerBound..<equals)
        let valueRange = trimmedReporting(equals + 1..<range.upperBound)
        let name = Self.upper(text[nameRange])
        guard parts[name] == nil else {
            report("recurrence-part-repeated", .error, "\(name) stands twice; the second is left out", at: range)
            return
        }
        parts[name] = range
        read(name, valueRange, part: range)
    }

    private mutating func read(_ name: String, _ value: Range<Int>, part: Range<Int>) {
        switch name {
        case "FREQ":
            frequency = RecurrenceRule.Frequency(rawValue: Self.upper(text[value]))
            if frequency == nil {
                report("recurrence-bad-frequency", .error, "\(shown(value)) is no frequency; the rule is left out", at: part)
            }
        case "INTERVAL":
            if let number = positive(name, value, part, zero: "read as 1") { rule.interval = max(number, 1) }
        case "COUNT":
            if let number = positive(name, value, part, zero: "read as 1") { rule.count = max(number, 1) }
        case "UNTIL": readUntil(value, part: part)
        case "WKST": rule.weekStart = weekday(value, part)
        case "RSCALE":
            if value.isEmpty { reportBad(name, value, part) } else { rule.calendarScale = Self.upper(text[value]) }
        case "SKIP":
            rule.skip = RecurrenceRule.Skip(rawValue: Self.upper(text[value]))
            if rule.skip == nil { reportBad(name, value, part) }
        case "BYDAY": readWeekdays(value, part)
        case "BYMONTH": rule.byMonth = kept(list(value) { month($0) }, of: name, part)
        case "BYSECOND": rule.bySecond = numbers(name, value, part, 0...60)
        case "BYMINUTE": rule.byMinute = numbers(name, value, part, 0...59)
        case "BYHOUR": rule.byHour = numbers(name, value, part, 0...23)
        // Years of other calendars can be longer: RFC 7529 §4.1 widens the ranges.
        case "BYMONTHDAY": rule.byMonthDay = numbers(name, value, part, 1...(isScaled ? 32 : 31), signed: true)
        case "BYYEARDAY": rule.byYearDay = numbers(name, value, part, 1...(isScaled ? 386 : 366), signed: true)
        case "BYWEEKNO": rule.byWeekNumber = numbers(name, value, part, 1...(isScaled ? 56 : 53), signed: true)
        case "BYSETPOS": rule.bySetPosition = numbers(name, value, part, 1...(isScaled ? 386 : 366), signed: true)
        default:
            rule.unknownParts.append(.init(name: shown(nameRange(of: part)), value: shown(value)))
            report("recurrence-unknown-part", .warning, "unknown part \(name); kept, without effect", at: part)
        }
    }

    /// Whether a calendar other than the Gregorian is named anywhere in the rule.
    private var isScaled: Bool {
        if let scale = rule.calendarScale { return scale != "GREGORIAN" }
        let key = "RSCALE="
        guard let start = text.span.firstIndex(ofWord: key) else { return false }
        return !text.span.hasWord("GREGORIAN", at: start + key.utf8.count)
    }

    private mutating func checkCombinations() {
        if rule.count != nil, rule.until != nil {
            report("recurrence-count-and-until", .error, "COUNT beside UNTIL; both kept, the earlier ends", at: range("UNTIL"))
        }
        if rule.skip != nil, rule.calendarScale == nil {
            report("recurrence-skip-without-rscale", .error, "SKIP without RSCALE; taken as Gregorian", at: range("SKIP"))
        }
        if !rule.bySetPosition.isEmpty, !rule.hasByPart {
            report("recurrence-setpos-alone", .error, "BYSETPOS without another BY part; kept", at: range("BYSETPOS"))
        }
        for name in rule.forbiddenParts {
            report(
                "recurrence-forbidden-part",
                .error,
                "\(name) does not go with FREQ=\(rule.frequency.rawValue); kept as a limit",
                at: range(name)
            )
        }
    }

    private func range(_ name: String) -> Range<Int> { parts[name] ?? 0..<text.count }
}

// MARK: - Values

extension RecurrenceRuleReader {
    private mutating func positive(_ name: String, _ value: Range<Int>, _ part: Range<Int>, zero: String) -> Int? {
        guard let number = unsigned(value) else {
            reportBad(name, value, part)
            return nil
        }
        if number == 0 { report("recurrence-bad-value", .error, "\(name)=0; \(zero)", at: part) }
        return number
    }

    private mutating func numbers(
        _ name: String, _ value: Range<Int>, _ part: Range<Int>, _ limits: ClosedRange<Int>, signed: Bool = false
    ) -> [Int] {
        let members = list(value) { range -> Int? in
            guard let number = signed ? integer(range) : unsigned(range) else { return nil }
            return limits.contains(abs(number)) ? number : nil
        }
        return kept(members, of: name, part)
    }

    /// The members of a list, those that cannot be read as nil, each with its place.
    private func list<Member>(_ value: Range<Int>, read: (Range<Int>) -> Member?) -> [(Member?, Range<Int>)] {
        var found: [(Member?, Range<Int>)] = []
        var start = value.lowerBound
        while start <= value.upperBound {
            let end = text[start..<value.upperBound].firstIndex(of: UInt8(ascii: ",")) ?? value.upperBound
            let member = trimmed(start..<end)
            found.append((read(member), member))
            start = end + 1
        }
        return found
    }

    /// The members that can be read; the others are reported.
    private mutating func kept<Member>(_ list: [(Member?, Range<Int>)], of name: String, _ part: Range<Int>) -> [Member] {
        for (member, range) in list where member == nil { reportBad(name, range, part) }
        return list.compactMap(\.0)
    }

    private mutating func readWeekdays(_ value: Range<Int>, _ part: Range<Int>) {
        let members = list(value) { weekdayPosition($0) }
        for (member, range) in members where member?.ordinal == 0 && range.count > 2 {
            report("recurrence-bad-value", .error, "BYDAY cannot be \(shown(range)); read without the number", at: part)
        }
        rule.byDay = kept(members, of: "BYDAY", part)
    }

    private func weekdayPosition(_ range: Range<Int>) -> RecurrenceRule.WeekdayPosition? {
        guard range.count >= 2, let weekday = Weekday(code: shown(range.upperBound - 2..<range.upperBound)) else {
            return nil
        }
        let sign = range.lowerBound..<range.upperBound - 2
        guard !sign.isEmpty else { return .init(weekday) }
        guard let ordinal = integer(sign), (0...53).contains(abs(ordinal)) else { return nil }
        return .init(weekday, ordinal: ordinal)
    }

    private func month(_ range: Range<Int>) -> RecurrenceRule.Month? {
        let isLeap = range.last.map { text[$0] | 0x20 == UInt8(ascii: "l") } ?? false
        let digits = isLeap ? range.lowerBound..<range.upperBound - 1 : range
        // The scale is looked for only where it counts.
        guard let number = unsigned(digits), (1...13).contains(number), number < 13 || isScaled else { return nil }
        return .init(number, isLeap: isLeap)
    }

    private mutating func weekday(_ value: Range<Int>, _ part: Range<Int>) -> Weekday? {
        let weekday = Weekday(code: shown(value))
        if weekday == nil { reportBad("WKST", value, part) }
        return weekday
    }

    /// `20260105`, `20260105T100000`, `20260105T100000Z`; with hyphens, colons or a blank it is ISO 8601's longer form.
    private mutating func readUntil(_ value: Range<Int>, part: Range<Int>) {
        let bytes = text[value]
        let kept = bytes.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ":") }
        guard let until = Self.until(Array(kept)) else { return reportBad("UNTIL", value, part) }
        rule.until = until
        if kept.count != bytes.count {
            report("recurrence-until-extended", .error, "UNTIL in ISO 8601's extended form; read all the same", at: part)
        }
    }

    private static func until(_ bytes: [UInt8]) -> RecurrenceRule.Until? {
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in bytes[range] {
                guard isDigit(byte) else { return nil }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
            }
            return value
        }
        guard bytes.count >= 8, let year = number(0..<4), let month = number(4..<6), let day = number(6..<8) else {
            return nil
        }
        let date = CivilDate(year: year, month: month, day: day)
        guard date.isValid else { return nil }
        if bytes.count == 8 { return .date(date) }
        let isUTC = bytes.last.map { $0 | 0x20 == UInt8(ascii: "z") } ?? false
        guard bytes.count == (isUTC ? 16 : 15), bytes[8] | 0x20 == UInt8(ascii: "t"), let hour = number(9..<11),
            let minute = number(11..<13), let second = number(13..<15)
        else { return nil }
        let moment = CivilDateTime(date, CivilTime(hour: hour, minute: minute, second: second))
        guard moment.isValid else { return nil }
        return isUTC ? .utc(moment) : .local(moment)
    }
}

// MARK: - Bytes

extension RecurrenceRuleReader {
    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static func upper(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self).uppercased()
    }

    private func shown(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }

    private func nameRange(of part: Range<Int>) -> Range<Int> {
        trimmed(part.lowerBound..<(text[part].firstIndex(of: UInt8(ascii: "=")) ?? part.upperBound))
    }

    /// Up to eighteen digits, which no arithmetic here overflows on.
    private func unsigned(_ range: Range<Int>) -> Int? {
        guard !range.isEmpty, range.count <= 18 else { return nil }
        var value = 0
        for byte in text[range] {
            guard Self.isDigit(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }

    private func integer(_ range: Range<Int>) -> Int? {
        guard let first = range.first else { return nil }
        switch text[first] {
        case UInt8(ascii: "-"): return unsigned(first + 1..<range.upperBound).map { -$0 }
        case UInt8(ascii: "+"): return unsigned(first + 1..<range.upperBound)
        default: return unsigned(range)
        }
    }

    /// The range without blanks at either end, which are reported.
    private mutating func trimmedReporting(_ range: Range<Int>) -> Range<Int> {
        let inner = trimmed(range)
        if inner != range { report("recurrence-blank", .warning, "a blank in the rule; passed over", at: range) }
        return inner
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        var inner = range
        while let first = inner.first, isBlank(text[first]) { inner = first + 1..<inner.upperBound }
        while let last = inner.last, isBlank(text[last]) { inner = inner.lowerBound..<last }
        return inner
    }

    private mutating func reportBad(_ name: String, _ value: Range<Int>, _ part: Range<Int>) {
        let message = value.isEmpty ? "\(name) has an empty value; left out" : "\(name) cannot be \(shown(value)); left out"
        report(isOfForm(name, value) ? "recurrence-bad-value" : "recurrence-unreadable-value", .error, message, at: part)
    }

    /// Whether a value that cannot be is written like one that could: a number beyond its limits, a day that does not exist.
    private func isOfForm(_ name: String, _ value: Range<Int>) -> Bool {
        switch name {
        case "UNTIL": return value.count >= 8 && text[value].prefix(8).allSatisfy(Self.isDigit)
        case "BYDAY":
            guard value.count > 2, Weekday(code: shown(value.upperBound - 2..<value.upperBound)) != nil else { return false }
            return integer(value.lowerBound..<value.upperBound - 2) != nil
        default:
            let isLeapMonth = name == "BYMONTH" && value.last.map { text[$0] | 0x20 == UInt8(ascii: "l") } ?? false
            return integer(isLeapMonth ? value.dropLast() : value) != nil
        }
    }

    private mutating func report(_ rule: RuleID, _ severity: Severity, _ message: String, at range: Range<Int>) {
        findings.append(.init(rule: rule, severity: severity, message: message, range: range))
    }
}
