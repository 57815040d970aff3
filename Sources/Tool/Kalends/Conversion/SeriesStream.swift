public import CalendarDiagnostics
internal import ICalendar

/// Converts a big iCalendar file to a format that holds one object a file, in two passes.
///
/// The first finds the places of the components of every UID; the second reads them in groups by their places. Memory
/// stays at the size of the index and of the groups at work.
public struct SeriesStream: Sendable {
    /// Neighbouring series that are read together.
    public struct Group: Sendable {
        let calendar: Int
        let series: Range<Int>

        /// How many series they are.
        public var count: Int { series.count }
    }

    private let converter: Converter
    private let file: SeriesFile

    /// The groups in the order in which their UIDs first occur.
    public var groups: [Group] { file.groups }
    /// How many series there are.
    public var seriesCount: Int { file.seriesCount }

    /// Makes the first pass.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - converter: reads and writes the groups.
    ///   - report: receives the losses of lines that cannot be written in other formats.
    ///   - diagnostics: receives what is unusual in the file.
    /// - Returns: nil if the file has to be read as a whole.
    public init?(
        _ path: String,
        _ converter: Converter,
        report: inout LossReport,
        diagnostics: inout Diagnostics
    ) throws(StreamError) {
        var rewriting = RewritingLosses()
        var linesBefore = 0
        let file = try SeriesFile(path, converter.options, &diagnostics) { piece in
            rewriting.add(piece, linesBefore: linesBefore, to: &report)
            linesBefore += SourceLineIndex.lineEnds(in: piece.bytes)
        }
        guard let file else { return nil }
        self.file = file
        self.converter = converter
    }

    /// Converts a group.
    public func convert(
        _ group: Group,
        to target: CalendarFormat,
        report: inout LossReport
    ) throws(StreamError) -> [ConversionOutput] {
        let part = try file.part(group)
        // The first pass has reported everything already.
        var unheard = Diagnostics(limitPerRule: 0, losses: .none)
        let document: CalendarDocument
        do throws(ReadError) {
            document = try converter.read(part.text, from: .iCalendar, diagnostics: &unheard)
        } catch {
            throw .input(error)
        }
        var losses = LossReport()
        let outputs = converter.write([document], target, &losses)
        losses.read = document.itemCount
        losses.updateRows { $0.location = part.place($0.location) }
        report.merge(losses)
        return outputs
    }
}
