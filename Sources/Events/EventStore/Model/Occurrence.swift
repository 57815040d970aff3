public import CalendarModel
internal import ICalendar
public import TimeZones

/// One occurrence of a stored event, with what lists show of it.
public struct Occurrence: Sendable {
    /// The event's UID.
    public var uid: String
    /// When it starts; a time in a gap has been moved.
    public var start: EventTime
    /// When it is over, as the clock of its start shows it: the first moment, or the first day, after it.
    public var end: EventTime
    /// Which occurrence of its series it is; nil outside of a series.
    public var recurrenceID: EventTime?
    /// Whether a separate component describes it.
    public var isOverride: Bool
    /// SUMMARY.
    public var title: String
    /// LOCATION.
    public var location: String
    /// STATUS; confirmed where none is stated.
    public var status: CalendarItem.Status
    /// Whether it takes the time of those who take part.
    public var isBusy: Bool
    /// CLASS; public where none is stated.
    public var access: CalendarItem.Classification
    /// Where it lies in time.
    package var span: TimeSpan

    /// When it takes place, in seconds since 1970-01-01T00:00:00Z, floating times and whole days being those of `zone`.
    public func instants(in zone: ZoneRules) -> Range<Int> { span.instants(in: zone) }
}

extension Occurrence: Hashable, Comparable {
    /// Compares event and place.
    public static func == (left: Occurrence, right: Occurrence) -> Bool {
        left.uid == right.uid && left.span == right.span && left.recurrenceID == right.recurrenceID
    }

    /// Hashes event and place.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(uid)
        hasher.combine(span)
    }

    /// Orders by start, end, UID and recurrence id; floating times count as UTC does.
    public static func < (left: Occurrence, right: Occurrence) -> Bool {
        if left.span.start != right.span.start { return left.span.start < right.span.start }
        if left.span.end != right.span.end { return left.span.end < right.span.end }
        if left.uid != right.uid { return left.uid < right.uid }
        return (left.recurrenceID?.civil.secondsSinceEpoch ?? .min)
            < (right.recurrenceID?.civil.secondsSinceEpoch ?? .min)
    }
}

/// The form of a time: what is needed to show a second of its clock.
package struct TimeForm: Hashable, Sendable {
    /// 0 a whole day, 1 floating, 2 UTC, 3 in a zone.
    package var kind: Int
    package var zone: String?

    package init(kind: Int, zone: String?) {
        self.kind = kind
        self.zone = zone
    }

    package init(_ time: EventTime?) {
        switch time {
        case .date: self.init(kind: 0, zone: nil)
        case .floating, nil: self.init(kind: 1, zone: nil)
        case .utc: self.init(kind: 2, zone: nil)
        case .zoned(_, let zone): self.init(kind: 3, zone: zone)
        }
    }

    /// The time that shows some seconds since 1970.
    package func time(_ local: Int) -> EventTime {
        let civil = CivilDateTime(secondsSinceEpoch: local)
        switch kind {
        case 0: return .date(civil.date)
        case 2: return .utc(civil)
        case 3: return zone.map { .zoned(civil, zone: $0) } ?? .floating(civil)
        default: return .floating(civil)
        }
    }
}

extension Occurrence {
    /// An occurrence from where it lies and what describes it.
    package init(
        uid: String,
        place: EventFacts.Place,
        form: TimeForm,
        recurrenceForm: TimeForm,
        isOverride: Bool,
        title: String,
        location: String,
        status: CalendarItem.Status?,
        isBusy: Bool,
        access: CalendarItem.Classification?
    ) {
        self.uid = uid
        start = form.time(place.span.start + place.startOffset)
        end = form.time(place.span.end + place.endOffset)
        recurrenceID = place.recurrence.map { recurrenceForm.time($0) }
        self.isOverride = isOverride
        self.title = title
        self.location = location
        self.status = status ?? .confirmed
        self.isBusy = isBusy
        self.access = access ?? .public
        span = place.span
    }

    /// An occurrence of an event whose facts are known.
    package init(uid: String, place: EventFacts.Place, facts: EventFacts) {
        let described = facts.items[place.ordinal]
        let item = described.item
        self.init(
            uid: uid,
            place: place,
            form: TimeForm(item.start ?? item.due ?? item.recurrenceID?.time),
            recurrenceForm: facts.recurrenceForm,
            isOverride: item.recurrenceID != nil,
            title: item.summary ?? "",
            location: item.location ?? "",
            status: item.status,
            isBusy: described.isBusy,
            access: item.classification
        )
    }
}

extension EventFacts {
    /// The form of recurrence ids: the master's, else that of the first override's.
    package var recurrenceForm: TimeForm {
        guard let first = items.first?.item else { return TimeForm(nil) }
        return TimeForm(first.recurrenceID?.time ?? first.start ?? first.due)
    }
}
