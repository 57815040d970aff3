internal import Bytes
internal import CXML

extension Array<UInt8> {
    /// Appends the bytes of a span in one copy.
    mutating func append(contentsOf bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}

extension OutputSpan<UInt8> {
    /// Appends the bytes of a span in one copy.
    @inline(__always)
    mutating func append(copying bytes: Span<UInt8>) {
        precondition(freeCapacity >= bytes.count)
        unsafe bytes.withUnsafeBufferPointer { source in
            unsafe withUnsafeMutableBufferPointer { target, initialized in
                guard let from = source.baseAddress, let to = target.baseAddress else { return }
                unsafe (to + initialized).initialize(from: from, count: source.count)
                initialized += source.count
            }
        }
    }
}

extension Span<UInt8> {
    /// Length of the longest prefix that is valid UTF-8 with characters of XML 1.0 only.
    func cleanPrefix(stoppingAt stop: Int = CXML_STOP_AT_NOTHING_ELSE) -> Int {
        unsafe withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return 0 }
            return unsafe cxml_clean_prefix(start, buffer.count, Int32(stop))
        }
    }

    /// What the first bytes are, and how many of them belong together.
    func classifyFirst() -> (verdict: Int, length: Int) {
        unsafe withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return (Int(CXML_INCOMPLETE), 0) }
            var length = 0
            let verdict = unsafe cxml_classify(start, buffer.count, &length)
            return (Int(verdict), length)
        }
    }
}

extension Span<UInt8> {
    /// Whether an ASCII word is at `index`.
    func starts(with word: StaticString, at index: Int, ignoringCase: Bool = false) -> Bool {
        guard index >= 0, count - index >= word.utf8CodeUnitCount else { return false }
        for offset in 0..<word.utf8CodeUnitCount {
            let expected = unsafe word.utf8Start[offset]
            let byte = self[index + offset]
            if byte == expected { continue }
            guard ignoringCase, byte.isLetter, byte | 0x20 == expected else { return false }
        }
        return true
    }

    /// The first place of a lower-case ASCII word.
    func firstIndex(of word: StaticString, ignoringCase: Bool) -> Int? {
        indices.first { starts(with: word, at: $0, ignoringCase: ignoringCase) }
    }

    /// Whether `word` occurs in the bytes.
    func contains(_ word: String) -> Bool {
        let wanted = Array(word.utf8)
        guard let first = wanted.first, count >= wanted.count else { return false }
        for start in 0...count - wanted.count where self[start] == first {
            if wanted.indices.allSatisfy({ self[start + $0] == wanted[$0] }) { return true }
        }
        return false
    }

    /// A range without the white space of XML at its ends.
    func rangeWithoutBlanks(_ range: Range<Int>) -> Range<Int> {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper, self[lower].isWhiteSpace { lower += 1 }
        while lower < upper, self[upper - 1].isWhiteSpace { upper -= 1 }
        return lower..<upper
    }
}
