internal import Bytes
public import CalendarDiagnostics

/// Reads iCalendar text into a ``ComponentTree`` (RFC 5545 §3.4).
///
/// One bad line, property or component never costs the rest: what cannot be understood is kept unchanged and reported.
public struct ICalendarReader: Sendable {
    /// What is accepted before reading stops.
    public var limits: ReadLimits
    /// Whether every value is read as its type, and those that are not of it reported.
    public var checksValues: Bool

    /// A reader with its limits.
    public init(limits: ReadLimits = ReadLimits(), checksValues: Bool = false) {
        self.limits = limits
        self.checksValues = checksValues
    }

    /// Reads a whole input.
    ///
    /// - Parameters:
    ///   - bytes: the input; the tree keeps it, so nothing is copied.
    ///   - diagnostics: receives each finding with its line and column.
    /// - Throws: ``ReadError`` if the input is empty, is something else, or exceeds a limit.
    public func read(_ bytes: [UInt8], diagnostics: inout Diagnostics) throws(ReadError) -> ComponentTree {
        if bytes.count > limits.inputSize {
            throw ReadError(.limitExceeded(name: "input-size", limit: limits.inputSize))
        }
        var parser = ContentLineParser(limits: limits)
        // Untouched capacity costs address space only; growing by doubling would cost real memory.
        parser.lines.reserveCapacity(bytes.count / 24 + 16)
        parser.parameters.reserveCapacity(bytes.count / 64 + 16)
        let span = bytes.span
        let earlier = diagnostics
        try parser.parse(span, diagnostics: &diagnostics)
        guard parser.hasSeenComponent else {
            // Findings about the lines of another format are useless.
            diagnostics = earlier
            throw ReadError(Self.refusal(of: span))
        }
        if !parser.stack.isEmpty { parser.closeAll(span, &diagnostics) }
        let tree = ComponentTree(
            bytes: bytes,
            lines: parser.lines,
            parameters: parser.parameters,
            ownNames: parser.interner.texts,
            isSource: true
        )
        if checksValues {
            var checker = ValueChecker(tree)
            checker.check(&diagnostics)
        }
        return tree
    }

    /// Whether text begins with the byte order mark of UTF-16.
    public static func isUTF16(_ bytes: Span<UInt8>) -> Bool {
        bytes.count > 1
            && (bytes[0] == 0xFF && bytes[1] == 0xFE || bytes[0] == 0xFE && bytes[1] == 0xFF)
    }

    /// What is said of text in UTF-16, which iCalendar text is never in (RFC 5545 §3.1.4).
    public static let textOfUTF16 =
        "text in UTF-16; save it as UTF-8, as with iconv -f UTF-16 -t UTF-8"

    /// The reason to refuse an input without any component.
    static func refusal(of bytes: Span<UInt8>) -> ReadError.Reason {
        if isUTF16(bytes) { return .wrongFormat(textOfUTF16) }
        var start = 0
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { start = 3 }
        while start < bytes.count, bytes[start].isBlank || bytes[start] == .carriageReturn || bytes[start] == .lineFeed
        {
            start += 1
        }
        guard start < bytes.count else { return .empty }
        if bytes[start] == UInt8(ascii: "<") {
            var head: [UInt8] = []
            for index in start..<min(start + 64, bytes.count) { head.append(bytes[index].lowercasedASCII) }
            let text = String(decoding: head, as: UTF8.self)
            return .wrongFormat(
                text.hasPrefix("<!doctype html") || text.hasPrefix("<html")
                    ? "an HTML page, not a calendar" : "XML, not iCalendar text"
            )
        }
        for index in 0..<min(bytes.count, 512) where bytes[index] == 0 {
            return .wrongFormat("binary data, not a calendar")
        }
        return .wrongFormat("no BEGIN line: not a calendar")
    }
}
