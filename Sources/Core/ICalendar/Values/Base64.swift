/// Base64 (RFC 4648 §4), the text form of BINARY values (RFC 5545 §3.3.1).
public enum Base64 {
    /// The bytes that `text` stands for, white space passed over; nil if it is no base64.
    public static func decode(_ text: Span<UInt8>) -> [UInt8]? {
        var output: [UInt8] = []
        output.reserveCapacity(text.count / 4 * 3)
        var buffer: UInt32 = 0
        var digits = 0
        var padding = 0
        for index in text.indices {
            let byte = text[index]
            if byte.isBlank || byte == .lineFeed || byte == .carriageReturn { continue }
            if byte == .equals {
                padding += 1
                continue
            }
            guard padding == 0, let digit = byte.base64Digit else { return nil }
            buffer = buffer << 6 | UInt32(digit)
            digits += 1
            if digits == 4 {
                output.append(contentsOf: [UInt8(buffer >> 16 & 0xFF), UInt8(buffer >> 8 & 0xFF), UInt8(buffer & 0xFF)])
                (buffer, digits) = (0, 0)
            }
        }
        switch digits {
        case 2: output.append(UInt8(buffer >> 4 & 0xFF))
        case 3: output.append(contentsOf: [UInt8(buffer >> 10 & 0xFF), UInt8(buffer >> 2 & 0xFF)])
        case 1: return nil
        default: break
        }
        return output
    }
}

extension UInt8 {
    /// The six bits of a base64 digit.
    fileprivate var base64Digit: UInt8? {
        switch self {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): self - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): self - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
