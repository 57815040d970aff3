/// The choices where the text of RFC 5545 allows several readings and implementations differ.
///
/// Every default follows the expand and limit table of §3.3.10 where it speaks, and the majority of engines where it
/// does not.
public struct RecurrencePolicies: Hashable, Sendable {
    /// Whether DTSTART belongs to the set.
    public var start: StartPolicy = .included
    /// What a yearly BYMONTHDAY means without BYMONTH.
    public var yearlyMonthDays: YearlyMonthDayPolicy = .everyMonth
    /// Which days of a week BYWEEKNO means without BYDAY.
    public var weekNumberDays: WeekNumberDayPolicy = .weekdayOfStart
    /// Which years an INTERVAL counts together with BYWEEKNO.
    public var weekNumberInterval: WeekNumberIntervalPolicy = .weekYears
    /// What BYWEEKNO means together with BYMONTH, BYMONTHDAY and BYYEARDAY.
    public var weekNumberMix: WeekNumberMixPolicy = .intersection
    /// What BYDAY means when it mixes plain and numbered weekdays.
    public var mixedWeekdays: MixedWeekdayPolicy = .union
    /// Where a weekly BYSETPOS starts to count in the first week.
    public var weeklySetPositions: WeeklySetPositionPolicy = .wholeWeek
    /// Whether BYSETPOS applies to rules that are daily or shorter.
    public var shortSetPositions: ShortSetPositionPolicy = .applied
    /// What BYHOUR, BYMINUTE and BYSECOND do when DTSTART is a date.
    public var timesOnDates: TimesOnDatesPolicy = .ignored
    /// What to do with parts that §3.3.10 forbids for the frequency.
    public var forbiddenParts: ForbiddenPartPolicy = .computed
    /// What a date in UNTIL means when DTSTART has a time.
    public var untilDate: UntilDatePolicy = .wholeDay

    /// Every default.
    public init() {}
}

/// Whether DTSTART belongs to the set when the rule does not produce it.
///
/// `DTSTART:20260101` (a Thursday), `RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3`:
public enum StartPolicy: Sendable, CaseIterable {
    /// 1, 5 and 12 January: DTSTART is the first instance and counts, by RFC 5545 §3.8.5.3.
    case included
    /// 1, 5, 12 and 19 January: DTSTART is added and does not count.
    case includedUncounted
    /// 5, 12 and 19 January: DTSTART is only where the rule starts.
    case ruleOnly
}

/// What a yearly BYMONTHDAY means without BYMONTH.
///
/// `DTSTART:20260315`, `RRULE:FREQ=YEARLY;BYMONTHDAY=15;COUNT=3`:
public enum YearlyMonthDayPolicy: Sendable, CaseIterable {
    /// 15 March, 15 April and 15 May 2026, by the table.
    case everyMonth
    /// 15 March of 2026, 2027 and 2028.
    case monthOfStart
}

/// Which days of a week BYWEEKNO means without BYDAY.
///
/// `DTSTART:20260513` (a Wednesday), `RRULE:FREQ=YEARLY;BYWEEKNO=20;COUNT=2`:
public enum WeekNumberDayPolicy: Sendable, CaseIterable {
    /// 13 May 2026 and 19 May 2027, Wednesdays both.
    case weekdayOfStart
    /// 13 and 14 May 2026.
    case everyDay
    /// 17 May 2027 and 15 May 2028, the weeks' first days, in addition to DTSTART.
    case firstDayOfWeek
}

/// Which years an INTERVAL counts together with BYWEEKNO.
///
/// `DTSTART:20260101` (in week 1 of 2026), `RRULE:FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=TH,WE`:
public enum WeekNumberIntervalPolicy: Sendable, CaseIterable {
    /// Wednesday 31 December 2025 belongs to week-year 2026, and so does Thursday; next is week 1 of 2028.
    case weekYears
    /// A day counts for the calendar year that it lies in.
    case calendarYears
}

/// What BYWEEKNO means together with BYMONTH, BYMONTHDAY and BYYEARDAY.
///
/// `DTSTART:20251230`, `RRULE:FREQ=YEARLY;BYMONTH=12;BYWEEKNO=1;BYDAY=TU`:
public enum WeekNumberMixPolicy: Sendable, CaseIterable {
    /// 30 December 2025, 31 December 2030: days that satisfy both.
    case intersection
    /// Nothing, as in engines that do not support the mix.
    case refused
}

/// What BYDAY means when it mixes plain and numbered weekdays.
///
/// `DTSTART:20260105`, `RRULE:FREQ=MONTHLY;BYDAY=MO,2TU`:
public enum MixedWeekdayPolicy: Sendable, CaseIterable {
    /// Every Monday, and the second Tuesday: 5, 12, 13, 19 and 26 January.
    case union
    /// Days that are both: none.
    case intersection
}

/// Where a weekly BYSETPOS starts to count in the first week.
///
/// `DTSTART:20241023` (a Wednesday), `RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,3`:
public enum WeeklySetPositionPolicy: Sendable, CaseIterable {
    /// 23 October (third of its week), 28 and 30 October.
    case wholeWeek
    /// 23 and 25 October (first and third from DTSTART on), 28 and 30 October.
    case fromStart
}

/// Whether BYSETPOS applies to rules that are daily or shorter.
///
/// `DTSTART:20260101T060000`, `RRULE:FREQ=DAILY;BYHOUR=6,12,18;BYSETPOS=-1`:
public enum ShortSetPositionPolicy: Sendable, CaseIterable {
    /// 18:00 every day.
    case applied
    /// 06:00, 12:00 and 18:00 every day.
    case ignored
}

/// What BYHOUR, BYMINUTE and BYSECOND do when DTSTART is a date.
///
/// `DTSTART;VALUE=DATE:20260101`, `RRULE:FREQ=DAILY;BYHOUR=9,17`:
public enum TimesOnDatesPolicy: Sendable, CaseIterable {
    /// 1 January, 2 January: by §3.3.10 they are ignored.
    case ignored
    /// 1 January at 09:00 and 17:00, although DTSTART has no time.
    case expanded
}

/// What to do with parts that §3.3.10 forbids for the frequency, as `FREQ=WEEKLY;BYMONTHDAY=1`.
///
/// `DTSTART:20260601` (a Monday), `RRULE:FREQ=WEEKLY;BYMONTHDAY=1`:
public enum ForbiddenPartPolicy: Sendable, CaseIterable {
    /// 1 June, 1 July, 1 August: the part limits the days.
    case computed
    /// The rule yields nothing.
    case refused
}

/// What a date in UNTIL means when DTSTART has a time.
///
/// `DTSTART:20260101T090000`, `RRULE:FREQ=DAILY;UNTIL=20260103`:
public enum UntilDatePolicy: Sendable, CaseIterable {
    /// 3 January at 09:00 is the last.
    case wholeDay
    /// 2 January at 09:00 is the last: the date means its midnight.
    case midnight
}
