internal import CalendarDiagnostics
internal import Files
internal import ICalendar

/// A big iCalendar file whose series were found in one pass, and are read in groups by the places of their components.
struct SeriesFile: Sendable {
    /// A calendar with some of the items of the file.
    struct Part {
        /// The properties and time zones of the calendar, and the items.
        var text: [UInt8]
        /// Where each item is in the file.
        var places: [SeriesIndex.Place] = []
        /// The line on which each item begins, here and in the file.
        var lines: [(here: Int, there: Int)] = []

        /// The place in the file of a place in the text.
        func place(_ location: SourceLocation) -> SourceLocation {
            guard let segment = lines.last(where: { $0.here <= location.line }) else { return location }
            var moved = location
            moved.line += segment.there - segment.here
            return moved
        }
    }

    private static let groupSize = 256 << 10

    let file: RandomAccessFile
    let index: SeriesIndex
    /// The groups in the order in which their UIDs first occur.
    let groups: [SeriesStream.Group]
    /// How many series there are.
    var seriesCount: Int { index.calendars.reduce(0) { $0 + $1.series.count } }

    /// Makes the first pass.
    ///
    /// - Parameters:
    ///   - diagnostics: receives what is unusual in the file.
    ///   - body: is given every piece of the file.
    /// - Returns: nil if the file has to be read as a whole.
    init?(
        _ path: String,
        _ options: ConversionOptions,
        _ diagnostics: inout Diagnostics,
        _ body: (ComponentTree) -> Void = { _ in }
    ) throws(StreamError) {
        var index = SeriesIndex()
        guard let pieces = CalendarPieces(path, .iCalendar, options) else { return nil }
        try pieces.forEach(&diagnostics) { piece, _ in
            index.add(piece)
            body(piece)
            return index.isComplete
        }
        guard index.isComplete else { return nil }
        index.finish()
        self.index = index
        file = try StreamError.wrapping { () throws(FileError) in try RandomAccessFile(path) }
        groups = Self.groups(of: index)
    }

    private static func groups(of index: SeriesIndex) -> [SeriesStream.Group] {
        var groups: [SeriesStream.Group] = []
        for (number, calendar) in index.calendars.enumerated() {
            var start = 0
            var size = 0
            for position in calendar.series.indices {
                size += index.places(from: calendar.series[position]).reduce(0) { $0 + Int($1.count) }
                if size >= groupSize || position + 1 == calendar.series.count {
                    groups.append(SeriesStream.Group(calendar: number, series: start..<position + 1))
                    start = position + 1
                    size = 0
                }
            }
        }
        return groups
    }

    /// The calendar with the items of a group.
    func part(_ group: SeriesStream.Group) throws(StreamError) -> Part {
        var part = frame(of: group.calendar)
        var line = SourceLineIndex.lineEnds(in: part.text) + 1
        for series in index.calendars[group.calendar].series[group.series] {
            for place in index.places(from: series) {
                let range = place.start..<place.start + Int(place.count)
                let component = try StreamError.wrapping { () throws(FileError) in try file.read(range) }
                guard component.count == range.count else {
                    throw .input(ReadError(.notReadable("changed while it was read")))
                }
                part.places.append(place)
                part.lines.append((line, Int(place.line)))
                line += SourceLineIndex.lineEnds(in: component) + 1
                part.text += component + index.lineEnd
            }
        }
        part.text += end
        return part
    }

    /// A calendar with its properties and time zones alone, whose places are those of the part.
    func emptyPart(_ calendar: Int) -> Part {
        var part = frame(of: calendar)
        part.places = index.calendars[calendar].contextPlaces
        var (line, start) = (2, part.text.count)
        for place in part.places.reversed() { start -= Int(place.count) + index.lineEnd.count }
        for place in part.places {
            let end = start + Int(place.count) + index.lineEnd.count
            part.lines.append((line, Int(place.line)))
            line += SourceLineIndex.lineEnds(in: Array(part.text[start..<end]))
            start = end
        }
        part.text += end
        return part
    }

    private func frame(of calendar: Int) -> Part {
        Part(text: Array("BEGIN:VCALENDAR".utf8) + index.lineEnd + index.calendars[calendar].context)
    }

    private var end: [UInt8] { Array("END:VCALENDAR".utf8) + index.lineEnd }
}
