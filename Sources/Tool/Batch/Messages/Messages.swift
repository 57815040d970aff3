internal import Files
internal import Kalends

/// Says on standard error what was found, and shows progress between.
struct Messages {
    /// How many findings of one file are said unless all are asked for.
    static let findingsPerFile = 5

    private let isQuiet: Bool
    private let isVerbose: Bool
    private let isColored: Bool
    private var progress: ProgressLine?
    private var total: Int
    private var keptFiles = 0

    init(_ options: MessageOptions, total: Int) {
        isQuiet = options.quiet
        isVerbose = options.verbose
        isColored = options.isColored
        self.total = total
        progress = ProgressLine(total: total, isQuiet: options.quiet)
    }
}

extension Messages {
    /// Shows that `done` inputs are done.
    mutating func advance(to done: Int) {
        if done < total { progress?.advance(to: done) }
    }

    /// Begins to show progress anew, over `total` objects of one input.
    mutating func expect(_ total: Int) {
        self.total = total
        progress = ProgressLine(total: total, isQuiet: isQuiet)
    }

    /// Removes the progress line, the work being done.
    mutating func finish() { progress?.clear() }

    /// Says what was found in a file: the first few, and how many more there are. That an input is not complete is said even when
    /// quiet.
    ///
    /// - Parameter keepsErrors: whether every error is said, even when quiet, because a part of the file could not be read.
    mutating func say(_ diagnostics: Diagnostics, of file: String, keepsErrors: Bool = false) {
        func isGrave(_ finding: Diagnostic) -> Bool {
            Diagnostics.incompleteInput.contains(finding.rule) || keepsErrors && finding.severity == .error
        }
        if isQuiet { return say(diagnostics.all.filter(isGrave).map(text)) }
        let total = diagnostics.counts.values.reduce(0, +)
        guard total > 0 else { return }
        let shown = isVerbose ? diagnostics.all[...] : diagnostics.all.prefix(Self.findingsPerFile)
        let others = isVerbose ? [] : diagnostics.all.dropFirst(Self.findingsPerFile).filter(isGrave)
        var lines = shown.map(text) + others.map(text)
        let saidCount = shown.count + others.count
        if total > saidCount {
            lines.append(
                "\(file): \(total - saidCount) more findings\(isVerbose ? " of the same kinds" : "; --verbose says all")"
            )
        }
        say(lines)
    }

    /// Prints what failed where ``say(_:of:)`` prints nothing.
    mutating func sayFailures(_ failures: [Diagnostic]) {
        if isQuiet { say(failures.prefix(Self.findingsPerFile).map(text)) }
    }

    /// Says what failed, even when quiet.
    mutating func fail(_ failure: Diagnostic) { say([text(failure)]) }

    /// Says something worth knowing.
    mutating func note(_ lines: [String]) {
        if !isQuiet { say(lines.map { "kalends: \(TerminalText.printable($0))" }) }
    }

    /// Says that a file was there already; for the first few, unless all are asked for.
    mutating func noteKept(_ path: String) {
        keptFiles += 1
        guard isVerbose || keptFiles <= Self.findingsPerFile else { return }
        note(["\(path) exists already and is kept; --overwrite replaces it"])
    }

    private mutating func say(_ lines: [String]) {
        if lines.isEmpty { return }
        progress?.clear()
        try? Console.standardError.write(lines.map { $0 + "\n" }.joined())
    }

    private func text(_ diagnostic: Diagnostic) -> String {
        guard isColored else { return TerminalText.printable(diagnostic.description) }
        let color =
            switch diagnostic.severity {
            case .error: "31"
            case .warning: "33"
            case .info: "36"
            }
        let place =
            "\(TerminalText.printable(diagnostic.location.description)): \u{1B}[1;\(color)m\(diagnostic.severity.rawValue):\u{1B}[0m "
        return place + "\(TerminalText.printable(diagnostic.message)) [\(diagnostic.rule)]"
    }
}

extension FileError {
    /// The error as a finding about the file.
    func diagnostic(file: String? = nil) -> Diagnostic {
        let rule: RuleID =
            switch reason {
            case .doesNotExist, .nothingMatches: "no-such-file"
            case .nothingRecognised: "no-calendars"
            case .tooLarge: "limit-input-size"
            default: "file-error"
            }
        return Diagnostic(rule, .error, message, at: SourceLocation(file: file ?? path))
    }
}
