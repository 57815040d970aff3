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
        if text.count == 8 {
            guard let date = TimeDigits.date(text, isExtended: false), date.isValid, date.year > 0 else { return nil }
            self.init(CivilDateTime(date, CivilTime(hour: 0, minute: 0, second: 0)), isDate: true)
            return
        }
        guard var civil = DateTimeForm.fields(basic: text), civil.date.isValid, civil.date.year > 0 else { return nil }
        if civil.time.second == 60 { civil.time.second = 59 }
        self.init(civil, isUTC: text.count == 16)
    }
}

extension TimeText {
    /// The time as RFC 5545 writes it.
    public var basicText: String {
        isDate ? civil.date.basicText : isUTC ? civil.basicText + "Z" : civil.basicText
    }

    /// Whether `text` names a second 60, in the form of RFC 5545.
    public static func namesLeapSecond(_ text: Span<UInt8>) -> Bool {
        text.count >= 15 && text[13] == UInt8(ascii: "6") && text[14] == UInt8(ascii: "0")
    }
}
