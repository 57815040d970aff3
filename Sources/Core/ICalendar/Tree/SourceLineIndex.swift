internal import Bytes
public import CalendarDiagnostics

/// Finds the line and column of a byte offset in a text, by counting line ends once in strides.
///
/// Readers know their places while they read; this is for later uses, such as the loss report.
public struct SourceLineIndex: Sendable {
    private static let stride = 512

    private let bytes: [UInt8]
    private let endsInCarriageReturns: Bool
    private let endsEveryLineInCarriageReturns: Bool
    /// The line and column of each byte whose offset is a multiple of the stride.
    private var samples: [(line: Int, column: Int)] = []

    /// An index over a text.
    ///
    /// - Parameter endsInCarriageReturns: whether a carriage return without a line feed may end lines; false where a reader has
    ///   met none, which spares the search for them.
    public init(_ bytes: [UInt8], endsInCarriageReturns: Bool = true) {
        self.bytes = bytes
        self.endsInCarriageReturns = endsInCarriageReturns
        endsEveryLineInCarriageReturns = endsInCarriageReturns && Self.endsLinesInCarriageReturns(bytes.span)
        samples.reserveCapacity(bytes.count / Self.stride + 1)
        var place = (line: 1, column: 1)
        for start in Swift.stride(from: 0, to: bytes.count, by: Self.stride) {
            samples.append(place)
            advance(&place, over: start..<min(start + Self.stride, bytes.count))
        }
    }

    /// From the place of a range's first byte to that after its last, line by line.
    private func advance(_ place: inout (line: Int, column: Int), over range: Range<Int>) {
        let span = bytes.span
        var position = range.lowerBound
        while position < range.upperBound {
            let lineFeed = LineScanning.first(.lineFeed, in: span, position, range.upperBound)
            var carriageReturn = lineFeed
            if endsInCarriageReturns {
                carriageReturn = LineScanning.first(.carriageReturn, in: span, position, lineFeed)
            }
            while carriageReturn < lineFeed {
                if Self.isLineEnd(carriageReturn, in: span, endsEveryLineInCarriageReturns) {
                    place = (place.line + 1, 1)
                    position = carriageReturn + 1
                }
                carriageReturn = LineScanning.first(.carriageReturn, in: span, carriageReturn + 1, lineFeed)
            }
            if lineFeed < range.upperBound {
                place = (place.line + 1, 1)
            } else {
                for index in position..<lineFeed where !span[index].isUTF8Continuation { place.column += 1 }
            }
            position = lineFeed + 1
        }
    }

    /// How many lines end in a text.
    public static func lineEnds(in bytes: [UInt8]) -> Int {
        let span = bytes.span
        let endsEveryLine = endsLinesInCarriageReturns(span)
        var count = 0
        for index in span.indices {
            if span[index] == .lineFeed || span[index] == .carriageReturn && isLineEnd(index, in: span, endsEveryLine) {
                count += 1
            }
        }
        return count
    }

    /// Whether the first line ends in a carriage return without a line feed; the reader then takes each one for a line's end.
    public static func endsLinesInCarriageReturns(_ bytes: Span<UInt8>) -> Bool {
        let lineFeed = LineScanning.first(.lineFeed, in: bytes, 0, bytes.count)
        let carriageReturn = LineScanning.first(.carriageReturn, in: bytes, 0, lineFeed)
        return carriageReturn < lineFeed && (carriageReturn..<lineFeed).contains { bytes[$0] != .carriageReturn }
    }

    /// Whether a carriage return ends a line where no line feed follows. Inside a line it does so before a blank only, as a fold.
    private static func isLineEnd(_ index: Int, in bytes: Span<UInt8>, _ endsEveryLine: Bool) -> Bool {
        guard index + 1 < bytes.count else { return false }
        let next = bytes[index + 1]
        return next.isBlank || endsEveryLine && next != .lineFeed && next != .carriageReturn
    }

    /// The place of a byte.
    public func location(of offset: Int) -> SourceLocation {
        guard offset >= 0, offset < bytes.count else {
            return SourceLocation(line: 0, column: 0, offset: offset)
        }
        var place = samples[offset / Self.stride]
        advance(&place, over: offset / Self.stride * Self.stride..<offset)
        return SourceLocation(line: place.line, column: place.column, offset: offset)
    }

    /// The place of a content line of a tree that was read from this text.
    public func location(of line: ContentLine) -> SourceLocation { location(of: Int(line.start)) }
}
