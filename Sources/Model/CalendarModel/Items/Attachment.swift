internal import ICalendar

/// A file that belongs to an item (RFC 5545 §3.8.1.1).
public struct Attachment: Hashable, Sendable {
    /// Where its bytes are.
    public enum Content: Hashable, Sendable {
        /// In a file elsewhere.
        case uri(String)
        /// Here, as base64 text.
        case base64(String)
    }

    /// Where its bytes are.
    public var content: Content
    /// FILENAME (RFC 8607 §4.2).
    public var filename: String?
    /// FMTTYPE.
    public var mediaType: String?

    /// An attachment from its parts.
    public init(_ content: Content, filename: String? = nil, mediaType: String? = nil) {
        self.content = content
        self.filename = filename
        self.mediaType = mediaType
    }
}

extension Attachment {
    /// Texts are the same if they have the same bytes.
    public static func == (left: Attachment, right: Attachment) -> Bool {
        left.content == right.content && left.filename.isExactly(right.filename)
            && left.mediaType.isExactly(right.mediaType)
    }
}

extension Attachment.Content {
    /// Texts are the same if they have the same bytes.
    public static func == (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.uri(let left), .uri(let right)), (.base64(let left), .base64(let right)): left.isExactly(right)
        default: false
        }
    }
}
