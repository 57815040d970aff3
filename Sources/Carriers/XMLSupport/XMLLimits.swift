/// What an XML document may hold. Checked while reading, before anything is built from it.
public struct XMLLimits: Hashable, Sendable {
    /// Elements inside one another (`xml-depth`), at most 1,000. Calendars need about 10.
    public var depth = 64
    /// Bytes of one text (`text-bytes`): an inline attachment of 24 MiB.
    public var textBytes = 24 << 20
    /// Attributes of one element, and as many namespace declarations (`attributes`), at most 255.
    public var attributes = 64
    /// Bytes of a document (`document-bytes`): 4 GiB.
    public var documentBytes = 4 << 30
    /// Elements of a document (`elements`), 0 for any number.
    public var elements = 0
    /// Different names of a reader's documents (`names`), 0 for any number.
    public var names = 65_536
    /// Whether a document type declaration named `iCalendar` or `vcalendar` is read, as far as its internal subset declares
    /// elements, attributes, notations and unparsed entities: at most 100 of them in 64 KiB. All others are refused.
    public var acceptsCalendarDocumentType = false

    /// The default limits.
    public init() {}

    /// The name of every limit with its key path, for `--limit NAME=VALUE`.
    public static var named: [(name: String, path: WritableKeyPath<XMLLimits, Int>)] {
        [
            ("xml-depth", \.depth), ("text-bytes", \.textBytes), ("attributes", \.attributes),
            ("document-bytes", \.documentBytes), ("elements", \.elements), ("names", \.names),
        ]
    }
}
