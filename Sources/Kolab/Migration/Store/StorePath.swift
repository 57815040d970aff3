internal import Files

extension String {
    /// Whether this path, appended to a folder's, stays below that folder.
    ///
    /// Plans and manifests are files that may have been edited; a path in them must not lead anywhere else.
    var staysBelow: Bool {
        !isEmpty && !hasPrefix("/") && !utf8.contains(0) && !split(separator: "/").contains("..")
    }

    /// Whether this is a path from the root on, without steps back.
    var isAbsolutePath: Bool { hasPrefix("/") && !utf8.contains(0) && !split(separator: "/").contains("..") }

    /// The path of the folder that it lies in; empty for a name alone.
    var parentPath: Substring { lastIndex(of: "/").map { self[..<$0] } ?? "" }

    /// Whether this absolute path is `folder` or lies below it.
    func isWithin(_ folder: String) -> Bool {
        self == folder || hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
    }

    /// The absolute path of a file or folder that need not exist yet, without links.
    var absolutePath: String {
        let existing = StoreFile.nearestFolder(self)
        let rest = existing == "." ? self[...] : dropFirst(existing.count)
        var path = StoreFile.path(StoreFile.resolved(existing) ?? existing, rest.drop { $0 == "/" })[...]
        while path.count > 1, path.last == "/" { path = path.dropLast() }
        return String(path)
    }
}
