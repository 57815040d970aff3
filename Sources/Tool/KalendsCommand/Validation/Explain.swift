internal import ArgumentParser
internal import Files
internal import Kalends

/// `kalends explain`
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tell what a rule of validate asks for, with examples.",
        discussion: """
            EXAMPLES:
              kalends explain recurrence-until-type
            """
    )

    @Argument(help: ArgumentHelp("The id of a rule.", valueName: "rule")) var rule: String

    func run() throws {
        guard let found = RuleCatalogue.rule(RuleID(rule)) else {
            Terminal.complain(
                RuleSelection.complaint(about: [rule]) ?? "\(rule) is a pattern of rules; kalends rules lists them"
            )
            throw ExitStatusError(status: .usage)
        }
        try Terminal.print(RuleDocument(found).text)
    }
}

/// `kalends rules`
struct Rules: ParsableCommand {
    /// How the rules are listed.
    enum Form: String, ExpressibleByArgument, CaseIterable {
        case table, markdown, jsonl
    }

    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "List the rules of validate.",
        discussion: """
            EXAMPLES:
              kalends rules
              kalends rules --format markdown > rules.md
            """
    )

    @Option(help: ArgumentHelp("How the rules are listed.", valueName: "form")) var format = Form.table

    func run() throws {
        let rules = RuleCatalogue.rules
        switch format {
        case .table:
            let rows = rules.map { [$0.id.rawValue, $0.severity.rawValue, $0.fixWord, $0.sourceTitle] }
            try Terminal.print(TextTable([["RULE", "SEVERITY", "FIX", "SOURCE"]] + rows).description)
        case .markdown:
            try Console.standardOutput.write(
                "# Rules\n\n" + rules.map { RuleDocument($0).markdown }.joined(separator: "\n")
            )
        case .jsonl:
            for rule in rules {
                var row = JSONObject()
                row.add("rule", rule.id.rawValue)
                row.add("severity", rule.severity.rawValue)
                row.add("source", rule.sourceTitle)
                row.add("sentence", rule.sentence)
                row.add("fix", rule.fixWord)
                try Console.standardOutput.write(row.line)
            }
        }
    }
}

extension Rule {
    /// Whether findings can be mended.
    fileprivate var fixWord: String { hasSafeFix ? "safe" : hasUnsafeFix ? "unsafe" : "no" }
}

/// What there is to know of a rule.
struct RuleDocument {
    private let rule: Rule

    init(_ rule: Rule) { self.rule = rule }

    /// For a terminal.
    var text: String {
        var lines = ["\(rule.id) (\(rule.severity.rawValue), \(rule.sourceTitle))", "", rule.sentence, ""]
        lines += [fix, ""]
        for example in rule.accepted { lines += ["Accepted:", ""] + indented(example) + [""] }
        for example in rule.flagged { lines += ["Flagged, at ▸:", ""] + indented(example) + [""] }
        lines.append(rule.documentation)
        return lines.joined(separator: "\n") + "\n"
    }

    /// For a web page.
    var markdown: String {
        var lines = [
            "## \(rule.id)", "",
            "\(rule.sentence) *\(rule.severity.rawValue), [\(rule.sourceTitle)](\(rule.documentation))*", "",
        ]
        lines += [fix, ""]
        for (title, examples) in [("Accepted:", rule.accepted), ("Flagged, at `▸`:", rule.flagged)] {
            for example in examples { lines += [title, ""] + indented(example) + [""] }
        }
        return lines.joined(separator: "\n")
    }

    private var fix: String {
        switch (rule.hasSafeFix, rule.hasUnsafeFix) {
        case (true, true): "kalends fix mends what needs no guess, kalends fix --unsafe the rest."
        case (true, false): "kalends fix mends it."
        case (false, true): "kalends fix --unsafe mends it by a guess."
        case (false, false): "No fix is known that would not be a guess."
        }
    }

    private func indented(_ example: Example) -> [String] {
        let lines = example.excerpt.split(omittingEmptySubsequences: false) { $0.isNewline }
        return lines.map { line in "    " + String(String.UnicodeScalarView(line.unicodeScalars.map(Self.shown))) }
    }

    private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        scalar.value < 0x20 || (0xE080...0xE0FF).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
            ? "\u{FFFD}" : scalar
    }
}
