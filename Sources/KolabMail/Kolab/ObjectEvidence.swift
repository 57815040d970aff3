internal import CalendarDiagnostics

/// Why a part is taken for the object of its message.
struct ObjectEvidence {
    /// The kinds of evidence, weakest first.
    enum Kind: Int, Comparable {
        case calendarText, rootElement, partName, mediaType, declaredType

        static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    let part: MailPart
    let kind: Kind
    let form: KolabMessage.Form

    /// The evidence for `part`; nil if there is none.
    ///
    /// - Parameter declaredType: what X-Kolab-Type says.
    /// - Parameter isKolab: whether the header says that the message holds an object, so that faint marks count.
    init?(_ message: MailMessage, part: MailPart, declaredType: String?, isKolab: Bool) {
        self.part = part
        let essence = part.contentType.essence
        if let form = Self.forms[essence] ?? (essence.hasPrefix("application/x-vnd.kolab.") ? .kolab : nil) {
            self.form = form
            let isNamed = message.names(of: part).contains { $0.utf8.lowercasedText == "kolab.xml" }
            // An invitation within a Kolab message would be an attachment of its object.
            kind = form == .iCalendar ? .calendarText : essence == declaredType || isNamed ? .declaredType : .mediaType
            return
        }
        let isNamed = message.names(of: part).contains { $0.utf8.lowercasedText == "kolab.xml" }
        guard isNamed || isKolab || Self.isXML(part.contentType) else { return nil }
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
        "application/calendar+xml": .xCal,
        "application/vcard+xml":    .other,
        "application/vnd.kolab+xml": .other,
        "text/calendar":            .iCalendar,
    ]

    private static func isXML(_ type: MediaType) -> Bool {
        type.subtype == "xml" || type.subtype.hasSuffix("+xml")
    }
}

extension MailMessage {
    /// The content of a text or XML `part`, brought to UTF-8 where the part names another charset and the content does not.
    func textBody(of part: MailPart, diagnostics: inout Diagnostics) -> DecodedBody {
        var body = decodedBody(of: part, diagnostics: &diagnostics)
        guard
            let name = part.contentType.parameters["charset"], !RootElement.declaresEncoding(body.bytes),
            !Charset.isUTF8(body.bytes)
        else { return body }
        guard let charset = Charset(named: name) else {
            diagnostics.report(
                "mail-charset-unknown",
                .warning,
                "unknown charset \(name); the content is taken as it stands",
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
