internal import Bytes
internal import ICalendar

/// A POSIX `TZ` rule, the last line of a zone file: `CET-1CEST,M3.5.0,M10.5.0/3` (RFC 8536 §3.3.1).
struct PosixRule {
    /// What holds outside daylight-saving time.
    var standard: LocalTimeType
    /// What repeats; empty where there is no daylight-saving time.
    var tail: ZoneTail

    /// Reads a rule; nil if it is none.
    init?(_ text: some Sequence<UInt8>) {
        var reader = PosixRuleReader(bytes: Array(text))
        guard let name = reader.name(), let offset = reader.time(upTo: 24) else { return nil }
        standard = LocalTimeType(offset: -offset, abbreviation: name)
        tail = ZoneTail(onsets: [])
        guard !reader.isAtEnd else { return }
        guard let daylightName = reader.name() else { return nil }
        var daylight = LocalTimeType(offset: standard.offset + 3600, isDaylight: true, abbreviation: daylightName)
        if !reader.isAtEnd, !reader.isAtComma {
            guard let offset = reader.time(upTo: 24) else { return nil }
            daylight.offset = -offset
        }
        if reader.isAtEnd {
            // POSIX leaves the default open; everyone takes the United States' rule.
            reader = PosixRuleReader(bytes: Array(",M3.2.0,M11.1.0".utf8))
        }
        guard let start = reader.day(), let end = reader.day(), reader.isAtEnd else { return nil }
        // The end is first so that a year-round summer, whose end meets the next start, stays summer.
        tail.onsets = [
            YearlyOnset(days: end.days, secondOfDay: end.second, offsetBefore: daylight.offset, type: standard),
            YearlyOnset(days: start.days, secondOfDay: start.second, offsetBefore: standard.offset, type: daylight),
        ]
    }
}

private struct PosixRuleReader {
    var bytes: [UInt8]
    var position = 0

    var isAtEnd: Bool { position == bytes.count }
    var isAtComma: Bool { peek == UInt8(ascii: ",") }
    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skip(_ byte: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: byte) else { return false }
        position += 1
        return true
    }

    /// Letters, or anything between angle brackets.
    mutating func name() -> String? {
        let isQuoted = skip("<")
        let start = position
        while let byte = peek, isQuoted ? byte != UInt8(ascii: ">") : byte.isLetter { position += 1 }
        let name = bytes[start..<position]
        guard name.count >= 3, name.allSatisfy({ (0x21...0x7E).contains($0) }), !isQuoted || skip(">") else {
            return nil
        }
        return String(decoding: name, as: UTF8.self)
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func time(upTo hours: Int) -> Int? {
        let isNegative = skip("-")
        if !isNegative { _ = skip("+") }
        guard var seconds = number(upTo: hours).map({ $0 * 3600 }) else { return nil }
        for unit in [60, 1] where skip(":") {
            guard let part = number(upTo: 59) else { return nil }
            seconds += part * unit
        }
        return isNegative ? -seconds : seconds
    }

    /// `,date[/time]`.
    mutating func day() -> (days: YearlyDays, second: Int)? {
        guard skip(","), let days = date() else { return nil }
        guard skip("/") else { return (days, 7200) }
        return time(upTo: 167).map { (days, $0) }
    }

    private mutating func date() -> YearlyDays? {
        if skip("M") {
            guard let month = number(upTo: 12), month > 0, skip("."), let week = number(upTo: 5), week > 0,
                skip("."), let weekday = number(upTo: 6)
            else { return nil }
            return .nth(week == 5 ? -1 : week, Weekday.allCases[(weekday + 6) % 7], of: month)
        }
        if skip("J") {
            guard let day = number(upTo: 365), day > 0 else { return nil }
            let date = CivilDate(dayNumber: CivilDate(year: 1970, month: 1, day: 1).dayNumber + day - 1)
            return .fixed(month: date.month, day: date.day)
        }
        return number(upTo: 365).map { YearlyDays(yearDays: [$0 + 1]) }
    }

    private mutating func number(upTo limit: Int) -> Int? {
        var number = 0
        let start = position
        while let byte = peek, (48...57).contains(byte), position - start < 4 {
            number = number * 10 + Int(byte - 48)
            position += 1
        }
        return position > start && number <= limit ? number : nil
    }

}
