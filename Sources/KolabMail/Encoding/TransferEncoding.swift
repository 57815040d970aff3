/// How a body is encoded for transport (RFC 2045 §6).
public enum TransferEncoding: Hashable, Sendable {
    case sevenBit, eightBit, binary, quotedPrintable, base64
    /// Any other; the body is taken as it stands.
    case unknown(String)

    /// Reads the unfolded value of a Content-Transfer-Encoding field.
    public init(reading value: [UInt8]) {
        let word = HeaderParameters(reading: value).word
        let name = word.filter { $0 != .quote }.lowercasedText
        self = Self.names[name] ?? .unknown(name)
    }

    private static let names: [String: TransferEncoding] = [
        "": .sevenBit, "7bit": .sevenBit, "7-bit": .sevenBit, "8bit": .eightBit, "8-bit": .eightBit,
        "binary": .binary, "quoted-printable": .quotedPrintable, "base64": .base64,
    ]

    /// Whether the body stands in the message as it is.
    public var isIdentity: Bool { self != .quotedPrintable && self != .base64 }
}

/// A body without its transfer encoding, with the way back into the message.
public struct DecodedBody: Hashable, Sendable {
    /// The content.
    public internal(set) var bytes: [UInt8]
    /// Places where content and message correspond, ascending: one for each encoded line.
    ///
    /// Between two of them an identity encoding runs byte for byte.
    public internal(set) var anchors: [Anchor]
    /// How many bytes of the encoded body meant nothing and were left out, or were kept as they stood.
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
        var (low, high) = (0, anchors.count)
        while low < high {
            let middle = (low + high) / 2
            if anchors[middle].decoded <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return anchors.first?.message ?? 0 }
        return anchors[low - 1].message
    }
}
