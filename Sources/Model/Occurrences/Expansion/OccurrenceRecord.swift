internal import CalendarModel
internal import ICalendar

/// What a list of occurrences contains of one of them, as `kalends expand --format jsonl` writes it.
public struct OccurrenceRecord: Hashable, Sendable, Codable {
    /// The UID of its series.
    public var uid: String
    /// SUMMARY; nil if there is none.
    public var summary: String?
    /// When it begins on its own clock: `2026-01-05T09:00:00`, or `2026-01-05` for a whole day.
    public var start: String
    /// When it is over, on the clock of the start; nil if its item states no end.
    public var end: String?
    /// The zone of the clock: an IANA time zone name, or as the calendar names its own zone; nil for floating times and
    /// whole days.
    public var zone: String?
    /// The instant at which it begins: `2026-01-05T08:00:00Z`; nil for floating times and whole days.
    public var startUTC: String?
    /// Which occurrence of its series it is, as ``start`` is written; nil outside a recurring series.
    public var recurrenceId: String?
    /// Whether an override describes it.
    public var isOverride: Bool
    /// What occurs: `event`, `to-do` or `journal`; nil in lists of versions that did not state it.
    public var type: String?

    /// The members of a record, in their order.
    public enum CodingKeys: String, CodingKey, CaseIterable {
        case uid, summary, start, end, zone, startUTC, recurrenceId
        case isOverride = "override"
        case type
    }
}

extension SeriesOccurrence {
    /// Its record in a list.
    public var record: OccurrenceRecord {
        OccurrenceRecord(
            uid: item.uid,
            summary: item.summary,
            start: start.extendedText,
            end: endOnStartClock?.extendedText,
            zone: zone,
            startUTC: instant.map { "\(CivilDateTime(secondsSinceEpoch: $0))Z" },
            recurrenceId: recurrenceID?.extendedText,
            isOverride: isOverride,
            type: item.kind.word
        )
    }
}

extension CalendarItem.Kind {
    /// What it is called in lists.
    fileprivate var word: String {
        switch self {
        case .event: "event"
        case .todo: "to-do"
        case .journal: "journal"
        }
    }
}

extension EventTime {
    /// `2026-01-05T09:00:00`, or `2026-01-05` for a whole day.
    fileprivate var extendedText: String { isDate ? date.description : civil.description }
}
