internal import Bytes
internal import ICalendar

extension UInt8 {
    /// Whether a character of ASCII is not allowed in a URI (RFC 3986 §2).
    var isStrangeInURI: Bool {
        switch self {
        case 0...0x20, 0x22, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7B...0x7D: true
        default: false
        }
    }
}

extension Span<UInt8> {
    /// The index of the first `byte`, or nil.
    func first(_ byte: UInt8) -> Int? {
        firstIndex(of: byte, in: 0..<count)
    }

    /// Up to 18 digits as a number, with a sign if there is one.
    var integer: Int? {
        guard count > 0 else { return nil }
        let isSigned = self[0] == UInt8(ascii: "-") || self[0] == UInt8(ascii: "+")
        let start = isSigned ? 1 : 0
        guard count > start, count - start <= 18 else { return nil }
        var value = 0
        for index in start..<count {
            guard self[index].isDigit else { return nil }
            value = value * 10 + Int(self[index] - 0x30)
        }
        return self[0] == UInt8(ascii: "-") ? -value : value
    }

    /// The digits of the longest run of them.
    var longestNumber: Int {
        var (longest, length) = (0, 0)
        for index in indices {
            length = self[index].isDigit ? length + 1 : 0
            longest = max(longest, length)
        }
        return longest
    }

    /// Whether these are the bytes of others in a range.
    func equals(_ others: [UInt8], in range: Range<Int>) -> Bool {
        guard count == range.count else { return false }
        for index in indices where self[index] != others[range.lowerBound + index] { return false }
        return true
    }

    /// Whether a list of texts has an empty member before, between or after its commas.
    var hasEmptyMember: Bool {
        var isEmpty = true
        var index = 0
        while index < count {
            if self[index] == .comma {
                if isEmpty { return true }
                isEmpty = true
            } else {
                isEmpty = false
                // What a backslash escapes divides nothing.
                if self[index] == .backslash { index += 1 }
            }
            index += 1
        }
        return isEmpty
    }

    var text: String {
        var bytes: [UInt8] = []
        bytes.append(copying: self)
        return String(decoding: bytes, as: UTF8.self)
    }
}
