public import CalendarDiagnostics

/// Finds the line and column of a byte offset in a text, by counting line ends once in strides.
///
/// Readers know their places as they go; this answers for those who come later, such as the loss report.
public struct SourceLineIndex: Sendable {
    private static let stride = 512

    private let bytes: [UInt8]
    /// Line ends before each multiple of the stride.
    private var counts: [Int] = []

    /// An index over a text.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        counts.reserveCapacity(bytes.count / Self.stride + 1)
        var count = 0
        for index in bytes.indices {
            if index % Self.stride == 0 { counts.append(count) }
            if isLineEnd(index) { count += 1 }
        }
    }

    /// How many lines end in a text.
    public static func lineEnds(in bytes: [UInt8]) -> Int {
        let span = bytes.span
        var count = 0
        for index in span.indices {
            if span[index] == .lineFeed {
                count += 1
            } else if span[index] == .carriageReturn, index + 1 < span.count, span[index + 1] != .lineFeed,
                span[index + 1] != .carriageReturn
            {
                count += 1
            }
        }
        return count
    }

    /// A line feed, or a carriage return without one: what the reader takes for a line's end.
    private func isLineEnd(_ index: Int) -> Bool {
        switch bytes[index] {
        case .lineFeed: true
        case .carriageReturn: index + 1 < bytes.count && bytes[index + 1] != .lineFeed && bytes[index + 1] != .carriageReturn
        default: false
        }
    }

    /// The place of a byte.
    public func location(of offset: Int) -> SourceLocation {
        guard offset >= 0, offset < bytes.count else {
            return SourceLocation(line: 0, column: 0, offset: offset)
        }
        let sample = offset / Self.stride
        var line = counts[sample] + 1
        for index in sample * Self.stride..<offset where isLineEnd(index) { line += 1 }
        var start = offset
        while start > 0, !isLineEnd(start - 1) { start -= 1 }
        var column = 1
        for index in start..<offset where !bytes[index].isUTF8Continuation { column += 1 }
        return SourceLocation(line: line, column: column, offset: offset)
    }

    /// The place of a content line of a tree that was read from this text.
    public func location(of line: ContentLine) -> SourceLocation { location(of: Int(line.start)) }
}
