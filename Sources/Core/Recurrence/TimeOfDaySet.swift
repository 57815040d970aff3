internal import Bytes

/// The times of day at which a rule may occur: every combination of some hours, minutes and seconds, or a list.
struct TimeOfDaySet: Hashable, Sendable {
    /// Bit n represents hour, minute or second n.
    private var hours: UInt64 = 0
    private var minutes: UInt64 = 0
    private var seconds: UInt64 = 0
    /// Seconds of the day in order, where BYSETPOS has left less than every combination.
    private var listed: [Int32]?
    /// How many times there are.
    let count: Int
    /// The earliest, in seconds since midnight; 0 when empty.
    let first: Int

    /// Every combination. A leap second counts as second 59 (RFC 5545 §3.3.12).
    init(hours: UInt64, minutes: UInt64, seconds: UInt64) {
        self.hours = hours
        self.minutes = minutes
        self.seconds = seconds >> 60 & 1 == 1 ? (seconds & (1 << 60 - 1)) | 1 << 59 : seconds
        count = hours.nonzeroBitCount * minutes.nonzeroBitCount * self.seconds.nonzeroBitCount
        first =
            count == 0
            ? 0
            : hours.trailingZeroBitCount * 3600 + minutes.trailingZeroBitCount * 60
                + self.seconds.trailingZeroBitCount
    }

    /// The listed seconds of the day, which are in order.
    init(listed: [Int32]) {
        self.listed = listed
        count = listed.count
        first = Int(listed.first ?? 0)
    }
}

extension TimeOfDaySet {
    /// The first time at or after a second of the day.
    func next(atOrAfter second: Int) -> Int? {
        if let listed {
            let index = listed.firstIndex(notBefore: Int32(clamping: second))
            return index < listed.count ? Int(listed[index]) : nil
        }
        guard count > 0, second < 86_400 else { return nil }
        guard second > first else { return first }
        let hour = second / 3600
        let minute = second / 60 % 60
        if hours >> UInt64(hour) & 1 == 1 {
            if minutes >> UInt64(minute) & 1 == 1, let found = Self.bit(of: seconds, atOrAfter: second % 60) {
                return hour * 3600 + minute * 60 + found
            }
            if let found = Self.bit(of: minutes, atOrAfter: minute + 1) {
                return hour * 3600 + found * 60 + seconds.trailingZeroBitCount
            }
        }
        guard let found = Self.bit(of: hours, atOrAfter: hour + 1) else { return nil }
        return found * 3600 + minutes.trailingZeroBitCount * 60 + seconds.trailingZeroBitCount
    }

    /// The last time at or before a second of the day.
    func previous(atOrBefore second: Int) -> Int? {
        let position = rank(of: second + 1)
        return position > 0 ? self[position - 1] : nil
    }

    func contains(_ second: Int) -> Bool { next(atOrAfter: second) == second }

    /// How many times lie before a second of the day.
    func rank(of second: Int) -> Int {
        if let listed { return listed.firstIndex(notBefore: Int32(clamping: second)) }
        guard second > 0 else { return 0 }
        guard second < 86_400 else { return count }
        let hour = second / 3600
        let minute = second / 60 % 60
        let secondsInMinute = seconds.nonzeroBitCount
        let secondsInHour = secondsInMinute * minutes.nonzeroBitCount
        var rank = Self.bits(of: hours, before: hour) * secondsInHour
        guard hours >> UInt64(hour) & 1 == 1 else { return rank }
        rank += Self.bits(of: minutes, before: minute) * secondsInMinute
        guard minutes >> UInt64(minute) & 1 == 1 else { return rank }
        return rank + Self.bits(of: seconds, before: second % 60)
    }

    /// The time with `position` times before it.
    subscript(position: Int) -> Int {
        if let listed { return Int(listed[position]) }
        guard count > 1 else { return first }
        let secondsInMinute = seconds.nonzeroBitCount
        let secondsInHour = secondsInMinute * minutes.nonzeroBitCount
        return Self.bit(of: hours, at: position / secondsInHour) * 3600
            + Self.bit(of: minutes, at: position / secondsInMinute % minutes.nonzeroBitCount) * 60
            + Self.bit(of: seconds, at: position % secondsInMinute)
    }

    /// Whether every second of the day from `unit` on upwards is taken: no hour, minute or second is missing
    /// that a frequency of that many seconds steps through.
    func isUnlimited(from unit: Int) -> Bool {
        guard listed == nil else { return false }
        return hours.nonzeroBitCount == 24 && (unit >= 3600 || minutes.nonzeroBitCount == 60)
            && (unit >= 60 || seconds.nonzeroBitCount == 60)
    }

    /// Times in a stretch of `unit` seconds: an hour, a minute or a second.
    func count(perUnit unit: Int) -> Int {
        switch unit {
        case 3600: minutes.nonzeroBitCount * seconds.nonzeroBitCount
        case 60: seconds.nonzeroBitCount
        default: 1
        }
    }

    /// What BYSETPOS leaves of each stretch of `unit` seconds, counted from midnight.
    func selecting(_ positions: [Int], perUnit unit: Int) -> TimeOfDaySet {
        var kept: [Int32] = []
        var lower = 0
        while lower < count {
            let end = rank(of: (self[lower] / unit + 1) * unit)
            for index in positions.indices(in: end - lower) { kept.append(Int32(self[lower + index])) }
            lower = end
        }
        return TimeOfDaySet(listed: kept)
    }
}

extension TimeOfDaySet {
    private static func bit(of word: UInt64, atOrAfter index: Int) -> Int? {
        guard index < 64 else { return nil }
        let rest = word & (UInt64.max << UInt64(index))
        return rest == 0 ? nil : rest.trailingZeroBitCount
    }

    private static func bits(of word: UInt64, before index: Int) -> Int {
        (word & ~(UInt64.max << UInt64(index))).nonzeroBitCount
    }

    private static func bit(of word: UInt64, at position: Int) -> Int {
        var rest = word
        for _ in 0..<position { rest &= rest - 1 }
        return rest.trailingZeroBitCount
    }
}

extension [Int] {
    /// The indices that set positions (1 first, -1 last) name among `count` members, in order and without repetition.
    func indices(in count: Int) -> [Int] {
        var found: [Int] = []
        insertIndices(in: count, into: &found)
        return found
    }

    /// Replaces the content of `found` by what ``indices(in:)`` returns.
    func insertIndices(in count: Int, into found: inout [Int]) {
        found.removeAll(keepingCapacity: true)
        for position in self {
            let index = position > 0 ? position - 1 : count + position
            guard position != 0, index >= 0, index < count else { continue }
            if let last = found.last, last >= index {
                let place = found.firstIndex(notBefore: index)
                if found[place] != index { found.insert(index, at: place) }
            } else {
                found.append(index)
            }
        }
    }
}
