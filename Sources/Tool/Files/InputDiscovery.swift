/// Finds the files that the arguments of a command mean.
///
/// An argument is a file, a folder, a pattern that the shell did not expand, or `-`. What a folder holds is taken if
/// its name or its beginning is recognised, and if its place in a Maildir or Cyrus spool shows that it is a message;
/// hidden names are skipped, except the subfolders of a Maildir, and links that lead out of the folder are not followed
/// but reported. A file named twice is read once.
public struct InputDiscovery {
    /// How many bytes of a file are shown to `recognises`.
    public static let beginningLength = 4_096

    /// Returns whether a file found in a folder is wanted; its first bytes are read only on demand.
    public typealias Recognition = (_ name: String, _ beginning: () -> [UInt8]) -> Bool

    private let excluded: IgnorePatterns
    private let recognises: Recognition
    private var inputs = Inputs()
    private var seen: Set<String> = []

    /// A search that skips what `excluded` matches.
    public init(excluding excluded: IgnorePatterns = IgnorePatterns(), recognises: @escaping Recognition) {
        self.excluded = excluded
        self.recognises = recognises
    }

    /// What was found so far.
    public var result: Inputs { inputs }

    /// Adds what `argument` names.
    public mutating func add(_ argument: String) {
        if argument == "-" { return take(InputFile(path: "-", relativePath: "-", size: 0)) }
        do {
            let status = try FileStatus(of: argument)
            try add(argument, status, relativePath: lastName(of: argument))
        } catch let error where error.reason == .doesNotExist && Self.isNetworkAddress(argument) {
            inputs.failures.append(FileError(argument, .isNetworkAddress))
        } catch let error where error.reason == .doesNotExist && PathPattern.isPattern(argument) {
            addMatches(of: argument)
        } catch {
            inputs.failures.append(error)
        }
    }

    /// Adds a file named in a list; it keeps its path below the output folder unless that leads out of it.
    public mutating func addListed(_ path: String) {
        if path == "-" { return add(path) }
        let segments = path.split(separator: "/").filter { $0 != "." }
        let staysInside = !path.hasPrefix("/") && !segments.contains("..")
        do throws(FileError) {
            let relativePath = staysInside ? segments.joined(separator: "/") : lastName(of: path)
            try add(path, FileStatus(of: path), relativePath: relativePath)
        } catch {
            inputs.failures.append(error)
        }
    }
}

extension InputDiscovery {
    private mutating func add(_ path: String, _ status: FileStatus, relativePath: String) throws(FileError) {
        switch status.kind {
        case .folder:
            let before = inputs.files.count + inputs.failures.count
            var walk = FolderWalk(root: path, excluded: excluded, recognises: recognises)
            walk.visit(path, relativePath: "")
            for file in walk.found.files { take(file) }
            inputs.failures += walk.found.failures
            if walk.found.files.isEmpty, inputs.files.count + inputs.failures.count == before {
                throw FileError(path, .nothingRecognised)
            }
        case .special(let kind) where !isInheritedStream(path):
            throw FileError(path, .isSpecial(kind))
        default:
            if excluded.excludes(relativePath) { return }
            let isMessage = MailStoreLayout.isMessageFile(relativePath)
            take(InputFile(path: path, relativePath: relativePath, size: status.size, isMessage: isMessage))
        }
    }

    private mutating func addMatches(of pattern: String) {
        var expansion = GlobExpansion(pattern)
        expansion.run()
        inputs.failures += expansion.failures
        if expansion.matches.isEmpty, expansion.failures.isEmpty {
            inputs.failures.append(FileError(pattern, .nothingMatches))
        }
        for match in expansion.matches {
            do throws(FileError) {
                let status = try FileStatus(of: match.path)
                if status.kind != .folder {
                    try add(match.path, status, relativePath: match.relativePath)
                } else if !excluded.excludes(match.relativePath, isFolder: true) {
                    var walk = FolderWalk(root: match.path, excluded: excluded, recognises: recognises)
                    walk.visit(match.path, relativePath: match.relativePath)
                    for file in walk.found.files { take(file) }
                    inputs.failures += walk.found.failures
                }
            } catch {
                inputs.failures.append(error)
            }
        }
    }

    private mutating func take(_ file: InputFile) {
        if seen.insert(Self.plainPath(file.path)).inserted { inputs.files.append(file) }
    }

    /// A path without empty parts and those that stay where they are.
    private static func plainPath(_ path: String) -> String {
        var last = UInt8(ascii: "/")
        let isPlain = path.utf8.enumerated().allSatisfy { index, byte in
            let isOdd = last == UInt8(ascii: "/") && (byte == UInt8(ascii: ".") || byte == last && index > 0)
            last = byte
            return !isOdd
        }
        if isPlain, last != UInt8(ascii: "/") { return path }
        let plain = path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
        return path.hasPrefix("/") ? "/" + plain : plain
    }

    /// Whether an argument is a URL (RFC 3986 §3.1): a scheme before `://`, or that of calendar feeds.
    package static func isNetworkAddress(_ argument: String) -> Bool {
        guard let colon = argument.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let scheme = argument[..<colon].lowercased()
        guard let first = scheme.utf8.first, (0x61...0x7A).contains(first),
            scheme.utf8.allSatisfy({
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || "+-.".utf8.contains($0)
            })
        else { return false }
        return argument[colon...].hasPrefix("://") || scheme == "webcal"
    }

