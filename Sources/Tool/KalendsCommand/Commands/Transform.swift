internal import ArgumentParser
internal import Arguments
internal import Batch

/// `kalends transform`
struct Transform: ParsableCommand, CheckedArguments {
    static let configuration = CommandConfiguration(
        commandName: "transform",
        abstract: "Apply an XSLT stylesheet to an XML document.",
        discussion: """
            Without --stylesheet the built-in stylesheet is used, which turns xCal into iCalendar text. Its \
            parameters are fold-limit (octets of a line, 0 for no folds) and, for what a calendar lacks, missing-version, \
            missing-prodid, missing-dtstamp and missing-uid-domain.

            A stylesheet is a program: it runs in a separate process that reaches neither files nor the network, and is \
            ended when it exceeds a limit. The texts of xsl:message are printed on standard error.

            EXAMPLES:
              kalends transform schedule.xcs --output schedule.ics
              kalends transform schedule.xcs --param fold-limit=0
              kalends transform --stylesheet agenda.xsl schedule.xcs --output agenda.html
            """
    ).withStatuses(.nothingRead, .partlyDone)

    @Argument(help: "An XML document, or - for standard input.", completion: .file()) var input: String
    @Option(file: "Your own stylesheet, XSLT 1.0.") var stylesheet: String?
    @Option(help: .value("name=value", "The value of a parameter, a text; may be repeated."))
    var param: [ParameterSetting] = []
    @Option(
        help: .value("name=value", "Raise or lower a limit: \(TransformLimitSetting.names.joined(separator: ", ")).")
    )
    var limit: [TransformLimitSetting] = []
    @OptionGroup(title: "Writing") var output: FileOutput
    @OptionGroup(title: "Messages") var message: MessageOptions

    func check() throws {
        if input == "-", stylesheet == "-" { throw ValidationError("Standard input can be read only once.") }
    }

    func run() throws {
        var run = TransformRun(input, by: stylesheet)
        run.parameters = param
        run.limits = limit
        run.style = message.style
        try run.run(to: output.request)
    }
}

extension ParameterSetting: ExpressibleByArgument {}
extension TransformLimitSetting: ExpressibleByArgument {}
