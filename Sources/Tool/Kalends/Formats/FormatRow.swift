internal import CalendarDiagnostics
internal import ICalendar
internal import KolabMail
package import Validation

/// What there is to know of a format, and what it does.
///
/// A format is added by such a row, and by a folder with what the row needs: nothing outside of that folder names the format.
public struct FormatRow: Sendable {
    /// The format.
    public let format: CalendarFormat
    /// What it is, in a few words.
    public let title: String
    /// File name extensions without their dot, the one written first.
    public let extensions: [String]
    /// The media type.
    public let mediaType: String
    /// Whether a file holds one object only, so that several need a folder.
    public internal(set) var holdsOneObject = false

    // MARK: Reading

    /// Reads an input; at least one document.
    var reads: Reading?
    /// The format by whose reader it is read, if it has none of its own.
    var readAs: CalendarFormat?
    /// Whether an input is of this format, by its beginning.
    var detects: @Sendable (HeadText) -> Bool = { _ in false }
    /// The same for what surrounds content of this format; asked after all others.
    var detectsWrapper: @Sendable (HeadText) -> Bool = { _ in false }
    /// The same for an input whose extension names the format.
    var detectsNamed: @Sendable (HeadText) -> Bool = { _ in false }
    /// Whether other lines, such as the header of a download, may precede its text.
    var followsHeader = false
    /// Whether it carries other formats; its inputs are known by their place, too.
    package internal(set) var isCarrier = false
    /// Extensions that most files with them use for something else, so that they do not show a calendar.
    var sharedExtensions: [String] = []
    /// What its objects are in a mail message.
    var messageForm: KolabMessage.Form?
    /// The reader whose ids its findings have.
    var findingReader = FindingReader.calendar

    // MARK: Writing

    /// Writes documents; nil if the format is only read.
    var writes: Writing?
    /// Whether lines of iCalendar text are written as they are.
    var keepsLines = false
    /// Whether an object can have other dates than those of its rule.
    var hasAdditionalDates = true
    /// What can carry the written object.
    package internal(set) var envelopes: [ConversionOptions.Envelope] = [.none]
    /// The consumers that it can be written for.
    package internal(set) var profiles: [ConversionOptions.Profile] = []

    // MARK: Piece by piece

    /// Makes a reader of inputs that arrive in chunks.
    var readsPieces: (@Sendable (ConversionOptions, Diagnostics) -> any PieceReader)?
    /// Makes a writer of calendars that are read in pieces.
    var writesPieces: (@Sendable (ConversionOptions, LateProperties) -> any PieceWriter)?
    /// Whether ``writesPieces`` has to be given the properties that a calendar has after its components.
    var needsPropertiesFirst = false
    /// Whether the components of a file can be read alone, by their places.
    package internal(set) var hasPlaces = false

    // MARK: Checking

    /// Validates an input.
    var validates: @Sendable (Validator, [UInt8], _ name: String) -> Validator.Result
    /// Whether its findings have a level of the schema.
    package internal(set) var hasSchemaLevels = false
    /// Short names that are understood besides ``name``.
    package internal(set) var shortNames: [String] = []
    /// Fixes an input; nil if its findings have no fixes.
    package internal(set) var fixes: (@Sendable (Fixer, [UInt8], _ name: String) -> Fixer.Result)?
    /// Anonymizes an input; nil if it can hold anything.
    package internal(set) var anonymizes: (@Sendable (Anonymizer, consuming [UInt8]) throws(ReadError) -> [UInt8])?

    /// A row.
    ///
    /// - Parameter complete: sets what the format has besides.
    init(
        _ format: CalendarFormat,
        _ title: String,
        extensions: [String],
        mediaType: String,
        validates: @escaping @Sendable (Validator, [UInt8], _ name: String) -> Validator.Result,
        _ complete: (inout FormatRow) -> Void
    ) {
        self.format = format
        self.title = title
        self.extensions = extensions
        self.mediaType = mediaType
        self.validates = validates
        complete(&self)
    }
}

extension FormatRow {
    /// The name used on the command line.
    public var name: String { format.rawValue }
    /// Whether it can be read.
    public var isRead: Bool { reads != nil }
    /// Whether it can be written.
    public var isWritten: Bool { writes != nil }
}
