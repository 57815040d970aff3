internal import ICalendar
internal import TimeZones

extension Component {
    /// Whether two VTIMEZONEs change the clock at the same instants by the same amounts, from where both have begun up to 2037,
    /// the last year that 32-bit zone files list.
    func setsClocks(like other: Component) -> Bool {
        guard let one = VTimeZone(reading: self)?.rules, let two = VTimeZone(reading: other)?.rules else {
            return false
        }
        let end = CivilDateTime(CivilDate(year: 2038, month: 1, day: 1), CivilTime(secondOfDay: 0)).secondsSinceEpoch
        let starts = [one, two].map { $0.transitions(in: Int.min..<end).first?.instant ?? Int.min }
        let begin = starts.max() ?? 0
        guard begin < end else { return one == two }
        let changes = [one, two].map { rules in
            rules.transitions(in: begin..<end).map { [$0.instant, rules.offset(at: $0.instant)] }
        }
        return changes[0] == changes[1] && one.offset(at: begin) == two.offset(at: begin)
    }

    /// When the first observance of a VTIMEZONE begins.
    var firstOnset: CivilDateTime? { VTimeZone(reading: self)?.observances.map(\.start).min() }
}