    /// A pipe that the shell hands over, as in `kalends diff <(curl …) b.ics`, has its writer waiting.
    private func isInheritedStream(_ path: String) -> Bool {
        ["/dev/fd/", "/proc/self/fd/", "/dev/stdin"].contains { path.hasPrefix($0) }
    }

    private func lastName(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}

/// Visits a folder and the folders in it.
private struct FolderWalk {
    let root: String
    let excluded: IgnorePatterns
    let recognises: InputDiscovery.Recognition
    var found = Inputs()

    mutating func visit(_ folder: String, relativePath: String) {
        let entries: [FolderListing.Entry]
        do {
            entries = try FolderListing(of: folder).entries
        } catch {
            found.failures.append(error)
            return
        }
        let place = MailPlace(folder, names: entries.map(\.name))
        for entry in entries {
            let path = joined(folder, entry.name)
            if place.skips(entry.name) || entry.name.hasPrefix(".") && !MailPlace.isMaildir(path) { continue }
            guard entry.isUTF8 else {
                found.failures.append(FileError(path, .nameIsNotUTF8))
                continue
            }
            do throws(FileError) {
                let isMessage = place.holdsMessage(entry.name) || MailStoreLayout.isMessageFile(entry.name)
                try consider(
                    path,
                    relativePath: joined(relativePath, entry.name),
                    name: entry.name,
                    isMessage: isMessage
                )
            } catch {
                found.failures.append(error)
            }
        }
    }

    /// - Parameter isMessage: whether the place of a file shows that it is a mail message.
    private mutating func consider(_ path: String, relativePath: String, name: String, isMessage: Bool)
        throws(FileError)
    {
        var status = try FileStatus(of: path, followingLinks: false)
        if status.kind == .symbolicLink {
            let target = try? FileStatus(of: path)
            if excluded.excludes(relativePath, isFolder: target?.kind == .folder) { return }
            if target?.kind == .folder {
                // A folder inside the tree is met under its own name; a link to one could lead in a circle.
                if staysInside(path) { return }
                throw FileError(path, .linkLeadsOut)
            }
            guard let target, staysInside(path) else {
                if isMessage ? true : try isWanted(path, name, canBeRead: target?.kind == .regular) {
                    throw FileError(path, .linkLeadsOut)
                }
                return
            }
            status = target
        }
        if excluded.excludes(relativePath, isFolder: status.kind == .folder) { return }
        switch status.kind {
        case .folder: visit(path, relativePath: relativePath)
        case .regular:
            if isMessage ? true : try isWanted(path, name, canBeRead: true) {
                // Names in a mail store have no extension that could be replaced.
                let outputPath = isMessage ? MailPlace.outputPath(relativePath) : relativePath
                var file = InputFile(
                    path: path,
                    relativePath: outputPath,
                    size: status.size,
                    isMessage: isMessage
                )
                file.isAmongMessages = isMessage
                found.files.append(file)
            }
        case .symbolicLink, .special: return
        }
    }

    /// Whether a file is one of those sought, by its name or its beginning.
    private func isWanted(_ path: String, _ name: String, canBeRead: Bool) throws(FileError) -> Bool {
        var failure: FileError?
        let isWanted = recognises(name) {
            guard canBeRead else { return [] }
            do throws(FileError) {
                return try WholeFile.readBeginning(of: path, count: InputDiscovery.beginningLength)
            } catch {
                failure = error
                return []
            }
        }
        if let failure { throw failure }
        return isWanted
    }

    private func staysInside(_ link: String) -> Bool {
        guard let target = resolvedPath(link), let root = resolvedPath(root) else { return false }
        return root == "/" || target == root || target.hasPrefix(root + "/")
    }
}

/// What a folder is in a mail store.
private struct MailPlace {
    private enum Kind { case none, maildir, messages, spool }

    private let kind: Kind

    init(_ folder: String, names: [String]) {
        let parts = folder.split(separator: "/")
        if Self.isMaildir(folder, names) {
            kind = .maildir
        } else if let last = parts.last, MailStoreLayout.messageFolders.contains(String(last)),
            Self.isMaildir(joined(folder, ".."))
        {
            kind = .messages
        } else if names.contains(where: MailStoreLayout.isSpoolIndex)
            || names.contains(where: MailStoreLayout.isSpoolMessage)
        {
            kind = .spool
        } else {
            kind = .none
        }
    }

    /// Whether a folder is a Maildir.
    static func isMaildir(_ folder: String, _ names: [String]? = nil) -> Bool {
        MailStoreLayout.messageFolders.allSatisfy { name in
            names?.contains(name) != false && (try? FileStatus(of: joined(folder, name)))?.kind == .folder
        }
    }

    /// Whether a name is one of those that hold no message that was delivered.
    func skips(_ name: String) -> Bool {
        kind == .maildir && name == MailStoreLayout.deliveryFolder
            || kind == .spool && MailStoreLayout.isSpoolIndex(name)
    }

    /// Whether a file is a message, whatever is in it.
    func holdsMessage(_ name: String) -> Bool {
        switch kind {
        case .messages: MailStoreLayout.isMaildirMessage(name)
        case .spool: MailStoreLayout.isSpoolMessage(name)
        case .maildir, .none: false
        }
    }

    /// The path that the output for a message is named after, with an extension.
    static func outputPath(_ path: String) -> String {
        if MailStoreLayout.isMessageFile(path) { return path }
        return path + (path.hasSuffix(".") ? "eml" : ".eml")
    }
}
