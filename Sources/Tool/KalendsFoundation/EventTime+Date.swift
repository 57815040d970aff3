public import CalendarModel
public import Foundation
internal import ICalendar
internal import Kalends
public import TimeZones

extension EventTime {
    /// A time on the clocks of `zone`, to the second; in UTC where the zone is GMT.
    ///
    /// - Parameter date: a date of the years 1 to 9999; others become the nearest of these.
    public init(_ date: Date, in zone: TimeZone) {
        let seconds = Int((date.timeIntervalSince1970 + TimeInterval(zone.secondsFromGMT(for: date))).rounded(.down))
        let shown = CivilDateTime(secondsSinceEpoch: seconds)
        self = zone.identifier == "GMT" || zone.identifier == "UTC" ? .utc(shown) : .zoned(shown, zone: zone.identifier)
    }

    /// The whole day that `zone` shows at `date`.
    public init(dayOf date: Date, in zone: TimeZone) { self = .date(EventTime(date, in: zone).date) }

    /// The date; see ``EventTime/instant(in:floating:policy:)``.
    ///
    /// - Parameters:
    ///   - zones: the zones of the calendar that the time is from; by default those of the system.
    ///   - floating: the zone of floating times and whole days; by default the user's.
    /// - Returns: nil for a zone that is unknown.
    public func date(in zones: CalendarZones = .system, floating: TimeZone = .current) -> Date? {
        switch self {
        case .utc, .zoned:
            instant(in: zones).map { Date(timeIntervalSince1970: TimeInterval($0)) }
        case .date, .floating:
            instant(in: zones, floating: zones.directory.rules(for: floating.identifier))
                .map { Date(timeIntervalSince1970: TimeInterval($0)) }
        }
    }

    /// Year, month and day, and for other times than whole days hour, minute and second, with the zone where the time has one.
    public var dateComponents: DateComponents {
        let (date, time) = (civil.date, civil.time)
        var components = DateComponents(
            calendar: Calendar(identifier: .gregorian),
            year: date.year,
            month: date.month,
            day: date.day
        )
        if !isDate { (components.hour, components.minute, components.second) = (time.hour, time.minute, time.second) }
        switch self {
        case .utc: components.timeZone = .gmt
        case .zoned(_, let zone): components.timeZone = TimeZone(identifier: zone)
        case .date, .floating: break
        }
        return components
    }
}

extension CalendarZones {
    /// The zones of the system, for times whose calendar defines none.
    public static let system = CalendarZones(directory: .system())
}
