/// Patterns that exclude files, with the meaning they have in a `.gitignore` file.
///
/// A pattern with a `/` at its start or inside is tied to the root, one without matches at any depth; a `/` at its end
/// matches folders only; `!` includes a path again, unless a folder above it is excluded; the last pattern that matches
/// decides.
public struct IgnorePatterns: Hashable, Sendable {
    private struct Rule: Hashable, Sendable {
        var pattern: PathPattern
        var isForFoldersOnly: Bool
        var takesBackIn: Bool
    }

    private var rules: [Rule] = []

    /// Reads patterns, one each; empty ones and comments (`#`) do not count.
    public init(_ lines: [String] = []) {
        rules = lines.compactMap(Self.rule)
    }

    private static func rule(_ line: String) -> Rule? {
        var text = Substring(line)
        while text.last == " ", !text.hasSuffix("\\ ") { text.removeLast() }
        if text.isEmpty || text.hasPrefix("#") { return nil }
        let takesBackIn = text.hasPrefix("!")
        if takesBackIn { text.removeFirst() }
        let isForFoldersOnly = text.hasSuffix("/")
        if isForFoldersOnly { text.removeLast() }
        if text.isEmpty { return nil }
        let isTied = text.contains("/")
        let pattern = PathPattern(isTied ? String(text) : "**/" + text)
        return Rule(pattern: pattern, isForFoldersOnly: isForFoldersOnly, takesBackIn: takesBackIn)
    }

    /// Whether nothing is ever excluded.
    public var isEmpty: Bool { rules.isEmpty }

    /// Whether `path`, relative to the root of the patterns, or a folder above it is excluded.
    public func excludes(_ path: String, isFolder: Bool = false) -> Bool {
        if rules.isEmpty { return false }
        let segments = path.split(separator: "/").filter { $0 != "." }
        return segments.indices.contains { index in
            let isLast = index == segments.count - 1
            return excludesByItself(Array(segments[...index]), isFolder: isFolder || !isLast)
        }
    }

    /// Whether the last pattern that matches leaves the path out, whatever becomes of the folders above.
    private func excludesByItself(_ path: [Substring], isFolder: Bool) -> Bool {
        for rule in rules.reversed() where isFolder || !rule.isForFoldersOnly {
            if rule.pattern.matches(path) { return !rule.takesBackIn }
        }
        return false
    }
}
