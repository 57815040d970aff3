internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar

/// Brings line ends and folds of a text into the form of RFC 5545 §3.1.
enum Folding {
    /// Octets of a physical line without its line break.
    static let limit = 75

    /// The line that begins at `start` and those that continue it, without the break after the last.
    static func logicalLine(in bytes: [UInt8], around offset: Int) -> Range<Int> {
        var start = min(offset, max(bytes.count - 1, 0))
        while start > 0, bytes[start - 1] != .lineFeed || isBlank(bytes, start) { start -= 1 }
        var end = start
        while end < bytes.count {
            if bytes[end] == .lineFeed, !isBlank(bytes, end + 1) { break }
            end += 1
        }
        while end > start, bytes[end - 1] == .carriageReturn { end -= 1 }
        return start..<end
    }

    /// Folds a logical line anew, if only folds break it.
    static func folding(_ range: Range<Int>, of bytes: [UInt8]) -> [Edit] {
        var logical: [UInt8] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            guard byte == .lineFeed || byte == .carriageReturn else {
                logical.append(byte)
                index += 1
                continue
            }
            while index < range.upperBound, bytes[index] == .carriageReturn { index += 1 }
            guard index + 1 < range.upperBound, bytes[index] == .lineFeed, isBlank(bytes, index + 1) else { return [] }
            index += 2
        }
        // A fold inside a character is one that the readers join, so the logical line decides.
        guard String(validating: logical, as: UTF8.self) != nil else { return [] }
        let folded = fold(logical)
        return folded.elementsEqual(bytes[range]) ? [] : [Edit(range, folded, .safe)]
    }

    /// A logical line with its folds.
    static func fold(_ line: [UInt8]) -> [UInt8] {
        var folded: [UInt8] = []
        var position = 0
        var room = limit
        while line.count - position > room {
            var cut = position + room
            while cut > position + room - 4, line[cut].isUTF8Continuation { cut -= 1 }
            folded += line[position..<cut] + [.carriageReturn, .lineFeed, UInt8(ascii: " ")]
            position = cut
            room = limit - 1
        }
        return folded + line[position...]
    }

    /// CRLF for every line end that is another. A carriage return inside a line ends none.
    static func lineEnds(of bytes: [UInt8]) -> [Edit] {
        let endsEveryLine = SourceLineIndex.endsLinesInCarriageReturns(bytes.span)
        var edits: [Edit] = []
        var index = 0
        while index < bytes.count {
            let start = index
            while index < bytes.count, bytes[index] == .carriageReturn { index += 1 }
            if index < bytes.count, bytes[index] == .lineFeed {
                if index - start != 1 { edits.append(Edit(start..<index + 1, "\r\n", .safe)) }
                index += 1
            } else if index > start, endsEveryLine || isBlank(bytes, index) || index == bytes.count {
                edits.append(Edit(start..<index, String(repeating: "\r\n", count: index - start), .safe))
            } else if index == start {
                index += 1
            }
        }
        return edits
    }

    /// Whether a line that begins at `index` continues the one before.
    static func isBlank(_ bytes: [UInt8], _ index: Int) -> Bool {
        index < bytes.count && (bytes[index] == UInt8(ascii: " ") || bytes[index] == 0x09)
    }
}
