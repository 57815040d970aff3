internal import ArgumentParser
internal import Batch
internal import Files
internal import Kalends

/// `kalends diff`
struct Diff: ParsableCommand, CheckedArguments {
    /// How differences are printed.
    enum Form: String, ExpressibleByArgument, CaseIterable {
        case text, jsonl
    }

    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show what two calendars do not both mean, whatever their formats.",
        discussion: """
            Each side is a file, a folder whose files count as one calendar, or - for standard input. Order, comments, \
            letter case of names, quoting and folding are not meaning. The status is 0 if nothing differs and 1 if \
            something does.

            \(ExitStatus.table)
            """
    ).alone

    @Argument(help: "The first calendar.", completion: .file()) var first: String
    @Argument(help: "The second calendar.", completion: .file()) var second: String
    @OptionGroup(title: "Reading") var reading: ReadingOptions
    @OptionGroup(title: "Messages") var message: MessageOptions

    @Option(help: ArgumentHelp("Print lines with - and +, or one JSON object for each component.", valueName: "form"))
    var format = Form.text

    func check() throws {
        if first == "-", second == "-" { throw ValidationError("Standard input can be read only once.") }
    }

    func run() throws {
        let converter = Converter(reading.conversionOptions)
        let sides = try [first, second].map {
            try CalendarSide($0, converter, from: reading.from?.format, style: message.style)
        }
        let differences = CalendarDifference.between(sides[0].tree, sides[1].tree)
        switch format {
        case .text where differences.isEmpty: break
        case .text: try Terminal.print("--- \(first)\n+++ \(second)\n" + differences.map(\.text).joined())
        case .jsonl: try Console.standardOutput.write(differences.flatMap(\.json))
        }
        let status = sides.reduce(differences.isEmpty ? ExitStatus.success : .different) {
            $0.combined(with: $1.status)
        }
        try status.check()
    }
}
