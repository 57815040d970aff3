internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import Kolab
internal import KolabMail

/// Reads every calendar and object that a mail message carries, those of messages in it included, or of all messages of an mbox.
///
/// A part that cannot be read costs the others nothing: it is a finding, and counts as an item that failed.
struct MessageReading {
    private let converter: Converter
    private var documents: [CalendarDocument] = []
    private var failures: [ReadError] = []
    /// The contents of calendar parts that were read: many programs send an invitation as text and as a file.
    private var contents: Set<[UInt8]> = []

    init(_ converter: Converter) { self.converter = converter }

    /// The documents of a message or mbox, at least one.
    ///
    /// - Throws: ``ReadError`` if there is none that can be read.
    static func documents(
        in bytes: [UInt8],
        by converter: Converter,
        diagnostics: inout Diagnostics
    ) throws(ReadError) -> [CalendarDocument] {
        var reading = MessageReading(converter)
        let isMbox = Mbox.isMbox(beginning: Array(bytes.prefix(Mbox.beginningLength)))
        let entries = Mbox.entries(in: bytes)
        if entries.count > 1 {
            for (index, entry) in entries.enumerated() {
                // A From line within the text of a message may look like another message's; that one need not hold anything.
                let isCertain = isMbox || index == 0
                reading.read(mailboxEntry: entry, of: bytes, isCertain: isCertain, &diagnostics)
            }
        } else {
            try reading.read(bytes, depth: 0, { $0 }, &diagnostics)
        }
        return try reading.result(&diagnostics)
    }

    private func result(_ diagnostics: inout Diagnostics) throws(ReadError) -> [CalendarDocument] {
        guard !documents.isEmpty else {
            throw failures.first ?? ReadError(.mailWithoutCalendar)
        }
        for failure in failures {
            var report = LossReport(keeping: diagnostics.losses.keeping)
            (report.read, report.failed) = (1, 1)
            diagnostics.merge(report)
            diagnostics.report(
                failure.rule,
                .error,
                "\(failure.message); skipped",
                at: failure.location,
                losing: .dropped
            )
        }
        return documents
    }

    private mutating func read(
        mailboxEntry entry: Mbox.Entry,
        of bytes: [UInt8],
        isCertain: Bool,
        _ diagnostics: inout Diagnostics
    ) {
        let relocation: Relocation = { $0.moved(byLines: entry.linesBefore, bytes: entry.message.lowerBound) }
        if entry.isDoubtful {
            diagnostics.report(
                Mbox.doubtfulSeparator,
                .warning,
                Mbox.doubtfulText,
                at: relocation(SourceLocation(line: 1, column: 1))
            )
        }
        do throws(ReadError) {
            contents = []
            try read(Array(bytes[entry.message]), depth: 0, relocation, &diagnostics)
        } catch  where isCertain && error.reason != .mailWithoutCalendar {
            failures.append(error)
        } catch {
            return
        }
    }

    /// Reads a message.
    ///
    /// - Parameter relocation: maps places in the message to places in the input.
    private mutating func read(
        _ bytes: [UInt8],
        depth: Int,
        _ relocation: @escaping Relocation,
        _ diagnostics: inout Diagnostics
    ) throws(ReadError) {
        let limits = converter.options.mailLimits
        var refusal: ReadError?
        let before = documents.count + failures.count
        let message = try diagnostics.within(relocation) { diagnostics throws(ReadError) in
            try MailMessage(reading: bytes, limits: limits, diagnostics: &diagnostics)
        }
        do throws(ReadError) {
            let carrier = try diagnostics.within(relocation) { diagnostics throws(ReadError) in
                try KolabMessage(message, diagnostics: &diagnostics)
            }
            readObjects(of: carrier, relocation, &diagnostics)
            // Parts next to a Kolab object are its attachments.
            if carrier.form == .kolab { return }
        } catch {
            refusal = error
        }
        if depth < limits.depth {
            for part in message.leaves where ["message/rfc822", "message/global"].contains(part.contentType.essence) {
                readMessage(in: part, of: message, depth: depth + 1, relocation, &diagnostics)
            }
        }
        if let refusal, documents.count + failures.count == before { throw refusal }
    }

    /// Reads a message that is a part of another; it need not carry anything.
    private mutating func readMessage(
        in part: MailPart,
        of message: MailMessage,
        depth: Int,
        _ relocation: @escaping Relocation,
        _ diagnostics: inout Diagnostics
    ) {
        var unheard = diagnostics.emptied
        let body = message.decodedBody(of: part, diagnostics: &unheard)
        let places = message.places(of: part, body)
        do throws(ReadError) {
            try read(body.bytes, depth: depth, { relocation(places.location(of: $0)) }, &diagnostics)
        } catch {
            return
        }
    }
}

// MARK: - Objects

extension MessageReading {
    private mutating func readObjects(
        of message: KolabMessage,
        _ relocation: @escaping Relocation,
        _ diagnostics: inout Diagnostics
    ) {
        let parts = message.form == .kolab ? message.documentParts(diagnostics: &diagnostics) : []
        var names: Set<String> = []
        for object in message.objectParts {
            do throws(ReadError) {
                for document in try read(object, of: message, parts, relocation, &diagnostics) {
                    documents.append(document)
                    guard case .series(let all) = document.content else { continue }
                    names.formUnion(all.flatMap(\.items).flatMap(\.attachments).compactMap(\.filename))
                }
            } catch {
                failures.append(error)
            }
        }
        guard message.form == .kolab else { return }
        _ = try? diagnostics.within(relocation) { diagnostics throws(ReadError) in
            message.reportUnnamedParts(besides: names, diagnostics: &diagnostics)
        }
    }

    private mutating func read(
        _ object: KolabMessage.ObjectPart,
        of message: KolabMessage,
        _ parts: [KolabDocument.Part],
        _ relocation: @escaping Relocation,
        _ diagnostics: inout Diagnostics
    ) throws(ReadError) -> [CalendarDocument] {
        let start = relocation(message.message.location(at: object.part.body.lowerBound))
        let body = try diagnostics.within(relocation) { diagnostics throws(ReadError) in
            try message.body(of: object, diagnostics: &diagnostics)
        }
        guard contents.insert(body.bytes).inserted else {
            diagnostics.report(
                "mail-part-repeated",
                .info,
                "a part with the content of another; it is read once",
                at: start,
                losing: .dropped
            )
            return []
        }
        let places = message.message.places(of: object.part, body)
        let inMessage: Relocation = { relocation(places.location(of: $0)) }
        var converter = converter
        converter.messageParts = parts
        return try diagnostics.within(inMessage) { diagnostics throws(ReadError) in
            if let refusal = object.form.refusal {
                throw ReadError(.wrongFormat(refusal), at: SourceLocation(line: 1, column: 1))
            }
            var documents: [CalendarDocument] = []
            if let row = FormatRegistry.rows.first(where: { $0.messageForm == object.form }) {
                documents = try converter.documents(in: body.bytes, as: row.format, diagnostics: &diagnostics)
            }
            for index in documents.indices {
                documents[index].relocation = inMessage
                documents[index].resolveParts(of: message, diagnostics: &diagnostics)
            }
            return documents
        }
    }
}

extension KolabMessage.Form {
    /// Why an object of this form is no calendar; nil for those that a format reads.
    fileprivate var refusal: String? {
        switch self {
        case .contactCard: ContactCards.text
        case .other: "a Kolab object that is not a calendar object"
        default: nil
        }
    }
}
