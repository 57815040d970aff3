internal import ArgumentParser
internal import Files
internal import Kalends

/// `kalends validate`
struct Validate: ParsableCommand, CheckedArguments {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Find what calendars do that their standards do not allow.",
        discussion: """
            Findings have a rule, a severity and a place: line and column of the file as it is stored, both from 1, columns \
            in code points. kalends explain RULE tells more. Nothing is sent anywhere.

            Settings come from the nearest \(ValidationSettings.fileName), upwards from the working folder. A folder gives the \
            files that convert takes from it, without those that .gitignore leaves out.

            The status is 1 if a finding is at or above --fail-level, 2 for wrong usage or a path that does not exist, 3 if no \
            input could be opened, 4 if some could not.

            EXAMPLES:
              kalends validate calendars/
              kalends validate . --format sarif --output kalends.sarif --exit-zero
              kalends validate --select 'recurrence-*' --ignore line-length feed.ics
              kalends validate --profile outlook feed.ics
              kalends validate --write-baseline .kalends-baseline.json .

            \(ExitStatus.table)
            """
    )

    @OptionGroup(title: "Inputs") var input: OptionalInputOptions
    @Option(
        help: ArgumentHelp(
            "The format of every input; found out from name and content if not given.",
            valueName: "format"
        )
    )
    var from: ReadFormat?

    @OptionGroup(title: "Rules") var rules: RuleOptions
    @Option(help: ArgumentHelp("Check xCal no further than a level.", valueName: "level"))
    var level = XCalCheck.Level.rules
    @Option(help: ArgumentHelp("Leave out the findings of a baseline.", valueName: "file"), completion: .file())
    var baseline: String?
    @Option(
        help: ArgumentHelp("Write the findings as a baseline, and report none.", valueName: "file"),
        completion: .file()
    )
    var writeBaseline: String?
    @Flag(help: "Print the settings that count, and validate nothing.")
    var showSettings = false

    @Option(help: ArgumentHelp("The form of the report.", valueName: "format"))
    var format = ReportForm.human
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write the report to a file.", valueName: "file"),
        completion: .file()
    )
    var output: String?
    @Option(
        help: ArgumentHelp("The least severity that ends with status 1: error, warning or info.", valueName: "severity")
    )
    var failLevel: Severity?
    @Flag(help: "End with status 0 whatever was found.")
    var exitZero = false
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "How many inputs are worked on at once; one for each processor if not given.",
            valueName: "n"
        )
    )
    var jobs: Int?
    @OptionGroup(title: "Messages") var message: MessageOptions

    func check() throws {
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs is a number from 1 to 1024.") }
        if !showSettings { try input.requireInputs() }
    }

    func run() throws {
        let register = TemporaryFiles()
        Interruption.removes(register)
        var settings = try rules.settings()
        if let failLevel { settings.failLevel = failLevel }
        if showSettings { return try Console.standardOutput.write(settings.text) }
        var known = try baseline.map { try Baseline($0) }
        var written = writeBaseline.map { Baseline(for: $0) }
        let inputs = try input.discover()
        let validators = ValidatorChoice(settings, for: inputs.files)
        var report = try ReportOutput(
            form: writeBaseline == nil ? format : nil,
            path: output,
            isColored: message.isColored(on: .standardOutput),
            failLevel: settings.failLevel,
            register: register
        )
        var tally = ValidationTally(failLevel: settings.failLevel, unreadable: inputs.failures)
        var messages = Messages(message, total: inputs.files.count)
        try report.begin()
        for failure in inputs.failures {
            messages.fail(failure.diagnostic())
            try report.add(ValidatedFile(name: failure.path, failure: failure.diagnostic()))
        }
        var outputFailure: FileError?
        ProcessPool(jobs: jobs ?? WorkerPool.processorCount).run(
            inputs.files,
            weight: { $0.size },
            work: { input, _ in validators.validate(input, from?.format) },
            died: { input, end in
                ValidatedFile(
                    name: input.displayName,
                    failure: ReadError(.crashed(end.description)).diagnostic(file: input.displayName)
                )
            },
            deliver: { file in
                var file = file
                if file.isXCal { file.findings.removeAll { $0.schemaLevel > level } }
                file.findings.removeAll { settings.suppresses($0, in: file.name) || known?.notes($0) == true }
                if let failure = file.failure { messages.fail(failure) }
                tally.add(file)
                messages.advance(to: tally.inputs)
                if written != nil {
                    for finding in file.findings { _ = written?.notes(finding) }
                    return true
                }
                do throws(FileError) {
                    try report.add(file)
                    return true
                } catch {
                    outputFailure = error
                    return false
                }
            }
        )
        messages.finish()
        if let outputFailure { throw outputFailure }
        try report.finish()
        if let writeBaseline, let written {
            _ = try AtomicFile.write(
                Array(written.text.utf8),
                to: writeBaseline,
                existing: .replace,
                register: register
            )
            messages.note(["\(written.count) findings written to \(writeBaseline)"])
        } else if format == .human {
            messages.note(tally.lines)
        }
        if let baseline, let gone = known?.goneCount(from: inputs.files.map(\.displayName)), gone > 0 {
            messages.note(["\(gone) findings of \(baseline) are gone; --write-baseline \(baseline) forgets them"])
        }
        try register.synchroniseFolders()
        let status = tally.status(exitZero: exitZero || writeBaseline != nil)
        if status != .success { throw ExitStatusError(status: status) }
    }
}

