/// The lines removed and inserted between two texts, as few as possible (E. W. Myers, "An O(ND) Difference Algorithm
/// and Its Variations", 1986, section 4b: space grows with the number of lines alone).
struct LineChanges {
    /// For each line of the old text whether it is removed.
    package private(set) var removed: [Bool]
    /// For each line of the new text whether it is inserted.
    private(set) var inserted: [Bool]

    private var old: [Int] = []
    private var new: [Int] = []
    private var oldPlaces: [Int] = []
    private var newPlaces: [Int] = []
    private var forward: [Int] = []
    private var backward: [Int] = []
    private var middle = 0
    /// How many changes are looked for in one place before the best division so far is taken: texts that differ nearly
    /// everywhere end in time, then with more changes than need be.
    private static let patience = 4096

    init(_ first: [ArraySlice<UInt8>], _ second: [ArraySlice<UInt8>]) {
        removed = [Bool](repeating: true, count: first.count)
        inserted = [Bool](repeating: true, count: second.count)
        // A line that the other text does not have is changed, whatever else is.
        var numbers: [ArraySlice<UInt8>: Int] = [:]
        for line in first where numbers[line] == nil { numbers[line] = numbers.count }
        var isInBoth = [Bool](repeating: false, count: numbers.count)
        for (place, line) in second.enumerated() {
            guard let number = numbers[line] else { continue }
            isInBoth[number] = true
            new.append(number)
            newPlaces.append(place)
        }
        for (place, line) in first.enumerated() {
            guard let number = numbers[line], isInBoth[number] else { continue }
            old.append(number)
            oldPlaces.append(place)
        }
        middle = new.count + 1
        forward = [Int](repeating: 0, count: old.count + new.count + 3)
        backward = forward
        compare()
    }

    /// Marks what stays; the parts that are still to be compared wait on a stack.
    private mutating func compare() {
        var waiting = [(0, old.count, 0, new.count)]
        while let (from, to, start, end) = waiting.popLast() {
            var (left, right, top, bottom) = (from, to, start, end)
            while left < right, top < bottom, old[left] == new[top] {
                keep(left, top)
                left += 1
                top += 1
            }
            while left < right, top < bottom, old[right - 1] == new[bottom - 1] {
                right -= 1
                bottom -= 1
                keep(right, bottom)
            }
            guard left < right, top < bottom else { continue }
            let (x, y) = division(left, right, top, bottom)
            waiting.append((x, right, y, bottom))
            waiting.append((left, x, top, y))
        }
    }

    private mutating func keep(_ left: Int, _ top: Int) {
        removed[oldPlaces[left]] = false
        inserted[newPlaces[top]] = false
    }

    /// A point on a shortest way through both parts: forward from their beginning and backward from their end until the ways meet.
    private mutating func division(_ left: Int, _ right: Int, _ top: Int, _ bottom: Int) -> (Int, Int) {
        let (least, greatest) = (left - bottom, right - top)
        let (start, end) = (left - top, right - bottom)
        var (low, high) = (start, start)
        var (lowEnd, highEnd) = (end, end)
        let isOdd = (start - end) & 1 != 0
        forward[start + middle] = left
        backward[end + middle] = right
        var cost = 0
        while true {
            cost += 1
            if low > least { low -= 1; forward[low - 1 + middle] = -1 } else { low += 1 }
            if high < greatest { high += 1; forward[high + 1 + middle] = -1 } else { high -= 1 }
            for diagonal in stride(from: high, through: low, by: -2) {
                let (below, above) = (forward[diagonal - 1 + middle], forward[diagonal + 1 + middle])
                var x = below < above ? above : below + 1
                while x < right, x - diagonal < bottom, old[x] == new[x - diagonal] { x += 1 }
                forward[diagonal + middle] = x
                if isOdd, lowEnd <= diagonal, diagonal <= highEnd, backward[diagonal + middle] <= x {
                    return (x, x - diagonal)
                }
            }
            if lowEnd > least { lowEnd -= 1; backward[lowEnd - 1 + middle] = .max } else { lowEnd += 1 }
            if highEnd < greatest { highEnd += 1; backward[highEnd + 1 + middle] = .max } else { highEnd -= 1 }
            for diagonal in stride(from: highEnd, through: lowEnd, by: -2) {
                let (below, above) = (backward[diagonal - 1 + middle], backward[diagonal + 1 + middle])
                var x = below < above ? below : above - 1
                while left < x, top < x - diagonal, old[x - 1] == new[x - diagonal - 1] { x -= 1 }
                backward[diagonal + middle] = x
                if !isOdd, low <= diagonal, diagonal <= high, x <= forward[diagonal + middle] {
                    return (x, x - diagonal)
                }
            }
            guard cost >= Self.patience else { continue }
            var best = (left, top)
            for diagonal in stride(from: high, through: low, by: -2) {
                let x = min(forward[diagonal + middle], right, bottom + diagonal)
                if x - diagonal >= top, 2 * x - diagonal > best.0 + best.1 { best = (x, x - diagonal) }
            }
            return best
        }
    }
}
