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
