internal import Files
internal import KolabMail

/// How messages are kept.
public enum StoreKind: String, Hashable, Sendable, CaseIterable {
    /// Files in a plain folder: messages, Kolab XML objects, and anything else.
    case files
    /// A Maildir: messages in `cur` and `new`, flags in their names.
    case maildir
    /// A folder of a Cyrus spool: numbered files; read only.
    case spool
    /// All messages of a folder in one file.
    case mbox
}

/// A folder of a mail store: what belongs together when exceptions are looked for.
struct StoreFolder: Sendable {
    /// A file of the folder.
    struct File: Sendable {
        /// Below the store.
        var path: String
        var status: FileStatus
        /// Whether its place shows that it is a message; otherwise its content decides.
        var isSurelyMail: Bool
    }

    /// Below the store; empty for the store itself.
    var path: String
    var kind: StoreKind
    /// The files that hold messages, or may hold some.
    var files: [File] = []
    /// Files that are copied unchanged.
    var otherFiles: [File] = []
}

/// What a walk skipped.
struct StoreOmissions: Sendable {
    /// Symbolic links and special files; nothing of this kind is followed or copied.
    var links: [String] = []
    /// What could not be read.
    var failures: [FileError] = []
}

/// Visits the folders of a store in the order of their names.
///
/// Links are not followed. A file or folder whose name is not UTF-8 is a failure. Index files of a Cyrus spool belong to the
/// server that wrote them and are skipped, as are the temporary files of a run that was killed.
struct StoreWalk {
    /// The folder below which all paths are: the absolute path of the store, or of the folder of a store that is one file.
    let root: String
    /// The name of the only file, of a store that is one file.
    let onlyFile: String?
    private(set) var omissions = StoreOmissions()

    /// - Throws: ``FileError`` if there is no such folder or file.
    init(_ store: String) throws(FileError) {
        let status = try FileStatus(of: store)
        guard let path = StoreFile.resolved(store) else { throw FileError(store, .doesNotExist) }
        switch status.kind {
        case .folder: (root, onlyFile) = (path, nil)
        case .regular:
            let name = path.split(separator: "/").last.map(String.init) ?? ""
            (root, onlyFile) = (String(path.dropLast(name.count + 1)), name)
        case .special(let kind): throw FileError(store, .isSpecial(kind))
        case .symbolicLink: throw FileError(store, .isSymbolicLink)
        }
    }

    /// Calls `visit` with each folder; stops when it returns false.
    mutating func run(_ visit: (StoreFolder) throws -> Bool) throws {
        guard let onlyFile else {
            _ = try walk("", visit)
            return
        }
        let status = try FileStatus(of: StoreFile.path(root, onlyFile))
        let isMessage = MailStoreLayout.isMessageFile(onlyFile)
        let file = StoreFolder.File(path: onlyFile, status: status, isSurelyMail: isMessage)
        guard let isMailbox = isMessage ? false : isMbox(file) else { return }
        _ = try visit(StoreFolder(path: isMailbox ? onlyFile : "", kind: isMailbox ? .mbox : .files, files: [file]))
    }

    private mutating func walk(_ path: String, _ visit: (StoreFolder) throws -> Bool) throws -> Bool {
        let entries = entries(of: path)
        let folders = entries.filter { $0.status.kind == .folder }.map(\.name)
        let isMaildir = MailStoreLayout.isMaildir(folders: folders)
        var folder = StoreFolder(path: path, kind: isMaildir ? .maildir : .files)
        // Copies of a spool are often made without its index files.
        let isSpool =
            !isMaildir
            && entries.contains {
                MailStoreLayout.isSpoolIndex($0.name)
                    || $0.status.kind == .regular && MailStoreLayout.isSpoolMessage($0.name)
            }
        if isSpool { folder.kind = .spool }
        var mailboxes: [StoreFolder] = []
        for entry in entries where entry.status.kind != .folder {
            let file = StoreFolder.File(
                path: StoreFile.path(path, entry.name),
                status: entry.status,
                isSurelyMail: isSpool || !isMaildir && MailStoreLayout.isMessageFile(entry.name)
            )
            guard entry.status.kind == .regular else {
                omissions.links.append(file.path)
                continue
            }
            if Self.isLeftOver(entry.name) || isSpool && MailStoreLayout.isSpoolIndex(entry.name) { continue }
            if isMaildir || isSpool && !MailStoreLayout.isSpoolMessage(entry.name) {
                folder.otherFiles.append(file)
            } else if file.isSurelyMail {
                folder.files.append(file)
            } else if let isMailbox = isMbox(file) {
                if isMailbox {
                    mailboxes.append(StoreFolder(path: file.path, kind: .mbox, files: [file]))
                } else {
                    folder.files.append(file)
                }
            }
        }
        if isMaildir { addMessages(to: &folder) }
        // Empty folders too: the new tree has them as well.
        guard try visit(folder) else { return false }
        for mailbox in mailboxes { guard try visit(mailbox) else { return false } }
        for name in folders
        where !(isMaildir && (MailStoreLayout.messageFolders + [MailStoreLayout.deliveryFolder]).contains(name)) {
            guard try walk(StoreFile.path(path, name), visit) else { return false }
        }
        return true
    }

    /// What a folder holds; nothing if it cannot be read.
    private mutating func entries(of path: String) -> [StoreFile.Entry] {
        do throws(FileError) {
            let listing = try StoreFile.entries(of: StoreFile.path(root, path))
            omissions.failures += listing.failures
            return listing.entries
        } catch  where error.reason == .doesNotExist {
            // Some Maildirs have no tmp.
            return []
        } catch {
            omissions.failures.append(error)
            return []
        }
    }

    private mutating func addMessages(to folder: inout StoreFolder) {
        for part in MailStoreLayout.messageFolders + [MailStoreLayout.deliveryFolder] {
            let path = StoreFile.path(folder.path, part)
            for entry in entries(of: path) where !Self.isLeftOver(entry.name) {
                let file = StoreFolder.File(
                    path: StoreFile.path(path, entry.name),
                    status: entry.status,
                    isSurelyMail: true
                )
                if entry.status.kind != .regular {
                    omissions.links.append(file.path)
                } else if !MailStoreLayout.isMaildirMessage(entry.name) || part == MailStoreLayout.deliveryFolder {
                    // Deliveries that are not complete, and what servers hide.
                    folder.otherFiles.append(file)
                } else {
                    folder.files.append(file)
                }
            }
        }
    }

    /// Whether a file is an mbox; nil, and a failure, if it cannot be read.
    private mutating func isMbox(_ file: StoreFolder.File) -> Bool? {
        guard file.status.size > 0 else { return false }
        do throws(FileError) {
            return Mbox.isMbox(
                beginning: try WholeFile.readBeginning(of: StoreFile.path(root, file.path), count: Mbox.beginningLength)
            )
        } catch {
            omissions.failures.append(error)
            return nil
        }
    }

    /// Whether a file was left by a run that was killed.
    private static func isLeftOver(_ name: String) -> Bool { StoreFile.isUnfinished(name) }
}
