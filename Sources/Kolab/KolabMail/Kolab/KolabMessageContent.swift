public import ICalendar

/// All content of the message of a Kolab 2 object.
public struct KolabMessageContent: Hashable, Sendable {
    /// A person in From.
    public struct Person: Hashable, Sendable {
        /// The name to show; may be empty.
        public var name: String
        /// The address, `local@domain` in ASCII; a message whose organizer has none gets a neutral one.
        public var address: String

        /// A person from both parts.
        public init(name: String, address: String) {
            self.name = name
            self.address = address
        }
    }

    /// What the object is.
    public var type: KolabObjectType
    /// The object's UID, which becomes the Subject.
    public var uid: String
    /// The XML in UTF-8; its line ends become CRLF.
    public var xml: [UInt8]
    /// When it was last changed, in UTC.
    public var date: CivilDateTime
    /// The sender of the message.
    public var organizer: Person?
    /// Files next to the object, in order.
    public var attachments: [MailAttachment]
    /// Parts of another message after them, header and body byte for byte.
    public var copiedParts: [[UInt8]]

    /// The content of a message from its parts.
    public init(
        type: KolabObjectType,
        uid: String,
        xml: [UInt8],
        date: CivilDateTime,
        organizer: Person? = nil,
        attachments: [MailAttachment] = [],
        copiedParts: [[UInt8]] = []
    ) {
        self.type = type
        self.uid = uid
        self.xml = xml
        self.date = date
        self.organizer = organizer
        self.attachments = attachments
        self.copiedParts = copiedParts
    }
}
