internal import CalendarDiagnostics
internal import ICalendar
internal import Kolab
package import KolabMail
internal import Validation

/// The calendars and objects of a mail message or an mbox, as bytes.
package enum MessageParts {
    /// A part, without its transfer encoding.
    package struct Content: Sendable {
        /// The bytes, in UTF-8 or the encoding of an XML declaration.
        package let bytes: [UInt8]
        /// The format; nil for one that is not a calendar's.
        package let format: CalendarFormat?
    }

    /// The parts of a message, or of all messages of an mbox, those of messages within them included.
    package static func contents(of bytes: [UInt8], limits: MailLimits = MailLimits()) -> [Content] {
        messages(in: bytes).flatMap { contents(ofMessage: Array(bytes[$0]), limits, depth: 0) }
    }

    /// Where messages are: those of an mbox, or the whole.
    private static func messages(in bytes: [UInt8]) -> [Range<Int>] {
        guard Mbox.isMbox(beginning: Array(bytes.prefix(Mbox.beginningLength))) else { return [0..<bytes.count] }
        return Mbox.entries(in: bytes).map(\.message)
    }

    private static func contents(ofMessage bytes: [UInt8], _ limits: MailLimits, depth: Int) -> [Content] {
        var unheard = Diagnostics(losses: .none)
        guard let message = try? MailMessage(reading: bytes, limits: limits, diagnostics: &unheard) else { return [] }
        var found: [Content] = []
        if let carrier = try? KolabMessage(message, diagnostics: &unheard) {
            for object in carrier.objectParts {
                guard let body = try? carrier.body(of: object, diagnostics: &unheard) else { continue }
                let row = FormatRegistry.rows.first { $0.messageForm == object.form }
                found.append(Content(bytes: body.bytes, format: row?.format))
            }
            if carrier.form == .kolab { return found }
        }
        guard depth < limits.depth else { return found }
        for part in message.leaves where ["message/rfc822", "message/global"].contains(part.contentType.essence) {
            let inner = message.decodedBody(of: part, diagnostics: &unheard).bytes
            found += contents(ofMessage: inner, limits, depth: depth + 1)
        }
        return found
    }
}

extension MessageParts {
    /// Fixes the iCalendar texts of a message, or of all messages of an mbox; all other bytes stay.
    ///
    /// A message that is signed stays as it is, and so does a text in another charset than UTF-8.
    static func fix(_ bytes: [UInt8], by fixer: Fixer, file: String) -> Fixer.Result {
        var result = Fixer.Result(bytes: bytes)
        let edits = messages(in: bytes).map { range in
            ByteEdit(range, fixed(Array(bytes[range]), by: fixer, file: file, &result))
        }
        result.bytes = bytes.applying(edits)
        return result
    }

    private static func fixed(_ bytes: [UInt8], by fixer: Fixer, file: String, _ result: inout Fixer.Result) -> [UInt8]
    {
        var unheard = Diagnostics(losses: .none)
        guard let scanned = try? MailMessage(reading: bytes, diagnostics: &unheard),
            let carrier = try? KolabMessage(scanned, diagnostics: &unheard), carrier.protection == nil
        else { return bytes }
        var current = bytes
        for object in carrier.objectParts where object.form == .iCalendar {
            let body = scanned.decodedBody(of: object.part, diagnostics: &unheard).bytes
            guard (try? carrier.body(of: object, diagnostics: &unheard).bytes) == body else { continue }
            let part = fixer.fix(iCalendar: body, file: file)
            result.remaining += part.remaining
            // Lines of a text in a message end as those of the message do.
            let keepsLines = [.sevenBit, .eightBit, .quotedPrintable].contains(object.part.transferEncoding)
            let fixed = keepsLines && !body.contains(0x0D) ? part.bytes.filter { $0 != 0x0D } : part.bytes
            guard part.refusal == nil, fixed != body else { continue }
            let fixes = fixed == part.bytes ? part.fixes : part.fixes.filter { $0.key != "line-ending" }
            result.fixes.merge(fixes, uniquingKeysWith: +)
            // The parts of the message as it is by now: of the same number, perhaps at other places.
            guard let message = try? MailMessage(reading: current, diagnostics: &unheard),
                let same = message.parts.first(where: { $0.index == object.part.index }),
                let edited = try? message.editing(same, [ByteEdit(0..<body.count, fixed)])
            else { continue }
            current = edited
        }
        return MailMessage.correctingContentLength(of: current, insteadOf: bytes)
    }
}
