public import CalendarDiagnostics
public import CalendarModel
internal import ICalendar

/// The events, to-dos and journal entries of a calendar whose bytes arrive in chunks, each as soon as it is complete.
///
/// Memory is bounded by the chunks and the largest component. Items of one UID are given one by one: an override may be
/// long after its master.
///
/// ```swift
/// for try await item in Converter().items(in: chunks) { print(item.summary ?? "") }
/// ```
public struct CalendarItems<Chunks: AsyncSequence>: AsyncSequence where Chunks.Element == [UInt8] {
    private let chunks: Chunks
    private let format: IncrementalFormat
    private let options: ConversionOptions

    fileprivate init(_ chunks: Chunks, _ format: IncrementalFormat, _ options: ConversionOptions) {
        self.chunks = chunks
        self.format = format
        self.options = options
    }

    /// Reads on demand.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(chunks, format, options) }

    /// Reads chunk after chunk, and gives the items that they complete.
    public struct AsyncIterator: AsyncIteratorProtocol {
        /// What was found in the items so far.
        public private(set) var diagnostics = Diagnostics()
        private var chunks: Chunks.AsyncIterator
        private let pieces: any PieceReader
        private var ready: ArraySlice<CalendarItem> = []
        private var isFinished = false

        fileprivate init(_ chunks: Chunks, _ format: IncrementalFormat, _ options: ConversionOptions) {
            self.chunks = chunks.makeAsyncIterator()
            pieces = format.reader(options, diagnostics)
        }

        /// The next item; nil after the last.
        ///
        /// - Throws: ``ReadError`` if the input cannot be read any further, and what the chunks throw.
        public mutating func next() async throws -> CalendarItem? {
            while ready.isEmpty, !isFinished {
                if let chunk = try await chunks.next() {
                    ready = try pieces.feed(chunk, &diagnostics).flatMap(\.items)[...]
                } else {
                    isFinished = true
                    ready = try pieces.finish(&diagnostics).flatMap(\.items)[...]
                }
            }
            return ready.popFirst()
        }
    }
}

extension Converter {
    /// The items of a calendar whose bytes arrive in chunks.
    ///
    /// Other formats than these are read as a whole, with ``read(_:from:name:diagnostics:)``.
    public func items<Chunks: AsyncSequence>(
        in chunks: Chunks,
        format: IncrementalFormat = .iCalendar
    ) -> CalendarItems<Chunks> where Chunks.Element == [UInt8] {
        CalendarItems(chunks, format, options)
    }
}

/// A format that is read item by item.
public struct IncrementalFormat: Sendable {
    /// The format.
    public let format: CalendarFormat
    /// Makes its reader.
    let reader: @Sendable (ConversionOptions, Diagnostics) -> any PieceReader

    /// A format as far as it is read item by item; nil for those that are read as a whole.
    public init?(_ format: CalendarFormat) {
        guard let reader = format.row.readsPieces else { return nil }
        self.init(format, reader)
    }

    init(
        _ format: CalendarFormat,
        _ reader: @escaping @Sendable (ConversionOptions, Diagnostics) -> any PieceReader
    ) {
        self.format = format
        self.reader = reader
    }
}

extension IncrementalFormat: Hashable {
    /// Whether both are one format.
    public static func == (left: IncrementalFormat, right: IncrementalFormat) -> Bool { left.format == right.format }
    /// Hashes the format.
    public func hash(into hasher: inout Hasher) { hasher.combine(format) }
}

extension ComponentTree {
    /// The items of a piece, in which the calendar around them may be begun or ended elsewhere.
    fileprivate var items: [CalendarItem] {
        var items: [CalendarItem] = []
        var index = 0
        while index < lines.count {
            let line = lines[index]
            if line.kind == .begin, line.link != .max,
                let item = CalendarItem(lifting: Component(tree: self, index: index))
            {
                items.append(item)
                index = Int(line.link)
            } else if line.kind == .begin, line.link != .max, line.name != .vcalendar {
                index = Int(line.link)
            }
            index += 1
        }
        return items
    }
}
