internal import CalendarDiagnostics
internal import CalendarModel
internal import Kolab
internal import KolabMail
internal import XMLSupport

/// An event or task with the message that carries it, ready to be changed.
struct StoredObject: Sendable {
    /// The file, or the message in an mbox.
    let bytes: [UInt8]
    /// The message; nil for a bare XML file.
    let mail: KolabMessage?
    /// The object without its transfer encoding, in its own charset.
    let text: ObjectText
    /// Its content, times without a zone left in UTC.
    let series: Series

    /// The file with `edits` made in the object.
    func applying(_ edits: [ByteEdit]) throws(MailEditRefusal) -> [UInt8] {
        guard let mail else { return bytes.applying(edits) }
        return try mail.message.editing(mail.objectPart, edits)
    }

    /// Whether only ASCII may be put into the object.
    var isASCII: Bool { mail.map { $0.objectPart.transferEncoding == .sevenBit } ?? false }

    /// Whether files travel with the object that would have to move when it is joined to another.
    func hasAttachments(besidesThoseOf other: StoredObject) -> Bool {
        guard let mail, !mail.attachmentParts.isEmpty else { return false }
        return other.mail.map { !mail.attachmentsAreHeld(by: $0) } ?? true
    }
}

extension Series {
    /// The item of an object that holds no other: a master without subevents, or an occurrence that names its series.
    var soleItem: CalendarItem? {
        overrides.isEmpty ? master : master == nil && overrides.count == 1 ? overrides[0] : nil
    }
}

/// What a file of a store is, as far as a migration is concerned.
struct ExaminedMessage: Sendable {
    /// What it is.
    enum Content: Sendable {
        /// An event or task that can be changed.
        case object(StoredObject)
        /// An object of another type or version; it passes untouched.
        case otherObject
        /// Ordinary mail.
        case mail
        /// An object that stays unchanged, for the reason in the findings; nil if it is not known what it holds.
        case leftAlone(StoredObject?)
        /// An object that cannot be read.
        case unreadable(String)
        /// Neither mail nor a Kolab object.
        case file
    }

    var content: Content
    /// `event`, `note`, …, `mail` or `file`.
    var type: String
    var findings: [Diagnostic] = []
    var uid = ""
    var writer = ""
    var version = ""
}

/// Reads the files of a store.
struct MessageExaminer: Sendable {
    private let reader: KolabReader
    private let naming: (@Sendable (RuleID) -> ReportedName)?

    init(_ options: MigrationOptions) {
        reader = KolabReader(options: KolabReadingOptions(zones: options.directory))
        naming = options.naming
    }

    /// What `bytes` are; a message unless they begin like XML.
    ///
    /// - Parameter isSurelyMail: whether their place shows that they are a message, however odd they look.
    func examine(_ bytes: [UInt8], isSurelyMail: Bool) -> ExaminedMessage {
        let first = bytes.first {
            $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF
        }
        if first == UInt8(ascii: "<") { return examineXML(bytes) }
        guard isSurelyMail || MailMessage.looksLikeMessage(bytes) else {
            return ExaminedMessage(content: .file, type: "file")
        }
        var diagnostics = Diagnostics()
        diagnostics.naming = naming
        let message: MailMessage
        do {
            message = try MailMessage(reading: bytes, diagnostics: &diagnostics)
        } catch {
            if Self.claimsObject(bytes) {
                return ExaminedMessage(content: .unreadable(error.reasonText), type: "object")
            }
            // A message by its place, whatever it looks like.
            return ExaminedMessage(content: .mail, type: "mail", findings: [.init("mail-unreadable", error.reasonText)])
        }
        let declared = message.value("x-kolab-type").flatMap(KolabObjectType.init(mediaType:))
        do {
            return examine(try KolabMessage(message, diagnostics: &diagnostics), diagnostics)
        } catch {
            guard declared != nil || message.value("x-kolab-type") != nil else {
                return ExaminedMessage(content: .mail, type: "mail")
            }
            let type = declared?.rawValue ?? "object"
            if let protection = message.protection {
                return ExaminedMessage(content: .leftAlone(nil), type: type, findings: [.init(protection)])
            }
            return ExaminedMessage(content: .unreadable(error.reasonText), type: type)
        }
    }

