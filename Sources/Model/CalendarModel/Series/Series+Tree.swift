public import ICalendar

/// Grouping the components of a calendar by UID, and back.
extension Series {
    /// What a VCALENDAR holds.
    public struct Contents: Sendable {
        /// The items, in the order in which their UIDs first occur.
        public var series: [Series] = []
        /// The component with which each of them begins.
        public var beginnings: [Component] = []
        /// Which of them begin with a component for an occurrence that another component of their UID is for already.
        public var duplicates: Set<Int> = []
        /// Components that are neither items nor zones, such as VFREEBUSY.
        public var others: [Component] = []
        /// How many components became items.
        public var itemCount = 0
    }

    /// Lifts every VEVENT, VTODO and VJOURNAL of a VCALENDAR.
    ///
    /// Items of one UID and kind are one series. Components without UID are separate. A second master, or a second
    /// override of one occurrence, begins a separate series, one of the ``Contents/duplicates``.
    public static func all(in calendar: Component) -> Contents {
        let groups = SeriesGroups(calendar)
        var contents = Contents()
        contents.others = groups.others
        contents.itemCount = groups.itemCount
        contents.duplicates = groups.duplicates
        for index in 0..<groups.count {
            contents.series.append(groups.series(at: index))
            contents.beginnings.append(groups.beginning(of: index))
        }
        return contents
    }

    /// The series that items make: those of one UID and kind are one, and those without UID are separate.
    ///
    /// A second item for one occurrence begins a separate series with the same UID.
    public static func all(of items: [CalendarItem], context: CalendarContext = CalendarContext()) -> [Series] {
        var grouping = ItemGrouping()
        var members: [[CalendarItem]] = []
        for item in items {
            let place = grouping.place(of: ItemIdentity(item))
            if place.isNew { members.append([]) }
            members[place.group].append(item)
        }
        return members.map { Series(items: $0, context: context) }
    }

    /// A series of items that belong together.
    init(items: [CalendarItem], context: CalendarContext) {
        let overrides = items.filter { $0.recurrenceID != nil }
        self.init(master: items.first { $0.recurrenceID == nil }, overrides: overrides, context: context)
    }

    /// Adds master and overrides as components.
    ///
    /// - Returns: the names of the properties whose original form was omitted because a field was changed.
    @discardableResult
    public func lower(to builder: inout ComponentTreeBuilder) -> [String] {
        var stale = master?.lower(to: &builder) ?? []
        for override in overrides { stale += override.lower(to: &builder) }
        return stale
    }
}
