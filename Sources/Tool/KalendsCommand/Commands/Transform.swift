internal import ArgumentParser
internal import Batch
internal import CalendarTransforms
internal import Files
internal import Kalends

/// `kalends transform`
struct Transform: ParsableCommand, CheckedArguments {
    static let configuration = CommandConfiguration(
        commandName: "transform",
        abstract: "Apply an XSLT stylesheet to an XML document.",
        discussion: """
            Without --stylesheet it is the one that turns xCal into iCalendar text, carried inside the program. Its \
            parameters are fold-limit (octets of a line, 0 for no folds) and, for what a calendar lacks, missing-version, \
            missing-prodid, missing-dtstamp and missing-uid-domain.

            A stylesheet is a program: it runs in a process of its own that reaches neither files nor the network, and is \
            ended when it exceeds a limit. What xsl:message says goes to standard error.

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
        let register = sync.register()
        var messages = Messages(message.style, total: 1)
        let program = try program(&messages)
        let document = try read(input, failing: .nothingRead, &messages)
        var diagnostics = Diagnostics(file: input)
        let result: [UInt8]
        do throws(StylesheetError) {
            result = try program.apply(to: document, parameters, diagnostics: &diagnostics)
        } catch {
            messages.say(diagnostics, of: input)
            messages.fail(error.diagnostic)
            throw ExitStatusError(status: error.status)
        }
        messages.say(diagnostics, of: input)
        if stylesheet == nil, result.isEmpty {
            let place = SourceLocation(file: input, line: 1)
            messages.fail(Diagnostic("not-a-calendar", .error, "no calendar in it: nothing to write", at: place))
            throw ExitStatusError(status: .nothingRead)
        }
        guard let output else { return try Console.standardOutput.write(result) }
        let fate = try AtomicFile.write(result, to: output, existing: overwrite ? .replace : .keep, register: register)
        if fate == .kept {
            messages.noteKept(output)
            throw ExitStatusError(status: .partlyDone)
        }
        try register.synchroniseFolders()
    }

    private var parameters: [String: String] {
        Dictionary(param.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
    }

    /// The stylesheet to apply; a parameter that it does not declare is a mistake, which libxslt would not notice.
    private func program(_ messages: inout Messages) throws -> Stylesheet {
        var program =
            if let stylesheet {
                Stylesheet(try read(stylesheet, failing: .usage, &messages), name: stylesheet)
            } else {
                Stylesheet(Transforms.xCalToICalendar, name: "xcal-to-icalendar.xsl")
            }
        for setting in limit { setting.apply(to: &program) }
        let declared: [String]
        do throws(ReadError) {
            declared = try program.parameterNames()
        } catch {
            messages.fail(error.diagnostic)
            throw ExitStatusError(status: .usage)
        }
        for setting in param where !declared.contains(setting.name) {
            let known = declared.isEmpty ? "it has none" : "it has \(declared.joined(separator: ", "))"
            throw ExitStatusError(status: .usage, "\(program.name) has no parameter \(setting.name); \(known)")
        }
        return program
    }

    private func read(_ path: String, failing status: ExitStatus, _ messages: inout Messages) throws -> [UInt8] {
        do throws(FileError) {
            return try path == "-" ? WholeFile.readStandardInput() : WholeFile.read(path)
        } catch {
            messages.fail(error.diagnostic(file: path))
            throw ExitStatusError(status: error.reason == .doesNotExist ? .usage : status)
        }
    }
}

extension StylesheetError {
    /// How the command ends.
    fileprivate var status: ExitStatus {
        switch reason {
        case .stylesheet: .usage
        case .document: .nothingRead
        case .failed, .terminated, .limitExceeded: .partlyDone
        case .noProcess: .internalError
        }
    }
}