/// The validators for the files of a command: one for each choice of rules.
struct ValidatorChoice: Sendable {
    private var validators: [RuleSelection: Validator] = [:]
    private var selections: [String: RuleSelection] = [:]
    private let common: Validator
    private let limit: Int

    init(_ settings: ValidationSettings, for files: [InputFile]) {
        var options = ConversionOptions()
        for setting in settings.limits { setting.apply(to: &options) }
        limit = options.limits.inputSize
        let zones = Converter().zones
        func validator(_ selection: RuleSelection) -> Validator {
            var validator = Validator(rules: selection.rules, zones: zones)
            validator.limits.text = options.limits
            validator.limits.xml = options.xmlLimits
            validator.limits.mail = options.mailLimits
            return validator
        }
        common = validator(settings.selection)
        guard !settings.paths.isEmpty else { return }
        for file in files {
            let selection = settings.selection(for: file.displayName)
            guard selection != settings.selection else { continue }
            selections[file.path] = selection
            if validators[selection] == nil { validators[selection] = validator(selection) }
        }
    }

    /// The validator for a file.
    func validator(for input: InputFile) -> Validator { selections[input.path].flatMap { validators[$0] } ?? common }

    /// Reads and validates a file.
    func validate(_ input: InputFile, _ format: CalendarFormat?) -> ValidatedFile {
        var file = ValidatedFile(name: input.displayName)
        do throws(FileError) {
            file.bytes = try input.read(limit: limit)
        } catch {
            file.failure = error.diagnostic(file: input.displayName)
            return file
        }
        let format = format ?? Validator.format(of: file.bytes, name: input.displayName, isMessage: input.isMessage)
        file.isXCal = format.readingFormat == .xCal
        let validator = validator(for: input)
        let result: Validator.Result
        if let part = input.part, format == .message {
            result = validator.validate(
                mailboxMessage: file.bytes,
                isDoubtful: part.isDoubtful,
                file: input.displayName
            )
        } else {
            result = validator.validate(file.bytes, as: format, name: input.displayName)
        }
        (file.findings, file.omitted, file.omittedSeverities) = (
            result.findings, result.omitted, result.omittedSeverities
        )
        // Offsets stay those in the bytes at hand.
        for index in file.findings.indices { file.findings[index].location.line += input.part?.linesBefore ?? 0 }
        return file
    }
}

/// Where a report goes.
struct ReportOutput {
    private var writer: (any ReportWriter)?
    private let path: String?
    private let register: TemporaryFiles
    private var buffer = ""

    /// - Parameter form: nil writes nothing.
    init(form: ReportForm?, path: String?, isColored: Bool, failLevel: Severity, register: TemporaryFiles) throws {
        writer = form?.writer(isColored: isColored && path == nil, failLevel: failLevel)
        self.path = path
        self.register = register
    }

    mutating func begin() throws(FileError) { try write(writer?.begin() ?? "") }

    mutating func add(_ file: ValidatedFile) throws(FileError) { try write(writer?.add(file) ?? "") }

    mutating func finish() throws(FileError) {
        try write(writer?.end() ?? "")
        guard let path, writer != nil else { return }
        _ = try AtomicFile.write(Array(buffer.utf8), to: path, existing: .replace, register: register)
    }

    private mutating func write(_ text: String) throws(FileError) {
        if path == nil { try Console.standardOutput.write(text) } else { buffer += text }
    }
}

/// Counts what was found.
struct ValidationTally {
    private let failLevel: Severity
    private let unreadable: [FileError]
    private(set) var files = 0
    /// Files, and messages of an mbox.
    private(set) var inputs = 0
    private var lastName: String?
    private var failures = 0
    private var counts: [Severity: Int] = [:]
    /// Findings of xCal by level; nil without xCal.
    private var levels: [XCalCheck.Level: Int]?

    init(failLevel: Severity, unreadable: [FileError]) {
        self.failLevel = failLevel
        self.unreadable = unreadable
    }

    mutating func add(_ file: ValidatedFile) {
        // The messages of an mbox are parts of one file.
        if file.name != lastName { files += 1 }
        lastName = file.name
        inputs += 1
        if file.failure != nil { failures += 1 }
        for finding in file.findings { counts[finding.severity, default: 0] += 1 }
        counts.merge(file.omittedSeverities, uniquingKeysWith: +)
        if file.isXCal {
            levels = file.findings.reduce(into: levels ?? [:]) { $0[$1.schemaLevel, default: 0] += 1 }
            levels = file.omitted.reduce(into: levels ?? [:]) {
                $0[Finding.schemaLevel(of: $1.key), default: 0] += $1.value
            }
        }
    }

    /// The sums in words.
    var lines: [String] {
        let words = [Severity.error, .warning, .info].map { counts[$0, default: 0].counting($0.rawValue) }
        let xCal = levels.map { levels in
            XCalCheck.Level.allCases.map { "\($0.rawValue) \(levels[$0, default: 0])" }.joined(separator: ", ")
        }
        return ["\(files.counting("file")), \(words.joined(separator: ", "))"]
            + (xCal.map { ["xCal by level: \($0)"] } ?? [])
    }

    func status(exitZero: Bool) -> ExitStatus {
        if unreadable.contains(where: { $0.reason == .doesNotExist || $0.reason == .nothingMatches }) { return .usage }
        let failed = failures + unreadable.count
        if failed > 0 { return failures == inputs ? .nothingRead : .partlyDone }
        if !exitZero, counts.contains(where: { $0.key >= failLevel && $0.value > 0 }) { return .different }
        return .success
    }
}
