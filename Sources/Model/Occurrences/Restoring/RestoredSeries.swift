public import CalendarModel
public import ICalendar

/// The result of restoring one group of occurrences.
public struct RestoredSeries: Sendable {
    /// The series: its master has the rule, the exclusions and, if requested, leftovers as additional dates.
    public var series: Series
    /// The rule that was found.
    public var rule: RecurrenceRule
    /// How many occurrences take place as in the master.
    public var regularCount = 0
    /// How many slots of the rule are empty.
    public var exclusionCount = 0
    /// How many occurrences take a slot but differ from the master.
    public var overrideCount = 0
    /// Occurrences that the rule does not explain; single items unless they became additional dates.
    public var leftovers: [Series] = []
    /// How many leftovers became additional dates.
    public var additionalDateCount = 0
}

/// The result of restoring all series given.
public struct Restoration: Sendable {
    /// All series in the order of their first items: those restored, their leftovers, and whatever was not part of a
    /// pattern, unchanged.
    public var series: [Series] = []
    /// What was restored.
    public var restored: [RestoredSeries] = []
}

/// The choices that restoring leaves to its caller.
public struct RestorationOptions: Sendable {
    /// What is done with occurrences that the rule does not explain.
    public enum Leftovers: Sendable {
        /// RDATEs of the series, with overrides where they differ: iCalendar.
        case additionalDates
        /// Items of their own: Kolab, which has no additional dates.
        case singleItems
    }

    /// What is done with leftovers.
    public var leftovers = Leftovers.additionalDates
    /// Whether the rule never ends. Finite data do not contain the end, so otherwise it ends with the last occurrence.
    public var isOpenEnded = false
    /// The zone of times whose own is unknown.
    public var defaultZone: String?

    /// Every default.
    public init() {}
}
