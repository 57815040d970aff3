public import CalendarModel
public import Foundation
internal import Occurrences
internal import TimeZones

extension CalendarItem {
    /// An item that takes place on the clocks of a zone.
    ///
    /// - Parameters:
    ///   - uid: a unique name, the same whenever the item is written; by default a random one.
    ///   - end: when it is over; ``CalendarItem/due`` of a to-do.
    public init(
        _ kind: Kind = .event,
        uid: String = UUID().uuidString,
        summary: String? = nil,
        start: Date,
        end: Date? = nil,
        in zone: TimeZone
    ) {
        self.init(kind)
        self.uid = uid
        self.summary = summary
        self.start = EventTime(start, in: zone)
        finish = end.map { EventTime($0, in: zone) }
        stamp = EventTime(Date(), in: .gmt).civil
    }

    /// When it begins, with the zones of the system, and floating times and whole days in the user's zone; nil without a
    /// start, and where the zone is unknown. Where the calendar defines its zones, use ``EventTime/date(in:floating:)``.
    public var startDate: Date? { start?.date() }

    /// When it is over; see ``startDate``.
    public var endDate: Date? {
        endInstant(in: .system, floating: CalendarZones.system.directory.rules(for: TimeZone.current.identifier))
            .map { Date(timeIntervalSince1970: TimeInterval($0)) }
    }
}
