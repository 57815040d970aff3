internal import Files

/// The lines of files, in pieces of bounded size: the records of JSON Lines.
struct RecordReader {
    /// A line.
    enum Line: Sendable {
        case bytes([UInt8])
        /// It is longer than a record may be.
        case tooLong
    }

    /// How many bytes a line may have.
    private let limit: Int
    private var rest: [UInt8] = []
    private var isSkipping = false

    init(limit: Int) { self.limit = limit }

    /// Hands over the lines of a file, or of standard input for `-`, some at a time; blank lines are skipped.
    ///
    /// - Parameter body: returns whether to go on.
    mutating func read(_ path: String, _ body: ([Line]) throws -> Bool) throws {
        var file = try ChunkedReader(path)
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        (rest, isSkipping) = ([], false)
        while case let count = try file.read(into: &buffer), count > 0 {
            let lines = take(buffer[..<count])
            if !lines.isEmpty, try !body(lines) { return }
        }
        let last = take([0x0A])
        if !last.isEmpty { _ = try body(last) }
    }

    private mutating func take(_ bytes: ArraySlice<UInt8>) -> [Line] {
        var lines: [Line] = []
        var start = bytes.startIndex
        while let end = bytes[start...].firstIndex(of: 0x0A) {
            if isSkipping || rest.count + end - start > limit {
                lines.append(.tooLong)
            } else {
                let line = rest + bytes[start..<end]
                if line.contains(where: { $0 > 0x20 }) { lines.append(.bytes(line)) }
            }
            (rest, isSkipping) = ([], false)
            start = end + 1
        }
        if !isSkipping { rest += bytes[start...] }
        if rest.count > limit { (rest, isSkipping) = ([], true) }
        return lines
    }
}
