internal import ICalendar

/// A date or date-time as a property gives it.
struct TimeValue {
    /// How a moment is told.
    enum Form: Equatable {
        case date, floating, utc
        case zoned(String)
    }

    /// The form without the zone's name, which would make every copy dear.
    private enum Clock {
        case date, floating, utc, zoned
    }

    var civil: CivilDateTime
    private let clock: Clock
    private let zone: String

    /// How the moment is told.
    var form: Form {
        switch clock {
        case .date: .date
        case .floating: .floating
        case .utc: .utc
        case .zoned: .zoned(zone)
        }
    }

    var isDate: Bool { clock == .date }
    /// Whether it is a time that no zone and no UTC fixes.
    var isFloating: Bool { clock == .floating }
    var isUTC: Bool { clock == .utc }

    /// The same time on the clock of a zone, if nothing else tells its clock.
    func placed(in zone: String) -> TimeValue { isFloating ? TimeValue(civil: civil, clock: .zoned, zone: zone) : self }

    private init(civil: CivilDateTime, clock: Clock, zone: String) {
        self.civil = civil
        self.clock = clock
        self.zone = zone
    }

    /// Whether both are told by the same clock.
    func sharesClock(with other: TimeValue) -> Bool { clock == other.clock && zone == other.zone }

    /// Reads `YYYYMMDD`, `YYYYMMDDThhmmss` or the latter with `Z`; nil for anything else and for days that do not exist.
    init?(_ text: Span<UInt8>, zone: String? = nil) {
        guard text.count == 8 || text.count == 15 || text.count == 16, let date = Self.date(text) else { return nil }
        guard text.count > 8 else {
            civil = CivilDateTime(date, CivilTime(hour: 0, minute: 0, second: 0))
            (clock, self.zone) = (.date, "")
            return
        }
        guard text[8] == UInt8(ascii: "T"), let hour = Self.pair(text, 9), let minute = Self.pair(text, 11),
            let second = Self.pair(text, 13)
        else { return nil }
        civil = CivilDateTime(date, CivilTime(hour: hour, minute: minute, second: second))
        guard civil.time.isValid else { return nil }
        if text.count == 16 {
            guard text[15] == UInt8(ascii: "Z") else { return nil }
            (clock, self.zone) = (.utc, "")
        } else {
            (clock, self.zone) = (zone == nil ? .floating : .zoned, zone ?? "")
        }
    }

    private static func date(_ text: Span<UInt8>) -> CivilDate? {
        guard let century = pair(text, 0), let years = pair(text, 2), let month = pair(text, 4), let day = pair(text, 6) else {
            return nil
        }
        let date = CivilDate(year: century * 100 + years, month: month, day: day)
        return date.isValid ? date : nil
    }

    private static func pair(_ text: Span<UInt8>, _ index: Int) -> Int? {
        guard text[index].isDigit, text[index + 1].isDigit else { return nil }
        return Int(text[index] &- 0x30) &* 10 &+ Int(text[index + 1] &- 0x30)
    }
}

extension TimeValue {
    /// As RFC 5545 §3.3.4 and §3.3.5 write it, without the zone.
    var basicText: String {
        switch form {
        case .date: String(civil.basicText.prefix(8))
        case .utc: civil.basicText + "Z"
        case .floating, .zoned: civil.basicText
        }
    }

    /// Whether another time can be of the same series: both dates, both in some zone or both in none.
    func isOfKind(of other: TimeValue) -> Bool {
        isDate == other.isDate && isFloating == other.isFloating
    }
}

extension CivilDateTime {
    /// `YYYYMMDDThhmmss`.
    var basicText: String { description.filter { $0 != "-" && $0 != ":" } }
}

extension Property {
    /// The value as a date or date-time; nil if it is none.
    var time: TimeValue? { time(in: line.parameterCount > 0 ? parameter(.timeZoneIdentifier)?.value : nil) }

    /// The value as a date or date-time in a zone that is known already.
    func time(in zone: String?) -> TimeValue? { withValue { TimeValue($0, zone: zone) } }

    /// The first members of a list of dates and date-times, those that are none left out; of a period its start.
    func times(first limit: Int) -> [TimeValue] { placedTimes(first: limit).map(\.time) }

    /// The same with the bytes of the value that each stands in.
    func placedTimes(first limit: Int) -> [(time: TimeValue, part: Range<Int>)] {
        let zone = parameter(.timeZoneIdentifier)?.value
        return withValue { value in
            var times: [(time: TimeValue, part: Range<Int>)] = []
            var start = 0
            while start <= value.count, times.count < limit {
                var end = start
                while end < value.count, value[end] != .comma { end += 1 }
                let piece = value.extracting(start..<end)
                if let time = TimeValue(piece.extracting(0..<(piece.first(UInt8(ascii: "/")) ?? piece.count)), zone: zone) {
                    times.append((time, start..<end))
                }
                start = end + 1
            }
            return times
        }
    }
}
