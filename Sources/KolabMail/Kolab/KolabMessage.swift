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
        /// XML of Kolab 3 that is no calendar: contacts, notes, configuration.
        case other
    }

    /// The message.
    public let message: MailMessage
    /// What the object is; nil where neither header, part nor root element says.
    public let type: KolabObjectType?
    /// How the object is written.
    public let form: Form
    /// The part that holds the object.
    public let objectPart: MailPart
    /// The object without its transfer encoding, in UTF-8 or as its XML declaration says, with the way back into the message.
    public let object: DecodedBody
    /// Further parts that hold an object of the same form, in order; they are left as they are.
    public let otherObjectParts: [MailPart]
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
                    ? .invalid("the message is encrypted") : .wrongFormat("a mail message without a calendar object")
            )
        }
        self.message = message
        self.protection = protection
        objectPart = best.part
        form = best.form
        otherObjectParts = candidates.filter { $0.part.index != best.part.index && $0.form == best.form }.map(\.part)
        for part in otherObjectParts {
            diagnostics.report(
                "several-object-parts",
                .warning,
                "one of \(candidates.count) parts that hold an object; the one that is best marked, or else the first, is read",
                at: message.location(at: part.header.lowerBound),
                losing: .dropped
            )
        }
        object = message.textBody(of: best.part, diagnostics: &diagnostics)

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
                "X-Kolab-Type says \(declaredType.rawValue), the object is a \(type.rawValue); read as that",
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
    /// The line of the message on which the object's content begins.
    public var firstLine: Int { message.location(at: objectPart.body.lowerBound).line }

    /// Where a finding in the object stands in the message: the same column for unencoded objects, else the encoded
    /// line without a column.
    public func location(ofObjectLine line: Int, column: Int = 0, file: String = "") -> SourceLocation {
        var start = 0
        for _ in 1..<max(line, 1) { start = object.bytes.endOfLine(from: start, within: object.bytes.count) }
        var offset = start
        for _ in 1..<max(column, 1) where offset < object.bytes.count {
            offset += 1
            while offset < object.bytes.count, object.bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        }
        var place = message.location(at: object.messageOffset(of: offset), file: file)
        place.column = objectPart.transferEncoding.isIdentity ? column : 0
        return place
    }
}
