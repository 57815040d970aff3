internal import Bytes

extension [UInt8] {
    /// What `line` of `bytes` is to this boundary (RFC 2046 §5.1.1): false if it opens a part, true if it closes the
    /// multipart, nil if it is not a boundary line.
    func boundaryLine(_ bytes: [UInt8], _ line: Range<Int>) -> Bool? {
        let start = line.lowerBound
        guard
            line.count > 2, bytes[start] == .hyphen, bytes[start + 1] == .hyphen,
            bytes.hasPrefix(self, at: start + 2, within: line.upperBound)
        else { return nil }
        // Blanks after it are transport padding.
        let rest = start + 2 + count..<line.upperBound
        if bytes[rest].allSatisfy(\.isWhiteSpace) { return false }
        guard bytes.hasPrefix([.hyphen, .hyphen], at: rest.lowerBound, within: rest.upperBound) else { return nil }
        return bytes[rest.lowerBound + 2..<rest.upperBound].allSatisfy(\.isWhiteSpace) ? true : nil
    }
}

/// The boundary of a message whose Content-Type hides that it is a multipart, as some clients wrote.
///
/// Accepted where the first `--` line is followed by a Content- field and is repeated, and either the message declares
/// that it is a Kolab object, or has no usable type, or begins its body with that line. Text that
/// quotes a multipart stays text.
struct HiddenBoundary {
    let boundary: [UInt8]
    /// Where its first line begins.
    let offset: Int

    init?(_ bytes: [UInt8], root: MailPart, bodyStart: Int) {
        let names = root.fields.map { bytes[$0.name].lowercasedText }
        let isLikely =
            names.contains("x-kolab-type") || !names.contains("content-type") || root.contentType.type == "multipart"
        guard isLikely || root.contentType.essence == "text/plain" else { return nil }

        var lineStart = bodyStart
        var isFirst = true
        while lineStart < bytes.count {
            let line = lineStart..<bytes.endOfLine(from: lineStart, within: bytes.count)
            lineStart = line.upperBound
            let text = bytes.trimmed(line)
            if text.isEmpty { continue }
            guard isFirst || isLikely else { return nil }
            isFirst = false
            // A boundary has 1 to 70 bytes; two hyphens alone introduce a signature.
            guard (3...72).contains(text.count),
                bytes.hasPrefix([.hyphen, .hyphen], at: line.lowerBound, within: text.upperBound)
            else { continue }
            let boundary = Array(bytes[text.lowerBound + 2..<text.upperBound])
            guard
                bytes[lineStart..<min(lineStart + 8, bytes.count)].lowercasedText == "content-",
                Self.comesAgain(boundary, bytes, from: lineStart)
            else { return nil }
            self.boundary = boundary
            offset = line.lowerBound
            return
        }
        return nil
    }

    private static func comesAgain(_ boundary: [UInt8], _ bytes: [UInt8], from start: Int) -> Bool {
        var lineStart = start
        while lineStart < bytes.count {
            let line = lineStart..<bytes.endOfLine(from: lineStart, within: bytes.count)
            if boundary.boundaryLine(bytes, line) != nil { return true }
            lineStart = line.upperBound
        }
        return false
    }
}
