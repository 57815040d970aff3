internal import ArgumentParser
internal import Arguments
internal import Batch

/// `kalends formats`
struct Formats: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "formats",
        abstract: "List the formats: names, extensions, media types, and whether they can be read and written."
    ).alone

    func run() throws { try Terminal.print(FormatListing.text) }
}

/// `kalends schema`
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of an output of kalends; without a name, list all schemas.",
        discussion: """
            EXAMPLES:
              kalends schema
              kalends schema occurrences > occurrences.schema.json
            """
    ).alone

    @Argument(help: .value("name", "The name of a schema in the list."), completion: .schemas) var name: String?

    func run() throws {
        guard let name else { return try Terminal.print(OutputSchema.listing) }
        try Terminal.print(OutputSchema.text(of: name))
    }
}
