internal import Bytes
internal import ICalendar

/// A date or date-time as a property gives it.
struct TimeValue {
    /// The form in which a moment is written.
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

    /// The form in which the moment is written.
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

    /// The same time on the clock of a zone, if nothing else determines its clock.
    func placed(in zone: String) -> TimeValue { isFloating ? TimeValue(civil: civil, clock: .zoned, zone: zone) : self }

    private init(civil: CivilDateTime, clock: Clock, zone: String) {
        self.civil = civil
        self.clock = clock
        self.zone = zone
    }

    /// Whether both are on the same clock.
    func sharesClock(with other: TimeValue) -> Bool { clock == other.clock && zone.isExactly(other.zone) }

    /// Reads `YYYYMMDD`, `YYYYMMDDThhmmss` or the latter with `Z`; nil for anything else and for days that do not exist.
    init?(_ text: Span<UInt8>, zone: String? = nil) {
        guard let time = TimeText(basic: text) else { return nil }
        self.init(time, zone: zone)
    }

    /// A time with the zone that a parameter names.
    init(_ time: TimeText, zone: String?) {
        civil = time.civil
        clock = time.isDate ? .date : time.isUTC ? .utc : zone == nil ? .floating : .zoned
        self.zone = clock == .zoned ? zone ?? "" : ""
    }
}

extension TimeValue {
    /// As RFC 5545 §3.3.4 and §3.3.5 write it, without the zone.
    var basicText: String {
        switch form {
        case .date: civil.date.basicText
        case .utc: civil.basicText + "Z"
        case .floating, .zoned: civil.basicText
        }
    }

    /// Whether another time can be of the same series: both dates, both in some zone or both in none.
    func isOfKind(of other: TimeValue) -> Bool {
        isDate == other.isDate && isFloating == other.isFloating
    }
}

extension Property {
    /// The value as a date or date-time, read as every part of the program reads it; nil if it cannot be read.
    var time: TimeValue? {
        let zone = line.parameterCount > 0 ? parameter(.timeZoneIdentifier)?.value : nil
        return time(in: zone) ?? withValue { TimeText.repairing($0) }.map { TimeValue($0.time, zone: zone) }
    }

    /// The value as a date or date-time of RFC 5545's form, in a zone that is known already; nil if it is none.
    func time(in zone: String?) -> TimeValue? { withValue { TimeValue($0, zone: zone) } }

    /// The first members of a list of dates and date-times, without members that are not times; of a period its start.
    func times(first limit: Int) -> [TimeValue] { placedTimes(first: limit).map(\.time) }

    /// The same with the bytes of the value that contain each.
    func placedTimes(first limit: Int) -> [(time: TimeValue, part: Range<Int>)] {
        let zone = parameter(.timeZoneIdentifier)?.value
        return withValue { value in
            var times: [(time: TimeValue, part: Range<Int>)] = []
            var start = 0
            while start <= value.count, times.count < limit {
                var end = start
                while end < value.count, value[end] != .comma { end += 1 }
                let piece = value.extracting(start..<end)
                if let time = TimeText(lenient: piece.extracting(0..<(piece.first(UInt8(ascii: "/")) ?? piece.count))) {
                    times.append((TimeValue(time, zone: zone), start..<end))
                }
                start = end + 1
            }
            return times
        }
    }
}
