internal import Bytes

/// Questions about stretches of bytes.
extension [UInt8] {
    /// Where the line that begins at `start` ends, its line end included. A lone CR ends no line.
    func endOfLine(from start: Int, within limit: Int) -> Int {
        let bytes = span
        var index = start
        while index < limit {
            if bytes[index] == .lineFeed { return index + 1 }
            index += 1
        }
        return limit
    }

    /// Where the LF that closes `line` begins, with the carriage returns before it; the line's end if there is none.
    ///
    /// Some mail programs wrote CR CR LF.
    func contentEnd(of line: Range<Int>) -> Int {
        guard !line.isEmpty, self[line.upperBound - 1] == .lineFeed else { return line.upperBound }
        var end = line.upperBound - 1
        while end > line.lowerBound, self[end - 1] == .carriageReturn { end -= 1 }
        return end
    }

    /// Whether `prefix` is at `index`, before `limit`.
    func hasPrefix(_ prefix: [UInt8], at index: Int, within limit: Int) -> Bool {
        guard limit - index >= prefix.count else { return false }
        for offset in prefix.indices where self[index + offset] != prefix[offset] { return false }
        return true
    }

    /// Whether `needle` occurs anywhere.
    func contains(_ needle: [UInt8]) -> Bool {
        guard let first = needle.first, count >= needle.count else { return needle.isEmpty }
        for index in 0...(count - needle.count)
        where self[index] == first && hasPrefix(needle, at: index, within: count) {
            return true
        }
        return false
    }

    /// `range` without blanks and line ends at either side.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, self[start].isWhiteSpace { start += 1 }
        while end > start, self[end - 1].isWhiteSpace { end -= 1 }
        return start..<end
    }
}

extension Sequence<UInt8> {
    /// The ASCII text with its capital letters made small; other bytes are decoded as UTF-8.
    var lowercasedText: String { String(decoding: map(\.lowercasedASCII), as: UTF8.self) }
}
