/// The bytes that content lines are made of (RFC 5545 §3.1), by name.
extension UInt8 {
    @usableFromInline static let tab: UInt8 = 0x09
    @usableFromInline static let lineFeed: UInt8 = 0x0A
    @usableFromInline static let carriageReturn: UInt8 = 0x0D
    @usableFromInline static let space: UInt8 = 0x20
    @usableFromInline static let quote: UInt8 = 0x22
    @usableFromInline static let comma: UInt8 = 0x2C
    @usableFromInline static let colon: UInt8 = 0x3A
    @usableFromInline static let semicolon: UInt8 = 0x3B
    @usableFromInline static let equals: UInt8 = 0x3D
    @usableFromInline static let backslash: UInt8 = 0x5C
    @usableFromInline static let caret: UInt8 = 0x5E
    @usableFromInline static let hyphen: UInt8 = 0x2D
    @usableFromInline static let underscore: UInt8 = 0x5F
    @usableFromInline static let delete: UInt8 = 0x7F

    /// Whether this byte continues a UTF-8 sequence.
    @usableFromInline var isUTF8Continuation: Bool { self & 0xC0 == 0x80 }
    /// Space or tab: what begins the continuation of a folded line.
    @usableFromInline var isBlank: Bool { self == .space || self == .tab }
    /// A byte of CR LF.
    @usableFromInline var isLineBreak: Bool { self == .lineFeed || self == .carriageReturn }
    /// `0` to `9`.
    @usableFromInline var isDigit: Bool { self &- 0x30 < 10 }
    /// The upper-case form of an ASCII letter, every other byte itself.
    @usableFromInline var uppercasedASCII: UInt8 { self &- 0x61 < 26 ? self & 0xDF : self }
    /// The lower-case form of an ASCII letter, every other byte itself.
    @usableFromInline var lowercasedASCII: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
    /// Letter, digit or hyphen: what names are made of (`iana-token`, `x-name`).
    @usableFromInline var isNameByte: Bool {
        (self | 0x20) &- 0x61 < 26 || isDigit || self == .hyphen
    }
}

extension Span<UInt8> {
    /// The byte after one; nil at the end.
    func byte(after index: Int) -> UInt8? { index + 1 < count ? self[index + 1] : nil }
}
