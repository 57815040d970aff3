internal import ArgumentParser
internal import Files
internal import Kalends

/// What `.kalends.toml` and the options say about validation.
struct ValidationSettings {
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

    /// The file it came from; nil without one.
    var source: String?
    /// The folder that patterns of paths are relative to, with a slash at its end; empty for the working folder.
    var root = ""
    var selection = RuleSelection()
    var failLevel = Severity.error
    var limits: [LimitSetting] = []
    var paths: [PathSettings] = []
    var suppressions: [Suppression] = []
}

// MARK: - Reading

extension ValidationSettings {
    static let fileName = ".kalends.toml"

    /// The nearest settings, upwards from the working folder; none is none.
    static func discovered() throws -> ValidationSettings {
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
    /// - Throws: ``ExitStatusError`` once it has said what is wrong and where.
    init(_ path: String, root: String) throws {
        source = path
        self.root = resolvedPath(root.isEmpty ? "." : root).map { $0 + "/" } ?? ""
        do {
            let bytes = try WholeFile.read(path)
            try read(TOMLSubset(String(decoding: bytes, as: UTF8.self)))
        } catch let mistake as TOMLSubset.Mistake {
            Terminal.complain("\(path):\(mistake.line): \(mistake.text)")
            throw ExitStatusError(status: .usage)
        } catch let error as FileError {
            Terminal.complain("\(path): \(error.message)")
            throw ExitStatusError(status: .usage)
        }
    }

    private mutating func read(_ toml: TOMLSubset) throws(TOMLSubset.Mistake) {
        for table in toml.tables {
            switch table.name {
            case "": for entry in table.values { try set(entry.key, entry.value, entry.line) }
            case "severity": selection.severities += try Self.severities(table)
            case "limits":
                for entry in table.values {
                    guard case .number(let number) = entry.value, let setting = LimitSetting(argument: "\(entry.key)=\(number)")
                    else { throw .init(line: entry.line, text: "\(entry.key) is no limit, or its value no number above 0") }
                    limits.append(setting)
                }
            case "path": paths.append(try Self.path(table))
            case "suppress": suppressions.append(try Self.suppression(table))
            default:
                throw .init(
                    line: table.line, text: "unknown table \(table.name): [severity], [limits], [[path]] and [[suppress]] are known")
            }
        }
    }

    private mutating func set(_ key: String, _ value: TOMLSubset.Value, _ line: Int) throws(TOMLSubset.Mistake) {
        switch (key, value) {
        case ("profile", .text(let name)):
            guard let profile = Profile(rawValue: name) else { throw .init(line: line, text: "unknown profile \(name)") }
            selection.profile = profile
        case ("select", .list(let patterns)): selection.select = patterns
        case ("ignore", .list(let patterns)): selection.ignore = patterns
        case ("fail-level", .text(let word)):
            guard let severity = Severity(rawValue: word) else { throw .init(line: line, text: "unknown severity \(word)") }
            failLevel = severity
        default:
            throw .init(
                line: line, text: "unknown setting \(key), or a value of the wrong type; known: profile, select, ignore, fail-level")
        }
    }

    private static func severities(_ table: TOMLSubset.Table) throws(TOMLSubset.Mistake) -> [(pattern: String, severity: Severity?)] {
        var found: [(pattern: String, severity: Severity?)] = []
        for entry in table.values {
            guard case .text(let word) = entry.value, let severity = severity(word) else {
                throw .init(line: entry.line, text: "the severity of \(entry.key) is error, warning, info or off")
            }
            found.append((entry.key, severity))
        }
        return found
    }

    /// The severity of a word; `.some(nil)` for `off`.
    static func severity(_ word: String) -> Severity?? {
        if word == "off" { return .some(nil) }
        return Severity(rawValue: word).map { .some($0) } ?? .none
    }

    private static func path(_ table: TOMLSubset.Table) throws(TOMLSubset.Mistake) -> PathSettings {
        var settings = PathSettings(pattern: "")
        for entry in table.values {
            switch (entry.key, entry.value) {
            case ("pattern", .text(let text)): settings.pattern = text
            case ("select", .list(let patterns)): settings.select = patterns
            case ("ignore", .list(let patterns)): settings.ignore = patterns
            case (let rule, .text(let word)):
                guard let severity = severity(word) else {
                    throw .init(line: entry.line, text: "\(rule): a severity is error, warning, info or off")
                }
                settings.severities.append((rule, severity))
            default: throw .init(line: entry.line, text: "unknown setting \(entry.key) of a path, or a value of the wrong type")
            }
        }
        if settings.pattern.isEmpty { throw .init(line: table.line, text: "[[path]] without a pattern") }
        return settings
    }

    private static func suppression(_ table: TOMLSubset.Table) throws(TOMLSubset.Mistake) -> Suppression {
        var suppression = Suppression()
        for entry in table.values {
            switch (entry.key, entry.value) {
            case ("rule", .text(let text)): suppression.rule = text
            case ("path", .text(let text)): suppression.path = text
            case ("uid", .text(let text)): suppression.uid = text
            default: throw .init(line: entry.line, text: "unknown setting \(entry.key); a suppression has rule, path and uid")
            }
        }
        if table.values.isEmpty { throw .init(line: table.line, text: "[[suppress]] says nothing") }
        return suppression
    }
}

// MARK: - Use

extension ValidationSettings {
    /// The file's path as patterns see it: relative to the folder of the settings where it lies below it.
    private func relative(_ path: String) -> String {
        guard !root.isEmpty, let resolved = resolvedPath(path), resolved.hasPrefix(root) else { return path }
        return String(resolved.dropFirst(root.count))
    }

    /// The rules for a file.
    func selection(for path: String) -> RuleSelection {
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

    /// The settings as they count, as a file that says the same.
    var text: String {
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
            text += "\n[[path]]\npattern = \"\(path.pattern)\"\nselect = \(list(path.select))\nignore = \(list(path.ignore))\n"
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
