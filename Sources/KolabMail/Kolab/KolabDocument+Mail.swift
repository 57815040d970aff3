public import CalendarDiagnostics
public import Kolab

extension KolabMessage {
    /// The message's attachments as the parts that a Kolab object may name.
    public func documentParts(diagnostics: inout Diagnostics) -> [KolabDocument.Part] {
        attachmentParts.map { part in
            let attachment = attachment(part, diagnostics: &diagnostics)
            return KolabDocument.Part(
                name: attachment.name, mediaType: attachment.mediaType,
                base64: String(decoding: Base64.encode(attachment.bytes), as: UTF8.self))
        }
    }
}
