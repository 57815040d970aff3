internal import ArgumentParser
internal import Arguments
internal import Batch
internal import Files
internal import Kalends
internal import Reports

/// `kalends validate`
struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check calendars against their standards.",
        discussion: """
            Findings have a rule, a severity and a place: line and column of the file as it is stored, both from 1, columns \
            in code points. kalends explain RULE shows more. No network connection is opened.

            Settings come from the nearest \(ValidationSettings.fileName), in the working folder or above it. If an input is a \
            folder, or no input is given (the working folder), all files in it that look like calendars are checked, except \
            those that .gitignore excludes.

            EXAMPLES:
              kalends validate calendars/
              kalends validate . --format sarif --output kalends.sarif --exit-zero
              kalends validate --select 'recurrence-*' --ignore line-length feed.ics
              kalends validate --profile outlook feed.ics
              kalends validate --write-baseline .kalends-baseline.json .
            """
    ).withStatuses(.nothingRead, .partlyDone, finding: "findings of the severity of --fail-level or above")

    @OptionGroup(title: "Inputs") var input: OptionalInputOptions
    @Option(inputFormat: .namedFromBefore) var inputFormat: ReadFormat?
    @OptionGroup(title: "Rules") var rules: RuleOptions
    @Option(help: .value("level", "Check xCal only up to a level.")) var level = XCalCheck.Level.rules
    @Option(file: "Skip the findings of a baseline.") var baseline: String?
    @Option(file: "Write the findings as a baseline, and report none.") var writeBaseline: String?
    @Flag(help: "Print the settings in effect, and validate nothing.") var showSettings = false
    @Option(help: .value("format", "The form of the report.")) var format = ReportForm.human
    @Option(file: "Write the report to a file.", name: .shortAndLong) var output: String?
    @Flag(help: "Replace an existing file even if it is not a report or a baseline.")
    var overwrite = false
    @Option(help: .value("severity", "The lowest severity that fails, with status 1.")) var failLevel: Severity?
    @Flag(help: "End with status 0 whatever was found.") var exitZero = false
    @OptionGroup var jobs: JobOptions
    @OptionGroup(title: "Messages") var message: MessageOptions

    func run() throws {
        var settings = try rules.settings()
        if let failLevel { settings.failLevel = failLevel }
        if showSettings { return try Console.standardOutput.write(settings.text) }
        var run = ValidationRun(settings)
        run.source = inputFormat?.format
        run.level = level
        run.baseline = baseline
        run.writeBaseline = writeBaseline
        run.form = format
        run.output = output
        run.overwrites = overwrite
        run.isColored = message.isColored(on: .standardOutput)
        run.exitZero = exitZero
        run.jobs = jobs.count
        run.style = message.style
        let register = TemporaryFiles()
        Interruption.removes(register)
        try run.run(input.discover(orElse: ["."]), register).check()
    }
}
