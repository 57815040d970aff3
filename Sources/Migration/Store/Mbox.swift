internal import Files
internal import KolabMail

/// An mbox file: messages one behind the other, each behind a `From ` line (RFC 4155).
///
/// Lines of a message that begin with `From ` are quoted with `>`, in one of two ways: some writers quote only those, others
/// also lines that are quoted already. Quoted lines are never touched here, so the ways need not be told apart. Where a
/// Content-Length leads exactly to the next `From ` line it is believed, because its writers do not quote.
struct Mbox {
    /// One message.
    struct Entry: Hashable, Sendable {
        /// The `From ` line with its line end.
        var separator: Range<Int>
        /// The message.
        var message: Range<Int>
        /// The empty line behind it.
        var trailer: Range<Int>

        var whole: Range<Int> { separator.lowerBound..<trailer.upperBound }
    }

    /// Whether a file that begins so is an mbox: a `From ` line with a time in it.
    static func isMbox(beginning bytes: [UInt8]) -> Bool {
        isSeparator(bytes, at: 0)
    }

    /// The messages of the file at `path`, found in pieces of bounded size.
    ///
    /// - Parameter sizeLimit: the most bytes that are held of one message; longer ones are found, but not by Content-Length.
    static func entries(ofFileAt path: String) throws(FileError) -> [Entry] {
        let file = try RandomAccessFile(path)
        var entries: [Entry] = []
        var start = 0
        while start < file.size {
            let head = try file.read(start..<min(start + (64 << 10) + 1024, file.size))
            let separatorEnd = endOfLine(head, from: 0)
            let bodyStart = endOfHeader(head, from: separatorEnd)
            let messageStart = start + separatorEnd
            var end: Int?
            if let bodyStart, let length = MailMessage.claimedLength(in: Array(head[separatorEnd..<bodyStart])) {
                end = try endByLength(file, bodyStart: start + bodyStart, length)
            }
            if end == nil { end = try nextSeparator(file, from: start + (bodyStart ?? separatorEnd)) }
            let next = end ?? file.size
            entries.append(try entry(file, start, messageStart, next))
            start = next
        }
        return entries
    }

    private static func entry(
        _ file: RandomAccessFile, _ start: Int, _ messageStart: Int, _ next: Int
    ) throws(FileError) -> Entry {
        var end = next
        let tail = try file.read(max(messageStart, next - 4)..<next)
        // The empty line before the next message is the file's, not the message's.
        if tail.suffix(4) == [0x0D, 0x0A, 0x0D, 0x0A] { end -= 2 } else if tail.suffix(2) == [0x0A, 0x0A] { end -= 1 }
        return Entry(separator: start..<messageStart, message: messageStart..<end, trailer: end..<next)
    }

    private static func endByLength(_ file: RandomAccessFile, bodyStart: Int, _ length: Int) throws(FileError) -> Int? {
        let end = bodyStart + length
        guard length >= 0, end <= file.size else { return nil }
        let after = try file.read(end..<min(end + 512, file.size))
        let blanks = after.prefix { $0 == 0x0A || $0 == 0x0D }.count
        if end + blanks == file.size, blanks <= 2 { return file.size }
        return blanks > 0 && blanks <= 4 && isSeparator(after, at: blanks) ? end + blanks : nil
    }

    /// Where the next `From ` line behind an empty line begins; the end of the file if there is none.
    private static func nextSeparator(_ file: RandomAccessFile, from start: Int) throws(FileError) -> Int {
        let overlap = 512
        // The empty line may be the one that ends the header.
        var position = max(0, start - 2)
        while position < file.size {
            let chunk = try file.read(position..<min(position + (1 << 16) + overlap, file.size))
            var index = 0
            while let feed = chunk[index...].firstIndex(of: 0x0A) {
                index = feed + 1
                if feed >= 1 << 16 { break }
                let isEmptyLine =
                    feed >= 1 && chunk[feed - 1] == 0x0A
                    || feed >= 2 && chunk[feed - 1] == 0x0D && chunk[feed - 2] == 0x0A
                if isEmptyLine, position + index >= start, isSeparator(chunk, at: index) { return position + index }
            }
            if chunk.count <= 1 << 16 { return file.size }
            position += (1 << 16) - 2
        }
        return file.size
    }

    /// Whether a `From ` line stands at `index`: `From `, an address, and a time such as `12:08:34`.
    private static func isSeparator(_ bytes: [UInt8], at index: Int) -> Bool {
        guard index + 5 < bytes.count, bytes[index...].starts(with: "From ".utf8) else { return false }
        let line = bytes[index...].prefix { $0 != 0x0A }
        guard line.count > 15 else { return false }
        for place in line.indices.dropFirst(5).dropLast(2) where bytes[place] == UInt8(ascii: ":") {
            if bytes[place - 1] &- 0x30 < 10, bytes[place + 1] &- 0x30 < 10, bytes[place + 2] &- 0x30 < 10 { return true }
        }
        return false
    }

    private static func endOfLine(_ bytes: [UInt8], from start: Int) -> Int {
        bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    }

    /// Where the body begins, behind the empty line; nil if the header does not end within `bytes`.
    private static func endOfHeader(_ bytes: [UInt8], from start: Int) -> Int? {
        var line = start
        while line < bytes.count {
            let end = endOfLine(bytes, from: line)
            if end - line == 1 || end - line == 2 && bytes[line] == 0x0D { return end }
            line = end
        }
        return nil
    }
}
