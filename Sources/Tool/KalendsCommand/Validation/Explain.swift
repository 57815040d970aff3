internal import ArgumentParser
internal import Arguments
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
            Ids are printed in brackets after messages, in loss reports and in reports of validate.

            EXAMPLES:
              kalends explain recurrence-until-type
              kalends explain zone-lost
              kalends explain
            """
    ).alone

    @Argument(help: .value("id", "The id of a finding or a loss."), completion: .ids) var id: String?

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
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "List the rules of validate.",
        discussion: """
            EXAMPLES:
              kalends rules
              kalends rules --format markdown > rules.md
            """
    ).alone

    @Option(help: .value("form", "How the rules are listed.")) var format = RuleListing.Form.table

    func run() throws {
        let text = RuleListing(format).text
        if format == .table { try Terminal.print(text) } else { try Console.standardOutput.write(text) }
    }
}

extension RuleListing.Form: ExpressibleByArgument {}
