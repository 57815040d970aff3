internal import Bytes
internal import CalendarModel
internal import ICalendar
internal import Kolab
internal import KolabMail

/// Puts a Kolab object into the mail message that carries it, its attachments next to it.
struct KolabEnvelope {
    /// The message for an object that was made from `series`.
    func message(for object: KolabDocument, of series: Series) -> [UInt8] {
        let item = series.master ?? series.items.first
        let content = KolabMessageContent(
            type: KolabObjectType(mediaType: object.kind.mediaType) ?? .event,
            uid: object.uid,
            xml: object.bytes,
            date: item?.lastModified ?? item?.stamp ?? item?.created ?? Self.unknownDate,
            organizer: item?.organizer.map(Self.person),
            attachments: object.attachments.compactMap(Self.attachment)
        )
        return KolabMessageWriter(userAgent: "Kalends/\(Product.version)").write(content)
    }

    /// Equal inputs give equal messages, so the clock is not used.
    private static let unknownDate = CivilDateTime(secondsSinceEpoch: 0)

    private static func person(_ organizer: Person) -> KolabMessageContent.Person {
        let address = organizer.address
        let isMailto = address.lowercased().hasPrefix("mailto:")
        return .init(name: organizer.name ?? "", address: isMailto ? String(address.dropFirst(7)) : address)
    }

    private static func attachment(_ part: KolabDocument.Part) -> MailAttachment? {
        let text = Array(part.base64.utf8)
        return Base64.decode(text.span).map { MailAttachment(name: part.name, mediaType: part.mediaType, bytes: $0) }
    }
}
