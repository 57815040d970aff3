/// Base64 (RFC 4648 §4): the text form of BINARY values (RFC 5545 §3.3.1) and a transfer encoding of mail (RFC 2045 §6.8).
package enum Base64 {
    /// Takes digits and gives bytes, four for three.
    package struct Decoder {
        @usableFromInline var group: UInt32 = 0
        /// How many digits of the last group were taken.
        @usableFromInline var digits = 0
        /// The bytes so far.
        @usableFromInline package internal(set) var bytes: [UInt8] = []

        /// A decoder with room for what `count` digits give.
        package init(digits count: Int) { bytes.reserveCapacity(count / 4 * 3) }

        /// Whether two or three digits of a group were taken: where padding is allowed.
        package var canBePadded: Bool { digits >= 2 }

        /// Takes a byte; false if it is not a digit.
        @inlinable package mutating func take(_ byte: UInt8) -> Bool {
            let value = values[Int(byte)]
            guard value != 0xFF else { return false }
            group = group << 6 | UInt32(value)
            digits += 1
            if digits == 4 {
                bytes.append(UInt8(truncatingIfNeeded: group >> 16))
                bytes.append(UInt8(truncatingIfNeeded: group >> 8))
                bytes.append(UInt8(truncatingIfNeeded: group))
                (group, digits) = (0, 0)
            }
            return true
        }

        /// Ends the last group; false if one digit is left over.
        package mutating func finish() -> Bool {
            defer { (group, digits) = (0, 0) }
            switch digits {
            case 1: return false
            case 2: bytes.append(UInt8(truncatingIfNeeded: group >> 4))
            case 3:
                bytes.append(UInt8(truncatingIfNeeded: group >> 10))
                bytes.append(UInt8(truncatingIfNeeded: group >> 2))
            default: break
            }
            return true
        }

        @usableFromInline let values = Base64.values
    }

    /// The bytes of `text`, whose white space is ignored; nil if it is not Base64. Missing padding is accepted.
    package static func decode(_ text: Span<UInt8>) -> [UInt8]? {
        var decoder = Decoder(digits: text.count)
        var isPadded = false
        for index in text.indices {
            let byte = text[index]
            if byte == .equals {
                isPadded = true
            } else if !byte.isWhiteSpace {
                guard !isPadded, decoder.take(byte) else { return nil }
            }
        }
        return decoder.finish() ? decoder.bytes : nil
    }

    /// Encodes `content`; with `wrapped`, in lines of 76 digits, each ended by CRLF.
    package static func encode(_ content: [UInt8], wrapped: Bool = false) -> [UInt8] {
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

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The value of each byte: 0 to 63, or 0xFF.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 0xFF, count: 256)
        for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
        return values
    }()
}
