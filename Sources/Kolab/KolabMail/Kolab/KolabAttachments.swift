public import CalendarDiagnostics

extension KolabMessage {
    /// The parts next to the object that may be attachments: all but the objects and the explanatory text.
    public var attachmentParts: [MailPart] {
        let objects = Set(objectParts.map(\.part.index))
        let explanation = explanatoryPart?.index
        return message.leaves.filter { !objects.contains($0.index) && $0.index != explanation }
    }

    /// The text for people whose client does not know the format: the first text part, if it precedes the object.
    public var explanatoryPart: MailPart? {
        message.leaves.first { $0.index < objectPart.index }
            .flatMap { $0.contentType.essence == "text/plain" && !message.isMarkedAttachment($0) ? $0 : nil }
    }

    /// The first attachment part called `name`, by Content-Type or Content-Disposition.
    public func attachmentPart(named name: String) -> MailPart? {
        attachmentParts.first { message.names(of: $0).contains(name) }
    }

    /// The attachment part with the Content-ID of a `cid:` address, as Kolab 3 refers to attachments.
    public func attachmentPart(contentID: String) -> MailPart? {
        attachmentParts.first { message.contentID(of: $0) == contentID }
    }

    /// The attachment called `name`, decoded; nil if the message has no such part.
    public func attachment(named name: String, diagnostics: inout Diagnostics) -> MailAttachment? {
        attachmentPart(named: name).map { attachment($0, name: name, diagnostics: &diagnostics) }
    }

    /// `part` decoded, under `name` or else the part's own first name.
    public func attachment(_ part: MailPart, name: String? = nil, diagnostics: inout Diagnostics) -> MailAttachment {
        MailAttachment(
            name: name ?? message.names(of: part).first ?? "",
            mediaType: part.contentType.essence,
            bytes: message.decodedBody(of: part, diagnostics: &diagnostics).bytes
        )
    }

    /// The attachment parts that the object does not mention, such as the TNEF files of Outlook connectors.
    public func unreferencedParts(besides names: Set<String>) -> [MailPart] {
        attachmentParts.filter { names.isDisjoint(with: message.names(of: $0)) }
    }
}
