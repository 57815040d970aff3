/// Base64 (RFC 2045 §6.8).
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// What each byte stands for: 0 to 63, or 0xFF.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 0xFF, count: 256)
        for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
        return values
    }()

    /// Decodes `range` of `bytes` up to its padding; bytes outside the alphabet are left out and, white space
    /// apart, counted. Missing padding is no fault.
    static func decode(_ bytes: [UInt8], _ range: Range<Int>) -> DecodedBody {
        var body = DecodedBody(bytes: [], anchors: [DecodedBody.Anchor(decoded: 0, message: range.lowerBound)])
        body.bytes.reserveCapacity(range.count / 4 * 3)
        let values = values
        var group: UInt32 = 0
        var digits = 0
        var isPadded = false
        for index in range {
            let byte = bytes[index]
            let value = values[Int(byte)]
            if value != 0xFF, !isPadded {
                group = group << 6 | UInt32(value)
                digits += 1
                if digits == 4 {
                    body.bytes.append(UInt8(truncatingIfNeeded: group >> 16))
                    body.bytes.append(UInt8(truncatingIfNeeded: group >> 8))
                    body.bytes.append(UInt8(truncatingIfNeeded: group))
                    (group, digits) = (0, 0)
                }
            } else if byte == .lineFeed {
                body.anchors.append(.init(decoded: body.bytes.count, message: index + 1))
            } else if byte == .equals, digits >= 2 || isPadded {
                isPadded = true
            } else if !byte.isWhiteSpace {
                body.malformedCount += 1
            }
        }
        switch digits {
        case 1: body.malformedCount += 1
        case 2: body.bytes.append(UInt8(truncatingIfNeeded: group >> 4))
        case 3:
            body.bytes.append(UInt8(truncatingIfNeeded: group >> 10))
            body.bytes.append(UInt8(truncatingIfNeeded: group >> 2))
        default: break
        }
        return body
    }

    /// Encodes `content`; with `wrapped`, in lines of 76 letters ended by CRLF, the last one too.
    static func encode(_ content: [UInt8], wrapped: Bool = false) -> [UInt8] {
        var encoded: [UInt8] = []
        encoded.reserveCapacity((content.count + 2) / 3 * 4 + content.count / 28)
        var index = 0
        while index < content.count {
            let count = min(3, content.count - index)
            let first = content[index]
            let second = count > 1 ? content[index + 1] : 0
            let third = count > 2 ? content[index + 2] : 0
            encoded.append(alphabet[Int(first >> 2)])
            encoded.append(alphabet[Int((first & 3) << 4 | second >> 4)])
            encoded.append(count > 1 ? alphabet[Int((second & 15) << 2 | third >> 6)] : .equals)
            encoded.append(count > 2 ? alphabet[Int(third & 63)] : .equals)
            index += 3
            // 19 groups make a line.
            if wrapped, index % 57 == 0 || index >= content.count { encoded += [.carriageReturn, .lineFeed] }
        }
        return encoded
    }
}
