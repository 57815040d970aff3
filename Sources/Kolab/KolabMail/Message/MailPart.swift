/// One MIME part, or the message as a whole: ranges into the message's bytes (RFC 2046 §5.1).
public struct MailPart: Hashable, Sendable {
    /// The place of this part in ``MailMessage/parts``.
    public let index: Int
    /// The multipart around it; nil for the message itself.
    public let parent: Int?
    /// How many multiparts lie around it.
    public let depth: Int
    /// The header fields, which lie end to end and fill ``header``.
    public internal(set) var fields: [MailHeaderField]
    /// From the first field to the end of the last.
    public internal(set) var header: Range<Int>
    /// The content as transferred, without the line end that belongs to the delimiter after it.
    ///
    /// For a multipart this is everything from its preamble to its epilogue.
    public internal(set) var body: Range<Int>
    /// The value of Content-Type, or its default; for a recovered multipart the recovered one.
    public internal(set) var contentType: MediaType
    /// How the body is encoded.
    public internal(set) var transferEncoding: TransferEncoding
    /// The boundary between the parts of a multipart, without the leading hyphens.
    public internal(set) var boundary: [UInt8]?
    /// The parts of a multipart, in order.
    public internal(set) var children: [Int] = []

    /// Whether the part holds other parts.
    public var isMultipart: Bool { boundary != nil }
}

/// A stretch of a message; the segments of a message lie end to end and cover every byte of it.
public struct MailSegment: Hashable, Sendable {
    /// What a stretch is.
    public enum Kind: Hashable, Sendable {
        /// A byte order mark, or the `From ` line of an mbox file.
        case envelope
        /// The header of a part.
        case header
        /// The empty line after a header.
        case separator
        /// The text before the first delimiter of a multipart.
        case preamble
        /// A boundary line, with the line end before it (RFC 2046 §5.1.1).
        case delimiter
        /// The content of a part that is not a multipart.
        case body
        /// The text after the closing delimiter of a multipart.
        case epilogue
    }

    /// What it is.
    public let kind: Kind
    /// The part it belongs to; a delimiter belongs to the multipart that it divides.
    public let part: Int
    /// The place in the message.
    public let range: Range<Int>
}
