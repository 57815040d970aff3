internal import ArgumentParser
internal import Batch
internal import Kalends
internal import Reports

/// `kalends formats`
struct Formats: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "formats",
        abstract: "List the formats: names, extensions, media types, read and write."
    ).alone

    func run() throws {
        let header = ["NAME", "EXTENSIONS", "MEDIA TYPE", "READ", "WRITE", "WHAT IT IS"]
        let rows = FormatRegistry.rows.map { row in
            [
                row.name, row.extensions.joined(separator: " "), row.mediaType, row.isRead ? "yes" : "no",
                row.isWritten ? "yes" : "no", row.title,
            ]
        }
        try Terminal.print(TextTable([header] + rows).description)
    }
}