    /// Whether the beginning of a message declares that it contains an object.
    static func claimsObject(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes.prefix(8192), as: UTF8.self).lowercased().contains("\nx-kolab-type:")
    }

    private func examine(_ mail: KolabMessage, _ scanned: Diagnostics) -> ExaminedMessage {
        let type = mail.type?.rawValue ?? "object"
        switch mail.form {
        case .iCalendar, .jCal, .contactCard: return ExaminedMessage(content: .mail, type: "mail")
        case .xCal, .other:
            return ExaminedMessage(content: .otherObject, type: type, findings: [.init("object-of-version-3")])
        case .kolab: break
        }
        guard mail.type == .event || mail.type == .task else {
            return ExaminedMessage(
                content: mail.type == nil ? .unreadable("no known root element") : .otherObject,
                type: type
            )
        }
        var diagnostics = Diagnostics()
        diagnostics.naming = naming
        let raw = mail.message.decodedBody(of: mail.objectPart, diagnostics: &diagnostics).bytes
        var examined = examineObject(mail.object.bytes, raw: raw, in: mail.message.bytes, mail)
        examined.type = type
        examined.findings = scanned.uniqueFindings + examined.findings
        guard case .object = examined.content else { return examined }
        let missing = mail.missingAttachments(namedIn: raw)
        if !missing.isEmpty {
            examined.findings.append(.init("mail-attachment", missing.sorted().joined(separator: ", ")))
        }
        if let protection = mail.protection { examined.leaveAlone(.init(protection)) }
        if !mail.otherObjectParts.isEmpty { examined.leaveAlone(.init("several-objects")) }
        return examined
    }

    private func examineXML(_ bytes: [UInt8]) -> ExaminedMessage {
        guard let type = KolabObjectType(beginningOf: bytes) else {
            return ExaminedMessage(content: .file, type: "file")
        }
        guard type == .event || type == .task else {
            return ExaminedMessage(content: .otherObject, type: type.rawValue)
        }
        var examined = examineObject(bytes, raw: bytes, in: bytes, nil)
        examined.type = type.rawValue
        return examined
    }

    private func examineObject(_ bytes: [UInt8], raw: [UInt8], in whole: [UInt8], _ mail: KolabMessage?)
        -> ExaminedMessage
    {
        var diagnostics = Diagnostics()
        diagnostics.naming = naming
        let series: Series
        do {
            series = try reader.read(bytes, diagnostics: &diagnostics)
        } catch {
            return ExaminedMessage(content: .unreadable(error.reasonText), type: "object")
        }
        guard let text = ObjectText(raw) else {
            return ExaminedMessage(
                content: .leftAlone(nil),
                type: "object",
                findings: [.init("not-editable", "encoding or document type")]
            )
        }
        let version = text.outline.attribute("version", of: text.outline.root).map { text.outline.text($0.value) } ?? ""
        return ExaminedMessage(
            content: .object(StoredObject(bytes: whole, mail: mail, text: text, series: series)),
            type: "object",
            findings: diagnostics.uniqueFindings,
            uid: series.storedUID ?? series.uid,
            writer: series.soleItem?.writer ?? "",
            version: version
        )
    }
}

extension ExaminedMessage {
    fileprivate mutating func leaveAlone(_ finding: Diagnostic) {
        if case .object(let object) = content { content = .leftAlone(object) }
        findings.append(finding)
    }
}

extension Diagnostic {
    fileprivate init(_ protection: MailProtection) {
        self.init(protection == .signed ? "message-signed" : "message-encrypted")
    }
}

extension Diagnostics {
    /// Each kind of warning or error once: what is wrong with a message, for the statistics.
    fileprivate var uniqueFindings: [Diagnostic] {
        var seen: Set<RuleID> = []
        return all.filter { $0.severity > .info && seen.insert($0.rule).inserted }
            .map { Diagnostic($0.rule, $0.message) }
    }
}

extension ReadError {
    fileprivate var reasonText: String { message }
}
