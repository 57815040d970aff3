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
        guard let written = WrittenTime(bytes.span), !written.lacksMinutes, Self.isLegacy(written, bytes) else {
            return nil
        }
        isRespelt = !written.deviations.subtracting([.letters]).isEmpty
        guard !written.isDate else {
            (text, type, moment) = (written.date.basicText, .date, CivilDateTime(written.date, written.time))
            return
        }
        type = .dateTime
        hadFraction = written.hasFraction
        switch written.suffix {
        case .none, .zulu:
            moment = CivilDateTime(written.date, written.time)
            text = moment.basicText + (written.suffix == .zulu ? "Z" : "")
        case .offset(let offset):
            guard let instant = CivilDateTime(written.date, written.time).adding(seconds: -offset) else { return nil }
            (hadOffset, wasShifted, moment) = (true, offset != 0, instant)
            text = instant.basicText + "Z"
        }
    }

    private static let known: Set<TimeText.Deviation> = [
        .offset, .extendedForm, .blank, .letters, .noSeconds, .fraction,
    ]

    /// Whether writers of legacy xCal wrote it: a blank stands for the `T` only, and `z` is the only other name of UTC.
    private static func isLegacy(_ written: WrittenTime, _ bytes: [UInt8]) -> Bool {
        guard written.deviations.isSubset(of: known), let last = bytes.last else { return false }
        if written.suffix == .zulu, last | 0x20 != UInt8(ascii: "z") { return false }
        guard written.deviations.contains(.blank) else { return true }
        let blanks = bytes.indices.filter { bytes[$0] == 0x20 || bytes[$0] == 0x09 }
        let place = bytes.count > 4 && bytes[4] == UInt8(ascii: "-") ? 10 : 8
        return blanks == [place] && bytes[place] == 0x20 && place + 1 < bytes.count && bytes[place + 1] &- 0x30 < 10
    }
}
