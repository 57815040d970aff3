internal import Files

/// The `.gitignore` files next to the files that a folder gave, and in the folders above.
struct GitIgnore {
    private var known: [String: IgnorePatterns] = [:]

    /// Whether one of the `.gitignore` files between the root of the repository and a file excludes it.
    ///
    /// - Parameter path: the file's path as it was found.
    mutating func excludes(_ path: String) -> Bool {
        guard let resolved = resolvedPath(path) else { return false }
        let parts = resolved.split(separator: "/")
        for depth in stride(from: parts.count - 1, through: 0, by: -1) {
            let folder = "/" + parts[..<depth].joined(separator: "/")
            let patterns = patterns(in: folder)
            if !patterns.isEmpty, patterns.excludes(parts[depth...].joined(separator: "/")) { return true }
            if (try? FileStatus(of: folder + "/.git")) != nil { return false }
        }
        return false
    }

    private mutating func patterns(in folder: String) -> IgnorePatterns {
        if let patterns = known[folder] { return patterns }
        let bytes = (try? WholeFile.read(folder + "/.gitignore")) ?? []
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
            String(line.hasSuffix("\r") ? line.dropLast() : line)
        }
        let patterns = IgnorePatterns(lines)
        known[folder] = patterns
        return patterns
    }
}
