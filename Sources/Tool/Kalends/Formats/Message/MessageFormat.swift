internal import CalendarDiagnostics
internal import KolabMail
internal import Validation

extension FormatRow {
    /// A mail message, whose parts are of other formats.
    static let message = FormatRow(
        .message,
        "mail message with a calendar",
        extensions: ["eml", "mime"],
        mediaType: "message/rfc822",
        validates: { $0.validate(message: $1, file: $2) }
    ) { row in
        row.holdsOneObject = true
        row.reads = { bytes, converter, diagnostics throws(ReadError) in
            let limit = converter.options.limits.inputSize
            if bytes.count > limit { throw ReadError(.limitExceeded(name: "input-size", limit: limit)) }
            return try MessageReading.documents(in: bytes, by: converter, diagnostics: &diagnostics)
        }
        row.detects = { !$0.isBare && !$0.isXML && MailMessage.looksLikeMessage($0.raw) }
        row.isCarrier = true
        row.fixes = { MessageParts.fix($1, by: $0, file: $2) }
        row.keepsLines = true
    }
}
