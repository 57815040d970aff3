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
        let bytes = text.utf8.drop { $0 == 0x20 || $0 == 0x09 }.reversed().drop { $0 == 0x20 || $0 == 0x09 }.reversed()
        guard let written = WrittenTime(Array(bytes).span), !written.lacksMinutes,
            written.deviations.isSubset(of: [.extendedForm, .letters, .noSeconds]),
            written.suffix != .zulu || bytes.last.map({ $0 | 0x20 }) == UInt8(ascii: "z")
        else { return nil }
        let form: Form = written.isDate ? .date : written.suffix == .zulu ? .utc : .local
        self.init(CivilDateTime(written.date, written.time), form)
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
