public import CalendarDiagnostics
public import CalendarModel

/// Writes series as Kolab XML objects.
public struct KolabWriter: Sendable {
    /// The version of the format.
    public var version: KolabVersion
    /// How objects are written.
    public var options: KolabWritingOptions
    /// Reads back what was written; copies of the writer share what it needs for XML.
    private let reader = KolabReader()
    /// What was found out of the calendars around the series written before.
    private let surroundings = KnownSurroundings()

    /// Creates a writer of a version of the format.
    public init(version: KolabVersion, options: KolabWritingOptions = KolabWritingOptions()) {
        self.version = version
        self.options = options
    }

    /// Writes a series as one object, or as several where the format keeps its parts apart.
    ///
    /// - Parameter losses: receives what the objects do not contain, or contain only in an extension field.
    /// - Throws: ``ConversionError`` `recurrence-not-expressible` under ``InexpressiblePolicy/refuse``.
    public func write(_ series: Series, losses: inout [Loss]) throws(ConversionError) -> [KolabDocument] {
        let surroundings = surroundings.of(series.context, options.zones)
        var writing = SeriesWriting(version: version, options: options, series: series, surroundings, reader: reader)
        let documents = try writing.documents()
        losses += writing.losses
        return documents
    }
}
