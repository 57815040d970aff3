internal import Bytes

extension Base64 {
    /// Decodes `range` of `bytes` up to its padding; bytes that are not digits are skipped and, white space apart, counted.
    /// Missing padding is accepted.
    static func decode(_ bytes: [UInt8], _ range: Range<Int>) -> DecodedBody {
        var anchors = [DecodedBody.Anchor(decoded: 0, message: range.lowerBound)]
        var malformedCount = 0
        var decoder = Decoder(digits: range.count)
        var isPadded = false
        for index in range {
            let byte = bytes[index]
            if !isPadded, decoder.take(byte) { continue }
            if byte == .lineFeed {
                anchors.append(.init(decoded: decoder.bytes.count, message: index + 1))
            } else if byte == .equals, decoder.canBePadded || isPadded {
                isPadded = true
            } else if !byte.isWhiteSpace {
                malformedCount += 1
            }
        }
        if !decoder.finish() { malformedCount += 1 }
        var body = DecodedBody(bytes: decoder.bytes, anchors: anchors)
        body.malformedCount = malformedCount
        return body
    }
}
