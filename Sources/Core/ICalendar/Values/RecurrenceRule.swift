/// A recurrence rule (RFC 5545 §3.3.10, RFC 7529 §4).
///
/// Omitted parts are empty or nil; nothing is checked here except by the types.
public struct RecurrenceRule: Hashable, Sendable {
    /// How often the rule's period repeats.
    public enum Frequency: String, Sendable, CaseIterable {
        case secondly = "SECONDLY"
        case minutely = "MINUTELY"
        case hourly = "HOURLY"
        case daily = "DAILY"
        case weekly = "WEEKLY"
        case monthly = "MONTHLY"
        case yearly = "YEARLY"
    }

    /// The last moment that may occur.
    public enum Until: Hashable, Sendable {
        case date(CivilDate)
        case local(CivilDateTime)
        case utc(CivilDateTime)
    }

    /// A weekday, alone or as the nth (from the end when negative) of its month or year.
    public struct WeekdayPosition: Hashable, Sendable {
        /// -53 to 53; 0 means every one.
        public var ordinal: Int
        /// The weekday.
        public var weekday: Weekday

        /// A weekday with its position.
        public init(_ weekday: Weekday, ordinal: Int = 0) {
            self.ordinal = ordinal
            self.weekday = weekday
        }
    }

    /// A month, leap months of lunisolar calendars included (RFC 7529 §4.2).
    public struct Month: Hashable, Sendable {
        /// The month's number.
        public var number: Int
        /// Whether it is the leap month after that number, written `5L`.
        public var isLeap: Bool

        /// Creates a month from its number.
        public init(_ number: Int, isLeap: Bool = false) {
            self.number = number
            self.isLeap = isLeap
        }
    }

    /// What to do with dates that do not exist (RFC 7529 §4.1).
    public enum Skip: String, Sendable, CaseIterable {
        case omit = "OMIT"
        case backward = "BACKWARD"
        case forward = "FORWARD"
    }

    /// A part that RFC 5545 and RFC 7529 do not know: kept to be written again, without effect.
    public struct UnknownPart: Hashable, Sendable {
        /// The part's name as written.
        public var name: String
        /// Its value as written.
        public var value: String

        /// A part from its two sides.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// FREQ.
    public var frequency: Frequency
    /// INTERVAL, at least 1.
    public var interval = 1
    /// COUNT.
    public var count: Int?
    /// UNTIL.
    public var until: Until?
    /// BYSECOND.
    public var bySecond: [Int] = []
    /// BYMINUTE.
    public var byMinute: [Int] = []
    /// BYHOUR.
    public var byHour: [Int] = []
    /// BYDAY.
    public var byDay: [WeekdayPosition] = []
    /// BYMONTHDAY.
    public var byMonthDay: [Int] = []
    /// BYYEARDAY.
    public var byYearDay: [Int] = []
    /// BYWEEKNO.
    public var byWeekNumber: [Int] = []
    /// BYMONTH.
    public var byMonth: [Month] = []
    /// BYSETPOS.
    public var bySetPosition: [Int] = []
    /// WKST; nil if the rule has none, which means Monday.
    public var weekStart: Weekday?
    /// RSCALE, the calendar that the rule counts in, in upper case; nil is Gregorian.
    public var calendarScale: String?
    /// SKIP; nil if the rule has none, which means omit.
    public var skip: Skip?
    /// Parts of unknown name, in order.
    public var unknownParts: [UnknownPart] = []

    /// A rule with only its frequency.
    public init(_ frequency: Frequency) {
        self.frequency = frequency
    }
}

extension RecurrenceRule {
    /// The names of the parts that RFC 5545 §3.3.10 forbids together with the frequency or with each other.
    public var forbiddenParts: [String] {
        var parts: [String] = []
        if !byWeekNumber.isEmpty, frequency != .yearly { parts.append("BYWEEKNO") }
        if !byYearDay.isEmpty, [.daily, .weekly, .monthly].contains(frequency) { parts.append("BYYEARDAY") }
        if !byMonthDay.isEmpty, frequency == .weekly { parts.append("BYMONTHDAY") }
        let isNumbered = byDay.contains { $0.ordinal != 0 }
        if isNumbered, frequency != .monthly, frequency != .yearly || !byWeekNumber.isEmpty { parts.append("BYDAY") }
        return parts
    }

    /// Whether any BYxxx part but BYSETPOS is given.
    public var hasByPart: Bool {
        !(bySecond.isEmpty && byMinute.isEmpty && byHour.isEmpty && byDay.isEmpty && byMonthDay.isEmpty
            && byYearDay.isEmpty && byWeekNumber.isEmpty && byMonth.isEmpty)
    }
}
