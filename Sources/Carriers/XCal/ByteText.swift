internal import Bytes

/// Questions to the bytes of a value.
extension Span<UInt8> {
    /// The index of the first `byte` from `start`; nil if there is none.
    @inline(__always)
    func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
        var index = start
        while index < count {
            if self[index] == byte { return index }
            index += 1
        }
        return nil
    }

    /// The index of the first `byte` from `start` that no backslash escapes, or the end.
    func firstUnescaped(_ byte: UInt8, from start: Int) -> Int {
        var index = start
        while index < count {
            if self[index] == UInt8(ascii: "\\") {
                index += 2
                continue
            }
            if self[index] == byte { return index }
            index += 1
        }
        return count
    }

    /// Whether white space of XML is at an end.
    @inline(__always)
    var hasBlankEnds: Bool { !isEmpty && (self[0].isWhiteSpace || self[count - 1].isWhiteSpace) }

    /// The bytes without white space of XML at their ends.
    @inline(__always)
    var rangeWithoutBlanks: Range<Int> {
        var start = 0
        var end = count
        while start < end, self[start].isWhiteSpace { start += 1 }
        while start < end, self[end - 1].isWhiteSpace { end -= 1 }
        return start..<end
    }

    /// Whether the bytes are those of `word`, which is given in upper case, in any case.
    func equalsIgnoringCase(_ word: [UInt8]) -> Bool {
        guard count == word.count else { return false }
        for index in indices {
            let byte = self[index]
            if (byte &- 0x61 < 26 ? byte & 0xDF : byte) != word[index] { return false }
        }
        return true
    }

    /// The bytes with ASCII letters in lower case.
    var lowercased: [UInt8] {
        var output: [UInt8] = []
        for index in indices { output.append(self[index] &- 0x41 < 26 ? self[index] | 0x20 : self[index]) }
        return output
    }

    /// Whether the bytes may be an element's name: a letter, then letters, digits and hyphens.
    var isXMLName: Bool {
        guard !isEmpty, (self[0] | 0x20) &- 0x61 < 26 else { return false }
        for index in indices {
            let byte = self[index]
            guard (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "-") else { return false }
        }
        return true
    }
}
