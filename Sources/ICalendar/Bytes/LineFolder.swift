/// Folds content lines at 75 octets, never inside a UTF-8 character (RFC 5545 §3.1).
enum LineFolder {
    /// Octets of a physical line without its line break.
    static let limit = 75

    /// Appends the logical line `line` of `start..<end`, folded, with its CRLF.
    @inline(__always)
    static func append(_ line: [UInt8], _ start: Int, _ end: Int, to output: inout [UInt8]) {
        var position = start
        var room = limit
        while end - position > room {
            var cut = position + room
            while cut > position + 1, line[cut].isUTF8Continuation { cut -= 1 }
            output.append(contentsOf: line[position..<cut])
            output.append(.carriageReturn)
            output.append(.lineFeed)
            output.append(.space)
            position = cut
            room = limit - 1
        }
        output.append(contentsOf: line[position..<end])
        output.append(.carriageReturn)
        output.append(.lineFeed)
    }
}
