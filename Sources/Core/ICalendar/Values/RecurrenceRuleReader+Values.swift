internal import Bytes
internal import CalendarDiagnostics

/// The values of a rule's parts.
extension RecurrenceRuleReader {
    mutating func positive(_ name: String, _ value: Range<Int>, _ part: Range<Int>, zero: String) -> Int? {
        guard let number = unsigned(value) else {
            reportBad(name, value, part)
            return nil
        }
        if number == 0 { report("recurrence-bad-value", .error, "\(name)=0; \(zero)", at: part) }
        return number
    }

    mutating func numbers(
        _ name: String,
        _ value: Range<Int>,
        _ part: Range<Int>,
        _ limits: ClosedRange<Int>,
        signed: Bool = false
    ) -> [Int] {
        let read = members(value).map { range -> (Member<Int>, Range<Int>) in
            guard let number = signed ? integer(range) : unsigned(range), limits.contains(abs(number)) else {
                return (.unreadable, range)
            }
            return (.plain(number), range)
        }
        return kept(read, of: name, part)
    }

    /// How a member of a list was read.
    enum Member<Value> {
        case plain(Value)
        /// Read differently from its spelling; the second value describes how, as the end of a sentence.
        case repaired(Value, String)
        case unreadable

        var value: Value? {
            switch self {
            case .plain(let value), .repaired(let value, _): value
            case .unreadable: nil
            }
        }
    }

    /// The places of a list's members.
    mutating func members(_ value: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = value.lowerBound
        while start <= value.upperBound {
            let end = text[start..<value.upperBound].firstIndex(of: UInt8(ascii: ",")) ?? value.upperBound
            found.append(trimmedReporting(start..<end))
            start = end + 1
        }
        return found
    }

    /// The members that can be read; the others, and those read as something else, are reported.
    mutating func kept<Value>(_ list: [(Member<Value>, Range<Int>)], of name: String, _ part: Range<Int>) -> [Value] {
        for (member, range) in list {
            switch member {
            case .plain: break
            case .repaired(_, let fate):
                report("recurrence-bad-value", .error, "\(name) cannot be \(shown(range)); read \(fate)", at: part)
            case .unreadable: reportBad(name, range, part)
            }
        }
        return list.compactMap(\.0.value)
    }

    mutating func readWeekdays(_ value: Range<Int>, _ part: Range<Int>) {
        rule.byDay = kept(members(value).map { (weekdayPosition($0), $0) }, of: "BYDAY", part)
    }

    mutating func readMonths(_ value: Range<Int>, _ part: Range<Int>) {
        rule.byMonth = kept(members(value).map { (month($0), $0) }, of: "BYMONTH", part)
    }

    /// A weekday with its number; names in full and `0MO` are read by their only possible meaning.
    func weekdayPosition(_ range: Range<Int>) -> Member<RecurrenceRule.WeekdayPosition> {
        guard let first = range.first(where: { text[$0].isLetter }) else { return .unreadable }
        let word = shown(first..<range.upperBound)
        let code = Weekday(code: word)
        guard let weekday = code ?? Weekday(name: word) else { return .unreadable }
        let sign = trimmed(range.lowerBound..<first)
        guard !sign.isEmpty else {
            return code == nil ? .repaired(.init(weekday), "as \(weekday.code)") : .plain(.init(weekday))
        }
        guard let ordinal = integer(sign), (0...53).contains(abs(ordinal)) else { return .unreadable }
        let position = RecurrenceRule.WeekdayPosition(weekday, ordinal: ordinal)
        if ordinal == 0 { return .repaired(position, "without the number") }
        return code == nil || sign.upperBound < first ? .repaired(position, "as \(position)") : .plain(position)
    }

    /// A month's number; its English name is read as that.
    func month(_ range: Range<Int>) -> Member<RecurrenceRule.Month> {
        let isLeap = range.last.map { text[$0] | 0x20 == UInt8(ascii: "l") } ?? false
        let digits = isLeap ? range.lowerBound..<range.upperBound - 1 : range
        guard let number = unsigned(digits) else {
            let word = shown(range).uppercased()
            guard word.utf8.count > 2, let index = Self.months.firstIndex(where: { $0.hasPrefix(word) }) else {
                return .unreadable
            }
            return .repaired(.init(index + 1), "as \(index + 1)")
        }
        // The scale is looked for only where it counts.
        guard (1...13).contains(number), number < 13 || isScaled else { return .unreadable }
        return .plain(.init(number, isLeap: isLeap))
    }

    private static let months = [
        "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER",
        "DECEMBER",
    ]

    mutating func weekday(_ value: Range<Int>, _ part: Range<Int>) -> Weekday? {
        if let weekday = Weekday(code: shown(value)) { return weekday }
        guard let weekday = Weekday(name: shown(value)) else {
            reportBad("WKST", value, part)
            return nil
        }
        report("recurrence-bad-value", .error, "WKST cannot be \(shown(value)); read as \(weekday.code)", at: part)
        return weekday
    }

    /// A date or date-time, read as far as it can mean one thing only.
    mutating func readUntil(_ value: Range<Int>, part: Range<Int>) {
        let bytes = Array(text[value])
        if let time = TimeText(basic: bytes.span) {
            rule.until = RecurrenceRule.Until(time)
            return
        }
        guard let (time, deviations) = TimeText.repairing(bytes.span), let first = deviations.first else {
            return reportBad("UNTIL", value, part)
        }
        rule.until = RecurrenceRule.Until(time)
        // Letters in the other case and blanks leave no doubt.
        let isHarmless = deviations.allSatisfy { $0 == .letters || $0 == .blank }
        report(
            "recurrence-until-extended",
            isHarmless ? .warning : .error,
            "UNTIL \(first.words); read as \(time.basicText)",
            at: part
        )
    }
}

extension RecurrenceRule.Until {
    fileprivate init(_ time: TimeText) {
        self = time.isDate ? .date(time.civil.date) : time.isUTC ? .utc(time.civil) : .local(time.civil)
    }
}
