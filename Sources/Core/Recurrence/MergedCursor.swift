internal import Bytes

/// Something that yields moments one by one, always in the same direction, each once.
protocol MomentCursor: Sendable {
    mutating func next() -> Int?
    /// Whether the search was given up before its end was known.
    var isExhausted: Bool { get }
    /// The moment from which the rule's calendar is not known, if the search got there.
    var unknownFrom: Int? { get }
    /// How many steps were taken that found nothing.
    var stepsTaken: Int { get }
}

/// Several cursors and some single moments as one, without what is excluded.
struct MergedCursor: MomentCursor {
    /// 1 forwards, -1 backwards: moments times the sign always rise.
    private let sign: Int
    private var included: [Head]
    private var excluded: [Head]
    private let dates: [Int]
    private var datePosition = 0
    /// Sorted; days exclude all their moments.
    private let excludedMoments: [Int]
    private let excludedDays: [Int]
    /// How many moments in a row may be excluded.
    private let stepBudget: Int
    private(set) var isExhausted = false

    private struct Head: Sendable {
        var cursor: any MomentCursor
        var moment: Int?

        init(_ cursor: any MomentCursor) {
            self.cursor = cursor
            moment = self.cursor.next()
        }

        mutating func advance() { moment = cursor.next() }
    }

    /// - Parameter dates: single moments in the direction of travel.
    init(
        _ cursors: [any MomentCursor],
        dates: [Int],
        excluding excludedCursors: [any MomentCursor],
        excludedMoments: [Int],
        excludedDays: [Int],
        isBackward: Bool,
        stepBudget: Int
    ) {
        sign = isBackward ? -1 : 1
        included = cursors.map { Head($0) }
        excluded = excludedCursors.map { Head($0) }
        self.dates = dates
        self.excludedMoments = excludedMoments
        self.excludedDays = excludedDays
        self.stepBudget = stepBudget
    }

    /// How many moments were excluded.
    private var exclusions = 0
    var stepsTaken: Int { (included + excluded).reduce(exclusions) { $0 + $1.cursor.stepsTaken } }

    var unknownFrom: Int? { (included + excluded).compactMap(\.cursor.unknownFrom).min() }

    mutating func next() -> Int? {
        var stepsLeft = stepBudget
        while let found = nextIncluded() {
            guard isExcluded(found) else { return found }
            stepsLeft -= 1
            exclusions += 1
            if stepsLeft <= 0 || isExhausted {
                isExhausted = true
                return nil
            }
        }
        return nil
    }

    private mutating func nextIncluded() -> Int? {
        var least: Int?
        for head in included.indices {
            if included[head].cursor.isExhausted { isExhausted = true }
            guard let moment = included[head].moment else { continue }
            least = least.map { $0 * sign <= moment * sign ? $0 : moment } ?? moment
        }
        if datePosition < dates.count {
            let moment = dates[datePosition]
            least = least.map { $0 * sign <= moment * sign ? $0 : moment } ?? moment
        }
        guard let least else { return nil }
        for head in included.indices where included[head].moment == least { included[head].advance() }
        if datePosition < dates.count, dates[datePosition] == least { datePosition += 1 }
        return least
    }

    private mutating func isExcluded(_ moment: Int) -> Bool {
        for head in excluded.indices {
            while let other = excluded[head].moment, other * sign < moment * sign { excluded[head].advance() }
            if excluded[head].cursor.isExhausted { isExhausted = true }
            if excluded[head].moment == moment { return true }
        }
        return excludedMoments.containsSorted(moment)
            || excludedDays.containsSorted(floorDivide(moment, 86_400))
    }
}

extension [Int] {
    /// Whether the sorted array holds `value`.
    func containsSorted(_ value: Int) -> Bool {
        guard !isEmpty else { return false }
        let index = firstIndex(notBefore: value)
        return index < count && self[index] == value
    }

    /// The members in order, each once.
    var sortedUnique: [Int] {
        var unique: [Int] = []
        for value in sorted() where unique.last != value { unique.append(value) }
        return unique
    }
}
