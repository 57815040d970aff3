internal import CalendarDiagnostics
internal import ICalendar
internal import Kolab
internal import KolabMail
internal import VCalendar
internal import XMLSupport

extension Validator {
    /// Validates a mail message, or every message of an mbox, and the objects that they carry.
    public func validate(message bytes: [UInt8], file: String = "") -> Result {
        let entries = Mbox.entries(in: bytes)
        guard entries.count > 1, Mbox.isMbox(beginning: Array(bytes.prefix(Mbox.beginningLength))) else {
            return validate(singleMessage: bytes, file: file)
        }
        var whole = Result()
        for entry in entries {
            let result = validate(
                mailboxMessage: Array(bytes[entry.message]),
                isDoubtful: entry.isDoubtful,
                file: file
            )
            // A mailbox has messages without a calendar.
            if result.refusal?.reason != .mailWithoutCalendar { whole.add(result, entry) }
        }
        return whole
    }

    /// Validates a message of an mbox; places are those in the message.
    ///
    /// - Parameter isDoubtful: whether only its header shows that a message begins there; see
    ///   ``Mbox/Entry/isDoubtful``.
    public func validate(mailboxMessage message: [UInt8], isDoubtful: Bool, file: String = "") -> Result {
        var result = validate(singleMessage: message, file: file)
        guard isDoubtful else { return result }
        var diagnostics = Diagnostics(file: file, losses: .none)
        diagnostics.report(Mbox.doubtfulSeparator, .warning, Mbox.doubtfulText, at: SourceLocation(line: 1, column: 1))
        var report = FindingReport(rules, file: file, places: TextPlaces(message))
        report.add(diagnostics, by: dispatch.findings, in: nil)
        result.findings = report.result().findings + result.findings
        return result
    }

    private func validate(singleMessage bytes: [UInt8], file: String, depth: Int = 0) -> Result {
        var diagnostics = Diagnostics(file: file, limitPerRule: limitPerRule, losses: .none)
        do throws(ReadError) {
            let scanned = try MailMessage(reading: bytes, limits: limits.mail, diagnostics: &diagnostics)
            let before = diagnostics
            do throws(ReadError) {
                let message = try KolabMessage(scanned, diagnostics: &diagnostics)
                var result = validate(message, bytes, file: file, diagnostics)
                // Parts next to a Kolab object are its attachments.
                if message.form != .kolab { result.add(validate(messagesIn: scanned, file: file, depth: depth)) }
                return result
            } catch {
                let inner = validate(messagesIn: scanned, file: file, depth: depth)
                if inner.findings.isEmpty && !holdsObject(scanned, depth: depth) { throw error }
                var report = FindingReport(rules, file: file, places: TextPlaces(bytes))
                report.add(before, by: dispatch.findings, in: nil)
                var result = report.result()
                result.add(inner)
                return result
            }
        } catch {
            return refused(error, diagnostics, file, TextPlaces(bytes))
        }
    }

    /// The messages that are parts of a message, with where their places are in it.
    private func messages(in message: MailMessage, depth: Int) -> [(bytes: [UInt8], places: ObjectPlaces)] {
        guard depth < limits.mail.depth else { return [] }
        var unheard = Diagnostics(losses: .none)
        return message.leaves.filter { ["message/rfc822", "message/global"].contains($0.contentType.essence) }.map {
            part in
            let body = message.decodedBody(of: part, diagnostics: &unheard)
            return (body.bytes, message.places(of: part, body))
        }
    }

    /// Whether a message carries an object, or one of the messages in it does.
    private func holdsObject(_ message: MailMessage, depth: Int) -> Bool {
        var unheard = Diagnostics(losses: .none)
        if (try? KolabMessage(message, diagnostics: &unheard)) != nil { return true }
        return messages(in: message, depth: depth).contains { inner in
            (try? MailMessage(reading: inner.bytes, limits: limits.mail, diagnostics: &unheard))
                .map { holdsObject($0, depth: depth + 1) } ?? false
        }
    }

    /// Validates the messages in a message, as far as they carry anything.
    private func validate(messagesIn message: MailMessage, file: String, depth: Int) -> Result {
        var unheard = Diagnostics(losses: .none)
        var whole = Result()
        for inner in messages(in: message, depth: depth) {
            guard let scanned = try? MailMessage(reading: inner.bytes, limits: limits.mail, diagnostics: &unheard),
                holdsObject(scanned, depth: depth + 1)
            else { continue }
            var result = validate(singleMessage: inner.bytes, file: file, depth: depth + 1)
            for index in result.findings.indices {
                var place = inner.places.location(of: result.findings[index].location)
                place.column = max(place.column, 1)
                result.findings[index].location = place
            }
            whole.add(result)
        }
        return whole
    }

