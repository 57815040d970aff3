public import CalendarDiagnostics
internal import Files
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

    private static let groupSize = 256 << 10

    private let converter: Converter
    private let file: RandomAccessFile
    private let index: SeriesIndex

    /// The groups in the order in which their UIDs first occur.
    public let groups: [Group]
    /// How many series there are.
    public var seriesCount: Int { index.calendars.reduce(0) { $0 + $1.series.count } }

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
        var index = SeriesIndex()
        var rewriting = RewritingLosses()
        var linesBefore = 0
        guard let pieces = CalendarPieces(path, .iCalendar, converter.options) else { return nil }
        try pieces.forEach(&diagnostics) { piece, _ in
            index.add(piece)
            rewriting.add(piece, linesBefore: linesBefore, to: &report)
            linesBefore += SourceLineIndex.lineEnds(in: piece.bytes)
            return index.isComplete
        }
        guard index.isComplete else { return nil }
        index.finish()
        for calendar in index.calendars { calendar.zoneUse.report(to: &report) }
        self.index = index
        self.converter = converter
        file = try StreamError.wrapping { () throws(FileError) in try RandomAccessFile(path) }
        groups = Self.groups(of: index)
    }

    private static func groups(of index: SeriesIndex) -> [Group] {
        var groups: [Group] = []
        for (number, calendar) in index.calendars.enumerated() {
            var start = 0
            var size = 0
            for position in calendar.series.indices {
                size += index.places(from: calendar.series[position]).reduce(0) { $0 + Int($1.count) }
                if size >= groupSize || position + 1 == calendar.series.count {
                    groups.append(Group(calendar: number, series: start..<position + 1))
                    start = position + 1
                    size = 0
                }
            }
        }
        return groups
    }

    /// Converts a group.
    public func convert(
        _ group: Group,
        to target: CalendarFormat,
        report: inout LossReport
    ) throws(StreamError) -> [ConversionOutput] {
        var text = Array("BEGIN:VCALENDAR\r\n".utf8) + index.calendars[group.calendar].context
        var lines: [(here: Int, there: Int)] = []
        var line = SourceLineIndex.lineEnds(in: text) + 1
        for series in index.calendars[group.calendar].series[group.series] {
            for place in index.places(from: series) {
                let range = Int(place.start)..<Int(place.start) + Int(place.count)
                let component = try StreamError.wrapping { () throws(FileError) in try file.read(range) }
                guard component.count == range.count else {
                    throw .input(ReadError(.notReadable("changed while it was read")))
                }
                lines.append((line, Int(place.line)))
                line += SourceLineIndex.lineEnds(in: component) + 1
                text += component + [0x0D, 0x0A]
            }
        }
        text += Array("END:VCALENDAR\r\n".utf8)
        // The first pass has reported everything already.
        var unheard = Diagnostics(limitPerRule: 0, losses: .none)
        let document: CalendarDocument
        do throws(ReadError) {
            document = try converter.read(text, from: .iCalendar, diagnostics: &unheard)
        } catch {
            throw .input(error)
        }
        var losses = LossReport()
        let outputs = converter.write([document], target, &losses)
        losses.read = document.itemCount
        losses.updateRows { loss in
            guard let segment = lines.last(where: { $0.here <= loss.location.line }) else { return }
            loss.location.line += segment.there - segment.here
        }
        report.merge(losses)
        return outputs
    }
}
