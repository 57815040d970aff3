internal import ArgumentParser
internal import Batch

/// `kalends transform`
struct Transform: ParsableCommand, CheckedArguments {
    static let configuration = CommandConfiguration(
        commandName: "transform",
        abstract: "Apply an XSLT stylesheet to an XML document.",
        discussion: """
            Without --stylesheet it is the one that turns xCal into iCalendar text, which is part of the program. Its \
            parameters are fold-limit (octets of a line, 0 for no folds) and, for what a calendar lacks, missing-version, \
            missing-prodid, missing-dtstamp and missing-uid-domain.

            A stylesheet is a program: it runs in a separate process that reaches neither files nor the network, and is \
            ended when it exceeds a limit. The texts of xsl:message are printed on standard error.

            EXAMPLES:
              kalends transform schedule.xcs --output schedule.ics
              kalends transform schedule.xcs --param fold-limit=0
              kalends transform --stylesheet agenda.xsl schedule.xcs --output agenda.html

            \(ExitStatus.table)
            """
    ).alone

    @Argument(help: "An XML document, or - for standard input.", completion: .file()) var input: String

    @Option(help: ArgumentHelp("Your own stylesheet, XSLT 1.0.", valueName: "file"), completion: .file())
    var stylesheet: String?

    @Option(help: ArgumentHelp("The value of a parameter, a text; may be repeated.", valueName: "name=value"))
    var param: [ParameterSetting] = []

    @Option(name: .shortAndLong, help: ArgumentHelp("A file for the result.", valueName: "path"), completion: .file())
    var output: String?

    @Flag(help: "Replace a file that exists already instead of keeping it.") var overwrite = false

    @Option(
        help: ArgumentHelp(
            "Raise or lower a limit: \(TransformLimitSetting.names.joined(separator: ", ")).",
            valueName: "name=value"
        )
    )
    var limit: [TransformLimitSetting] = []

    @OptionGroup(title: "Writing") var sync: SyncOptions
    @OptionGroup(title: "Messages") var message: MessageOptions

    func check() throws {
        if input == "-", stylesheet == "-" { throw ValidationError("Standard input can be read only once.") }
        if output?.isEmpty == true { throw ValidationError("--output has no name.") }
    }

    func run() throws {
        var run = TransformRun(input, by: stylesheet)
        run.parameters = param
        run.limits = limit
        run.output = output
        run.overwrites = overwrite
        run.style = message.style
        try run.run(sync.register())
    }
}

extension ParameterSetting: ExpressibleByArgument {}
extension TransformLimitSetting: ExpressibleByArgument {}
