internal import Foundation
internal import ICalendar
public import Kalends
public import TimeZones

/// The options with which a store is opened.
public struct StoreConfiguration: Sendable {
    /// Reads and writes every format; its zones are those of the store.
    public var converter: Converter
    /// The zone in which days begin and floating times take place where neither a period nor a user has another.
    public var timeZone: ZoneRules
    /// How many days after today the occurrences of endless series are laid out for queries. Later ones are found too, series by
    /// series.
    public var indexedDays = 731
    /// How many occurrences of one series are laid out.
    public var indexedOccurrences = 2000
    /// The time now, in seconds since 1970-01-01T00:00:00Z.
    public var now: @Sendable () -> Int
    /// Makes the UID of a new event.
    public var makeUID: @Sendable () -> String
    /// When an attendee who has answered is asked again.
    public var askAgain: AskAgainPolicy = .timeOrPlace

    /// The defaults: UTC, the clock of the system, random UIDs (RFC 7986 §5.3).
    public init(converter: Converter = Converter(), timeZone: ZoneRules = .utc) {
        self.converter = converter
        self.timeZone = timeZone
        now = { Int(Date().timeIntervalSince1970) }
        makeUID = { UUID().uuidString.lowercased() }
    }
}

/// When attendees who have answered are asked again, because an event is no longer what they answered to.
public enum AskAgainPolicy: String, Sendable, CaseIterable {
    /// When it takes place at another time, or at another place.
    case timeOrPlace = "time-or-place"
    /// When it takes place at another time.
    case time
    /// Never.
    case never
}

extension StoreConfiguration {
    /// The zones that names are looked up in.
    package var zones: ZoneDirectory { converter.zones }

    /// The time now, in UTC.
    package var nowUTC: CivilDateTime { CivilDateTime(secondsSinceEpoch: now()) }

    /// The rules of the zone of that name.
    package func rules(of zone: String?) -> ZoneRules { zone.flatMap { zones.resolve($0)?.rules } ?? timeZone }

    /// The day at whose beginning the layout of endless series ends.
    package var horizon: CivilDate {
        CivilDateTime(secondsSinceEpoch: now()).date.addingDays(indexedDays)
    }
}
