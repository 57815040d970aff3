internal import Bytes
public import CalendarDiagnostics

extension MailMessage {
    /// The content of `part` without its transfer encoding.
    ///
    /// What cannot be decoded is skipped (base64, uuencode) or kept unchanged (quoted-printable) and reported once. The
    /// content of a part whose encoding is unknown is returned undecoded; it is not the part's real content.
    public func decodedBody(of part: MailPart, diagnostics: inout Diagnostics) -> DecodedBody {
        var body: DecodedBody
        switch part.transferEncoding {
        case .quotedPrintable: body = QuotedPrintable.decode(bytes, part.body)
        case .base64: body = Base64.decode(bytes, part.body)
        case .uuencode: body = UUEncoding.decode(bytes, part.body)
        case .sevenBit, .eightBit, .binary, .unknown:
            body = DecodedBody(bytes: Array(bytes[part.body]), anchors: [])
            body.anchors = identityAnchors(part.body)
        }
        if body.malformedCount > 0 {
            diagnostics.report(
                "mail-encoding-damaged",
                .warning,
                "\(body.malformedCount) bytes that the transfer encoding does not allow; \(Self.repair(part.transferEncoding))",
                at: location(at: part.body.lowerBound),
                losing: part.transferEncoding == .quotedPrintable ? nil : .dropped
            )
        }
        return body
    }

    private static func repair(_ encoding: TransferEncoding) -> String {
        encoding == .quotedPrintable ? "kept unchanged" : "skipped"
    }

    private func identityAnchors(_ range: Range<Int>) -> [DecodedBody.Anchor] {
        var anchors: [DecodedBody.Anchor] = []
        var start = range.lowerBound
        while start < range.upperBound {
            anchors.append(.init(decoded: start - range.lowerBound, message: start))
            start = bytes.endOfLine(from: start, within: range.upperBound)
        }
        return anchors
    }

    /// The names that `part` has: Content-Type's name, then Content-Disposition's filename, each once.
    ///
    /// Kolab 2 refers to attachments by them. They are content, not paths: never use one as a file name unchecked.
    public func names(of part: MailPart) -> [String] {
        var names: [String] = []
        if let name = part.contentType.parameters["name"], !name.isEmpty { names.append(name) }
        if let name = disposition(of: part)?.values["filename"], !name.isEmpty, !names.contains(name) {
            names.append(name)
        }
        return names
    }

    /// Whether Content-Disposition is `attachment`.
    public func isMarkedAttachment(_ part: MailPart) -> Bool {
        disposition(of: part)?.word.lowercasedText == "attachment"
    }

    /// The Content-ID of `part` without its angle brackets, as `cid:` addresses name it.
    public func contentID(of part: MailPart) -> String? {
        field("content-id", of: part).map { field in
            let value = unfoldedValue(of: field)
            let isBracketed = value.first == .lessThan && value.last == .greaterThan && value.count > 1
            return String(decoding: isBracketed ? value[1..<(value.count - 1)] : value[...], as: UTF8.self)
        }
    }

    private func disposition(of part: MailPart) -> HeaderParameters? {
        field("content-disposition", of: part).map { HeaderParameters(reading: unfoldedValue(of: $0)) }
    }
}
