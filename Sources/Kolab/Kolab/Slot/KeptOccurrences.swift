internal import CalendarModel
internal import ICalendar
internal import TimeZones

/// What a slot keeps of single occurrences, with the meaning it has if a client has moved the series meanwhile:
/// recurrence ids follow it, or they would name occurrences that do not exist.
struct KeptOccurrences {
    private let slot: ExtensionSlot
    private let kind: CalendarItem.Kind
    private let uid: String
    private let isRecurring: Bool
    private let moments: SeriesMoments?
    /// The start of the series when the slot was filled; nil where the kept recurrence ids determine it.
    private let recorded: EventTime?

    init(_ slot: ExtensionSlot, _ master: CalendarItem, _ zones: CalendarZones) {
        self.slot = slot
        kind = master.kind
        uid = master.uid
        isRecurring = !master.rules.isEmpty
        moments = (master.start ?? master.due).map { SeriesMoments($0, zones) }
        let kind = kind
        recorded = slot.texts(.start).first.flatMap { Self.item([$0], kind)?.start }
    }

    /// The names of kept lines that the series has left: exclusions that name no occurrence, and rules with times of day that
    /// were its own.
    var leftNames: Set<String> {
        guard let moments else { return [] }
        var names: Set<String> = hasLeftExclusions ? ["EXDATE"] : []
        if let recorded, !moments.agree(with: recorded) {
            names.formUnion(
                slot.texts(.master).filter { Self.namesTimeOfDay($0, kind) }.map(CalendarItem.name(ofLines:))
            )
        }
        return names
    }

    /// Whether the lines of a rule name times of day.
    static func namesTimeOfDay(_ text: String, _ kind: CalendarItem.Kind) -> Bool {
        guard ["RRULE", "EXRULE"].contains(CalendarItem.name(ofLines: text)), let item = item([text], kind) else {
            return false
        }
        return (item.rules + item.exceptionRules).contains {
            !($0.byHour.isEmpty && $0.byMinute.isEmpty && $0.bySecond.isEmpty)
        }
    }

    private var hasLeftExclusions: Bool {
        slot.texts(.master).contains { text in
            guard CalendarItem.name(ofLines: text) == "EXDATE", let moments, let item = Self.item([text], kind) else {
                return false
            }
            // What cannot be read is no exclusion that the series could leave.
            if item.exclusions.isEmpty { return false }
            if let recorded { return !moments.agree(with: recorded) }
            return !isRecurring || !item.exclusions.allSatisfy { moments.isNominal($0) }
        }
    }

    /// Whether an exclusion is that of a changed occurrence, and not of another on the same day.
    func isExclusion(_ exclusion: EventTime, of change: CalendarItem) -> Bool {
        moments?.isExclusion(exclusion, of: change) ?? (exclusion.date == change.recurrenceID?.time.date)
    }

    /// The day of a time on the series' clock.
    func day(of time: EventTime) -> CivilDate { moments?.day(of: time) ?? time.date }

    /// The entries of the override of a day, without a recurrence id that the series no longer has; `isMoved` is true
    /// if there is one.
    func texts(ofDay day: CivilDate) -> (texts: [String], isMoved: Bool) {
        let texts = slot.texts(.override(day))
        guard let id = texts.firstIndex(where: { CalendarItem.name(ofLines: $0) == "RECURRENCE-ID" }),
            let time = Self.item([texts[id]], kind)?.recurrenceID?.time, hasLeft(time, day)
        else { return (texts, false) }
        return (texts.enumerated().filter { $0.offset != id }.map(\.element), true)
    }

    /// A whole component with the day of its entry; `isMoved` means that the series was moved and it follows.
    typealias Component = (day: CivilDate, item: CalendarItem, isMoved: Bool)

    /// The whole components that are kept.
    var components: [Component] {
        slot.entries.compactMap { entry in
            guard case .component(let day) = entry.part, var item = CalendarItem(lines: [entry.text], kind) else {
                return nil
            }
            item.uid = uid
            guard let moments, let id = item.recurrenceID?.time, hasLeft(id, day) else { return (day, item, false) }
            let old = moments.civil(of: id)
            let seconds =
                recorded.map { moments.shift(from: $0) }
                ?? moments.start.onDay(day).civil.secondsSinceEpoch - old.secondsSinceEpoch
            // What had its own time keeps it.
            let wasAtItsTime = item.start.map { moments.civil(of: $0) == old } ?? false
            item.recurrenceID?.time =
                moments.start.isDate == id.isDate ? id.adding(seconds: seconds) : moments.start.onDay(day)
            if wasAtItsTime {
                item.start = item.start?.adding(seconds: seconds)
                item.end = item.end?.adding(seconds: seconds)
                item.due = item.due?.adding(seconds: seconds)
            }
            return (day, item, true)
        }
    }

    private func hasLeft(_ id: EventTime, _ day: CivilDate) -> Bool {
        guard let moments else { return false }
        if let recorded { return !moments.agree(with: recorded) }
        return !moments.isNominal(id, onDay: day)
    }

    private static func item(_ lines: [String], _ kind: CalendarItem.Kind) -> CalendarItem? {
        CalendarItem(lines: ["BEGIN:\(kind.rawValue)"] + lines + ["END:\(kind.rawValue)"], kind)
    }
}
