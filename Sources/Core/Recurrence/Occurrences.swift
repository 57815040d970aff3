public import ICalendar

/// Occurrences between two bounds, found one at a time.
public struct Occurrences: Sequence, Sendable {
    private let cursor: OccurrenceCursor
    private let end: Int
    private let limit: Int

    init(_ cursor: OccurrenceCursor, until end: Int, limit: Int) {
        self.cursor = cursor
        self.end = end
        self.limit = limit
    }

    /// An iterator over the occurrences in the set's direction.
    public func makeIterator() -> Iterator { Iterator(cursor: cursor, end: end, left: limit) }

    /// Yields civil times; afterwards ``outcome`` reports how the search ended.
    public struct Iterator: IteratorProtocol, Sendable {
        var cursor: OccurrenceCursor
        let end: Int
        var left: Int

        /// The next occurrence.
        public mutating func next() -> CivilDateTime? {
            nextSeconds().map { CivilDateTime(secondsSinceEpoch: $0) }
        }

        /// The next occurrence in seconds since 1970-01-01 on the wall clock.
        public mutating func nextSeconds() -> Int? {
            guard left > 0, let next = cursor.nextSeconds(), next < end else {
                left = 0
                return nil
            }
            left -= 1
            return next
        }

        /// How the search ended; known once ``next()`` has returned nil.
        public var outcome: RecurrenceOutcome { cursor.outcome(before: end) }
    }
}

extension Occurrences {
    /// All of them as a list, with how the search ended.
    public func collected() -> (occurrences: [CivilDateTime], outcome: RecurrenceOutcome) {
        var iterator = makeIterator()
        var found: [CivilDateTime] = []
        while let next = iterator.next() { found.append(next) }
        return (found, iterator.outcome)
    }
}
