internal import Files

/// Messages of Maildirs under names that mail programs gave them since: other flags after the name, or `cur` in the place of `new`.
struct RenamedMessages {
    /// The messages of each Maildir by what mail programs do not change of a name.
    private var known: [String: [String: [String]]] = [:]

    /// The other paths of the message that had a path; none for what was not in a Maildir.
    mutating func others(of path: String) -> [String] {
        let name = Self.split(path)
        let folder = Self.split(name.folder)
        guard MailStoreLayout.messageFolders.contains(folder.name) else { return [] }
        let messages = known[folder.folder] ?? Self.messages(in: folder.folder)
        known[folder.folder] = messages
        return (messages[MaildirName(name.name).base] ?? []).filter { $0 != path }
    }

    private static func messages(in maildir: String) -> [String: [String]] {
        var found: [String: [String]] = [:]
        for folder in MailStoreLayout.messageFolders.map({ StoreFile.path(maildir, $0) }) {
            guard (try? FileStatus(of: folder, followingLinks: false))?.kind == .folder,
                let entries = try? StoreFile.entries(of: folder).entries
            else { continue }
            for entry in entries where entry.status.kind == .regular && MailStoreLayout.isMaildirMessage(entry.name) {
                found[MaildirName(entry.name).base, default: []].append(StoreFile.path(folder, entry.name))
            }
        }
        return found
    }

    private static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        return (String(path[..<slash]), String(path[path.index(after: slash)...]))
    }
}
