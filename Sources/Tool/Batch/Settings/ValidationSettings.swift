internal import Files
package import Kalends
internal import Validation

/// What `.kalends.toml` and the options set for validation.
package struct ValidationSettings {
    /// Rules for the files that match a pattern.
    struct PathSettings {
        var pattern: String
        var select: [String] = []
        var ignore: [String] = []
        var severities: [(pattern: String, severity: Severity?)] = []
    }

    /// Findings that are not reported.
    struct Suppression {
        var rule = "*"
        var path: String?
        var uid: String?
    }

    /// The file it was read from; nil without one.
    package var source: String?
    /// The folder that patterns of paths are relative to, with a slash at its end; empty for the working folder.
    package var root = ""
    package var selection = RuleSelection()
    package var failLevel = Severity.error
    package var limits: [LimitSetting] = []
    var paths: [PathSettings] = []
    var suppressions: [Suppression] = []

    /// Only the rules with their own severities.
    package init() {}
}

// MARK: - Reading

extension ValidationSettings {
    package static let fileName = ".kalends.toml"

    /// The nearest settings, in the working folder or above it; none is none.
    package static func discovered() throws -> ValidationSettings {
        var prefix = ""
        for _ in 0..<64 {
            let path = prefix + fileName
            if (try? FileStatus(of: path)) != nil { return try ValidationSettings(path, root: prefix) }
            // The root of the file system is its own parent.
            if resolvedPath(prefix.isEmpty ? "." : prefix) == "/" { break }
            prefix += "../"
        }
        return ValidationSettings()
    }

    /// Reads a file of settings.
    ///
    /// - Throws: ``ExitStatusError`` with what is wrong and where.
    package init(_ path: String, root: String) throws {
        source = path
        self.root = resolvedPath(root.isEmpty ? "." : root).map { $0 + "/" } ?? ""
        do {
            let bytes = try WholeFile.read(path)
            try read(TOMLSubset(String(decoding: bytes, as: UTF8.self)))
        } catch let mistake as TOMLSubset.Mistake {
            throw ExitStatusError(status: .usage, "\(path):\(mistake.line): \(mistake.text)")
        } catch let error as FileError {
            throw ExitStatusError(status: .usage, "\(path): \(error.message)")
        }
    }
}

// MARK: - Use

extension ValidationSettings {
    /// The file's path as patterns see it.
    private func relative(_ path: String) -> String { relativePath(path, below: root) }

    /// The rules for a file.
    package func selection(for path: String) -> RuleSelection {
        if paths.isEmpty { return selection }
        var result = selection
        let name = relative(path)
        for settings in paths where IgnorePatterns([settings.pattern]).excludes(name) {
            if !settings.select.isEmpty { result.select = settings.select }
            result.ignore += settings.ignore
            result.severities += settings.severities
        }
        return result
    }

    /// Whether a finding is not to be reported.
    func suppresses(_ finding: Finding, in path: String) -> Bool {
        suppressions.contains { suppression in
            guard RuleSelection.matches(finding.rule.rawValue, suppression.rule) else { return false }
            if let uid = suppression.uid, uid != finding.uid { return false }
            if let pattern = suppression.path, !IgnorePatterns([pattern]).excludes(relative(path)) { return false }
            return true
        }
    }

    /// The settings in effect, as the text of a file with the same meaning.
    package var text: String {
        func list(_ items: [String]) -> String { "[" + items.map { "\"\($0)\"" }.joined(separator: ", ") + "]" }
        var text = source.map { "# from \($0)\n" } ?? "# no \(Self.fileName) found\n"
        text += "profile = \"\(selection.profile.rawValue)\"\nselect = \(list(selection.select))\n"
        text += "ignore = \(list(selection.ignore))\nfail-level = \"\(failLevel.rawValue)\"\n\n[severity]\n"
        for selected in selection.rules {
            text += "\(selected.rule.id) = \"\((selected.severity ?? selected.rule.severity).rawValue)\"\n"
        }
        let on = Set(selection.rules.map(\.rule.id))
        for rule in RuleCatalogue.rules where !on.contains(rule.id) { text += "\(rule.id) = \"off\"\n" }
        if !limits.isEmpty { text += "\n[limits]\n" + limits.map { "\($0.name) = \($0.value)\n" }.joined() }
        for path in paths {
            text +=
                "\n[[path]]\npattern = \"\(path.pattern)\"\nselect = \(list(path.select))\nignore = \(list(path.ignore))\n"
            for (rule, severity) in path.severities { text += "\(rule) = \"\(severity?.rawValue ?? "off")\"\n" }
        }
        for suppression in suppressions {
            text += "\n[[suppress]]\nrule = \"\(suppression.rule)\"\n"
            if let path = suppression.path { text += "path = \"\(path)\"\n" }
            if let uid = suppression.uid { text += "uid = \"\(uid)\"\n" }
        }
        return text
    }
}
