public import CalendarDiagnostics
public import Files
internal import ICalendar

/// Receives the bytes of a streamed conversion.
public protocol ConversionSink: AnyObject {
    /// Whether what was written can be forgotten; if not, the conversion looks through the input before it writes.
    var canRestart: Bool { get }
    /// Receives the next bytes.
    func write(_ bytes: [UInt8]) throws(FileError)
    /// Forgets what was written so far.
    func restart() throws(FileError)
}

/// What ends a streamed conversion.
public enum StreamError: Error, Hashable, Sendable {
    /// The input cannot be read any further.
    case input(ReadError)
    /// A file refused.
    case file(FileError)

    static func wrapping<Result: ~Copyable>(_ body: () throws(FileError) -> Result) throws(StreamError) -> Result {
        do throws(FileError) { return try body() } catch { throw .file(error) }
    }

    static func wrapping<Result: ~Copyable>(_ body: () throws(ReadError) -> Result) throws(StreamError) -> Result {
        do throws(ReadError) { return try body() } catch { throw .input(error) }
    }
}

/// Converts piece by piece between formats whose rows can, in memory that does not grow with the input.
public struct StreamConverter: Sendable {
    /// Inputs of this many bytes are worth streaming.
    public static let threshold = 16 << 20

    private let options: ConversionOptions

    /// A converter with its options.
    public init(_ options: ConversionOptions = ConversionOptions()) { self.options = options }

    /// Whether a pair of formats can be streamed.
    public static func handles(from source: CalendarFormat, to target: CalendarFormat) -> Bool {
        source.row.readsPieces != nil && target.row.writesPieces != nil
    }

    /// Converts the file at `path`; nothing happens for formats that ``handles(from:to:)`` is false for.
    ///
    /// xCal and jCal require a calendar's properties before its components. Where the input has some after them, the output is
    /// begun anew with all of them known, and so is the report, which must contain this conversion alone.
    public func convert(
        _ path: String,
        from source: CalendarFormat,
        to target: CalendarFormat,
        into sink: some ConversionSink,
        report: inout LossReport,
        diagnostics: inout Diagnostics
    ) throws(StreamError) {
        let row = target.row
        guard let pieces = CalendarPieces(path, source, options), let makeWriter = row.writesPieces else { return }
        let earlier = diagnostics
        var late = LateProperties()
        if row.needsPropertiesFirst, !sink.canRestart { late = try lateProperties(of: pieces) }
        var writer = makeWriter(options, late)
        if try write(pieces, by: &writer, as: target, sink, &report, &diagnostics) { return }
        diagnostics = earlier
        report.restart()
        try StreamError.wrapping { () throws(FileError) in try sink.restart() }
        writer = makeWriter(options, try lateProperties(of: pieces))
        _ = try write(pieces, by: &writer, as: target, sink, &report, &diagnostics)
    }

    private func lateProperties(of pieces: CalendarPieces) throws(StreamError) -> LateProperties {
        var late = LateProperties()
        var unheard = Diagnostics(limitPerRule: 0, losses: .none)
        try pieces.forEach(&unheard) { piece, _ throws(StreamError) in
            late.gather(piece)
            return true
        }
        late.finish()
        return late
    }

    /// - Returns: false if a property stood where the format has no more place for it.
    private func write(
        _ pieces: CalendarPieces,
        by writer: inout any PieceWriter,
        as target: CalendarFormat,
        _ sink: some ConversionSink,
        _ report: inout LossReport,
        _ diagnostics: inout Diagnostics
    ) throws(StreamError) -> Bool {
        var counter = ItemCounter()
        var output: [UInt8] = []
        var linesBefore = 0
        var isComplete = true
        writer.begin(to: &output)
        try pieces.forEach(&diagnostics) { piece, diagnostics throws(StreamError) in
            counter.count(piece)
            report.merge(diagnostics.takeLosses())
            if writer.copies(piece) {
                try StreamError.wrapping { () throws(FileError) in try sink.write(piece.bytes) }
                return true
            }
            let nextLines = reportRewriting(of: piece, behind: linesBefore, as: target, diagnostics, &report)
            do throws(LatePropertyError) {
                try writer.append(piece, behind: linesBefore, to: &output, report: &report)
            } catch {
                isComplete = false
                return false
            }
            linesBefore = nextLines
            try StreamError.wrapping { () throws(FileError) in try sink.write(output) }
            output.removeAll(keepingCapacity: true)
            return true
        }
        guard isComplete else { return false }
        writer.end(to: &output)
        if !output.isEmpty { try StreamError.wrapping { () throws(FileError) in try sink.write(output) } }
        report.read += counter.items
        report.written += counter.items
        return true
    }

    /// Adds what the lines of a piece lose by being written anew.
    ///
    /// - Returns: the lines of the input up to the end of the piece.
    private func reportRewriting(
        of piece: ComponentTree,
        behind linesBefore: Int,
        as target: CalendarFormat,
        _ diagnostics: Diagnostics,
        _ report: inout LossReport
    ) -> Int {
        let mayHaveOddLines = piece.isSource && RewritingLosses.mayOccur(after: diagnostics)
        if mayHaveOddLines || RewritingLosses.suppliesStamps(target, options) {
            var losses = RewritingLosses(target, options)
            losses.add(piece, linesBefore: linesBefore, mayHaveOddLines: mayHaveOddLines, to: &report)
        }
        guard piece.isSource else { return 0 }
        return linesBefore + SourceLineIndex.lineEnds(in: piece.bytes)
    }
}
