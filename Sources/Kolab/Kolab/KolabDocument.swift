/// One object of Kolab's storage format.
public struct KolabDocument: Hashable, Sendable {
    /// Which object it is; the raw value is the root element.
    public enum Kind: String, Sendable, CaseIterable {
        case event, task, journal

        /// The MIME type of the object's part and of the `X-Kolab-Type` header.
        public var mediaType: String { "application/x-vnd.kolab.\(rawValue)" }
    }

    /// A file that the object names, to be a part of the carrying message.
    public struct Part: Hashable, Sendable {
        /// The name that the object uses.
        public var name: String
        /// Its media type.
        public var mediaType: String
        /// Its bytes as base64.
        public var base64: String

        /// Creates a part from its name, media type and content.
        public init(name: String, mediaType: String, base64: String) {
            self.name = name
            self.mediaType = mediaType
            self.base64 = base64
        }
    }

    /// The object's UID, which is the message's subject.
    public var uid: String
    /// Which object it is.
    public var kind: Kind
    /// The XML document.
    public var bytes: [UInt8]
    /// The files that it names.
    public var attachments: [Part] = []
}
