/// A physical line's share of a logical one.
struct Segment {
    var start: Int
    var end: Int
}

/// The physical lines of one logical line; the storage is used again for every line.
struct Segments {
    private var storage: [Segment] = []
    private(set) var count = 0

    subscript(index: Int) -> Segment { storage[index] }
    /// Where the logical line ends.
    var end: Int { storage[count - 1].end }

    @inline(__always)
    mutating func begin(_ start: Int, _ end: Int) {
        count = 0
        append(start, end)
    }

    /// Drops the first `count` bytes.
    mutating func dropFirst(_ count: Int) { storage[0].start += count }

    @inline(__always)
    mutating func append(_ start: Int, _ end: Int) {
        if count < storage.count {
            storage[count] = Segment(start: start, end: end)
        } else {
            storage.append(Segment(start: start, end: end))
        }
        count += 1
    }
}
