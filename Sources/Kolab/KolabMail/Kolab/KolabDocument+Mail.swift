internal import Bytes
public import CalendarDiagnostics
public import Kolab

extension KolabMessage {
    /// The message's attachments as the parts that a Kolab object may name, by each of their names.
    ///
    /// A part whose transfer encoding is unknown is skipped and reported.
    public func documentParts(diagnostics: inout Diagnostics) -> [KolabDocument.Part] {
        var parts: [KolabDocument.Part] = []
        for part in attachmentParts {
            if let name = part.transferEncoding.unknownName {
                diagnostics.report(
                    "mail-encoding-unknown",
                    .error,
                    "unknown transfer encoding \(name); the attachment is skipped",
                    at: message.location(at: part.body.lowerBound),
                    losing: .dropped
                )
                continue
            }
            let attachment = attachment(part, diagnostics: &diagnostics)
            let base64 = String(decoding: Base64.encode(attachment.bytes), as: UTF8.self)
            let names = message.names(of: part)
            for name in names.isEmpty ? [""] : names {
                parts.append(KolabDocument.Part(name: name, mediaType: attachment.mediaType, base64: base64))
            }
        }
        return parts
    }

    /// Reports the parts that none of `names` names: they do not go along with the object.
    public func reportUnnamedParts(besides names: Set<String>, diagnostics: inout Diagnostics) {
        for part in unreferencedParts(besides: names) where !Self.signatures.contains(part.contentType.essence) {
            let name = message.names(of: part).first ?? ""
            diagnostics.report(
                "attachment-not-named",
                .warning,
                "a part of type \(part.contentType.essence)\(name.isEmpty ? "" : " called \(name)") that the object does not name; skipped",
                at: message.location(at: part.header.lowerBound),
                losing: .dropped
            )
        }
    }

    /// What protects the other parts belongs to the message.
    private static let signatures: Set<String> = [
        "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
    ]
}
