internal import Files

extension String {
    /// Whether this path, appended to a folder's, stays below that folder.
    ///
    /// Plans and manifests are files that may have been edited; a path in them must not lead anywhere else.
    var staysBelow: Bool {
        !isEmpty && !startsAtRoot && !utf8.contains(0) && !stepsBack
    }

    /// Whether this is a path from the root on, without steps back.
    var isAbsolutePath: Bool { startsAtRoot && !utf8.contains(0) && !stepsBack }

    private var startsAtRoot: Bool { utf8.first == UInt8(ascii: "/") }

    /// Whether a name in it is that of the folder around.
    private var stepsBack: Bool {
        utf8.split(separator: UInt8(ascii: "/")).contains { $0.elementsEqual("..".utf8) }
    }

    /// The path of the folder that it lies in; empty for a name alone.
    var parentPath: Substring { utf8.lastIndex(of: UInt8(ascii: "/")).map { self[..<$0] } ?? "" }

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
