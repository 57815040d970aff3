/// Quoted-printable (RFC 2045 §6.7).
enum QuotedPrintable {
    /// Decodes `range` of `bytes`.
    ///
    /// White space at the end of a line is kept: no transport pads lines any more, and careless writers leave
    /// real blanks there. An `=` before anything but two hexadecimal digits or a line end stands for itself.
    static func decode(_ bytes: [UInt8], _ range: Range<Int>) -> DecodedBody {
        var body = DecodedBody(bytes: [], anchors: [DecodedBody.Anchor(decoded: 0, message: range.lowerBound)])
        body.bytes.reserveCapacity(range.count)
        let end = range.upperBound
        var index = range.lowerBound
        while index < end {
            let byte = bytes[index]
            guard byte == .equals else {
                body.bytes.append(byte)
                index += 1
                if byte == .lineFeed { body.anchors.append(.init(decoded: body.bytes.count, message: index)) }
                continue
            }
            if index + 2 < end, let high = bytes[index + 1].hexDigit, let low = bytes[index + 2].hexDigit {
                body.bytes.append(high << 4 | low)
                index += 3
            } else if let next = endOfSoftBreak(bytes, index + 1, end) {
                index = next
                body.anchors.append(.init(decoded: body.bytes.count, message: index))
            } else {
                body.bytes.append(byte)
                body.malformedCount += 1
                index += 1
            }
        }
        return body
    }

    /// One encoded byte, or a soft line break, and where it stands.
    struct Unit {
        /// Where it stands in the message.
        var range: Range<Int>
        /// The byte that it stands for; nil for a soft line break.
        var content: UInt8?
        /// Whether it is an `=` that stands for itself against the rules.
        var isMalformed = false
        /// Whether it is the line feed of a hard line break, not an encoded one.
        var isLineEnd: Bool { content == .lineFeed && range.count == 1 }
        /// Whether a line of the message ends with it.
        var endsLine: Bool { content == nil || isLineEnd }
    }

    /// The units of `range` in order; their contents are what ``decode(_:_:)`` gives.
    static func units(_ bytes: [UInt8], _ range: Range<Int>) -> [Unit] {
        var units: [Unit] = []
        units.reserveCapacity(range.count)
        let end = range.upperBound
        var index = range.lowerBound
        while index < end {
            let start = index
            index += 1
            if bytes[start] != .equals {
                units.append(Unit(range: start..<index, content: bytes[start]))
            } else if start + 2 < end, let high = bytes[start + 1].hexDigit, let low = bytes[start + 2].hexDigit {
                index = start + 3
                units.append(Unit(range: start..<index, content: high << 4 | low))
            } else if let next = endOfSoftBreak(bytes, index, end) {
                index = next
                units.append(Unit(range: start..<index, content: nil))
            } else {
                units.append(Unit(range: start..<index, content: .equals, isMalformed: true))
            }
        }
        return units
    }

    /// One byte within a line: itself where it may stand there, else `=` and two digits.
    static func encoded(_ byte: UInt8) -> [UInt8] {
        byte >= .space && byte < 0x7F && byte != .equals ? [byte] : [.equals] + byte.hexDigits
    }

    /// Where the line behind a soft line break begins; `start` is behind its `=`. Padding before the line end is allowed.
    private static func endOfSoftBreak(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
        var index = start
        while index < end, bytes[index].isBlank { index += 1 }
        if index == end { return end }
        while index < end, bytes[index] == .carriageReturn { index += 1 }
        // A CR at the very end: its LF belongs to the delimiter.
        if index == end { return end }
        return bytes[index] == .lineFeed ? index + 1 : nil
    }

    /// Encodes text: each LF or CRLF becomes a hard line break of CRLF, lines are at most 76 bytes long.
    static func encode(_ text: [UInt8]) -> [UInt8] {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(text.count + text.count / 8)
        var lineStart = 0
        while lineStart < text.count {
            let line = lineStart..<text.endOfLine(from: lineStart, within: text.count)
            let contentEnd = text.contentEnd(of: line)
            appendLine(text, lineStart..<contentEnd, to: &encoded)
            if contentEnd < line.upperBound { encoded += [.carriageReturn, .lineFeed] }
            lineStart = line.upperBound
        }
        return encoded
    }

    private static func appendLine(_ text: [UInt8], _ line: Range<Int>, to encoded: inout [UInt8]) {
        var width = 0
        for index in line {
            let byte = text[index]
            let isLast = index + 1 == line.upperBound
            let isLiteral =
                switch byte {
                case .equals: false
                case .space, .tab: !isLast
                // mbox writers quote `From `, and old transports end a message at a lone dot.
                case UInt8(ascii: "F"), .period: width > 0
                default: byte > .space && byte < 0x7F
                }
            let size = isLiteral ? 1 : 3
            // Room for the `=` of a soft break, unless the line ends here.
            if width + size > (isLast ? 76 : 75) {
                encoded += [.equals, .carriageReturn, .lineFeed]
                width = 0
            }
            // A soft break may just have put the byte at the start of a line.
            if isLiteral, width > 0 || !(byte == UInt8(ascii: "F") || byte == .period) {
                encoded.append(byte)
                width += 1
            } else {
                encoded.append(.equals)
                encoded += byte.hexDigits
                width += 3
            }
        }
    }
}
