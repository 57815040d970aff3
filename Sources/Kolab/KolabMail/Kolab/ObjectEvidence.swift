internal import CalendarDiagnostics

/// Why a part is considered the object of its message.
struct ObjectEvidence {
    /// The kinds of evidence, weakest first.
    enum Kind: Int, Comparable {
        case contactCard, calendarText, rootElement, partName, mediaType, declaredType

        static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    let part: MailPart
    let kind: Kind
    let form: KolabMessage.Form

    /// The evidence for `part`; nil if there is none.
    ///
    /// - Parameter declaredType: the text of X-Kolab-Type.
    /// - Parameter isKolab: whether the header declares that the message contains an object, so that faint marks count.
    init?(_ message: MailMessage, part: MailPart, declaredType: String?, isKolab: Bool) {
        self.part = part
        let essence = part.contentType.essence
        let names = message.names(of: part).map(\.utf8.lowercasedText)
        let isNamed = names.contains("kolab.xml")
        if let form = Self.forms[essence] ?? (essence.hasPrefix("application/x-vnd.kolab.") ? .kolab : nil) {
            self.form = form == .contactCard && isKolab ? .other : form
            switch self.form {
            case .contactCard: kind = .contactCard
            // An invitation within a Kolab message would be an attachment of its object.
            case .iCalendar, .jCal: kind = .calendarText
            case .kolab, .xCal, .other: kind = essence == declaredType || isNamed ? .declaredType : .mediaType
            }
            return
        }
        if let form = names.lazy.compactMap(Self.form(ofName:)).first {
            (self.form, kind) = (form, form == .contactCard ? .contactCard : .calendarText)
            return
        }
        guard isNamed || isKolab || Self.isXML(part.contentType) else { return nil }
        if isNamed, part.transferEncoding.unknownName != nil {
            (form, kind) = (.kolab, .partName)
            return
        }
        var ignored = Diagnostics(losses: .none)
        let start = message.decodedBody(of: part, diagnostics: &ignored).bytes
        guard let root = RootElement.name(in: start)?.utf8.lowercasedText else { return nil }
        if root == "icalendar" {
            form = .xCal
        } else if KolabObjectType(rootElement: root) != nil, isNamed || isKolab || RootElement.looksLikeKolab(start) {
            form = .kolab
        } else {
            return nil
        }
        kind = isNamed ? .partName : .rootElement
    }

    // swift-format-ignore
    private static let forms: [String: KolabMessage.Form] = [
        "application/calendar+xml":  .xCal,
        "application/vnd.kolab+xml": .other,
        "application/vcard+xml":     .contactCard,
        "application/vcard+json":    .contactCard,
        "text/vcard":                .contactCard,
        "text/x-vcard":              .contactCard,
        "text/calendar":             .iCalendar,
        "text/x-vcalendar":          .iCalendar,
        "text/vcalendar":            .iCalendar,
        "application/ics":           .iCalendar,
        "application/calendar+json": .jCal,
    ]

    /// The form by the file name, for a part whose media type does not determine it.
    private static func form(ofName name: String) -> KolabMessage.Form? {
        for (suffix, form) in extensions where name.hasSuffix(suffix) { return form }
        return nil
    }

    // swift-format-ignore
    private static let extensions: [(suffix: String, form: KolabMessage.Form)] = [
        (".ics", .iCalendar), (".ical", .iCalendar), (".icalendar", .iCalendar), (".ifb", .iCalendar), (".vcs", .iCalendar),
        (".xcs", .xCal), (".jcal", .jCal), (".vcf", .contactCard),
    ]

    private static func isXML(_ type: MediaType) -> Bool {
        type.subtype == "xml" || type.subtype.hasSuffix("+xml")
    }
}

extension MailMessage {
    /// The content of a text or XML `part`, brought to UTF-8 where the part names another charset and the content does not.
    ///
    /// - Throws: ``ReadError`` if the transfer encoding is unknown.
    func textBody(of part: MailPart, diagnostics: inout Diagnostics) throws(ReadError) -> DecodedBody {
        if let name = part.transferEncoding.unknownName {
            throw ReadError(.unknownEncoding(name), at: location(at: part.body.lowerBound))
        }
        var body = decodedBody(of: part, diagnostics: &diagnostics)
        guard
            let name = part.contentType.parameters["charset"], !RootElement.declaresEncoding(body.bytes),
            !Charset.isUTF8(body.bytes)
        else { return body }
        guard let charset = Charset(named: name) else {
            diagnostics.report(
                "mail-charset-unknown",
                .warning,
                "unknown charset \(name); the content is read unchanged",
                at: location(at: part.body.lowerBound)
            )
            return body
        }
        guard charset != .utf8, charset != .usASCII else { return body }
        body.transcode(from: charset)
        return body
    }
}

extension DecodedBody {
    /// Turns the bytes of a one-byte charset into UTF-8, moving the anchors along.
    mutating func transcode(from charset: Charset) {
        var converted: [UInt8] = []
        converted.reserveCapacity(bytes.count + bytes.count / 8)
        var moved: [Anchor] = []
        var start = 0
        for anchor in anchors {
            converted += Array(charset.text(bytes[start..<anchor.decoded]).utf8)
            start = anchor.decoded
            moved.append(Anchor(decoded: converted.count, message: anchor.message))
        }
        converted += Array(charset.text(bytes[start...]).utf8)
        (bytes, anchors) = (converted, moved)
    }
}
