public import CalendarDiagnostics

/// Finds the line and column of a byte offset in a text, by counting line ends once in strides.
///
/// Readers know their places as they go; this answers for those who come later, such as the loss report.
public struct SourceLineIndex: Sendable {
    private static let stride = 512

    private let bytes: [UInt8]
    /// The line and column of each byte whose offset is a multiple of the stride.
    private var samples: [(line: Int, column: Int)] = []

    /// An index over a text.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        samples.reserveCapacity(bytes.count / Self.stride + 1)
        var place = (line: 1, column: 1)
        let span = bytes.span
        for index in span.indices {
            if index & (Self.stride - 1) == 0 { samples.append(place) }
            let byte = span[index]
            if byte == .lineFeed || byte == .carriageReturn {
                advance(&place, over: index)
            } else if !byte.isUTF8Continuation {
                place.column &+= 1
            }
        }
    }

    /// From the place of a byte to that of the next.
    private func advance(_ place: inout (line: Int, column: Int), over index: Int) {
        if isLineEnd(index) {
            place = (place.line + 1, 1)
        } else if !bytes[index].isUTF8Continuation {
            place.column += 1
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
        var place = samples[offset / Self.stride]
        for index in offset / Self.stride * Self.stride..<offset { advance(&place, over: index) }
        return SourceLocation(line: place.line, column: place.column, offset: offset)
    }

    /// The place of a content line of a tree that was read from this text.
    public func location(of line: ContentLine) -> SourceLocation { location(of: Int(line.start)) }
}
