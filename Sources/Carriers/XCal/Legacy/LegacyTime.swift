internal import ICalendar

/// A date, or a date and a time, in any form that writers of legacy xCal use, respelt as iCalendar spells it.
struct LegacyTime {
    /// The basic form of RFC 5545 §3.3.4, §3.3.5.
    var text: String
    var type: ValueType
    /// Whether it was written in another form.
    var isRespelt = false
    /// Whether it had an offset from UTC, and so became UTC.
    var hadOffset = false
    /// Whether that offset was not zero, and was dropped.
    var wasShifted = false
    /// Whether it had fractions of seconds other than zero, which were dropped.
    var hadFraction = false
    /// The day and time; midnight for a date.
    let moment: CivilDateTime

    /// Reads `2018-03-22`, `20180322T100000Z`, `2018-03-22T10:00:00.123456+08:00`, `2018-03-22 10:00`, and their like; nil
    /// for anything else.
    init?(_ bytes: [UInt8]) {
        var scanner = DigitScanner(bytes)
        guard let year = scanner.number(4) else { return nil }
        let hasHyphens = scanner.skip("-")
        guard let month = scanner.number(2), scanner.skip("-") == hasHyphens, let day = scanner.number(2) else {
            return nil
        }
        let date = CivilDate(year: year, month: month, day: day)
        guard date.isValid else { return nil }
        if scanner.isAtEnd {
            (text, type, isRespelt) = (Self.basic(date), .date, hasHyphens)
            moment = CivilDateTime(date, CivilTime(secondOfDay: 0))
            return
        }
        let hasBlank = scanner.skip(" ")
        guard hasBlank || scanner.skip("T") || scanner.skip("t"), let hour = scanner.number(2) else { return nil }
        let hasColons = scanner.skip(":")
        guard let minute = scanner.number(2) else { return nil }
        var second = 0
        var lacksSecond = true
        var hasFraction = false
        if hasColons ? scanner.skip(":") : scanner.isAtDigit {
            guard let read = scanner.number(2) else { return nil }
            (second, lacksSecond) = (read, false)
            let start = scanner.index
            hasFraction = scanner.skipFraction()
            hadFraction = bytes[start..<scanner.index].contains { 0x31...0x39 ~= $0 }
        }
        let moment = CivilDateTime(date, CivilTime(hour: hour, minute: minute, second: second))
        guard moment.isValid else { return nil }
        type = .dateTime
        isRespelt = hasHyphens || hasColons || hasBlank || lacksSecond || hasFraction
        if scanner.skip("Z") || scanner.skip("z") {
            guard scanner.isAtEnd else { return nil }
            text = Self.basic(moment) + "Z"
            self.moment = moment
        } else if scanner.isAtEnd {
            text = Self.basic(moment)
            self.moment = moment
        } else {
            guard let offset = scanner.offset(), scanner.isAtEnd, let instant = moment.adding(seconds: -offset) else {
                return nil
            }
            (hadOffset, wasShifted, isRespelt) = (true, offset != 0, true)
            self.moment = instant
            text = Self.basic(self.moment) + "Z"
        }
    }

    /// `YYYYMMDD`.
    static func basic(_ date: CivilDate) -> String { date.description.filter { $0 != "-" } }
    /// `YYYYMMDDThhmmss`.
    static func basic(_ moment: CivilDateTime) -> String { moment.description.filter { $0 != "-" && $0 != ":" } }
}

/// Reads digits and marks one after the other.
struct DigitScanner {
    private let bytes: [UInt8]
    private(set) var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { index == bytes.count }
    var isAtDigit: Bool { index < bytes.count && bytes[index] &- 0x30 < 10 }

    /// A number of exactly `count` digits.
    mutating func number(_ count: Int) -> Int? {
        guard index + count <= bytes.count else { return nil }
        var value = 0
        for position in index..<index + count {
            let digit = bytes[position] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        index += count
        return value
    }

    /// A number of one to nine digits, as many as there are.
    mutating func number() -> Int? {
        var count = 0
        while index + count < bytes.count, bytes[index + count] &- 0x30 < 10 { count += 1 }
        return (1...9).contains(count) ? number(count) : nil
    }

    /// Passes over a mark if it is next.
    mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: mark) else { return false }
        index += 1
        return true
    }

    /// Passes over a word if it is next.
    mutating func skip(word: String) -> Bool {
        guard bytes[index...].starts(with: word.utf8) else { return false }
        index += word.utf8.count
        return true
    }

    /// Passes over `.123` or `,123` if it is next.
    mutating func skipFraction() -> Bool {
        let start = index
        guard skip(".") || skip(","), isAtDigit else {
            index = start
            return false
        }
        while isAtDigit { index += 1 }
        return true
    }

    /// `+08:00`, `+0800`, `+08` or with seconds, as seconds east of Greenwich.
    mutating func offset() -> Int? {
        let isNegative = skip("-")
        guard isNegative || skip("+"), let hours = number(2), hours < 24 else { return nil }
        var seconds = hours * 3600
        for unit in [60, 1] where !isAtEnd {
            _ = skip(":")
            guard let part = number(2), part < 60 else { return nil }
            seconds += part * unit
        }
        return isNegative ? -seconds : seconds
    }
}
