internal import Bytes

/// Folds content lines at 75 octets, never inside a UTF-8 character (RFC 5545 §3.1).
enum LineFolder {
    /// Octets of a physical line without its line break.
    static let limit = 75

    /// How many bytes a logical line of `count` bytes takes at most once it is folded.
    ///
    /// A fold costs three bytes, and a line may be cut up to three bytes early.
    @inline(__always)
    static func capacity(for count: Int) -> Int { count + (count / (limit - 4) + 1) * 3 + 2 }

    /// Appends the logical line that `start..<end` holds, folded, with its CRLF.
    @inline(__always)
    static func append(_ line: Span<UInt8>, _ start: Int, _ end: Int, to output: inout OutputSpan<UInt8>) {
        var position = start
        var room = limit
        while end - position > room {
            var cut = position + room
            while cut > position + room - 4, line[cut].isUTF8Continuation { cut -= 1 }
            LineScanning.copy(line, position, cut, to: &output)
            appendFold(to: &output)
            position = cut
            room = limit - 1
        }
        LineScanning.copy(line, position, end, to: &output)
        output.append(.carriageReturn)
        output.append(.lineFeed)
    }

    @inline(__always)
    private static func appendFold(to output: inout OutputSpan<UInt8>) {
        output.append(.carriageReturn)
        output.append(.lineFeed)
        output.append(.space)
    }

    /// Appends a logical line that is stored folded, in ASCII, without unfolding it first.
    @inline(__always)
    static func appendRefolded(_ line: Span<UInt8>, _ start: Int, _ end: Int, to output: inout OutputSpan<UInt8>) {
        var room = limit
        var position = start
        while position < end {
            let lineFeed = LineScanning.first(.lineFeed, in: line, position, end)
            var stop = LineScanning.first(.carriageReturn, in: line, position, lineFeed)
            let next = stop
            while stop - position > room {
                LineScanning.copy(line, position, position + room, to: &output)
                appendFold(to: &output)
                position += room
                room = limit - 1
            }
            LineScanning.copy(line, position, stop, to: &output)
            room -= stop - position
            stop = next
            while stop < end, line[stop] == .carriageReturn || line[stop] == .lineFeed { stop += 1 }
            position = stop < end && line[stop].isBlank ? stop + 1 : stop
        }
        output.append(.carriageReturn)
        output.append(.lineFeed)
    }
}
