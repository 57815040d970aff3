internal import Bytes

extension QuotedPrintable {
    /// Decodes `range` of `bytes`.
    static func decode(_ bytes: [UInt8], _ range: Range<Int>) -> DecodedBody {
        var body = DecodedBody(bytes: [], anchors: [DecodedBody.Anchor(decoded: 0, message: range.lowerBound)])
        body.bytes.reserveCapacity(range.count)
        forEachUnit(bytes, range) { unit in
            if let byte = unit.content { body.bytes.append(byte) }
            if unit.endsLine { body.anchors.append(.init(decoded: body.bytes.count, message: unit.range.upperBound)) }
            if unit.isMalformed { body.malformedCount += 1 }
        }
        return body
    }

    /// One encoded byte, or a soft line break, and where it is.
    struct PlacedUnit {
        /// Where it is in the message.
        var range: Range<Int>
        /// The byte that it represents; nil for a soft line break.
        var content: UInt8?
        /// Whether it is a literal `=`, which the rules forbid.
        var isMalformed = false
        /// Whether it is the line feed of a hard line break, not an encoded one.
        var isLineEnd: Bool { content == .lineFeed && range.count == 1 }
        /// Whether a line of the message ends with it.
        var endsLine: Bool { content == nil || isLineEnd }
    }

    /// The units of `range` in order; their contents are what ``decode(_:_:)`` gives.
    static func units(_ bytes: [UInt8], _ range: Range<Int>) -> [PlacedUnit] {
        var units: [PlacedUnit] = []
        units.reserveCapacity(range.count)
        forEachUnit(bytes, range) { units.append($0) }
        return units
    }

    @inline(__always)
    private static func forEachUnit(_ bytes: [UInt8], _ range: Range<Int>, _ body: (PlacedUnit) -> Void) {
        let text = bytes.span.extracting(range)
        var index = 0
        while index < text.count {
            let (unit, end) = unit(in: text, at: index)
            let place = range.lowerBound + index..<range.lowerBound + end
            switch unit {
            case .byte(let byte): body(PlacedUnit(range: place, content: byte))
            case .softBreak: body(PlacedUnit(range: place, content: nil))
            case .malformed: body(PlacedUnit(range: place, content: .equals, isMalformed: true))
            }
            index = end
        }
    }

    /// One byte within a line: itself where it is allowed there, else `=` and two digits.
    static func encoded(_ byte: UInt8) -> [UInt8] {
        byte >= .space && byte < 0x7F && byte != .equals ? [byte] : [.equals] + byte.hexDigits
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
