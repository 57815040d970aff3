internal import CalendarDiagnostics
internal import Files
package import Kalends
internal import Reports
internal import Synchronization

/// How much a command prints on standard error, and in which colours.
package struct MessageStyle: Sendable {
    /// Whether only what failed is printed.
    package var isQuiet: Bool
    /// Whether every finding is printed, not only the first few of each file.
    package var isVerbose: Bool
    /// Whether severities are coloured.
    package var isColored: Bool
    /// Takes the lines; nil prints them on standard error, with progress between.
    package var output: (@Sendable (String) -> Void)?

    /// Creates a style from its settings.
    package init(
        isQuiet: Bool = false,
        isVerbose: Bool = false,
        isColored: Bool = false,
        output: (@Sendable (String) -> Void)? = nil
    ) {
        self.output = output
        self.isQuiet = isQuiet
        self.isVerbose = isVerbose
        self.isColored = isColored
    }
}

/// Prints what was found, and shows progress between.
package struct Messages {
    /// How many findings of one file are printed unless all are requested.
    static let findingsPerFile = 5

    private let style: MessageStyle
    private var progress: ProgressLine?
    private var total: Int
    private var keptFiles = 0

    /// Messages about `total` inputs.
    package init(_ style: MessageStyle, total: Int) {
        self.style = style
        self.total = total
        progress = ProgressLine(total: total, isQuiet: style.isQuiet || style.output != nil)
    }
}

extension Messages {
    /// Shows that `done` inputs are done.
    mutating func advance(to done: Int) {
        if done < total { progress?.advance(to: done) }
    }

    /// Begins to show progress anew, over `total` objects of one input.
    mutating func expect(_ total: Int, unit: String = "objects") {
        self.total = total
        progress = ProgressLine(total: total, unit: unit, isQuiet: style.isQuiet || style.output != nil)
    }

    /// Shows on a terminal how much of one big input `body` has read.
    ///
    /// - Parameter inputs: what is read; nothing is shown for several, or for one that is small.
    func watchingReading<Result, Failure: Error>(
        of inputs: [InputFile],
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let size = inputs.count == 1 ? inputs[0].size : 0
        guard size >= StreamConverter.threshold, !style.isQuiet, style.output == nil,
            let line = ProgressLine(megabytes: size)
        else { return try body() }
        let progress = Mutex((line: line, bytes: 0))
        defer { progress.withLock { $0.line.clear() } }
        return try ReadingProgress.watched(body) { bytes in
            progress.withLock {
                $0.bytes += bytes
                $0.line.advance(to: min($0.bytes, size) / 1_000_000)
            }
        }
    }

    /// Removes the progress line, the work being done.
    package mutating func finish() { progress?.clear() }

    /// Prints what was found in a file: the first few, and how many more there are. That an input is not complete is
    /// printed even when quiet.
    ///
    /// - Parameter keepsErrors: whether every error is printed, even when quiet, because a part of the file could not
    ///   be read.
    package mutating func say(_ diagnostics: Diagnostics, of file: String, keepsErrors: Bool = false) {
        func isGrave(_ finding: Diagnostic) -> Bool {
            Diagnostics.incompleteInput.contains(finding.rule) || keepsErrors && finding.severity == .error
        }
        if style.isQuiet { return say(diagnostics.all.filter(isGrave).map(text)) }
        let total = diagnostics.counts.values.reduce(0, +)
        guard total > 0 else { return }
        let shown = style.isVerbose ? diagnostics.all[...] : diagnostics.all.prefix(Self.findingsPerFile)
        let others = style.isVerbose ? [] : diagnostics.all.dropFirst(Self.findingsPerFile).filter(isGrave)
        var lines = shown.map(text) + others.map(text)
        let saidCount = shown.count + others.count
        if total > saidCount {
            lines.append(
                "\(file): \((total - saidCount).counting("more finding"))\(style.isVerbose ? " of the same kinds" : "; --verbose prints all")"
            )
        }
        say(lines)
    }

    /// Prints what an option did not do: the first few, and how many more there are; nothing when quiet.
    mutating func sayNotices(_ notices: [Diagnostic]) {
        if style.isQuiet { return }
        let shown = style.isVerbose ? notices[...] : notices.prefix(Self.findingsPerFile)
        say(shown.map(text))
        if notices.count > shown.count {
            note(["\((notices.count - shown.count).counting("more finding")); --verbose prints all"])
        }
    }

    /// Prints what failed where ``say(_:of:)`` prints nothing.
    mutating func sayFailures(_ failures: [Diagnostic]) {
        if style.isQuiet { say(failures.prefix(Self.findingsPerFile).map(text)) }
    }

    /// Prints what failed, even when quiet.
    package mutating func fail(_ failure: Diagnostic) { say([text(failure)]) }

    /// Prints notes, unless quiet.
    package mutating func note(_ lines: [String]) {
        if !style.isQuiet { say(lines.map { "kalends: \(TerminalText.printable($0))" }) }
    }

    /// Prints that a file was there already; for the first few, unless all are requested.
    package mutating func noteKept(_ path: String) {
        keptFiles += 1
        guard style.isVerbose || keptFiles <= Self.findingsPerFile else { return }
        note([Self.kept(path)])
    }

    /// The message about a file that existed and was kept.
    package static func kept(_ path: String) -> String { "\(path) exists already and is kept; --overwrite replaces it" }

    private mutating func say(_ lines: [String]) {
        if lines.isEmpty { return }
        progress?.clear()
        let text = lines.map { $0 + "\n" }.joined()
        if let output = style.output { output(text) } else { try? Console.standardError.write(text) }
    }

    private func text(_ diagnostic: Diagnostic) -> String {
        guard style.isColored else { return TerminalText.printable(diagnostic.description) }
        let color =
            switch diagnostic.severity {
            case .error: "31"
            case .warning: "33"
            case .info: "36"
            }
        let place =
            "\(TerminalText.printable(diagnostic.location.description)): \u{1B}[1;\(color)m\(diagnostic.severity.rawValue):\u{1B}[0m "
        return place + "\(TerminalText.printable(diagnostic.text)) [\(diagnostic.rule)]"
    }
}
