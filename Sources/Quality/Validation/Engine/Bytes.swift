internal import ICalendar

/// The bytes that checks look for, by name.
extension UInt8 {
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let comma: UInt8 = 0x2C
    static let semicolon: UInt8 = 0x3B
    static let colon: UInt8 = 0x3A
    static let backslash: UInt8 = 0x5C
    static let equals: UInt8 = 0x3D

    var isDigit: Bool { self &- 0x30 < 10 }
    var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
    /// Whether RFC 3986 §2 has no place for a character of ASCII.
    var isStrangeInURI: Bool {
        switch self {
        case 0...0x20, 0x22, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7B...0x7D: true
        default: false
        }
    }

    var isUTF8Continuation: Bool { self & 0xC0 == 0x80 }
    var uppercasedASCII: UInt8 { self &- 0x61 < 26 ? self & 0xDF : self }
    var lowercasedASCII: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
    var isBlank: Bool { self == 0x20 || self == 0x09 }
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

    /// Whether nothing stands before, between or behind the commas that divide a list of texts.
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
