internal import Bytes
internal import CalendarModel
internal import Files
internal import ICalendar
internal import Kolab
internal import KolabMail

/// Does to one message what its row of the plan requires.
struct MessageWork: Sendable {
    let options: MigrationOptions
    private let examiner: MessageExaminer
    private let migration: ObjectMigration

    init(_ options: MigrationOptions) {
        self.options = options
        examiner = MessageExaminer(options)
        migration = ObjectMigration(options)
    }

    /// A changed message, and the messages of objects that were part of it.
    struct Result: Sendable {
        var bytes: [UInt8]
        var added: [[UInt8]] = []
    }

    /// - Parameters:
    ///   - bytes: the message, which has to be the one that was planned for.
    ///   - exception: gives the messages that the row's joins name.
    func result(
        _ row: PlannedMessage,
        in folder: PlannedFolder,
        _ bytes: [UInt8],
        exception: (PlannedMessage.Join) throws(MigrationError) -> [UInt8]
    ) throws(MigrationError) -> Result {
        guard bytes.count == row.size, SHA256.digest(bytes) == row.hash else { throw .sourceChanged(row.path) }
        guard row.action == .edit else { return Result(bytes: bytes) }
        func isSurelyMail(_ path: String) -> Bool { folder.kind != .files || MailStoreLayout.isMessageFile(path) }
        guard case .object(let object) = examiner.examine(bytes, isSurelyMail: isSurelyMail(row.path)).content else {
            throw .planOutdated(row.path)
        }
        var joins: [ObjectJoin] = []
        for join in row.joins {
            guard
                case .object(let joined) = examiner.examine(try exception(join), isSurelyMail: isSurelyMail(join.path))
                    .content
            else {
                throw .planOutdated(join.path)
            }
            joins.append(ObjectJoin(exception: joined, day: join.day, stray: join.stray))
        }
        let zone = folder.zone.flatMap { KnownZone($0, in: options.directory) }
        let outcome = migration.migrate(object, zone: zone, joins: joins)
        guard let changed = outcome.bytes, outcome.changes == row.changes else { throw .planOutdated(row.path) }
        return Result(bytes: changed, added: outcome.detached.map { message($0, beside: object) })
    }

    /// The message, or bare XML, of an object that was part of another, with the files that it names.
    private func message(_ document: KolabDocument, beside object: StoredObject) -> [UInt8] {
        guard let mail = object.mail else { return document.bytes }
        let item = object.series.master
        let content = KolabMessageContent(
            type: document.kind == .task ? .task : .event,
            uid: document.uid,
            xml: document.bytes,
            date: item?.lastModified ?? item?.created ?? CivilDateTime(secondsSinceEpoch: 0),
            organizer: item?.organizer.map { .init(name: $0.name ?? "", address: $0.address) },
            copiedParts: mail.copiesOfAttachments(namedIn: document.bytes)
        )
        let lineEnd = mail.message.bytes.prefix(4096).contains(0x0D) ? "\r\n" : "\n"
        return KolabMessageWriter(lineEnd: lineEnd).write(content)
    }

    /// The attachments that the object of a message names and that the message does not hold; none for anything else.
    func missingAttachments(in bytes: [UInt8]) -> Set<String> {
        guard case .object(let object) = examiner.examine(bytes, isSurelyMail: true).content, let mail = object.mail
        else { return [] }
        return mail.missingAttachments(namedIn: object.text.bytes)
    }
}

extension MessageWork {
    /// The name of a message that was not there before, next to the one that it was made from; the same in every run.
    static func name(ofAdded bytes: [UInt8], beside path: String, _ folder: PlannedFolder) -> String {
        let digest = SHA256.digest(bytes)
        let parent = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        switch folder.kind {
        case .maildir:
            let name = path.dropFirst(parent.count)
            let time = name.prefix { $0.isNumber }
            let info = name.firstIndex(of: ":").map { name[$0...] } ?? ""
            return "\(parent)\(time.isEmpty ? "0" : time).K\(digest.prefix(20)).kalends\(info)"
        case .spool:
            let number = 2_000_000_000 + (Int(digest.prefix(8), radix: 16) ?? 0) % 1_000_000_000
            return "\(parent)\(number)."
        case .files, .mbox:
            let isXML = bytes.first == UInt8(ascii: "<")
            return "\(parent)K\(digest.prefix(20))\(isXML ? ".xml" : ".eml")"
        }
    }

    /// The name of a message with other content; only a Maildir requires another one.
    static func name(ofEdited bytes: [UInt8], hash: String, at path: String, _ folder: PlannedFolder) -> String {
        guard folder.kind == .maildir else { return path }
        let parent = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        return parent + MaildirName(String(path.dropFirst(parent.count))).renamed(for: bytes, hash: hash)
    }
}
