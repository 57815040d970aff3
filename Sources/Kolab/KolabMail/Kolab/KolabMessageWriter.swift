internal import Bytes
internal import ICalendar

/// Writes the mail message that carries a Kolab 2 object.
///
/// Equal objects give equal bytes: boundary and Message-ID are derived from the content.
public struct KolabMessageWriter: Sendable {
    /// The text of User-Agent.
    public var userAgent: String

    /// How lines end: CRLF, or LF as mail stores on Unix keep messages.
    public var lineEnd: String

    /// A writer that names `userAgent` as the program.
    public init(userAgent: String = "Kalends", lineEnd: String = "\r\n") {
        self.userAgent = userAgent
        self.lineEnd = lineEnd
    }

    /// The message for `object`, with one kind of line end throughout, except in copied parts.
    public func write(_ object: KolabMessageContent) -> [UInt8] {
        let written = ([explanation, objectPart(object)] + object.attachments.map(attachmentPart)).map(withLineEnds)
        let parts = written + object.copiedParts
        let boundary = boundary(for: parts, of: object)
        var message: [UInt8] = []
        for (name, value) in header(of: object, boundary: boundary) {
            message += HeaderWriter.field(name, value)
        }
        message = withLineEnds(message + Self.lineEnd)
        for part in parts {
            message += Array("--\(boundary)\(lineEnd)".utf8) + part + Array(lineEnd.utf8)
        }
        return message + Array("--\(boundary)--\(lineEnd)".utf8)
    }

    /// Text that was made with CRLF and holds no other carriage return.
    private func withLineEnds(_ text: [UInt8]) -> [UInt8] {
        lineEnd == "\n" ? text.filter { $0 != .carriageReturn } : text
    }
}

extension KolabMessageWriter {
    private static let lineEnd: [UInt8] = [.carriageReturn, .lineFeed]

    private func header(of object: KolabMessageContent, boundary: String) -> [(String, String)] {
        [
            ("From", HeaderWriter.mailbox(object.organizer)),
            ("Date", HeaderWriter.date(object.date)),
            ("Subject", HeaderWriter.text(object.uid)),
            ("Message-ID", "<\(digest(of: object))@kalends.invalid>"),
            ("X-Kolab-Type", object.type.mediaType),
            ("User-Agent", HeaderWriter.text(userAgent)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "multipart/mixed;\r\n boundary=\"\(boundary)\""),
        ]
    }

    private var explanation: [UInt8] {
        Array(
            """
            Content-Type: text/plain; charset="us-ascii"\r
            Content-Transfer-Encoding: 7bit\r
            \r
            This message holds an entry of a Kolab calendar, task list or address book.\r
            It is meant for programs that read the Kolab format; open the folder with\r
            one of them to see the entry.\r

            """.utf8
        )
    }

    private func objectPart(_ object: KolabMessageContent) -> [UInt8] {
        Array(
            """
            Content-Type: \(object.type.mediaType);\r
             name="kolab.xml"\r
            Content-Transfer-Encoding: quoted-printable\r
            Content-Disposition: attachment;\r
             filename="kolab.xml"\r
            \r

            """.utf8
        ) + QuotedPrintable.encode(object.xml)
    }

    private func attachmentPart(_ attachment: MailAttachment) -> [UInt8] {
        let halves = attachment.mediaType.utf8.split(separator: .slash, omittingEmptySubsequences: false)
        let isType = halves.count == 2 && halves.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isTokenByte) }
        // A multipart or a message may not be base64 (RFC 2045 §6.4).
        let isLeaf = isType && !["multipart", "message"].contains(halves[0].lowercasedText)
        let type = isLeaf ? attachment.mediaType : "application/octet-stream"
        return HeaderWriter.field("Content-Type", type + HeaderWriter.parameter("name", attachment.name))
            + HeaderWriter.field("Content-Transfer-Encoding", "base64")
            + HeaderWriter.field(
                "Content-Disposition",
                "attachment" + HeaderWriter.parameter("filename", attachment.name)
            )
            + Self.lineEnd + Base64.encode(attachment.bytes, wrapped: true)
    }

    /// A boundary that occurs in no part. Encoded parts cannot hold `=_`; it is looked for nevertheless.
    private func boundary(for parts: [[UInt8]], of object: KolabMessageContent) -> String {
        var seed: UInt64 = 0
        while true {
            var hash = StableHash(seed: seed)
            for part in parts { hash.combine(part.span, endedBy: 0x1FF) }
            let boundary = "=_kalends-\(hash.digits)"
            let needle = Array(boundary.utf8)
            if !parts.contains(where: { $0.contains(needle) }) { return boundary }
            seed += 1
        }
    }

    private func digest(of object: KolabMessageContent) -> String {
        var digits = ""
        for seed: UInt64 in [1, 2] {
            var hash = StableHash(seed: seed)
            hash.combine(object.uid, endedBy: 0x1FF)
            hash.combine(object.date.description, endedBy: 0x1FF)
            hash.combine(object.xml.span, endedBy: 0x1FF)
            for attachment in object.attachments {
                hash.combine(attachment.name, endedBy: 0x1FF)
                hash.combine(attachment.bytes.span, endedBy: 0x1FF)
            }
            for part in object.copiedParts { hash.combine(part.span, endedBy: 0x1FF) }
            digits += hash.digits
        }
        return digits
    }
}
