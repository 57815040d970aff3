internal import CalendarDiagnostics
internal import Files
internal import ICalendar
internal import VCalendar
internal import Validation
internal import XCal
internal import XMLSupport

/// The components of a file, in pieces that are read one after the other.
struct CalendarPieces {
    private static let chunkSize = 1 << 20

    let path: String
    let format: CalendarFormat
    let limits: ReadLimits
    let xmlLimits: XMLLimits

    init(_ path: String, _ format: CalendarFormat, _ options: ConversionOptions) {
        self.path = path
        self.format = format
        limits = options.limits
        xmlLimits = options.xmlLimits
    }

    /// Hands over piece by piece, with what was found so far, until `body` returns false.
    func forEach(
        _ diagnostics: inout Diagnostics,
        _ body: (ComponentTree, inout Diagnostics) throws(StreamError) -> Bool
    ) throws(StreamError) {
        try diagnostics.named(by: RuleCatalogue.naming(of: .calendar)) { diagnostics throws(StreamError) in
            if format == .xCal {
                try forEachOfXCal(&diagnostics, body)
            } else {
                try forEachOfText(&diagnostics, body)
            }
        }
    }

    private func forEachOfText(
        _ diagnostics: inout Diagnostics,
        _ body: (ComponentTree, inout Diagnostics) throws(StreamError) -> Bool
    ) throws(StreamError) {
        var stream = ICalendarStream(limits: limits)
        var file = try StreamError.wrapping { () throws(FileError) in try ChunkedReader(path) }
        var buffer = [UInt8](repeating: 0, count: Self.chunkSize)
        while let chunk = try Self.next(&file, &buffer) {
            let piece: ComponentTree?
            do throws(ReadError) {
                piece = try stream.feed(chunk, diagnostics: &diagnostics)
            } catch {
                throw .input(error)
            }
            if let piece {
                try Self.refuseOthers(in: piece)
                if try !body(piece, &diagnostics) { return }
            }
        }
        let last: ComponentTree
        if try StreamError.wrapping({ () throws(FileError) in try file.hasChanged() }) {
            diagnostics.reportChangedInput()
        }
        do throws(ReadError) { last = try stream.finish(diagnostics: &diagnostics) } catch { throw .input(error) }
        try Self.refuseOthers(in: last)
        _ = try body(last, &diagnostics)
    }

    /// Refuses what takes the whole of an input to be read: vCards and calendars of version 1.0 among others.
    private static func refuseOthers(in piece: ComponentTree) throws(StreamError) {
        let isVersion1 = piece.components.contains(where: VCalendarReader.isVersion1)
        guard isVersion1 || !ContactCards(in: piece).lines.isEmpty else { return }
        let what = isVersion1 ? "a vCalendar 1.0" : "a vCard"
        throw .input(
            ReadError(
                .invalid("\(what) among calendars, in an input that is too large to be read as a whole: divide it")
            )
        )
    }

    private func forEachOfXCal(
        _ diagnostics: inout Diagnostics,
        _ body: (ComponentTree, inout Diagnostics) throws(StreamError) -> Bool
    ) throws(StreamError) {
        var stream = XCalStream(limits: limits, xmlLimits: xmlLimits, diagnostics: diagnostics)
        var file = try StreamError.wrapping { () throws(FileError) in try ChunkedReader(path) }
        var buffer = [UInt8](repeating: 0, count: Self.chunkSize)
        while let chunk = try Self.next(&file, &buffer) {
            let pieces: [ComponentTree]
            do throws(ReadError) {
                pieces = try stream.feed(chunk, diagnostics: &diagnostics)
            } catch {
                throw .input(error)
            }
            for piece in pieces where try !body(piece, &diagnostics) { return }
        }
        let last: [ComponentTree]
        if try StreamError.wrapping({ () throws(FileError) in try file.hasChanged() }) {
            diagnostics.reportChangedInput()
        }
        do throws(ReadError) { last = try stream.finish(diagnostics: &diagnostics) } catch { throw .input(error) }
        for piece in last where try !body(piece, &diagnostics) { return }
    }

    private static func next(
        _ file: inout ChunkedReader,
        _ buffer: inout [UInt8]
    ) throws(StreamError) -> [UInt8]? {
        do throws(FileError) {
            let count = try file.read(into: &buffer)
            return count == 0 ? nil : Array(buffer[..<count])
        } catch {
            throw .file(error)
        }
    }
}

/// Counts the items of a calendar that is read in pieces: what is in a calendar, or outside of any, and is not a time
/// zone.
struct ItemCounter {
    private(set) var items = 0
    /// Components that began in this or an earlier piece and have not ended.
    private var depth = 0

    mutating func count(_ piece: ComponentTree) {
        let lines = piece.lines
        var index = 0
        while index < lines.count {
            let line = lines[index]
            switch line.kind {
            case .begin where line.name == .vcalendar && depth == 0: depth = 1
            case .begin:
                if depth <= 1, line.name != .vtimezone { items += 1 }
                if line.link == .max { depth += 1 } else { index = Int(line.link) }
            case .end: depth = max(0, depth - 1)
            case .property, .malformed: break
            }
            index += 1
        }
    }
}
