internal import CalendarDiagnostics
internal import ICalendar
internal import VCalendar

extension IncrementalFormat {
    /// iCalendar text.
    public static let iCalendar = IncrementalFormat(.iCalendar) { options, _ in TextPieceReader(options) }
}

/// Reads iCalendar text that arrives in chunks.
final class TextPieceReader: PieceReader {
    private var stream: ICalendarStream

    init(_ options: ConversionOptions) { stream = ICalendarStream(limits: options.limits) }

    func feed(_ chunk: [UInt8], _ diagnostics: inout Diagnostics) throws(ReadError) -> [ComponentTree] {
        guard let piece = try stream.feed(chunk, diagnostics: &diagnostics) else { return [] }
        return [piece]
    }

    func finish(_ diagnostics: inout Diagnostics) throws(ReadError) -> [ComponentTree] {
        [try stream.finish(diagnostics: &diagnostics)]
    }

    /// Refuses what takes the whole of an input to be read: vCards and calendars of version 1.0 among others.
    func check(_ piece: ComponentTree) throws(ReadError) {
        let isVersion1 = piece.components.contains(where: VCalendarReader.isVersion1)
        guard isVersion1 || !ContactCards(in: piece).lines.isEmpty else { return }
        let what = isVersion1 ? "a vCalendar 1.0" : "a vCard"
        throw ReadError(
            .invalid("\(what) among calendars, in an input that is too large to be read as a whole: divide it")
        )
    }
}

/// Writes iCalendar text piece by piece.
struct TextPieceWriter: PieceWriter {
    private let writer: ICalendarWriter
    private let copiesSources: Bool

    /// A writer.
    ///
    /// - Parameter copies: whether lines that were read stay as they are.
    init(_ writer: ICalendarWriter, copies: Bool) {
        self.writer = writer
        copiesSources = copies
    }

    func copies(_ piece: ComponentTree) -> Bool { copiesSources && piece.isSource }

    mutating func append(
        _ piece: ComponentTree,
        behind linesBefore: Int,
        to output: inout [UInt8],
        report: inout LossReport
    ) {
        writer.append(piece, to: &output)
    }
}