    private func validate(_ message: KolabMessage, _ bytes: [UInt8], file: String, _ scanned: Diagnostics) -> Result {
        var diagnostics = scanned
        let uid = message.form == .kolab ? root(of: message.object.bytes)?.child("uid")?.trimmedText : nil
        MessageEnvelope(message: message).check(uid: uid, &diagnostics)
        let parts = message.form == .kolab ? message.documentParts(diagnostics: &diagnostics) : []
        var inner = Result()
        var errors: [ReadError] = []
        for object in message.objectParts {
            do throws(ReadError) {
                inner.add(try validate(object, of: message, parts, file: file, &diagnostics))
            } catch {
                errors.append(error)
            }
        }
        if message.form == .kolab { message.reportUnnamedParts(besides: names(in: message), diagnostics: &diagnostics) }
        var report = FindingReport(rules, file: file, places: TextPlaces(bytes))
        report.add(diagnostics, by: dispatch.findings, in: nil)
        for error in errors { report.add(error, by: dispatch) }
        var result = report.result()
        result.add(inner)
        return result
    }

    /// The parts that the objects of a message name.
    private func names(in message: KolabMessage) -> Set<String> {
        var unheard = Diagnostics(losses: .none)
        var names: Set<String> = []
        for object in message.objectParts {
            guard let bytes = try? message.body(of: object, diagnostics: &unheard).bytes, let root = root(of: bytes)
            else { continue }
            names.formUnion(root.texts(of: "inline-attachment"))
        }
        return names
    }

    /// Validates an object that a message carries; places are those in the message.
    private func validate(
        _ object: KolabMessage.ObjectPart,
        of message: KolabMessage,
        _ parts: [KolabDocument.Part],
        file: String,
        _ diagnostics: inout Diagnostics
    ) throws(ReadError) -> Result {
        let body = try message.body(of: object, diagnostics: &diagnostics)
        let start = message.message.location(at: object.part.body.lowerBound)
        var inner: Result
        switch object.form {
        case .iCalendar where VCalendarReader.isVersion1(body.bytes):
            inner = validate(vCalendar: body.bytes, file: file)
        case .iCalendar: inner = validate(iCalendar: body.bytes, file: file)
        case .xCal: inner = validate(xCal: body.bytes, file: file)
        case .jCal: inner = validate(jCal: body.bytes, file: file)
        case .other: throw ReadError(.wrongFormat("a message whose object is not a calendar object"), at: start)
        case .contactCard: throw ReadError(.wrongFormat(ContactCards.text), at: start)
        case .kolab: inner = validate(kolab: body.bytes, attachments: parts, file: file)
        }
        let places = message.message.places(of: object.part, body)
        if object.form == .iCalendar { reportMissingParts(of: message, body.bytes, places, &diagnostics) }
        for index in inner.findings.indices {
            var place = places.location(of: inner.findings[index].location)
            // Of encoded content only the line is known.
            place.column = max(place.column, 1)
            inner.findings[index].location = place
            // Changes of the content would have to be encoded again.
            inner.findings[index].diagnostic.edits = []
            inner.findings[index].isFixable = false
        }
        return inner
    }
}

extension Validator {
    /// Reports attachments of a calendar that name parts which the message does not have.
    private func reportMissingParts(
        of message: KolabMessage,
        _ text: [UInt8],
        _ places: ObjectPlaces,
        _ diagnostics: inout Diagnostics
    ) {
        var unheard = Diagnostics(limitPerRule: 0, losses: .none)
        guard let tree = try? ICalendarReader(limits: limits.text).read(text, diagnostics: &unheard) else { return }
        var found = Diagnostics(limitPerRule: limitPerRule, losses: .none)
        _ = message.message.partLinks(in: tree, diagnostics: &found)
        for finding in found.all {
            diagnostics.report(
                finding.rule,
                finding.severity,
                finding.message,
                at: places.location(of: finding.location)
            )
        }
    }
}

extension XMLElement {
    /// The texts of all elements of a name below this one.
    fileprivate func texts(of name: String) -> [String] {
        children.flatMap { child in (child.localName == name ? [child.trimmedText] : []) + child.texts(of: name) }
    }
}

extension Validator.Result {
    /// Adds what was found in another part of the file.
    mutating func add(_ other: Validator.Result) {
        findings += other.findings
        omitted.merge(other.omitted, uniquingKeysWith: +)
        omittedSeverities.merge(other.omittedSeverities, uniquingKeysWith: +)
    }

    /// Adds what was found in a message of an mbox.
    fileprivate mutating func add(_ other: Validator.Result, _ entry: Mbox.Entry) {
        var other = other
        for index in other.findings.indices {
            let place = other.findings[index].location
            other.findings[index].location = place.moved(byLines: entry.linesBefore, bytes: entry.message.lowerBound)
        }
        add(other)
    }
}
