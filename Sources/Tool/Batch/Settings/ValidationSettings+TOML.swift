internal import Kalends
internal import Reports
internal import Validation

/// The meaning of the tables of `.kalends.toml`; mistakes are reported with their line.
extension ValidationSettings {
    /// Takes the settings of a file.
    mutating func read(_ toml: TOMLSubset) throws(TOMLSubset.Mistake) {
        for table in toml.tables {
            switch table.name {
            case "": for entry in table.values { try set(entry) }
            case "severity":
                for entry in table.values { selection.severities.append(try entry.severity()) }
            case "limits": for entry in table.values { limits.append(try entry.limit()) }
            case "path": paths.append(try PathSettings(table))
            case "suppress": suppressions.append(try Suppression(table))
            default:
                throw .unknown(
                    "table",
                    table.name,
                    among: ["severity", "limits", "path", "suppress"],
                    line: table.line
                )
            }
        }
    }

    private mutating func set(_ entry: TOMLSubset.Entry) throws(TOMLSubset.Mistake) {
        switch entry.key {
        case "profile": selection.profile = try entry.word("profile", among: Profile.allCases)
        case "select": selection.select = try entry.rules()
        case "ignore": selection.ignore = try entry.rules()
        case "fail-level": failLevel = try entry.word("severity", among: Severity.allCases)
        default:
            throw .unknown(
                "setting",
                entry.key,
                among: ["profile", "select", "ignore", "fail-level"],
                line: entry.line
            )
        }
    }
}

extension ValidationSettings.PathSettings {
    fileprivate init(_ table: TOMLSubset.Table) throws(TOMLSubset.Mistake) {
        pattern = ""
        for entry in table.values {
            switch entry.key {
            case "pattern": pattern = try entry.text()
            case "select": select = try entry.rules()
            case "ignore": ignore = try entry.rules()
            default:
                if RuleSelection.complaint(about: [entry.key]) != nil {
                    let known = ["pattern", "select", "ignore"] + RuleCatalogue.rules.map(\.id.rawValue)
                    throw .unknown("setting or rule", entry.key, among: known, line: entry.line)
                }
                severities.append(try entry.severity())
            }
        }
        if pattern.isEmpty { throw .init(line: table.line, text: "[[path]] without a pattern") }
    }
}

extension ValidationSettings.Suppression {
    fileprivate init(_ table: TOMLSubset.Table) throws(TOMLSubset.Mistake) {
        for entry in table.values {
            switch entry.key {
            case "rule":
                rule = try entry.text()
                try entry.check([rule])
            case "path": path = try entry.text()
            case "uid": uid = try entry.text()
            default: throw .unknown("setting", entry.key, among: ["rule", "path", "uid"], line: entry.line)
            }
        }
        if table.values.isEmpty { throw .init(line: table.line, text: "[[suppress]] is empty") }
    }
}

extension TOMLSubset.Entry {
    fileprivate func text() throws(TOMLSubset.Mistake) -> String {
        guard case .text(let text) = value else { throw .init(line: line, text: "\(key) must be a text in quotes") }
        return text
    }

    /// A list of patterns of rules.
    fileprivate func rules() throws(TOMLSubset.Mistake) -> [String] {
        guard case .list(let patterns) = value else {
            throw .init(line: line, text: "\(key) must be a list of rules, such as [\"line-*\", \"time-zone-unused\"]")
        }
        try check(patterns)
        return patterns
    }

    fileprivate func check(_ patterns: [String]) throws(TOMLSubset.Mistake) {
        if let complaint = RuleSelection.complaint(about: patterns) { throw .init(line: line, text: complaint) }
    }

    /// One of a set of words.
    fileprivate func word<Word: RawRepresentable<String>>(_ kind: String, among words: [Word]) throws(TOMLSubset
        .Mistake) -> Word
    {
        let text = try text()
        guard let word = Word(rawValue: text) else {
            throw .unknown(kind, text, among: words.map(\.rawValue), line: line)
        }
        return word
    }

    /// A severity for a pattern of rules; nil for `off`.
    fileprivate func severity() throws(TOMLSubset.Mistake) -> (pattern: String, severity: Severity?) {
        try check([key])
        guard case .text(let word) = value, word == "off" || Severity(rawValue: word) != nil else {
            throw .init(line: line, text: "the severity of \(key) must be error, warning, info or off")
        }
        return (key, Severity(rawValue: word))
    }

    fileprivate func limit() throws(TOMLSubset.Mistake) -> LimitSetting {
        guard LimitSetting.names.contains(key) else {
            throw .unknown("limit", key, among: LimitSetting.names, line: line)
        }
        guard case .number(let number) = value, let setting = LimitSetting(argument: "\(key)=\(number)") else {
            throw .init(line: line, text: "the limit \(key) must be a whole number above 0")
        }
        return setting
    }
}

extension TOMLSubset.Mistake {
    /// An unknown word, and what may have been meant.
    fileprivate static func unknown(_ kind: String, _ word: String, among known: [String], line: Int) -> Self {
        let list =
            known.count > 20
            ? "known: \(known.prefix(3).joined(separator: ", ")) and the rules"
            : "known: \(known.joined(separator: ", "))"
        return Self(
            line: line,
            text: "unknown \(kind) \(word); \(Suggestion.hint(for: word, among: known, otherwise: list))"
        )
    }
}
