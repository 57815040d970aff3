internal import Bytes

/// One header field as written in the message (RFC 5322 §2.2), folded lines and line end included.
public struct MailHeaderField: Hashable, Sendable {
    /// The whole field with its line ends; the fields of a header lie end to end.
    public let range: Range<Int>
    /// The name as written; empty for a line without one.
    public let name: Range<Int>
    /// Everything after the colon up to the last line end, folds included.
    public let rawValue: Range<Int>
}

extension MailMessage {
    /// The name of `field` in small letters.
    public func name(of field: MailHeaderField) -> String { bytes[field.name].lowercasedText }

    /// The bytes of `field`'s value: unfolded (RFC 5322 §2.2.3), without white space at its ends, nothing decoded.
    public func unfoldedValue(of field: MailHeaderField) -> [UInt8] {
        let range = bytes.trimmed(field.rawValue)
        return bytes[range].filter { $0 != .lineFeed && $0 != .carriageReturn }
    }

    /// The value of `field` as text: unfolded, encoded words decoded (RFC 2047), raw 8-bit text as UTF-8 or else windows-1252.
    public func value(of field: MailHeaderField) -> String { EncodedWords.decode(unfoldedValue(of: field)) }

    /// The first field called `name`, compared without case, in the header of `part`.
    public func field(_ name: String, of part: MailPart) -> MailHeaderField? {
        part.fields.first { field in
            field.name.count == name.utf8.count
                && zip(bytes[field.name], name.utf8).allSatisfy { $0.lowercasedASCII == $1.lowercasedASCII }
        }
    }

    /// The decoded value of the first field called `name` in the header of `part`; the message's own header if omitted.
    public func value(_ name: String, of part: MailPart? = nil) -> String? {
        field(name, of: part ?? root).map { value(of: $0) }
    }
}
