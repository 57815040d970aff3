internal import Bytes

/// Why a part cannot be edited in place.
public enum MailEditRefusal: Error, Hashable, Sendable {
    /// The transfer encoding is not known.
    case unknownEncoding(String)
    /// The encoded body holds bytes that its encoding does not allow; they would be lost.
    case damagedEncoding
}

extension MailMessage {
    /// The message with `edits` made in the decoded content of `part`, all other bytes unchanged.
    ///
    /// Within a quoted-printable body only the lines that an edit touches change, and they keep their own encoding of every
    /// byte; within base64 everything from the first touched line on is encoded anew, within uuencode everything.
    ///
    /// - Parameter edits: changes of the bytes that ``decodedBody(of:diagnostics:)`` gives.
    public func editing(_ part: MailPart, _ edits: [ByteEdit]) throws(MailEditRefusal) -> [UInt8] {
        guard !edits.isEmpty else { return bytes }
        let replaced: [ByteEdit]
        switch part.transferEncoding {
        case .quotedPrintable: replaced = try QuotedPrintableEdit(bytes, part.body).edits(for: edits)
        case .base64: replaced = try Base64Edit(bytes, part.body, lineEnd: lineEnd).edits(for: edits)
        case .uuencode:
            let decoded = UUEncoding.decode(bytes, part.body)
            guard decoded.malformedCount == 0, let content = UUEncoding.content(of: bytes, part.body) else {
                throw .damagedEncoding
            }
            replaced = [ByteEdit(content, UUEncoding.encode(decoded.bytes.applying(edits), lineEnd: lineEnd))]
        case .sevenBit, .eightBit, .binary:
            replaced = edits.map { edit in
                let start = part.body.lowerBound
                return ByteEdit(start + edit.range.lowerBound..<start + edit.range.upperBound, edit.replacement)
            }
        case .unknown(let name): throw .unknownEncoding(name)
        }
        return bytes.applying(replaced)
    }

    /// How lines of this message end, by its first line.
    var lineEnd: [UInt8] {
        let first = bytes.endOfLine(from: 0, within: bytes.count)
        return first > 1 && bytes[first - 2] == .carriageReturn ? [.carriageReturn, .lineFeed] : [.lineFeed]
    }
}

/// Edits of a base64 body, made by encoding everything from the first touched line on anew.
private struct Base64Edit {
    let bytes: [UInt8]
    let range: Range<Int>
    let lineEnd: [UInt8]

    init(_ bytes: [UInt8], _ range: Range<Int>, lineEnd: [UInt8]) {
        self.bytes = bytes
        self.range = range
        self.lineEnd = lineEnd
    }

    func edits(for edits: [ByteEdit]) throws(MailEditRefusal) -> [ByteEdit] {
        let decoded = Base64.decode(bytes, range)
        guard decoded.malformedCount == 0 else { throw .damagedEncoding }
        let first = edits.map(\.range.lowerBound).min() ?? 0
        let line = lastWholeLine(upTo: first)
        let content = Array(decoded.bytes.applying(edits)[line.decoded...])
        var encoded = Base64.encode(content)
        // What follows the last letter, such as a line end, stays.
        var end = range.upperBound
        while end > line.message, bytes[end - 1].isWhiteSpace { end -= 1 }
        encoded = wrapped(encoded, at: line.width)
        return [ByteEdit(line.message..<end, encoded)]
    }

    /// The last line before the content byte at `offset` that begins with a whole group of four letters.
    private func lastWholeLine(upTo offset: Int) -> (message: Int, decoded: Int, width: Int) {
        var found = (message: range.lowerBound, decoded: 0)
        var letters = 0
        var width = 0
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == .lineFeed {
                if width == 0 { width = letters }
                if letters % 4 == 0, letters / 4 * 3 <= offset { found = (index + 1, letters / 4 * 3) }
            } else if !bytes[index].isWhiteSpace, bytes[index] != .equals {
                letters += 1
            }
            index += 1
        }
        return (found.message, found.decoded, width)
    }

    /// `letters` in lines of `width`; one line if the body had only one.
    private func wrapped(_ letters: [UInt8], at width: Int) -> [UInt8] {
        let width = width > 0 ? width : letters.count > 76 ? 76 : letters.count
        var lines: [UInt8] = []
        var start = 0
        while start < letters.count {
            if start > 0 { lines += lineEnd }
            lines += letters[start..<min(start + width, letters.count)]
            start += width
        }
        return lines
    }
}
