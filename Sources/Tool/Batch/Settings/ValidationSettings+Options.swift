internal import Kalends

extension ValidationSettings {
    /// The settings of a file, or the nearest ones.
    ///
    /// - Parameter path: the file; patterns of paths are relative to its folder. nil for ``discovered()``.
    /// - Throws: ``ExitStatusError`` with what is wrong and where.
    package init(_ path: String?) throws {
        guard let path else {
            self = try .discovered()
            return
        }
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        try self.init(path, root: path.contains("/") ? folder + "/" : "")
    }

    /// Selects and ignores rules.
    ///
    /// - Parameters:
    ///   - select: patterns separated by commas; if there are any, only what fits them counts.
    ///   - ignore: the same for rules that do not count.
    /// - Throws: ``ExitStatusError`` if a pattern fits no rule.
    package mutating func apply(select: [String], ignore: [String]) throws(ExitStatusError) {
        let (select, ignore) = (Self.patterns(select), Self.patterns(ignore))
        if let complaint = RuleSelection.complaint(about: select + ignore) {
            throw ExitStatusError(status: .usage, complaint)
        }
        if !select.isEmpty {
            selection.select = select
            // A rule that is named here counts, whatever the settings say.
            let named = select.filter { !$0.contains("*") }
            selection.ignore.removeAll { ignored in named.contains { RuleSelection.matches($0, ignored) } }
        }
        selection.ignore += ignore
    }

    private static func patterns(_ words: [String]) -> [String] {
        words.flatMap { $0.split(separator: ",").map(String.init) }
    }
}
