internal import ICalendar
package import TimeZones

/// When something takes place: on the line of instants, or on whatever clocks hang on the wall.
package struct TimeSpan: Hashable, Sendable {
    /// Its first second since 1970, in UTC or on the wall.
    package var start: Int
    /// The second after its last.
    package var end: Int
    /// Whether these are what a wall clock shows.
    package var isFloating: Bool

    package init(_ start: Int, _ end: Int, isFloating: Bool) {
        self.start = start
        self.end = max(start, end)
        self.isFloating = isFloating
    }

    /// The same as instants, taking the wall clock as one of `zone`.
    package func instants(in zone: ZoneRules) -> Range<Int> {
        guard isFloating else { return start..<end }
        let first = zone.instant(ofLocalSeconds: start) ?? start
        return first..<max(first, zone.instant(ofLocalSeconds: end) ?? end)
    }

    /// How long spans are that share an index range: the least power of two that is not less than the length, doubled, and one
    /// more for floating ones.
    package var lengthClass: Int {
        let length = end - start
        let power = length <= 1 ? 0 : Int.bitWidth - (length - 1).leadingZeroBitCount
        return 2 * power + (isFloating ? 1 : 0)
    }

    /// The greatest class.
    package static let greatestClass = 2 * 46 + 1
}
