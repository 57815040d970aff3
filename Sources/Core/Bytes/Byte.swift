/// The bytes of ASCII that formats are made of, by name.
extension UInt8 {
    @inlinable package static var tab: UInt8 { 0x09 }
    @inlinable package static var lineFeed: UInt8 { 0x0A }
    @inlinable package static var carriageReturn: UInt8 { 0x0D }
    @inlinable package static var space: UInt8 { 0x20 }
    @inlinable package static var quote: UInt8 { 0x22 }
    @inlinable package static var percent: UInt8 { 0x25 }
    @inlinable package static var ampersand: UInt8 { 0x26 }
    @inlinable package static var apostrophe: UInt8 { 0x27 }
    @inlinable package static var asterisk: UInt8 { 0x2A }
    @inlinable package static var comma: UInt8 { 0x2C }
    @inlinable package static var hyphen: UInt8 { 0x2D }
    @inlinable package static var period: UInt8 { 0x2E }
    @inlinable package static var slash: UInt8 { 0x2F }
    @inlinable package static var colon: UInt8 { 0x3A }
    @inlinable package static var semicolon: UInt8 { 0x3B }
    @inlinable package static var lessThan: UInt8 { 0x3C }
    @inlinable package static var equals: UInt8 { 0x3D }
    @inlinable package static var greaterThan: UInt8 { 0x3E }
    @inlinable package static var questionMark: UInt8 { 0x3F }
    @inlinable package static var backslash: UInt8 { 0x5C }
    @inlinable package static var caret: UInt8 { 0x5E }
    @inlinable package static var underscore: UInt8 { 0x5F }
    @inlinable package static var delete: UInt8 { 0x7F }
}

/// Classes of bytes.
extension UInt8 {
    /// Space or tab: what begins the continuation of a folded line.
    @inlinable package var isBlank: Bool { self == .space || self == .tab }
    /// A byte of CR LF.
    @inlinable package var isLineBreak: Bool { self == .lineFeed || self == .carriageReturn }
    /// Space, tab or part of a line end: the white space of mail, and of XML (XML 1.0 §2.3).
    @inlinable package var isWhiteSpace: Bool { isBlank || isLineBreak }
    /// `0` to `9`.
    @inlinable package var isDigit: Bool { self &- 0x30 < 10 }
    /// A letter of ASCII.
    @inlinable package var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
    /// Letter, digit or hyphen: what names are made of (RFC 5545 §3.1, `iana-token`, `x-name`).
    @inlinable package var isNameByte: Bool { isLetter || isDigit || self == .hyphen }
    /// Whether this byte continues a UTF-8 sequence.
    @inlinable package var isUTF8Continuation: Bool { self & 0xC0 == 0x80 }

    /// The upper-case form of an ASCII letter, every other byte itself.
    @inlinable package var uppercasedASCII: UInt8 { self &- 0x61 < 26 ? self & 0xDF : self }
    /// The lower-case form of an ASCII letter, every other byte itself.
    @inlinable package var lowercasedASCII: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}
