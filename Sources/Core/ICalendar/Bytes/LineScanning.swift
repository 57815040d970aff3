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

    /// The index of the first byte that `hits` marks in a word (``ByteWord``), or the range's end.
    @inline(__always)
    private static func first(
        in bytes: Span<UInt8>,
        _ start: Int,
        _ end: Int,
        _ hits: (UInt64) -> UInt64
    ) -> Int {
        precondition(start >= 0 && start <= end && end <= bytes.count)
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = unsafe UnsafeRawPointer(buffer.baseAddress) else { return end }
            var index = start
            while index < end, index &+ 8 <= buffer.count {
                let found = hits(
                    unsafe UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                )
                if found != 0 { return min(index &+ found.trailingZeroBitCount / 8, end) }
                index &+= 8
            }
            while index < end, hits(UInt64(unsafe base.load(fromByteOffset: index, as: UInt8.self))) == 0 {
                index &+= 1
            }
            return min(index, end)
        }
    }

    /// The index of the first comma, semicolon or backslash in `range`, or the range's end.
    @inline(__always)
    static func firstTextMark(in bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        first(in: bytes, start, end) {
            ByteWord.hits(.comma, in: $0) | ByteWord.hits(.semicolon, in: $0) | ByteWord.hits(.backslash, in: $0)
        }
    }

    /// The index of the first byte that TEXT escapes (RFC 5545 §3.3.11): one of those, or of a line break; or the range's end.
    @inline(__always)
    static func firstEscaped(in bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        first(in: bytes, start, end) {
            ByteWord.hits(.comma, in: $0) | ByteWord.hits(.semicolon, in: $0) | ByteWord.hits(.backslash, in: $0)
                | ByteWord.hits(.lineFeed, in: $0) | ByteWord.hits(.carriageReturn, in: $0)
        }
    }

    /// The index of the first byte that means something in a parameter's value (RFC 5545 §3.2, RFC 6868 §3), or the range's end.
    @inline(__always)
    static func firstParameterMark(in bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        first(in: bytes, start, end) {
            // Semicolon and colon differ in the lowest bit alone.
            ByteWord.hits(.quote, in: $0) | ByteWord.hits(.comma, in: $0) | ByteWord.hits(.caret, in: $0)
                | ByteWord.hits(.colon, in: $0 & ~ByteWord.ones)
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
                let word = unsafe base.loadUnaligned(fromByteOffset: index, as: UInt64.self) & ByteWord.highs
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
            var seen = SeenBytes()
            if end - start >= 16 {
                var index = start
                while index &+ 16 <= end {
                    seen.add(unsafe base.loadUnaligned(fromByteOffset: index, as: SIMD2<UInt64>.self))
                    index &+= 16
                }
                // Looks at the last sixteen bytes again rather than byte by byte.
                if index < end {
                    seen.add(unsafe base.loadUnaligned(fromByteOffset: end &- 16, as: SIMD2<UInt64>.self))
                }
            } else if end - start >= 8 {
                let first = unsafe base.loadUnaligned(fromByteOffset: start, as: UInt64.self)
                let last = unsafe base.loadUnaligned(fromByteOffset: end &- 8, as: UInt64.self)
                seen.add(SIMD2(first, last))
            } else {
                var word = ByteWord.each(.space)
                for index in start..<end {
                    word = word << 8 | UInt64(unsafe base.load(fromByteOffset: index, as: UInt8.self))
                }
                seen.add(SIMD2(word, word))
            }
            return seen.contents
        }
    }

    /// Reads a name (RFC 5545 §3.1, `name`), eight bytes at a time.
    ///
    /// - Parameter key: becomes the name in upper case.
    /// - Returns: the index of the byte after it, which is below `limit`; nil for what has to be looked at byte by byte: a name of 32
    ///   bytes or more, or one that ends less than eight bytes before the end of all bytes, or at `limit`.
    @inline(__always)
    static func name(in bytes: Span<UInt8>, _ start: Int, _ limit: Int, _ key: inout NameKey) -> Int? {
        precondition(start >= 0 && start <= limit && limit <= bytes.count)
        return unsafe bytes.withUnsafeBufferPointer { buffer -> Int? in
            guard let base = unsafe UnsafeRawPointer(buffer.baseAddress) else { return nil }
            var index = start
            for place in 0..<4 {
                guard index &+ 8 <= buffer.count else { return nil }
                let word = NameBytes(
                    unsafe UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                )
                key.set(place, to: word.upperCased)
                index &+= word.length
                if word.length < 8 {
                    key.length = index &- start
                    return index < limit ? index : nil
                }
            }
            return nil
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
