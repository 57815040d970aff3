internal import ArgumentParser
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
    )

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
        var status = ExitStatus.success
        let sides = try [first, second].map { try CalendarSide($0, converter, reading, message, &status) }
        let differences = CalendarDifference.between(sides[0].tree, sides[1].tree)
        switch format {
        case .text: try Terminal.print(text(of: differences))
        case .jsonl: try Console.standardOutput.write(differences.flatMap(\.json))
        }
        if !differences.isEmpty { status = status.combined(with: .different) }
        if status != .success { throw ExitStatusError(status: status) }
    }

    private func text(of differences: [CalendarDifference]) -> String {
        if differences.isEmpty { return "" }
        return "--- \(first)\n+++ \(second)\n" + differences.map(\.text).joined()
    }
}

/// One side of a comparison: everything that an argument names, as one calendar.
struct CalendarSide {
    let tree: ComponentTree

    /// Reads a side.
    ///
    /// - Throws: ``ExitStatusError`` if nothing of it could be read. A file of a folder that fails costs the side only itself.
    init(
        _ argument: String,
        _ converter: Converter,
        _ reading: ReadingOptions,
        _ message: MessageOptions,
        _ status: inout ExitStatus
    ) throws {
        var discovery = InputDiscovery { name, beginning in
            FormatDetection.format(ofExtension: name) != nil || FormatDetection.format(ofContent: beginning()) != nil
        }
        discovery.add(argument)
        let found = discovery.result.dividingMailboxes()
        var batch = Batch(
            converter,
            from: reading.from?.format,
            to: .iCalendar,
            jobs: WorkerPool.processorCount,
            files: OutputFiles(overwrites: false, isDryRun: true, register: TemporaryFiles()),
            messages: Messages(message, total: found.files.count),
            report: nil
        )
        try batch.refuse(found.failures)
        let documents = try batch.gather(found.files) { document in
            var report = LossReport(keeping: .none)
            _ = converter.tree(of: [document], report: &report)
        }
        let outcome = batch.summary.status(failsOnLoss: false)
        if documents.isEmpty { throw ExitStatusError(status: outcome) }
        status = status.combined(with: outcome)
        var report = LossReport()
        tree = converter.tree(of: documents, report: &report)
    }
}

extension CalendarDifference {
    /// The component, and its lines with `-` and `+`.
    fileprivate var text: String {
        let title = [path, uid, recurrenceID].filter { !$0.isEmpty }.joined(separator: " ")
        return "@@ \(title)\n" + onlyInFirst.map { "- \($0)\n" }.joined() + onlyInSecond.map { "+ \($0)\n" }.joined()
    }

    /// The difference as a JSON object on a line.
    fileprivate var json: [UInt8] {
        var object = JSONObject()
        object.add("component", component)
        object.add("uid", uid)
        object.add("recurrence-id", recurrenceID)
        object.add("path", path)
        object.add("only-in-first", onlyInFirst)
        object.add("only-in-second", onlyInSecond)
        return object.line
    }
}
