public import ICalendar

/// Grouping the components of a calendar by UID, and back.
extension Series {
    /// What a VCALENDAR holds.
    public struct Contents: Sendable {
        /// The items, in the order in which their UIDs first stand.
        public var series: [Series] = []
        /// The component with which each of them begins.
        public var beginnings: [Component] = []
        /// Which of them begin with a component for an occurrence that another component of their UID is for already.
        public var duplicates: Set<Int> = []
        /// Components that are neither items nor zones, such as VFREEBUSY.
        public var others: [Component] = []
        /// How many components became items.
        public var itemCount = 0

        /// Zones that nothing names stay with the first series, so that the calendar comes back with them.
        fileprivate mutating func keepUnnamedZones(of context: CalendarContext) {
            guard !series.isEmpty, !context.zones.isEmpty else { return }
            let named = Set(series.flatMap(\.context.zones).map(\.component.index))
            series[0].context.zones += context.zones.filter { !named.contains($0.component.index) }
        }
    }

    /// Lifts every VEVENT, VTODO and VJOURNAL of a VCALENDAR.
    ///
    /// Items of one UID and kind are one series. Components without UID stand alone. A second master, or a second override
    /// of one occurrence, begins a series of its own, one of the ``Contents/duplicates``.
    public static func all(in calendar: Component) -> Contents {
        let context = CalendarContext(calendar)
        var contents = Contents()
        var groups = Groups()
        for component in calendar.components {
            guard let item = CalendarItem(lifting: component) else {
                if component.name != .vtimezone { contents.others.append(component) }
                continue
            }
            contents.itemCount += 1
            let place = groups.add(item)
            if place == .own { continue }
            if place == .duplicate { contents.duplicates.insert(contents.beginnings.count) }
            contents.beginnings.append(component)
        }
        let zones = ZoneIndex(context)
        contents.series = groups.all.map { group in
            Series(
                master: group.master,
                overrides: group.overrides,
                context: zones.context(withZones: context.namedZones(in: group.items))
            )
        }
        contents.keepUnnamedZones(of: context)
        return contents
    }

    /// The series that items make: those of one UID and kind are one, and those without UID stand alone.
    ///
    /// A second item for one occurrence begins a series of its own, which is one of the same UID.
    public static func all(of items: [CalendarItem], context: CalendarContext = CalendarContext()) -> [Series] {
        var groups = Groups()
        for item in items { _ = groups.add(item) }
        return groups.all.map { Series(master: $0.master, overrides: $0.overrides, context: context) }
    }

    /// Items by their UID and kind.
    private struct Groups {
        /// Where an item went.
        enum Place {
            /// Into the group of its UID.
            case own
            /// Into a new group, the first of its UID.
            case new
            /// Into a new group, because that of its UID has an item for the same occurrence.
            case duplicate
        }

        private(set) var all: [Group] = []
        private var indexOfKey: [ExactText: Int] = [:]

        mutating func add(_ item: CalendarItem) -> Place {
            let key = ExactText("\(item.kind.rawValue) \(item.uid)")
            let known = item.uid.isEmpty ? nil : indexOfKey[key]
            if let known, all[known].add(item) { return .own }
            if !item.uid.isEmpty, known == nil { indexOfKey[key] = all.count }
            all.append(Group(item))
            return known == nil ? .new : .duplicate
        }
    }

    /// An item with what came under its UID before.
    private struct Group {
        var master: CalendarItem?
        var overrides: [CalendarItem] = []
        private var times: Set<EventTime> = []

        init(_ item: CalendarItem) {
            _ = add(item)
        }

        var items: [CalendarItem] { (master.map { [$0] } ?? []) + overrides }

        mutating func add(_ item: CalendarItem) -> Bool {
            guard let time = item.recurrenceID?.time else {
                guard master == nil else { return false }
                master = item
                return true
            }
            guard times.insert(time).inserted else { return false }
            overrides.append(item)
            return true
        }
    }

    /// Adds master and overrides as components.
    ///
    /// - Returns: the names of the properties whose original form was left out because a field was changed.
    @discardableResult
    public func lower(to builder: inout ComponentTreeBuilder) -> [String] {
        var stale = master?.lower(to: &builder) ?? []
        for override in overrides { stale += override.lower(to: &builder) }
        return stale
    }
}
