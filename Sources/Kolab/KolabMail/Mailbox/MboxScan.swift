internal import Bytes

/// Finds the messages of an mbox in pieces of bounded size.
struct MboxScan<Failure: Error> {
    private static var pieceSize: Int { 1 << 16 }
    /// How much of what follows a `From ` line is read.
    private static var lookahead: Int { Mbox.beginningLength }

    let size: Int
    let countsLines: Bool
    let read: (Range<Int>) throws(Failure) -> [UInt8]

    init(size: Int, countsLines: Bool, read: @escaping (Range<Int>) throws(Failure) -> [UInt8]) {
        self.size = size
        self.countsLines = countsLines
        self.read = read
    }

    /// The messages in order; they lie end to end.
    func entries() throws(Failure) -> [Mbox.Entry] {
        var entries: [Mbox.Entry] = []
        var start = 0
        var lines = 0
        var isDoubtful = false
        while start < size {
            let head = try read(start..<min(start + (64 << 10) + 1024, size))
            let messageStart = start + separatorLength(head, isFirst: start == 0)
            let separatorLines = countsLines ? Self.lineFeeds(head[..<(messageStart - start)]) : 0
            let bodyStart = endOfHeader(head, from: messageStart - start).map { start + $0 }
            var found: (start: Int, isDoubtful: Bool, lines: Int)
            if let bodyStart,
                let length = MailMessage.claimedLength(in: Array(head[(messageStart - start)..<(bodyStart - start)])),
                let end = try endByLength(bodyStart: bodyStart, length)
            {
                found = (end, false, countsLines ? try lineFeeds(messageStart..<end) : 0)
            } else {
                found = try nextSeparator(from: messageStart, searchingFrom: bodyStart ?? messageStart)
            }
            var entry = try entry(start, messageStart, found.start)
            entry.linesBefore = lines + separatorLines
            entry.isDoubtful = isDoubtful
            entries.append(entry)
            lines += separatorLines + found.lines
            isDoubtful = found.isDoubtful
            start = found.start
        }
        return entries
    }

    /// The bytes of the `From ` line at the beginning of `head`; 0 if the file begins with a message.
    private func separatorLength(_ head: [UInt8], isFirst: Bool) -> Int {
        guard isFirst else { return head.endOfLine(from: 0, within: head.count) }
        let start = MboxSeparator.start(of: head)
        return MboxSeparator.isCandidate(head, at: start) ? head.endOfLine(from: start, within: head.count) : 0
    }

    private func entry(_ start: Int, _ messageStart: Int, _ next: Int) throws(Failure) -> Mbox.Entry {
        var end = next
        let tail = try read(max(messageStart, next - 4)..<next)
        // The empty line before the next message is the file's, not the message's.
        if tail.suffix(4) == [0x0D, 0x0A, 0x0D, 0x0A] { end -= 2 } else if tail.suffix(2) == [0x0A, 0x0A] { end -= 1 }
        return Mbox.Entry(separator: start..<messageStart, message: messageStart..<end, trailer: end..<next)
    }

    private func endByLength(bodyStart: Int, _ length: Int) throws(Failure) -> Int? {
        let (end, overflows) = bodyStart.addingReportingOverflow(length)
        guard length >= 0, !overflows, end <= size else { return nil }
        let after = try read(end..<min(end + Self.lookahead, size))
        let blanks = after.prefix { $0 == .lineFeed || $0 == .carriageReturn }.count
        if end + blanks == size, blanks <= 2 { return size }
        guard blanks > 0, blanks <= 4, MboxSeparator.isCandidate(after, at: blanks),
            MboxSeparator(after, at: blanks, isAfterEmptyLine: true, isCutOff: end + after.count < size) != nil
        else { return nil }
        return end + blanks
    }

    /// Where the next `From ` line begins that divides messages; the end of the file if there is none.
    ///
    /// - Parameters:
    ///   - start: from where on lines are counted.
    ///   - search: from where on lines may divide.
    private func nextSeparator(
        from start: Int,
        searchingFrom search: Int
    ) throws(Failure) -> (start: Int, isDoubtful: Bool, lines: Int) {
        var lines = 0
        var position = start
        var lineStart = start
        // Whether the line before `lineStart` is empty; a message that begins with one has no header.
        var isAfterEmptyLine = false
        var isEmpty = true
        while position < size {
            let piece = try read(position..<min(position + Self.pieceSize, size))
            if piece.isEmpty { break }
            var index = 0
            while index < piece.count {
                if position + index == lineStart, lineStart >= search, lineStart > start,
                    piece[index] == UInt8(ascii: "F")
                {
                    let head = try read(lineStart..<min(lineStart + Self.lookahead, size))
                    if MboxSeparator.isCandidate(head, at: 0),
                        let found = MboxSeparator(
                            head,
                            at: 0,
                            isAfterEmptyLine: isAfterEmptyLine,
                            isCutOff: lineStart + head.count < size
                        )
                    {
                        return (lineStart, found.isDoubtful, lines)
                    }
                }
                let end = piece.endOfLine(from: index, within: piece.count)
                if isEmpty { isEmpty = piece[index..<end].allSatisfy { $0 == .carriageReturn || $0 == .lineFeed } }
                if end > index, piece[end - 1] == .lineFeed {
                    lines += 1
                    isAfterEmptyLine = isEmpty
                    isEmpty = true
                    lineStart = position + end
                }
                index = end
            }
            position += piece.count
        }
        return (size, false, lines)
    }

    private func lineFeeds(_ range: Range<Int>) throws(Failure) -> Int {
        var count = 0
        for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.pieceSize) {
            count += Self.lineFeeds(try read(start..<min(start + Self.pieceSize, range.upperBound))[...])
        }
        return count
    }

    private static func lineFeeds(_ bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 == .lineFeed } }

    /// Where the body begins, after the empty line; nil if the header does not end within `bytes`.
    private func endOfHeader(_ bytes: [UInt8], from start: Int) -> Int? {
        var line = start
        while line < bytes.count {
            let end = bytes.endOfLine(from: line, within: bytes.count)
            if bytes[end - 1] == .lineFeed, bytes.contentEnd(of: line..<end) == line { return end }
            line = end
        }
        return nil
    }
}
