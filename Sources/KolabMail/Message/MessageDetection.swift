extension MailMessage {
    /// Whether the first bytes of a file are those of a mail message: header fields only, at least two of them mail's own.
    ///
    /// - Parameter prefix: the beginning of the file; a few kilobytes are enough. If it is cut off within the header,
    ///   the lines that are there decide.
    public static func looksLikeMessage(_ prefix: some Collection<UInt8>) -> Bool {
        let bytes = Array(prefix.prefix(8192))
        var position = bytes.hasPrefix([0xEF, 0xBB, 0xBF], at: 0, within: bytes.count) ? 3 : 0
        let isMailbox = bytes.hasPrefix(Array("From ".utf8), at: position, within: bytes.count)
        if isMailbox { position = bytes.endOfLine(from: position, within: bytes.count) }
        let start = position
        var known = 0
        while position < bytes.count {
            let line = position..<bytes.endOfLine(from: position, within: bytes.count)
            let contentEnd = bytes.contentEnd(of: line)
            if contentEnd == line.lowerBound { break }
            let name = bytes[line.lowerBound..<contentEnd].prefix(while: \.isFieldNameByte)
            let isContinuation = bytes[line.lowerBound].isBlank && position > start
            let isField = !name.isEmpty && name.endIndex < contentEnd && bytes[name.endIndex] == .colon
            let word = name.lowercasedText
            // iCalendar's and vCard's content lines are made like header fields.
            if isField, word == "begin" { return false }
            let isCutOff = line.upperBound == bytes.count && bytes.count < prefix.count
            guard isField || isContinuation || isCutOff else { return false }
            if isField, mailFields.contains(word) { known += 1 }
            position = line.upperBound
        }
        return known >= (isMailbox ? 1 : 2)
    }

    private static let mailFields: Set<String> = [
        "received", "return-path", "delivered-to", "message-id", "mime-version", "content-type", "x-kolab-type",
        "content-transfer-encoding", "from", "to", "date", "subject", "user-agent", "reply-to", "sender", "cc",
    ]
}
