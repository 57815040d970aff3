internal import Bytes

/// How a body is encoded for transport (RFC 2045 §6).
public enum TransferEncoding: Hashable, Sendable {
    case sevenBit, eightBit, binary, quotedPrintable, base64
    /// Lines of uuencode, which is older than MIME (POSIX uuencode).
    case uuencode
    /// Any other; the body cannot be decoded.
    case unknown(String)

    /// Reads the unfolded value of a Content-Transfer-Encoding field.
    public init(reading value: [UInt8]) {
        let word = HeaderParameters(reading: value).word
        let name = word.filter { $0 != .quote }.lowercasedText
        self = Self.names[name] ?? .unknown(name)
    }

    private static let names: [String: TransferEncoding] = [
        "": .sevenBit, "7bit": .sevenBit, "7-bit": .sevenBit, "8bit": .eightBit, "8-bit": .eightBit,
        "binary": .binary, "quoted-printable": .quotedPrintable, "base64": .base64, "x-uuencode": .uuencode,
        "uuencode": .uuencode,
        "x-uue": .uuencode, "uue": .uuencode,
    ]

    /// Whether the body is in the message unencoded.
    public var isIdentity: Bool {
        switch self {
        case .sevenBit, .eightBit, .binary, .unknown: true
        case .quotedPrintable, .base64, .uuencode: false
        }
    }

    /// Content in this encoding, decoded; unchanged for what is not an encoding of bytes.
    public func decoded(_ bytes: [UInt8]) -> DecodedBody {
        switch self {
        case .quotedPrintable: QuotedPrintable.decode(bytes, bytes.indices)
        case .base64: Base64.decode(bytes, bytes.indices)
        case .uuencode: UUEncoding.decode(bytes, bytes.indices)
        case .sevenBit, .eightBit, .binary, .unknown: DecodedBody(bytes: bytes, anchors: [])
        }
    }

    /// The name of an encoding that cannot be decoded.
    public var unknownName: String? { if case .unknown(let name) = self { name } else { nil } }
}

/// A body without its transfer encoding, with the way back into the message.
public struct DecodedBody: Hashable, Sendable {
    /// The content.
    public internal(set) var bytes: [UInt8]
    /// Places where content and message correspond, ascending: one for each encoded line.
    ///
    /// Between two of them an identity encoding runs byte for byte.
    public internal(set) var anchors: [Anchor]
    /// How many bytes of the encoded body were invalid and were skipped, or were kept unchanged.
    public internal(set) var malformedCount = 0

    /// A place in the content and where the encoded line that holds it begins in the message.
    public struct Anchor: Hashable, Sendable {
        /// Offset in the decoded content.
        public let decoded: Int
        /// Offset in the message.
        public let message: Int
    }

    /// Where the encoded line begins that holds the content byte at `offset`; exact for identity encodings.
    public func messageOffset(of offset: Int) -> Int {
        let next = anchors.partitioningIndex { $0.decoded > offset }
        guard next > 0 else { return anchors.first?.message ?? 0 }
        return anchors[next - 1].message
    }
}
