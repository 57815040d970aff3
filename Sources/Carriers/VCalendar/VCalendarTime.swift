internal import ICalendar

/// A date, or a date and time, as vCalendar 1.0 writes it: the basic form of ISO 8601; the extended form is understood.
struct VCalendarTime: Hashable {
    enum Form: Hashable { case date, local, utc }

    var civil: CivilDateTime
    var form: Form

    init(_ civil: CivilDateTime, _ form: Form) {
        self.civil = civil
        self.form = form
    }

    /// Reads a value, blanks around it skipped; nil if it is none.
    init?(_ text: Substring) {
        var digits: [Int] = []
        var hasTime = false
        var isUTC = false
        let text = text.utf8.drop { $0 == 0x20 || $0 == 0x09 }
        for byte in text.reversed().drop(while: { $0 == 0x20 || $0 == 0x09 }).reversed() {
            switch byte {
            case 0x30...0x39 where !isUTC: digits.append(Int(byte - 0x30))
            case UInt8(ascii: "T") where !hasTime && digits.count == 8,
                UInt8(ascii: "t") where !hasTime && digits.count == 8:
                hasTime = true
            case UInt8(ascii: "Z") where hasTime && !isUTC, UInt8(ascii: "z") where hasTime && !isUTC: isUTC = true
            case UInt8(ascii: "-") where !hasTime, UInt8(ascii: ":") where hasTime: continue
            default: return nil
            }
        }
        guard digits.count == 8 || hasTime && (digits.count == 12 || digits.count == 14), hasTime == (digits.count > 8)
        else { return nil }
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
        let date = CivilDate(year: number(0..<4), month: number(4..<6), day: number(6..<8))
        let time =
            hasTime
            ? CivilTime(hour: number(8..<10), minute: number(10..<12), second: digits.count == 14 ? number(12..<14) : 0)
            : CivilTime(hour: 0, minute: 0, second: 0)
        guard date.isValid, time.isValid else { return nil }
        self.init(CivilDateTime(date, time), hasTime ? isUTC ? .utc : .local : .date)
    }

    /// The value as RFC 5545 writes it.
    var text: String {
        switch form {
        case .date: civil.date.basicText
        case .local: civil.basicText
        case .utc: civil.basicText + "Z"
        }
    }
}

extension CivilDate {
    /// `YYYYMMDD`.
    var basicText: String { description.filter { $0 != "-" } }
}

extension CivilDateTime {
    /// `YYYYMMDDThhmmss`.
    var basicText: String { description.filter { $0 != "-" && $0 != ":" } }
}
