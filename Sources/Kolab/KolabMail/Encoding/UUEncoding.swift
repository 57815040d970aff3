internal import Bytes

/// Uuencode: a `begin` line, lines of up to 45 bytes, an `end` line (POSIX, uuencode).
enum UUEncoding {
    /// Decodes `range` of `bytes`; what is before the `begin` line and after the `end` line is not content.
    static func decode(_ bytes: [UInt8], _ range: Range<Int>) -> DecodedBody {
        var body = DecodedBody(bytes: [], anchors: [DecodedBody.Anchor(decoded: 0, message: range.lowerBound)])
        guard let content = content(of: bytes, range) else {
            body.malformedCount = range.count
            return body
        }
        body.bytes.reserveCapacity(content.count / 4 * 3)
        var start = content.lowerBound
        while start < content.upperBound {
            let line = start..<bytes.endOfLine(from: start, within: content.upperBound)
            body.anchors.append(.init(decoded: body.bytes.count, message: start))
            decode(bytes, start..<bytes.contentEnd(of: line), into: &body)
            start = line.upperBound
        }
        return body
    }

    /// The lines between the `begin` line and the `end` line; nil if there is no `begin` line.
    static func content(of bytes: [UInt8], _ range: Range<Int>) -> Range<Int>? {
        var content: Int?
        var start = range.lowerBound
        while start < range.upperBound {
            let end = bytes.endOfLine(from: start, within: range.upperBound)
            if let content, isEnd(bytes, start..<bytes.contentEnd(of: start..<end)) { return content..<start }
            if content == nil, isBegin(bytes, start..<end) { content = end }
            start = end
        }
        return content.map { $0..<range.upperBound }
    }

    /// Encodes `content` in lines that end in `lineEnd`, the line of no bytes at the end included.
    static func encode(_ content: [UInt8], lineEnd: [UInt8]) -> [UInt8] {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(content.count / 3 * 4 + content.count / 20 + 8)
        for start in stride(from: 0, to: content.count, by: 45) {
            let line = content[start..<min(start + 45, content.count)]
            encoded.append(letter(UInt8(line.count)))
            for index in stride(from: start, to: line.endIndex, by: 3) {
                let second = index + 1 < line.endIndex ? line[index + 1] : 0
                let third = index + 2 < line.endIndex ? line[index + 2] : 0
                encoded.append(letter(line[index] >> 2))
                encoded.append(letter((line[index] & 3) << 4 | second >> 4))
                encoded.append(letter((second & 15) << 2 | third >> 6))
                encoded.append(letter(third & 63))
            }
            encoded += lineEnd
        }
        return encoded + [letter(0)] + lineEnd
    }

    /// A blank is written as a grave accent, which transports do not strip.
    private static func letter(_ value: UInt8) -> UInt8 { value == 0 ? 0x60 : value + 0x20 }

    private static func isBegin(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
        let word = Array("begin ".utf8)
        guard bytes.hasPrefix(word, at: line.lowerBound, within: line.upperBound) else { return false }
        let mode = bytes[(line.lowerBound + word.count)..<line.upperBound].prefix { $0 != .space }
        return (3...4).contains(mode.count) && mode.allSatisfy { (0x30...0x37).contains($0) }
    }

    private static func isEnd(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
        let text = bytes.trimmed(line)
        return text.count == 3 && bytes.hasPrefix(Array("end".utf8), at: text.lowerBound, within: text.upperBound)
    }

    /// Blanks at the end of a line may be lost in transport; letters that are not there are blanks.
    private static func decode(_ bytes: [UInt8], _ line: Range<Int>, into body: inout DecodedBody) {
        guard !line.isEmpty else { return }
        guard bytes[line.lowerBound] >= 0x20, bytes[line.lowerBound] <= 0x60 else {
            body.malformedCount += line.count
            return
        }
        var rest = Int((bytes[line.lowerBound] - 0x20) & 63)
        var index = line.lowerBound + 1
        while rest > 0 {
            var group: UInt32 = 0
            for place in index..<index + 4 {
                let byte = place < line.upperBound ? bytes[place] : .space
                if byte < 0x20 || byte > 0x60 { body.malformedCount += 1 }
                group = group << 6 | UInt32((byte &- 0x20) & 63)
            }
            for shift in [16, 8, 0].prefix(rest) {
                body.bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(shift)))
            }
            rest -= min(rest, 3)
            index += 4
        }
    }
}
