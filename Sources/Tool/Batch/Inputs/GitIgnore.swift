internal import Files

/// The `.gitignore` files next to the files that a folder gave, and in the folders above.
struct GitIgnore {
    /// A `.gitignore` that holds for the files of a folder.
    private struct Source {
        let patterns: IgnorePatterns
        /// The way from it to the folder, with a slash at its end; empty if it lies there.
        let way: String
    }

    private var sources: [String: [Source]] = [:]
    private var known: [String: IgnorePatterns] = [:]

    /// Whether one of the `.gitignore` files between the root of the repository and a file excludes it.
    ///
    /// - Parameter path: the file's path as it was found.
    mutating func excludes(_ path: String) -> Bool {
        let folder = StoreFile.folder(of: path)
        if sources[folder] == nil { sources[folder] = sources(for: folder) }
        guard let found = sources[folder], !found.isEmpty else { return false }
        let name = path.split(separator: "/").last ?? ""
        return found.contains { $0.patterns.excludes($0.way + name) }
    }

    private mutating func sources(for folder: String) -> [Source] {
        guard let resolved = resolvedPath(folder) else { return [] }
        let parts = resolved.split(separator: "/")
        var found: [Source] = []
        for depth in stride(from: parts.count, through: 0, by: -1) {
            let folder = "/" + parts[..<depth].joined(separator: "/")
            let patterns = patterns(in: folder)
            if !patterns.isEmpty {
                found.append(Source(patterns: patterns, way: parts[depth...].map { $0 + "/" }.joined()))
            }
            if (try? FileStatus(of: folder + "/.git")) != nil { break }
        }
        return found
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
