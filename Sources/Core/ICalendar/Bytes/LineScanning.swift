internal import Bytes

internal import Platform

/// Finds bytes, classifies runs of them eight at a time, and copies them, without checks.
///
/// `memchr`, word-wise loads and `memcpy` are worth twice the speed of a checked byte loop on the path that every input takes.
enum LineScanning {
    /// What a run of bytes holds.
    struct Contents: OptionSet {
        let rawValue: UInt8
        static let nonASCII = Contents(rawValue: 1)
        static let backslash = Contents(rawValue: 2)
        static let control = Contents(rawValue: 4)
    }

    /// The index of the first `byte` in `range`, or the range's end.
    @inline(__always)
    static func first(_ byte: UInt8, in bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        precondition(start >= 0 && start <= end && end <= bytes.count)
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress, let hit = unsafe memchr(base + start, Int32(byte), end - start) else {
                return end
            }
            return unsafe UnsafeRawPointer(base).distance(to: UnsafeRawPointer(hit))
        }
    }

    /// The index of the first comma, semicolon or backslash in `range`, or the range's end.
    @inline(__always)
    static func firstTextMark(in bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        precondition(start >= 0 && start <= end && end <= bytes.count)
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = unsafe UnsafeRawPointer(buffer.baseAddress) else { return end }
            let ones: UInt64 = 0x0101_0101_0101_0101
            let highs: UInt64 = 0x8080_8080_8080_8080
            var index = start
            while index + 8 <= end {
                let word = unsafe UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                let comma = word ^ (ones &* 0x2C)
                let semicolon = word ^ (ones &* 0x3B)
                let backslash = word ^ (ones &* 0x5C)
                // A borrow may mark bytes after a hit, never one before the first.
                let hits =
                    ((comma &- ones) & ~comma | (semicolon &- ones) & ~semicolon | (backslash &- ones) & ~backslash)
                    & highs
                if hits != 0 { return index + hits.trailingZeroBitCount / 8 }
                index += 8
            }
            while index < end {
                let byte = unsafe base.load(fromByteOffset: index, as: UInt8.self)
                if byte == .comma || byte == .semicolon || byte == .backslash { return index }
                index += 1
            }
            return end
        }
    }

    /// The index of the first byte of 0x80 or above, or `end`.
    @inline(__always)
    static func firstNonASCII(in bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        precondition(start >= 0 && start <= end && end <= bytes.count)
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = unsafe UnsafeRawPointer(buffer.baseAddress) else { return end }
            var index = start
            while index + 8 <= end {
                let word = unsafe base.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080
                if word != 0 { return index + UInt64(littleEndian: word).trailingZeroBitCount / 8 }
                index += 8
            }
            while index < end, unsafe base.load(fromByteOffset: index, as: UInt8.self) < 0x80 { index += 1 }
            return index
        }
    }

    /// What the bytes from `start` to `end` hold; tabs do not count as control characters.
    @inline(__always)
    static func contents(of bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Contents {
        precondition(start >= 0 && start <= end && end <= bytes.count)
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = unsafe UnsafeRawPointer(buffer.baseAddress) else { return [] }
            let ones: UInt64 = 0x0101_0101_0101_0101
            let highs: UInt64 = 0x8080_8080_8080_8080
            var nonASCII: UInt64 = 0
            var backslash: UInt64 = 0
            var control: UInt64 = 0
            var index = start
            while index < end {
                var word: UInt64
                if index + 8 <= end {
                    word = unsafe base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                } else if end - start >= 8 {
                    // Looks at the last eight bytes again rather than byte by byte.
                    word = unsafe base.loadUnaligned(fromByteOffset: end - 8, as: UInt64.self)
                } else {
                    word = ones &* 0x20
                    var tail = index
                    while tail < end {
                        let shift = UInt64(tail - index) &* 8
                        let byte = unsafe base.load(fromByteOffset: tail, as: UInt8.self)
                        word = word & ~(0xFF << shift) | UInt64(byte) << shift
                        tail += 1
                    }
                }
                nonASCII |= word
                let slash = word ^ (ones &* 0x5C)
                backslash |= (slash &- ones) & ~slash
                // Exact in every byte: no borrow passes from a tab to the byte after it.
                let tab = word ^ (ones &* 0x09)
                let notTab = ((tab & ~highs) &+ ~highs) | tab
                let notLow = (word | highs) &- ones &* 0x20
                control |= ~notLow & ~word & notTab
                let deleted = word ^ (ones &* 0x7F)
                control |= (deleted &- ones) & ~deleted
                index += 8
            }
            var found: Contents = []
            if nonASCII & highs != 0 { found.insert(.nonASCII) }
            if backslash & highs != 0 { found.insert(.backslash) }
            if control & highs != 0 { found.insert(.control) }
            return found
        }
    }

    /// Appends the bytes from `start` to `end`.
    @inline(__always)
    static func copy(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, to output: inout OutputSpan<UInt8>) {
        let count = end - start
        precondition(start >= 0 && count >= 0 && end <= bytes.count && output.freeCapacity >= count)
        guard count > 0 else { return }
        unsafe bytes.withUnsafeBufferPointer { source in
            unsafe output.withUnsafeMutableBufferPointer { target, initialized in
                if let from = source.baseAddress, let to = target.baseAddress {
                    unsafe memcpy(to + initialized, from + start, count)
                    initialized += count
                }
            }
        }
    }
}

extension Span<UInt8> {
    /// Whether another text has the same bytes.
    public func isEqual(to other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        return unsafe withUnsafeBufferPointer { mine in
            unsafe other.withUnsafeBufferPointer { theirs in
                guard let left = mine.baseAddress, let right = theirs.baseAddress else { return true }
                return unsafe memcmp(left, right, mine.count) == 0
            }
        }
    }

    /// The index of the first such byte in `range`, or nil.
    public func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
        let hit = LineScanning.first(byte, in: self, range.lowerBound, range.upperBound)
        return hit < range.upperBound ? hit : nil
    }

    /// The index of the first comma, semicolon or backslash in `range`, what TEXT escapes (RFC 5545 §3.3.11), or nil.
    public func firstTextMark(in range: Range<Int>) -> Int? {
        let hit = LineScanning.firstTextMark(in: self, range.lowerBound, range.upperBound)
        return hit < range.upperBound ? hit : nil
    }
}

extension Array<UInt8> {
    /// Appends the bytes of a span as one run, which the standard library cannot do yet.
    @inlinable @inline(__always)
    public mutating func append(copying bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}
