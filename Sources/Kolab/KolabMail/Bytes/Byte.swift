internal import Bytes

/// Classes of the bytes of mail.
extension UInt8 {
    /// Visible ASCII but the colon: what field names are made of (RFC 5322 §3.6.8).
    var isFieldNameByte: Bool { self > .space && self < 0x7F && self != .colon }
    /// What an unquoted parameter value is made of (RFC 2045 §5.1).
    var isTokenByte: Bool { isLetter || isDigit || "!#$%&'*+-.^_`{|}~".utf8.contains(self) }
}
