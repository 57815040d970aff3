internal import Bytes
internal import CalendarDiagnostics

/// Reads the text of one recurrence rule, part by part, and notes what is wrong with it and how it was read.
///
/// A finding reports the meaning of the rule for every reader: validation, expansion and conversion all read with this.
/// A finding of severity error is one that a strict reader refuses.
struct RecurrenceRuleReader {
    let text: [UInt8]
    private(set) var findings: [Diagnostic] = []
    private var frequency: RecurrenceRule.Frequency?
    var rule = RecurrenceRule(.daily)
    private var parts = [String: Range<Int>](minimumCapacity: 8)

    init(_ text: [UInt8]) {
        self.text = text
    }

    /// The rule without the parts that make no sense, or nil without FREQ.
    mutating func read() -> RecurrenceRule? {
        guard !isOlderGrammar else {
            report(
                "recurrence-vcalendar-rule",
                .error,
                "a rule in the grammar of vCalendar 1.0; the rule is not read",
                at: 0..<text.count
            )
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
                report("recurrence-frequency-missing", .error, "no FREQ; the rule is skipped", at: 0..<text.count)
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
        guard letters.count < 3, letters.count < text.count, text[letters.count].isDigit else { return false }
        return ["D", "W", "MP", "MD", "YM", "YD", "M"].contains(Self.upper(letters))
    }

    private mutating func readPart(_ range: Range<Int>) {
        guard !trimmed(range).isEmpty else {
            let isAtEnd = range.upperBound == text.count
            if isAtEnd, range.lowerBound > 0 {
                report("recurrence-trailing-semicolon", .warning, "a semicolon at the end; skipped", at: range)
            } else if !isAtEnd {
                report("recurrence-empty-part", .error, "an empty part; skipped", at: range)
            }
            return
        }
        guard let equals = text[range].firstIndex(of: UInt8(ascii: "=")) else {
            report("recurrence-bad-part", .error, "\(shown(range)) has no value; skipped", at: range)
            return
        }
        let nameRange = trimmedReporting(range.lowerBound..<equals)
        let valueRange = trimmedReporting(equals + 1..<range.upperBound)
        let name = Self.upper(text[nameRange])
        guard parts[name] == nil else {
            report("recurrence-part-repeated", .error, "\(name) occurs twice; the second is skipped", at: range)
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
                let words = value.isEmpty ? "FREQ has an empty value" : "\(shown(value)) is not a frequency"
                report("recurrence-bad-frequency", .error, "\(words); the rule is skipped", at: part)
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
        case "BYMONTH": readMonths(value, part)
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
    var isScaled: Bool {
        if let scale = rule.calendarScale { return scale != "GREGORIAN" }
        let key = "RSCALE="
        guard let start = text.span.firstIndex(ofWord: key) else { return false }
        return !text.span.hasWord("GREGORIAN", at: start + key.utf8.count)
    }

    private mutating func checkCombinations() {
        for found in rule.contradictions { report(found.rule, .error, found.message, at: range(found.part)) }
        for name in rule.forbiddenParts {
            report(
                "recurrence-forbidden-part",
                .error,
                "\(name) is not allowed with FREQ=\(rule.frequency.rawValue); kept as a limit",
                at: range(name)
            )
        }
    }

    private func range(_ name: String) -> Range<Int> { parts[name] ?? 0..<text.count }
}

// MARK: - Bytes

extension RecurrenceRuleReader {
    static func upper(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self).uppercased()
    }

    func shown(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }

    private func nameRange(of part: Range<Int>) -> Range<Int> {
        trimmed(part.lowerBound..<(text[part].firstIndex(of: UInt8(ascii: "=")) ?? part.upperBound))
    }

    /// Up to eighteen digits, which no arithmetic here overflows on.
    func unsigned(_ range: Range<Int>) -> Int? {
        guard !range.isEmpty, range.count <= 18 else { return nil }
        var value = 0
        for byte in text[range] {
            guard byte.isDigit else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }

    func integer(_ range: Range<Int>) -> Int? {
        guard let first = range.first else { return nil }
        switch text[first] {
        case UInt8(ascii: "-"): return unsigned(first + 1..<range.upperBound).map { -$0 }
        case UInt8(ascii: "+"): return unsigned(first + 1..<range.upperBound)
        default: return unsigned(range)
        }
    }

    /// The range without blanks at either end and without the backslash of a separator that was escaped like text (RFC 5545
    /// §3.3.11); both are reported.
    mutating func trimmedReporting(_ range: Range<Int>) -> Range<Int> {
        var inner = trimmed(range)
        if inner != range, !findings.contains(where: { $0.rule == "recurrence-blank" }) {
            report("recurrence-blank", .warning, "a blank in the rule; skipped", at: range)
        }
        if let last = inner.last, text[last] == UInt8(ascii: "\\") {
            report("recurrence-escape", .warning, "a backslash in the rule; skipped", at: range)
            inner = trimmed(inner.lowerBound..<last)
        }
        return inner
    }

    func trimmed(_ range: Range<Int>) -> Range<Int> {
        func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        var inner = range
        while let first = inner.first, isBlank(text[first]) { inner = first + 1..<inner.upperBound }
        while let last = inner.last, isBlank(text[last]) { inner = inner.lowerBound..<last }
        return inner
    }

    mutating func reportBad(_ name: String, _ value: Range<Int>, _ part: Range<Int>) {
        let message =
            value.isEmpty ? "\(name) has an empty value; skipped" : "\(name) cannot be \(shown(value)); skipped"
        report(
            isOfForm(name, value) ? "recurrence-bad-value" : "recurrence-unreadable-value",
            .error,
            message,
            at: part
        )
    }

    /// Whether a value that cannot be is written like one that could: a number beyond its limits, a day that does not exist.
    private func isOfForm(_ name: String, _ value: Range<Int>) -> Bool {
        switch name {
        case "UNTIL": return value.count >= 8 && text[value].prefix(8).allSatisfy(\.isDigit)
        case "BYDAY":
            guard value.count > 2, Weekday(code: shown(value.upperBound - 2..<value.upperBound)) != nil else {
                return false
            }
            return integer(value.lowerBound..<value.upperBound - 2) != nil
        default:
            let isLeapMonth = name == "BYMONTH" && value.last.map { text[$0] | 0x20 == UInt8(ascii: "l") } ?? false
            return integer(isLeapMonth ? value.dropLast() : value) != nil
        }
    }

    mutating func report(_ rule: RuleID, _ severity: Severity, _ message: String, at range: Range<Int>) {
        findings.append(Diagnostic(rule, severity, message, range: range))
    }
}
