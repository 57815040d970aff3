internal import Bytes
internal import CalendarDiagnostics
internal import KolabMail
internal import XMLSupport

/// What the header of a message contains about the object in it, in addition to what the scanner of messages finds.
struct MessageEnvelope {
    let message: KolabMessage

    /// Reports what is not as Kolab and MIME require it; `uid` is that of the object.
    func check(uid: String?, _ diagnostics: inout Diagnostics) {
        let header = message.message.root.header
        func report(_ rule: RuleID, _ text: String, at offset: Int) {
            diagnostics.report(rule, .warning, text, at: message.message.location(at: offset))
        }
        if let zero = message.message.bytes[header].firstIndex(of: 0) {
            report("mail-header-nul", "a NUL in the header", at: zero)
        }
        for part in message.message.parts {
            guard let field = message.message.field("content-type", of: part), hasOpenQuote(field) else { continue }
            report("mail-quote", "a quote in Content-Type that nothing closes", at: field.range.lowerBound)
        }
        if message.message.root.isMultipart, message.message.field("mime-version", of: message.message.root) == nil {
            report("mail-version-missing", "a multipart without MIME-Version", at: header.lowerBound)
        }
        guard message.form == .kolab, let declared = message.message.field("x-kolab-type", of: message.message.root)
        else { return }
        let name = MediaType(reading: message.message.unfoldedValue(of: declared)).essence
        let part = message.objectPart.contentType.essence
        if KolabObjectType(mediaType: name) == nil {
            report(
                "kolab-type-unknown",
                "“\(message.message.value(of: declared))” is not a type of a Kolab object",
                at: declared.range.lowerBound
            )
        } else if part != name {
            report(
                "kolab-part-type",
                "the part with the object is \(part), not \(name)",
                at: message.objectPart.header.lowerBound
            )
        }
        guard let uid, let subject = message.message.field("subject", of: message.message.root) else { return }
        if message.message.value(of: subject).trimmingBlanks() != uid {
            report("kolab-subject", "Subject is not the object's uid, \(uid)", at: subject.range.lowerBound)
        }
    }

    private func hasOpenQuote(_ field: MailHeaderField) -> Bool {
        var isOpen = false
        var isEscaped = false
        for byte in message.message.bytes[field.rawValue] {
            if byte == UInt8(ascii: "\""), !isEscaped { isOpen.toggle() }
            isEscaped = byte == .backslash && !isEscaped
        }
        return isOpen
    }
}

extension String {
    fileprivate func trimmingBlanks() -> Substring {
        let front = drop { $0.isWhitespace }
        return front.prefix(front.count - front.reversed().prefix { $0.isWhitespace }.count)
    }
}
