internal import ArgumentParser
internal import Arguments
internal import Batch

/// `kalends formats`
struct Formats: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "formats",
        abstract: "List the formats: names, extensions, media types, read and write."
    ).alone

    func run() throws { try Terminal.print(FormatListing.text) }
}

/// `kalends schema`
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of what a command writes for programs; without a name, list all of them.",
        discussion: """
            EXAMPLES:
              kalends schema
              kalends schema occurrences > occurrences.schema.json
            """
    ).alone

    @Argument(help: .value("name", "What is written, as the list calls it.")) var name: String?

    func run() throws {
        guard let name else { return try Terminal.print(OutputSchema.listing) }
        try Terminal.print(OutputSchema.text(of: name))
    }
}
