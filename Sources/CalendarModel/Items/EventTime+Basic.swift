internal import ICalendar

extension EventTime {
    /// Reads `YYYYMMDD`, `YYYYMMDDThhmmss` or the latter with `Z`; nil for anything else or a date that does not exist.
    public init?(basic text: Span<UInt8>) {
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
