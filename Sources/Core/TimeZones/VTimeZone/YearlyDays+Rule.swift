internal import ICalendar

extension YearlyDays {
    /// The date parts of an observance's rule, with the years between two onsets.
    ///
    /// Nil for rules that no zone's clocks follow: more often than monthly, by week number, or with longer lists than
    /// any week or month has.
    static func read(_ rule: RecurrenceRule, start: CivilDate) -> (days: YearlyDays, interval: Int)? {
        guard rule.byWeekNumber.isEmpty, rule.calendarScale == nil || rule.calendarScale == "GREGORIAN",
            rule.interval >= 1, rule.byMonth.count <= 12, rule.byMonthDay.count <= 31, rule.byDay.count <= 14,
            rule.byYearDay.count <= 31, rule.bySetPosition.count <= 7
        else { return nil }
        var days = YearlyDays(
            months: rule.byMonth.map(\.number),
            monthDays: rule.byMonthDay,
            weekdays: rule.byDay,
            yearDays: rule.byYearDay,
            setPositions: rule.bySetPosition
        )
        var interval = rule.interval
        switch rule.frequency {
        case .yearly: break
        case .monthly where interval == 1:
            if days.months.isEmpty { days.months = Array(1...12) }
        case .monthly where interval % 12 == 0:
            interval /= 12
            days.months = [start.month]
        default: return nil
        }
        if days.monthDays.isEmpty, days.weekdays.isEmpty, days.yearDays.isEmpty {
            if days.months.isEmpty { days.months = [start.month] }
            days.monthDays = [start.day]
        }
        return (days, interval)
    }
}
