internal import Bytes
public import CalendarDiagnostics

/// Where the lines of a decoded object are in the message that carries it.
public struct ObjectPlaces: Sendable {
    private let object: [UInt8]
    private let body: DecodedBody
    private let isIdentity: Bool
    /// Where the lines of the object begin.
    private let objectLines: [Int]
    /// Where the lines of the message begin.
    private let messageLines: [Int]

    fileprivate init(_ message: MailMessage, _ part: MailPart, _ body: DecodedBody) {
        object = body.bytes
        self.body = body
        isIdentity = part.transferEncoding.isIdentity
        objectLines = Self.lineStarts(body.bytes)
        messageLines = Self.lineStarts(message.bytes)
    }

    private static func lineStarts(_ bytes: [UInt8]) -> [Int] {
        var starts = [0]
        let span = bytes.span
        for index in span.indices where span[index] == .lineFeed { starts.append(index + 1) }
        return starts
    }

    /// The place in the message: the same column for unencoded objects, else the encoded line, column 0. A place
    /// without a line stays unchanged.
    public func location(of place: SourceLocation) -> SourceLocation {
        guard place.line > 0 else { return place }
        var offset = objectLines[min(place.line, objectLines.count) - 1]
        for _ in 1..<max(place.column, 1) where offset < object.count {
            offset += 1
            while offset < object.count, object[offset].isUTF8Continuation { offset += 1 }
        }
        let start = body.messageOffset(of: offset)
        let line = messageLines.partitioningIndex { $0 > start }
        return SourceLocation(file: place.file, line: line, column: isIdentity ? place.column : 0, offset: start)
    }
}

extension MailMessage {
    /// Maps places in the decoded content of a part to places in the message.
    public func places(of part: MailPart, _ body: DecodedBody) -> ObjectPlaces { ObjectPlaces(self, part, body) }
}
