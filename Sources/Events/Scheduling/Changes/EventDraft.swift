public import CalendarModel
public import ICalendar
internal import TimeZones

/// The content of a new event.
public struct EventDraft: Sendable {
    /// UID; generated if nil.
    public var uid: String?
    /// SUMMARY.
    public var title: String
    /// When it starts.
    public var start: EventTime
    /// How long it lasts; see ``CalendarModel/NominalDuration``. Nil means no time at all, or a day for whole days.
    public var duration: NominalDuration?
    /// Whether it takes whole days: the start becomes midnight, and the duration whole days, rounded up, at least one.
    public var isAllDay: Bool
    /// DESCRIPTION.
    public var description: String
    /// LOCATION.
    public var location: String
    /// STATUS.
    public var status: CalendarItem.Status?
    /// CATEGORIES, without order.
    public var categories: Set<String>
    /// Whether it leaves its time free.
    public var isTransparent: Bool
    /// CLASS.
    public var access: CalendarItem.Classification
    /// A document that belongs to it, as a URI.
    public var document: String?
    /// How it recurs.
    public var rule: RecurrenceRule?
    /// The occurrences that do not take place.
    public var exclusions: [EventTime]

    /// Creates a draft; see the properties.
    public init(
        _ title: String,
        start: EventTime,
        duration: NominalDuration? = nil,
        isAllDay: Bool = false,
        uid: String? = nil,
        description: String = "",
        location: String = "",
        status: CalendarItem.Status? = .tentative,
        categories: Set<String> = [],
        isTransparent: Bool = false,
        access: CalendarItem.Classification = .public,
        document: String? = nil,
        rule: RecurrenceRule? = nil,
        exclusions: [EventTime] = []
    ) {
        self.title = title
        self.start = start
        self.duration = duration
        self.isAllDay = isAllDay
        self.uid = uid
        self.description = description
        self.location = location
        self.status = status
        self.categories = categories
        self.isTransparent = isTransparent
        self.access = access
        self.document = document
        self.rule = rule
        self.exclusions = exclusions
    }
}

extension EventDraft {
    /// The item that it describes.
    func item(uid: String, organizer: Person, now: CivilDateTime, zones: ZoneDirectory) -> CalendarItem {
        var item = CalendarItem(.event)
        item.uid = uid
        item.stamp = now
        item.created = now
        item.lastModified = now
        item.sequence = 0
        item.summary = title
        item.description = description.isEmpty ? nil : description
        item.location = location.isEmpty ? nil : location
        item.status = status
        item.categories = categories.sorted()
        item.classification = access == .public ? nil : access
        item.transparency = isTransparent ? .transparent : nil
        if let document { item.attachments = [Attachment(.uri(document))] }
        item.set(start: start, duration: duration, isAllDay: isAllDay, zones: zones)
        if let rule { item.rules = [rule] }
        item.exclusions = exclusions
        item.organizer = organizer
        var attendee = Attendee(organizer)
        attendee.role = .required
        attendee.status = .accepted
        item.attendees = [attendee]
        return item
    }
}

extension CalendarItem {
    /// Sets when it takes place: DTSTART and DTEND.
    mutating func set(start: EventTime, duration: NominalDuration?, isAllDay: Bool, zones: ZoneDirectory) {
        self.duration = nil
        if isAllDay || start.isDate {
            let seconds = duration?.totalSeconds ?? 86_400
            let days = max((seconds + 86_399) / 86_400, 1)
            self.start = .date(start.date)
            end = .date(start.date.addingDays(days))
            return
        }
        self.start = start
        guard let duration, duration != .zero else {
            end = nil
            return
        }
        let day = start.adding(days: duration.days)
        // Hours are exact, also where the clocks change meanwhile.
        guard let zone = start.zone, let rules = zones.resolve(zone)?.rules, let instant = rules.instant(of: day.civil)
        else {
            end = day.adding(seconds: duration.seconds)
            return
        }
        end = start.showing(rules.local(at: instant + duration.seconds))
    }
}
