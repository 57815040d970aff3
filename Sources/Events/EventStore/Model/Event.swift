public import CalendarModel
internal import ICalendar
public import TimeZones

/// An event as a store keeps it: a series with its text.
///
/// Events are the same if they have the same start and UID, and are ordered by these.
public struct Event: Sendable {
    /// Master and overrides.
    public let series: Series
    /// Its text, byte for byte as it was read, or as it was last changed.
    public let text: EventText
    /// The id of the user in whose calendar it is without being named in it.
    public var ownerID: String?
    /// When its master takes place; its first override where it has none.
    package let span: TimeSpan?

    /// An event that was read.
    ///
    /// - Throws: ``StoreError`` `damaged` if the text holds none.
    public init(_ text: EventText, ownerID: String? = nil, zones: ZoneDirectory) throws {
        self.init(try text.series(), text: text, ownerID: ownerID, zones: zones)
    }

    /// Creates an event from a series.
    public init(_ series: Series, ownerID: String? = nil, zones: ZoneDirectory) {
        self.init(series, text: EventText(of: series), ownerID: ownerID, zones: zones)
    }

    package init(_ series: Series, text: EventText, ownerID: String?, zones: ZoneDirectory) {
        self.series = series
        self.text = text
        self.ownerID = ownerID
        let clock = MomentClock(series, directory: zones)
        span = (series.master ?? series.overrides.first).flatMap { clock.span(of: $0)?.span }
    }

    /// The event with another series; components that stay the same keep their bytes.
    package func changed(to series: Series, zones: ZoneDirectory) -> Event {
        Event(series, text: text.updated(to: series), ownerID: ownerID, zones: zones)
    }
}

extension Event {
    /// Its master; the first override where it has none.
    public var item: CalendarItem { series.master ?? series.overrides.first ?? CalendarItem(.event) }

    /// UID.
    public var uid: String { series.uid }
    /// When it starts.
    public var start: EventTime? { item.start ?? item.due }
    /// How long it lasts, in seconds.
    public var duration: Int { span.map { $0.end - $0.start } ?? 0 }
    /// SUMMARY.
    public var title: String { item.summary ?? "" }
    /// DESCRIPTION.
    public var description: String { item.description ?? "" }
    /// LOCATION.
    public var location: String { item.location ?? "" }
    /// STATUS; confirmed where none is stated.
    public var status: CalendarItem.Status { item.status ?? .confirmed }
    /// Whether it takes whole days.
    public var isAllDay: Bool { item.isAllDay }
    /// CATEGORIES.
    public var categories: Set<String> { Set(item.categories) }
    /// Whether it leaves its time free (TRANSP).
    public var isTransparent: Bool { item.transparency == .transparent }
    /// CLASS; public where none is stated.
    public var access: CalendarItem.Classification { item.classification ?? .public }
    /// The document that belongs to it (ATTACH).
    public var document: String? {
        for case .uri(let uri) in item.attachments.map(\.content) { return uri }
        return nil
    }
    /// The address of the organizer, without `mailto:`.
    public var organizer: String? { item.organizer?.address }

    /// The components for occurrences of their own, or the master where it describes the occurrence.
    public func item(at recurrenceID: EventTime?) -> CalendarItem {
        recurrenceID.flatMap { series.override(of: $0) } ?? item
    }

    /// Who takes part; in one occurrence where one is named.
    public func participants(at recurrenceID: EventTime? = nil) -> [Participation] {
        Participation.all(of: item(at: recurrenceID), in: series)
    }
}

extension Event: Hashable, Comparable {
    /// Compares start and UID.
    public static func == (left: Event, right: Event) -> Bool {
        left.uid == right.uid && left.span?.start == right.span?.start
    }

    /// Hashes the UID.
    public func hash(into hasher: inout Hasher) { hasher.combine(uid) }

    /// Orders by start, then by UID.
    public static func < (left: Event, right: Event) -> Bool {
        (left.span?.start ?? .min, left.uid) < (right.span?.start ?? .min, right.uid)
    }
}
