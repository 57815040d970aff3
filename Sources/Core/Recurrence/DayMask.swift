/// The days of one year as bits, 1 January first.
struct DayMask: Hashable, Sendable {
    /// Eight words of 64 days; the last two stay empty, which lets the machine work on whole vectors.
    private(set) var words = SIMD8<UInt64>(repeating: 0)

    /// How many words hold days.
    static let wordCount = 6
    /// The days that a year can have.
    static let capacity = 366

    /// No day.
    init() {}

    /// The first `count` days.
    init(first count: Int) {
        insert(0..<count)
    }

    private init(words: SIMD8<UInt64>) {
        self.words = words
    }
}

extension DayMask {
    /// Adds one day; days outside the year are ignored.
    mutating func insert(_ day: Int) {
        guard day >= 0, day < Self.capacity else { return }
        words[day >> 6] |= 1 << UInt64(day & 63)
    }

    /// Adds the days of a range; days outside the year are ignored.
    mutating func insert(_ days: Range<Int>) {
        var lower = max(days.lowerBound, 0)
        let upper = min(days.upperBound, Self.capacity)
        while lower < upper {
            let end = min(upper, (lower | 63) + 1)
            words[lower >> 6] |= (UInt64.max >> UInt64(64 - (end - lower))) << UInt64(lower & 63)
            lower = end
        }
    }

    func contains(_ day: Int) -> Bool {
        day >= 0 && day < Self.capacity && words[day >> 6] >> UInt64(day & 63) & 1 == 1
    }

    var isEmpty: Bool { words == SIMD8(repeating: 0) }

    var count: Int {
        var sum = 0
        for index in 0..<Self.wordCount { sum += words[index].nonzeroBitCount }
        return sum
    }

    /// How many days lie before `day`.
    func count(before day: Int) -> Int {
        guard day > 0 else { return 0 }
        var sum = 0
        for index in 0..<min(day >> 6, Self.wordCount) { sum += words[index].nonzeroBitCount }
        if day < Self.wordCount * 64 {
            sum += (words[day >> 6] & ~(UInt64.max << UInt64(day & 63))).nonzeroBitCount
        }
        return sum
    }

    func first(atOrAfter day: Int) -> Int? {
        let day = max(day, 0)
        guard day < Self.capacity else { return nil }
        var index = day >> 6
        var word = words[index] & (UInt64.max << UInt64(day & 63))
        while word == 0 {
            index += 1
            guard index < Self.wordCount else { return nil }
            word = words[index]
        }
        return index << 6 + word.trailingZeroBitCount
    }

    func last(atOrBefore day: Int) -> Int? {
        guard day >= 0 else { return nil }
        let day = min(day, Self.capacity - 1)
        var index = day >> 6
        var word = words[index] & (UInt64.max >> UInt64(63 - day & 63))
        while word == 0 {
            index -= 1
            guard index >= 0 else { return nil }
            word = words[index]
        }
        return index << 6 + 63 - word.leadingZeroBitCount
    }

    /// The day with `position` days before it.
    func day(at position: Int) -> Int? {
        var left = position
        for index in 0..<Self.wordCount {
            let count = words[index].nonzeroBitCount
            if left < count {
                var word = words[index]
                for _ in 0..<left { word &= word - 1 }
                return index << 6 + word.trailingZeroBitCount
            }
            left -= count
        }
        return nil
    }
}

extension DayMask {
    static func & (left: DayMask, right: DayMask) -> DayMask { DayMask(words: left.words & right.words) }
    static func | (left: DayMask, right: DayMask) -> DayMask { DayMask(words: left.words | right.words) }

    /// Every seventh day, for each day of the year's first week.
    static let everySeventh: [DayMask] = (0..<7).map { first in
        var mask = DayMask()
        for day in stride(from: first, to: capacity, by: 7) { mask.insert(day) }
        return mask
    }
}
