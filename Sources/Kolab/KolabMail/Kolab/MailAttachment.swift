internal import Bytes

/// A file that travels with an object, by the name that the object calls it.
public struct MailAttachment: Hashable, Sendable {
    /// The part's name, exactly as `inline-attachment` gives it.
    public var name: String
    /// `type/subtype`.
    public var mediaType: String
    /// The content.
    public var bytes: [UInt8]

    /// An attachment from its parts.
    public init(name: String, mediaType: String, bytes: [UInt8]) {
        self.name = name
        self.mediaType = mediaType
        self.bytes = bytes
    }

    /// The content as base64.
    public var base64: String { String(decoding: Base64.encode(bytes), as: UTF8.self) }
}
