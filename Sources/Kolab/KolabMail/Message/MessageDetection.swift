internal import Bytes

extension MailMessage {
    /// Whether the first bytes of a file are those of a mail message: header fields only, at least two of them mail's own.
    ///
    /// The `From ` line of an mbox, a byte order mark and empty lines may precede them, and one line of anything may
    /// precede three fields of mail.
    ///
    /// - Parameter prefix: the beginning of the file; a few kilobytes are enough. If it is cut off within the header,
    ///   the lines that are there decide.
    public static func looksLikeMessage(_ prefix: some Collection<UInt8>) -> Bool {
        let bytes = Array(prefix.prefix(8192))
        var position = bytes.hasPrefix([0xEF, 0xBB, 0xBF], at: 0, within: bytes.count) ? 3 : 0
        while position < bytes.count, bytes[position] == .lineFeed || bytes[position] == .carriageReturn {
            position += 1
        }
        let isMailbox = ["From ", ">From "].contains {
            bytes.hasPrefix(Array($0.utf8), at: position, within: bytes.count)
        }
        if isMailbox { position = bytes.endOfLine(from: position, within: bytes.count) }
        let isCutOff = bytes.count < prefix.count
        if let known = HeaderLines.mailFieldCount(bytes, from: position, isCutOff: isCutOff) {
            return known >= (isMailbox ? 1 : 2)
        }
        let next = bytes.endOfLine(from: position, within: bytes.count)
        let isText = bytes[position..<next].prefix(6).lowercasedText == "begin:"
        return !isText && (HeaderLines.mailFieldCount(bytes, from: next, isCutOff: isCutOff) ?? 0) >= 3
    }
}

/// What the lines of a header look like.
enum HeaderLines {
    /// How many fields that only mail has are in the header that begins at `start`; nil if one of its lines is not a field.
    ///
    /// - Parameter isCutOff: whether the last line may be incomplete.
    static func mailFieldCount(_ bytes: [UInt8], from start: Int, isCutOff: Bool) -> Int? {
        var known = 0
        var position = start
        while position < bytes.count {
            let line = position..<bytes.endOfLine(from: position, within: bytes.count)
            let contentEnd = bytes.contentEnd(of: line)
            if contentEnd == line.lowerBound { break }
            let name = bytes[line.lowerBound..<contentEnd].prefix(while: \.isFieldNameByte)
            let isContinuation = bytes[line.lowerBound].isBlank && position > start
            let isField = !name.isEmpty && name.endIndex < contentEnd && bytes[name.endIndex] == .colon
            let word = name.lowercasedText
            // iCalendar's and vCard's content lines are made like header fields.
            if isField, word == "begin" { return nil }
            guard isField || isContinuation || isCutOff && line.upperBound == bytes.count else { return nil }
            if isField, mailFields.contains(word) { known += 1 }
            position = line.upperBound
        }
        return known
    }

    /// Whether the header continues after a line that is not a field: up to the next empty line there are fields only,
    /// except a few such lines, and at least one is mail's own.
    static func continueHeader(_ bytes: [UInt8], from start: Int, isMessage: Bool) -> Bool {
        var position = start
        var odd = 0
        var known = false
        while position < bytes.count, position - start < 64 << 10 {
            let line = position..<bytes.endOfLine(from: position, within: bytes.count)
            let contentEnd = bytes.contentEnd(of: line)
            if contentEnd == line.lowerBound { return known }
            let name = bytes[line.lowerBound..<contentEnd].prefix(while: \.isFieldNameByte)
            if !name.isEmpty, name.endIndex < contentEnd, bytes[name.endIndex] == .colon {
                let word = name.lowercasedText
                if word == "begin" { return false }
                if isMessage ? mailFields.contains(word) : word.hasPrefix("content-") { known = true }
            } else if !bytes[line.lowerBound].isBlank {
                odd += 1
                if odd > 3 || bytes.hasPrefix([.hyphen, .hyphen], at: line.lowerBound, within: line.upperBound) {
                    return false
                }
            }
            position = line.upperBound
        }
        return false
    }

    private static let mailFields: Set<String> = [
        "received", "return-path", "delivered-to", "message-id", "mime-version", "content-type", "x-kolab-type",
        "content-transfer-encoding", "from", "to", "date", "subject", "user-agent", "reply-to", "sender", "cc",
    ]
}
