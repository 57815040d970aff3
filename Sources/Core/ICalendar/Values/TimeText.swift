/// A date or date-time as iCalendar text writes it, without the zone that a parameter may name (RFC 5545 §3.3.4, §3.3.5).
public struct TimeText: Hashable, Sendable {
    /// The date and time; midnight for a date.
    public var civil: CivilDateTime
    /// Whether it is a whole day.
    public var isDate: Bool
    /// Whether it is in UTC.
    public var isUTC: Bool

    /// A time from its parts.
    public init(_ civil: CivilDateTime, isDate: Bool = false, isUTC: Bool = false) {
        self.civil = civil
        self.isDate = isDate
        self.isUTC = isUTC
    }

    /// Reads `YYYYMMDD`, `YYYYMMDDThhmmss` or the latter with `Z`; nil for anything else and for days that do not exist.
    ///
    /// A leap second is the second before it, since no calendar here counts leap seconds (RFC 5545 §3.3.12).
    public init?(basic text: Span<UInt8>) {
        guard text.count == 8 || text.count == 15 || text.count == 16, let date = Self.date(text) else { return nil }
        guard text.count > 8 else {
            self.init(CivilDateTime(date, CivilTime(hour: 0, minute: 0, second: 0)), isDate: true)
            return
        }
        guard text[8] == UInt8(ascii: "T"), let hour = Self.pair(text, 9), let minute = Self.pair(text, 11),
            let second = Self.pair(text, 13), hour < 24, minute < 60, second <= 60,
            text.count == 15 || text[15] == UInt8(ascii: "Z")
        else { return nil }
        let time = CivilTime(hour: hour, minute: minute, second: second == 60 ? 59 : second)
        self.init(CivilDateTime(date, time), isUTC: text.count == 16)
    }

    private static func date(_ text: Span<UInt8>) -> CivilDate? {
        guard let century = pair(text, 0), let years = pair(text, 2), let month = pair(text, 4), let day = pair(text, 6)
        else {
            return nil
        }
        let date = CivilDate(year: century * 100 + years, month: month, day: day)
        return date.isValid && date.year > 0 ? date : nil
    }

    private static func pair(_ text: Span<UInt8>, _ index: Int) -> Int? {
        let tens = text[index] &- 0x30
        let ones = text[index + 1] &- 0x30
        return tens < 10 && ones < 10 ? Int(tens) &* 10 &+ Int(ones) : nil
    }
}

extension TimeText {
    /// The time as RFC 5545 writes it.
    public var basicText: String {
        let text = civil.description.filter { $0 != "-" && $0 != ":" }
        return isDate ? String(text.prefix(8)) : isUTC ? text + "Z" : text
    }

    /// Whether `text` names a second 60, in the form of RFC 5545.
    public static func namesLeapSecond(_ text: Span<UInt8>) -> Bool {
        text.count >= 15 && text[13] == UInt8(ascii: "6") && text[14] == UInt8(ascii: "0")
    }
}
