internal import CalendarDiagnostics
internal import CalendarModel
internal import XMLSupport

extension Attachment {
    /// Whether Kolab names it as a part of the message: by name, its bytes in hand or not. A blank name is not a name: its
    /// element would be read as none.
    var isInline: Bool {
        if case .uri(let uri) = content, !uri.hasPrefix("cid:") { return false }
        return !partName.trimmingBlanks().isEmpty
    }

    /// The name of its part.
    var partName: String {
        if let filename, !filename.isEmpty { return filename }
        if case .uri(let uri) = content, uri.hasPrefix("cid:") { return String(uri.dropFirst(4)) }
        return ""
    }

    /// Whether it is a link; a blank one is not, for the same reason.
    var isLink: Bool {
        if case .uri(let uri) = content { return !uri.hasPrefix("cid:") && !uri.trimmingBlanks().isEmpty }
        return false
    }
}

extension KolabRow {
    /// `inline-attachment`: the name of a part of the message. Without its bytes it stays a reference, `cid:` and the name.
    static let inlineAttachment = attachment(
        "inline-attachment",
        where: { $0.isInline },
        read: { name, element, item, decoder in
            guard let part = decoder.parts?.first(where: { $0.name == name }) else {
                if decoder.parts != nil {
                    decoder.report(
                        "attachment-missing",
                        "the message has no part called \(name); the attachment is missing",
                        at: element,
                        losing: .altered,
                        from: item
                    )
                }
                return Attachment(.uri("cid:" + name), filename: name)
            }
            return Attachment(.base64(part.base64), filename: name, mediaType: part.mediaType)
        },
        write: { attachment, encoder in
            if case .base64(let text) = attachment.content, encoder.options.separatesAttachments {
                encoder.parts.append(
                    KolabDocument.Part(
                        name: attachment.partName,
                        mediaType: attachment.mediaType ?? "application/octet-stream",
                        base64: text
                    )
                )
            }
            return attachment.partName
        },
        readBack: { attachment, statement in
            let name = statement.text(attachment.partName).trimmingBlanks()
            guard !name.isEmpty else { return nil }
            guard let part = statement.parts.first(where: { $0.name == name }) else {
                return Attachment(.uri("cid:" + name), filename: name)
            }
            return Attachment(.base64(part.base64), filename: name, mediaType: part.mediaType)
        }
    )

    /// `link-attachment`: a URL.
    static let linkAttachment = attachment(
        "link-attachment",
        where: { $0.isLink },
        read: { uri, _, _, _ in Attachment(.uri(uri)) },
        write: { attachment, _ in
            if case .uri(let uri) = attachment.content { uri } else { "" }
        },
        readBack: { attachment, statement in
            guard case .uri(let uri) = attachment.content else { return nil }
            let text = statement.text(uri).trimmingBlanks()
            return text.isEmpty ? nil : Attachment(.uri(text))
        }
    )

    private static func attachment(
        _ name: String,
        where belongs: @escaping @Sendable (Attachment) -> Bool,
        read: @escaping @Sendable (String, XMLElement, CalendarItem, inout ObjectDecoder) -> Attachment,
        write: @escaping @Sendable (Attachment, inout ObjectEncoder) -> String,
        readBack: @escaping @Sendable (Attachment, KolabStatement) -> Attachment?
    ) -> KolabRow {
        KolabRow(
            name: name,
            isList: true,
            read: { element, item, decoder in
                let text = element.trimmedText
                guard !text.isEmpty else { return .unreadable }
                let attachment = read(text, element, item, &decoder)
                item.attachments.append(attachment)
                return element.isPlain ? .exact : .inexact
            },
            count: { item, _ in item.attachments.count { belongs($0) } },
            write: { item, index, encoder in
                let attachment = item.attachments.lazy.filter { belongs($0) }.dropFirst(index).first
                guard let attachment else { return }
                let text = write(attachment, &encoder)
                encoder.text(name, text)
            },
            say: { item, statement in
                if statement.item.attachments.isEmpty, item.attachments.isEmpty { return }
                statement.item.attachments.removeAll { belongs($0) }
                statement.item.attachments += item.attachments.filter { belongs($0) }.compactMap {
                    readBack($0, statement)
                }
            },
            clear: { item in item.attachments.removeAll { belongs($0) } },
            isSame: { $0.attachments == $1.attachments }
        )
    }
}
