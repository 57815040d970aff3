internal import ArgumentParser
internal import Batch
internal import Files
internal import Kalends
internal import Reports
internal import Validation

/// `kalends explain`
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain an id that a command printed, with an example; without an id, list all of them.",
        discussion: """
            Ids stand in brackets after messages, in loss reports and in reports of validate.

            EXAMPLES:
              kalends explain recurrence-until-type
              kalends explain zone-lost
              kalends explain
            """
    ).alone

    @Argument(help: ArgumentHelp("The id of a finding or a loss.", valueName: "id")) var id: String?

    func run() throws {
        guard let id else { return try Terminal.print(Catalogue.listing) }
        guard let document = Catalogue.document(of: RuleID(id)) else {
            throw ExitStatusError(status: .usage, Catalogue.complaint(about: id))
        }
        try Terminal.print(document)
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
    ).alone

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
