public import ICalendar

/// A moment as calendars state it (RFC 5545 §3.3.4, §3.3.5).
public enum EventTime: Hashable, Sendable {
    /// A whole day.
    case date(CivilDate)
    /// A time on whatever clock hangs on the wall.
    case floating(CivilDateTime)
    /// An instant, as UTC shows it.
    case utc(CivilDateTime)
    /// A time on the clocks of a zone, named as the calendar names it.
    case zoned(CivilDateTime, zone: String)
}

extension EventTime {
    /// Zones are the same if their names have the same bytes.
    public static func == (left: EventTime, right: EventTime) -> Bool {
        switch (left, right) {
        case (.date(let left), .date(let right)): left == right
        case (.floating(let left), .floating(let right)), (.utc(let left), .utc(let right)): left == right
        case (.zoned(let left, let zone), .zoned(let right, let other)): left == right && zone.isExactly(other)
        default: false
        }
    }
}

extension EventTime {
    /// The day it shows.
    public var date: CivilDate {
        switch self {
        case .date(let date): date
        case .floating(let time), .utc(let time), .zoned(let time, _): time.date
        }
    }

    /// The date and time it shows; midnight for a whole day.
    public var civil: CivilDateTime {
        switch self {
        case .date(let date): CivilDateTime(date, CivilTime(hour: 0, minute: 0, second: 0))
        case .floating(let time), .utc(let time), .zoned(let time, _): time
        }
    }

    /// Whether it is a whole day.
    public var isDate: Bool {
        if case .date = self { true } else { false }
    }

    /// The zone whose clocks it is on; nil for the other forms.
    public var zone: String? {
        if case .zoned(_, let zone) = self { zone } else { nil }
    }

    /// The same form showing another date and time; a whole day keeps the day only.
    public func showing(_ time: CivilDateTime) -> EventTime {
        switch self {
        case .date: .date(time.date)
        case .floating: .floating(time)
        case .utc: .utc(time)
        case .zoned(_, let zone): .zoned(time, zone: zone)
        }
    }

    /// The same form, `days` and `seconds` later on its own clock, within the years 1 to 9999.
    public func adding(days: Int = 0, seconds: Int = 0) -> EventTime {
        showing(civil.addingSeconds(days * 86_400 + seconds))
    }
}

extension EventTime: CustomStringConvertible {
    /// The value as iCalendar text writes it, without its parameters.
    public var description: String { String(decoding: basicBytes, as: UTF8.self) }

    /// `YYYYMMDD`, or `YYYYMMDDThhmmss` with `Z` for UTC.
    public var basicBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16)
        switch self {
        case .date(let date): bytes.appendBasic(date)
        case .floating(let time), .zoned(let time, _): bytes.appendBasic(time)
        case .utc(let time):
            bytes.appendBasic(time)
            bytes.append(UInt8(ascii: "Z"))
        }
        return bytes
    }
}
