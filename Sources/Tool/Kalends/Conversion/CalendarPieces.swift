internal import CalendarDiagnostics
internal import Files
internal import ICalendar
internal import Validation

/// The components of a file, in pieces that are read one after the other.
struct CalendarPieces {
    private static let chunkSize = 1 << 20

    let path: String
    private let makeReader: @Sendable (ConversionOptions, Diagnostics) -> any PieceReader
    private let options: ConversionOptions

    /// The pieces of a file; nil if its format is read only as a whole.
    init?(_ path: String, _ format: CalendarFormat, _ options: ConversionOptions) {
        guard let makeReader = format.row.readsPieces else { return nil }
        self.path = path
        self.makeReader = makeReader
        self.options = options
    }

    /// Hands over piece by piece, with what was found so far, until `body` returns false.
    func forEach(
        _ diagnostics: inout Diagnostics,
        _ body: (ComponentTree, inout Diagnostics) throws(StreamError) -> Bool
    ) throws(StreamError) {
        try diagnostics.named(by: RuleCatalogue.naming(of: .calendar)) { diagnostics throws(StreamError) in
            let reader = makeReader(options, diagnostics)
            var file = try StreamError.wrapping { () throws(FileError) in try ChunkedReader(path) }
            var buffer = [UInt8](repeating: 0, count: Self.chunkSize)
            while let chunk = try Self.next(&file, &buffer) {
                let pieces: [ComponentTree]
                do throws(ReadError) {
                    pieces = try reader.feed(chunk, &diagnostics)
                } catch {
                    throw .input(error)
                }
                for piece in pieces {
                    try StreamError.wrapping { () throws(ReadError) in try reader.check(piece) }
                    if try !body(piece, &diagnostics) { return }
                }
            }
            if try StreamError.wrapping({ () throws(FileError) in try file.hasChanged() }) {
                diagnostics.reportChangedInput()
            }
            let last: [ComponentTree]
            do throws(ReadError) { last = try reader.finish(&diagnostics) } catch { throw .input(error) }
            for piece in last {
                try StreamError.wrapping { () throws(ReadError) in try reader.check(piece) }
                if try !body(piece, &diagnostics) { return }
            }
        }
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
