internal import Bytes
public import CalendarDiagnostics
public import Files

/// An mbox file: messages one after the other, each after a `From ` line (RFC 4155).
///
/// Lines of a message that begin with `From ` are quoted with `>`, in one of two ways: some writers quote only those, others
/// also lines that are quoted already. Quoted lines are never touched here, so the ways need not be distinguished.
/// Where a Content-Length leads exactly to the next `From ` line it is believed, because its writers do not quote.
public struct Mbox {
    /// One message.
    public struct Entry: Hashable, Sendable {
        /// The `From ` line with its line end, and at the file's beginning what is before it; empty for a first message without one.
        public var separator: Range<Int>
        /// The message.
        public var message: Range<Int>
        /// The empty line after it.
        public var trailer: Range<Int>
        /// Line ends before the message; 0 unless they were to be counted.
        public var linesBefore = 0
        /// Whether the `From ` line is one only because header lines follow it: no empty line is before it.
        public var isDoubtful = false
        /// Everything, in the file.
        public var whole: Range<Int> { separator.lowerBound..<trailer.upperBound }
    }

    /// What is reported of a message whose ``Entry/isDoubtful`` is set.
    public static let doubtfulSeparator: RuleID = "mbox-separator"
    /// That, in words.
    public static let doubtfulText =
        "no empty line before this From line; a header follows it, so that it begins a message"

    /// How many bytes of a file are enough for ``isMbox(beginning:)``.
    public static let beginningLength = 4096

    /// Whether a file that begins so is an mbox: a `From ` line that has a time in it or that header lines follow.
    public static func isMbox(beginning bytes: [UInt8]) -> Bool {
        let start = MboxSeparator.start(of: bytes)
        guard MboxSeparator.isCandidate(bytes, at: start) else { return false }
        return MboxSeparator(bytes, at: start, isAfterEmptyLine: true, isCutOff: bytes.count >= beginningLength) != nil
    }

    /// The messages of the file at `path`, found in pieces of bounded size.
    ///
    /// - Parameter countsLines: whether entries contain how many lines are before them.
    public static func entries(ofFileAt path: String, countsLines: Bool = false) throws(FileError) -> [Entry] {
        let file = try RandomAccessFile(path)
        return try MboxScan(size: file.size, countsLines: countsLines) { range throws(FileError) in try file.read(range)
        }.entries()
    }

    /// The messages of an mbox that is completely in memory, their lines counted.
    public static func entries(in bytes: [UInt8]) -> [Entry] {
        MboxScan<Never>(size: bytes.count, countsLines: true) { Array(bytes[$0]) }.entries()
    }
}

/// A `From ` line that divides messages.
struct MboxSeparator {
    /// Whether no empty line is before it.
    let isDoubtful: Bool

    /// The line that begins at `index` with `From `; nil if it is a line of a message.
    ///
    /// After an empty line a line with a date divides, and one without if a field of mail follows; elsewhere such fields have to
    /// follow.
    ///
    /// - Parameter isCutOff: whether more follows `bytes`.
    init?(_ bytes: [UInt8], at index: Int, isAfterEmptyLine: Bool, isCutOff: Bool) {
        let end = bytes.endOfLine(from: index, within: bytes.count)
        let isDated = Self.hasDate(bytes, index + 5..<end)
        let fields = Self.mailFields(bytes, from: end, isCutOff)
        isDoubtful = !isAfterEmptyLine
        if isAfterEmptyLine, isDated { return }
        guard let fields, fields >= (isAfterEmptyLine || isDated ? 1 : 2) else { return nil }
    }

    /// Where an mbox begins: after a byte order mark and empty lines.
    static func start(of bytes: [UInt8]) -> Int {
        var start = bytes.hasPrefix([0xEF, 0xBB, 0xBF], at: 0, within: bytes.count) ? 3 : 0
        while start < bytes.count, bytes[start] == .lineFeed || bytes[start] == .carriageReturn { start += 1 }
        return start
    }

    /// Whether a line begins with `From `.
    static func isCandidate(_ bytes: [UInt8], at index: Int) -> Bool {
        index + 5 < bytes.count && bytes[index] == UInt8(ascii: "F")
            && bytes.hasPrefix(Array("From ".utf8), at: index, within: bytes.count)
    }

    /// Whether a line has a time and a year, as in `Mon Jan  5 12:08:34 2026`.
    private static func hasDate(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
        func isDigit(_ index: Int) -> Bool { line.contains(index) && bytes[index] &- 0x30 < 10 }
        var hasTime = false
        var hasYear = false
        var digits = 0
        for place in line {
            if bytes[place] == .colon, isDigit(place - 1), isDigit(place + 1), isDigit(place + 2) { hasTime = true }
            digits = isDigit(place) ? digits + 1 : 0
            if digits == 4, !isDigit(place + 1) { hasYear = true }
        }
        return hasTime && hasYear
    }

    /// How many fields of mail follow a line; one more line that is not a field, such as a quoted `From ` line, may be before them.
    private static func mailFields(_ bytes: [UInt8], from start: Int, _ isCutOff: Bool) -> Int? {
        guard start < bytes.count, !isEmptyLine(bytes, start) else { return nil }
        if let count = HeaderLines.mailFieldCount(bytes, from: start, isCutOff: isCutOff) { return count }
        let next = bytes.endOfLine(from: start, within: bytes.count)
        guard next < bytes.count, !isEmptyLine(bytes, next) else { return nil }
        return HeaderLines.mailFieldCount(bytes, from: next, isCutOff: isCutOff)
    }

    private static func isEmptyLine(_ bytes: [UInt8], _ index: Int) -> Bool {
        bytes.contentEnd(of: index..<bytes.endOfLine(from: index, within: bytes.count)) == index
    }
}
