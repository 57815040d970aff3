internal import Bytes
public import CalendarDiagnostics

/// A mail message on its own bytes: nothing is copied or normalised, everything is a range (RFC 5322, RFC 2046).
///
/// To edit a message, replace the bytes of a part's `MailPart.body` and leave all others unchanged.
public struct MailMessage: Sendable {
    /// The message as stored.
    public let bytes: [UInt8]
    /// The message itself, then its parts in the order in which they begin.
    public let parts: [MailPart]
    /// Every byte of the message, end to end.
    public let segments: [MailSegment]

    /// Scans a message.
    ///
    /// - Throws: ``ReadError`` if there is nothing, no header, or a limit is exceeded; all else is a diagnostic.
    public init(
        reading bytes: [UInt8],
        limits: MailLimits = MailLimits(),
        diagnostics: inout Diagnostics
    ) throws(ReadError) {
        guard !bytes.isEmpty else { throw ReadError(.empty) }
        var scanner = MailScanner(bytes: bytes, limits: limits, diagnostics: diagnostics)
        let result = Result { () throws(ReadError) in try scanner.scan() }
        diagnostics = scanner.diagnostics
        try result.get()
        self.bytes = bytes
        parts = scanner.parts
        segments = scanner.segments
    }

    /// The message itself.
    public var root: MailPart { parts[0] }

    /// The parts that hold content rather than other parts.
    public var leaves: some Sequence<MailPart> { parts.lazy.filter { !$0.isMultipart } }
}

extension MailMessage {
    /// The line and the column of a byte of the message.
    public func location(at offset: Int, file: String = "") -> SourceLocation { bytes.location(at: offset, file: file) }
}

extension [UInt8] {
    /// The place of the byte at `offset`: its line, and its column in code points.
    func location(at offset: Int, file: String = "") -> SourceLocation {
        let end = Swift.min(offset, count)
        var (line, start) = (1, 0)
        for index in 0..<end where self[index] == .lineFeed { (line, start) = (line + 1, index + 1) }
        let column = self[start..<end].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
        return SourceLocation(file: file, line: line, column: column, offset: offset)
    }
}
