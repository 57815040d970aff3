public import CalendarDiagnostics

/// A mail message that carries a calendar object, with the object found in it.
///
/// Kolab 2 objects are the main case; the xCal of Kolab 3 and the iCalendar text of invitations are given out as such.
public struct KolabMessage: Sendable {
    /// The format of the object.
    public enum Form: Hashable, Sendable {
        /// Kolab 2.0 or 2.1 XML.
        case kolab
        /// xCal, as Kolab 3 stores events, tasks and journals.
        case xCal
        /// iCalendar text, as invitations carry it (RFC 6047).
        case iCalendar
        /// jCal (RFC 7265).
        case jCal
        /// XML of Kolab 3 that is not a calendar: contacts, notes, configuration.
        case other
        /// A vCard, jCard or xCard outside of a Kolab message.
        case contactCard
    }

    /// The message.
    public let message: MailMessage
    /// What the object is; nil where neither header, part nor root element determines it.
    public let type: KolabObjectType?
    /// How the object is written.
    public let form: Form
    /// The part that holds the object.
    public let objectPart: MailPart
    /// The object without its transfer encoding, in UTF-8 or the encoding of its XML declaration, with the way back
    /// into the message.
    public let object: DecodedBody
    /// Every part that holds an object, in order, the one of ``objectPart`` among them. Next to Kolab objects, what has
    /// another form is an attachment and not among them.
    public let objectParts: [ObjectPart]

    /// A part that holds an object.
    public struct ObjectPart: Hashable, Sendable {
        /// The part.
        public let part: MailPart
        /// How its object is written.
        public let form: Form
    }

    /// Further parts that hold an object of the same form, in order.
    public var otherObjectParts: [MailPart] {
        objectParts.filter { $0.form == form && $0.part.index != objectPart.index }.map(\.part)
    }
    /// What keeps the message from being edited, if anything.
    public let protection: MailProtection?

    /// Finds the object in `message`.
    ///
    /// - Throws: ``ReadError`` if there is none, because it is ordinary mail or because it is encrypted.
    public init(_ message: MailMessage, diagnostics: inout Diagnostics) throws(ReadError) {
        let protection = message.protection
        let declared = message.value("x-kolab-type").map { MediaType(reading: Array($0.utf8)).essence }
        let isKolab = declared != nil || message.field("x-kolab-mime-version", of: message.root) != nil
        let candidates = message.leaves.compactMap {
            ObjectEvidence(message, part: $0, declaredType: declared, isKolab: isKolab)
        }
        guard
            let best = candidates.max(by: { $0.kind < $1.kind || $0.kind == $1.kind && $0.part.index > $1.part.index })
        else {
            throw ReadError(
                protection == .encrypted
                    ? .invalid("the message is encrypted") : .mailWithoutCalendar
            )
        }
        self.message = message
        self.protection = protection
        objectPart = best.part
        form = best.form
        let objects = candidates.filter { best.form != .kolab || $0.form == .kolab }
        objectParts = objects.map { ObjectPart(part: $0.part, form: $0.form) }
        for other in objects where best.form == .kolab && other.part.index != best.part.index {
            diagnostics.report(
                "several-object-parts",
                .warning,
                "one of \(objects.count) parts that contain an object; each is read",
                at: message.location(at: other.part.header.lowerBound)
            )
        }
        object = try message.textBody(of: best.part, diagnostics: &diagnostics)
        let declaredType = declared.flatMap(KolabObjectType.init(mediaType:))
        let partType = KolabObjectType(mediaType: best.part.contentType.essence)
        let rootType =
            form == .kolab ? RootElement.name(in: object.bytes).flatMap(KolabObjectType.init(rootElement:)) : nil
        type = rootType ?? partType ?? declaredType
        if declared == nil, form == .kolab {
            diagnostics.report(
                "kolab-type-missing",
                .info,
                "no X-Kolab-Type; the type is taken from the part",
                at: message.location(at: message.root.header.lowerBound)
            )
        } else if let type, let declaredType, type != declaredType {
            diagnostics.report(
                "kolab-type-mismatch",
                .warning,
                "X-Kolab-Type is \(declaredType.rawValue), the object is of type \(type.rawValue); read as \(type.rawValue)",
                at: message.location(at: best.part.body.lowerBound)
            )
        }
    }

    /// Scans a message and finds the object in it.
    ///
    /// - Throws: ``ReadError`` as the scanner and the search do.
    public init(
        reading bytes: [UInt8],
        limits: MailLimits = MailLimits(),
        diagnostics: inout Diagnostics
    ) throws(ReadError) {
        let message = try MailMessage(reading: bytes, limits: limits, diagnostics: &diagnostics)
        try self.init(message, diagnostics: &diagnostics)
    }
}

extension KolabMessage {
    /// The object of a part without its transfer encoding.
    ///
    /// - Throws: ``ReadError`` if the encoding is unknown.
    public func body(of object: ObjectPart, diagnostics: inout Diagnostics) throws(ReadError) -> DecodedBody {
        if object.part.index == objectPart.index { return self.object }
        return try message.textBody(of: object.part, diagnostics: &diagnostics)
    }
}
