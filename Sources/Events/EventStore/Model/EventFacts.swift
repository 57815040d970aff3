package import CalendarModel
internal import ICalendar
package import Occurrences
package import TimeZones

/// What queries need of an event, computed once when it is stored.
package struct EventFacts: Sendable {
    /// The content of one component: the master first, then the overrides in order.
    package struct Item: Sendable {
        package var item: CalendarItem
        package var participations: [Participation]
        package var organizerKey: String?

        /// Whether it takes the time of those who take part: an event that is opaque and not cancelled.
        package var isBusy: Bool {
            item.kind == .event && item.transparency != .transparent && item.status != .cancelled
        }
    }

    /// One occurrence.
    package struct Place: Hashable, Sendable {
        /// The item that describes it.
        package var ordinal: Int
        package var span: TimeSpan
        /// What the clock of its start is ahead of UTC, when it starts and when it ends.
        package var startOffset: Int
        package var endOffset: Int
        /// Which occurrence of the series it is, in seconds since 1970 as the master's clock shows it; nil outside of a series.
        package var recurrence: Int?
    }

    package var items: [Item]
    /// The occurrences that begin before ``indexedUntil``, in order.
    package var places: [Place]
    /// From where on more occurrences may follow, as instant; nil if all are there.
    package var indexedUntil: Int?

    /// The facts of an event, and the reader of its times.
    package init(_ event: Event, _ configuration: StoreConfiguration) {
        let series = event.series
        items = series.items.map { item in
            Item(
                item: item,
                participations: Participation.all(of: item, in: series),
                organizerKey: (item.organizer ?? series.master?.organizer).map {
                    CalendarUser.key(ofAddress: $0.address)
                }
            )
        }
        places = []
        if series.overrides.isEmpty, let master = series.master, !master.isRecurring {
            let clock = MomentClock(series, directory: configuration.zones)
            guard let (span, offsets) = clock.span(of: master) else { return }
            places = [Place(ordinal: 0, span: span, startOffset: offsets.0, endOffset: offsets.1)]
            return
        }
        let window = OccurrenceWindow(until: configuration.horizon, in: .utc)
        let expanded = SeriesExpansion.expand(series, zones: configuration.zones)
        var merge = expanded.occurrences(in: window)
        while let next = merge.next() {
            let place = Place(next)
            if places.count == configuration.indexedOccurrences {
                // Those that begin together are on the same side.
                places.removeAll { $0.span.start >= place.span.start }
                indexedUntil = place.span.start
                return
            }
            places.append(place)
        }
        if expanded.mayFollow(configuration.horizon) {
            indexedUntil = configuration.horizon.dayNumber * 86_400
        }
    }
}

extension EventFacts.Place {
    /// An occurrence as a series gives it.
    package init(_ occurrence: SeriesOccurrence) {
        let local = occurrence.start.civil.secondsSinceEpoch
        let endLocal = (occurrence.endOnStartClock ?? occurrence.start).civil.secondsSinceEpoch
        let start = occurrence.instant ?? local
        let end = occurrence.instant == nil ? endLocal : occurrence.endInstant ?? start
        self.init(
            ordinal: occurrence.index,
            span: TimeSpan(start, end, isFloating: occurrence.instant == nil),
            startOffset: local - start,
            endOffset: endLocal - end,
            recurrence: occurrence.recurrenceID?.civil.secondsSinceEpoch
        )
    }
}

/// Series made ready to list.
package enum SeriesExpansion {
    package static func expand(_ series: Series, zones: ZoneDirectory) -> ExpandedSeries {
        SeriesExpander(directory: zones).expand(again: series, from: SeriesOrigin())
    }

    /// The occurrences of a series that begin within some seconds, on the line of time that each lies on.
    package static func places(of series: Series, beginningIn bounds: Range<Int>, zones: ZoneDirectory) -> [EventFacts
        .Place]
    {
        let margin = 2 * 86_400
        let window = OccurrenceWindow(
            from: CivilDateTime(secondsSinceEpoch: bounds.lowerBound - margin).date,
            until: CivilDateTime(secondsSinceEpoch: bounds.upperBound + margin).date,
            in: .utc
        )
        var found: [EventFacts.Place] = []
        var merge = expand(series, zones: zones).occurrences(in: window)
        while let next = merge.next() { found.append(EventFacts.Place(next)) }
        return found
    }
}

extension ExpandedSeries {
    /// Whether an occurrence may begin on the day or later.
    func mayFollow(_ day: CivilDate) -> Bool {
        if isEndless { return true }
        var rest = occurrences(in: OccurrenceWindow(from: day.addingDays(-1), in: .utc))
        return rest.next() != nil
    }
}
