internal import Files
internal import Kalends
internal import Reports

/// Counts what a batch did, and determines how it ends.
struct Summary {
    private(set) var readInputs = 0
    private(set) var failedInputs = 0
    private var incompleteInputs = 0
    /// How many of the values dropped are whole inputs that could not be read.
    private var droppedInputs = 0
    private var otherMails = 0
    private var hasMissingPath = false
    private var hasPartialInput = false
    private var hasUnwritten = false
    private var writtenFiles = 0
    private var keptFiles = 0
    private var unchangedFiles = 0
    /// Items and losses of all inputs.
    private var total = LossReport(keeping: .none)

    /// Counts a path that could not be found or looked into.
    mutating func add(_ failure: FileError) {
        failedInputs += 1
        if failure.namesNothing { hasMissingPath = true }
    }

    /// Counts an input, or a part of one that is counted elsewhere.
    mutating func add(_ outcome: Outcome, isWhole: Bool) {
        if outcome.isOtherMail {
            otherMails += 1
            return
        }
        if outcome.failure != nil { failedInputs += 1 } else if isWhole { readInputs += 1 }
        if let failure = outcome.failure, outcome.report.counts[Loss.Kind(id: failure.rule, action: .dropped)] != nil {
            droppedInputs += 1
        }
        if outcome.isPartial { hasPartialInput = true }
        if outcome.failure == nil, outcome.isIncomplete { incompleteInputs += 1 }
        for output in outcome.outputs { add(output) }
        add(outcome.report)
    }

    /// Counts an output.
    mutating func add(_ output: Outcome.Written) {
        switch output.fate {
        case .written: writtenFiles += 1
        case .kept: keptFiles += 1
        case .unchanged: unchangedFiles += 1
        case .failed: hasUnwritten = true
        }
    }

    /// Counts items and losses.
    mutating func add(_ report: LossReport) {
        total.addCounts(of: report)
    }

    /// How the command ends.
    func status(failsOnLoss: Bool) -> ExitStatus {
        if hasUnwritten { return .notWritten }
        if hasMissingPath { return .usage }
        if readInputs == 0 { return .nothingRead }
        if failedInputs > 0 || hasPartialInput || incompleteInputs > 0 || keptFiles > 0 || total.skipped > 0
            || total.failed > 0
        {
            return .partlyDone
        }
        if failsOnLoss, total.hasLosses { return .losses }
        return .success
    }

    /// The summary for people at the end.
    ///
    /// - Parameter isDryRun: whether nothing was written, but would be.
    func lines(isDryRun: Bool) -> [String] {
        let (wouldBe, written) = isDryRun ? ("would be ", "would be written") : ("", "written")
        var parts = ["\(readInputs.counting("input")) read"]
        if otherMails > 0 { parts.append("\(otherMails.counting("message")) without a calendar") }
        if failedInputs > 0 { parts.append("\(failedInputs) failed") }
        if incompleteInputs > 0 { parts.append("\(incompleteInputs) incomplete") }
        if writtenFiles > 0 { parts.append("\(writtenFiles.counting("file")) \(written)") }
        if unchangedFiles > 0 { parts.append("\(unchangedFiles.counting("file")) unchanged") }
        if keptFiles > 0 { parts.append("\(keptFiles.counting("existing file")) \(wouldBe)kept") }
        var sum =
            "\(total.written) \(isDryRun ? "to write" : "written") + \(total.skipped) skipped + \(total.failed) failed"
        if total.unselected > 0 { sum += " + \(total.unselected) not selected" }
        let items = total.read + total.unselected
        return [parts.joined(separator: ", "), "\(items.counting("item")) read = \(sum)"] + lossLines
    }

    private var lossLines: [String] {
        let losses = total.counts
        // Where nothing was read or written, all of it may be lost.
        if losses.isEmpty { return readInputs == 0 || total.read > 0 && total.written == 0 ? [] : ["nothing lost"] }
        var fates: [String] = []
        for action in Loss.Action.allCases {
            let all = losses.filter { $0.key.action == action }.reduce(0) { $0 + $1.value }
            let count = action == .dropped ? all - droppedInputs : all
            if count > 0 { fates.append("\(action.counting(count, isFirst: fates.isEmpty)) \(action.fate)") }
        }
        if droppedInputs > 0 { fates.append("\(droppedInputs.counting("input")) \(Loss.Action.dropped.fate)") }
        let rows = losses.sorted {
            ($0.key.id.rawValue, $0.key.action.rawValue) < ($1.key.id.rawValue, $1.key.action.rawValue)
        }
        let table = TextTable(
            rows.map { kind, count in ["  \(kind.id.rawValue)", kind.action.rawValue, String(count)] }
        )
        return [fates.joined(separator: ", ")]
            + table.description.split(separator: "\n").map(String.init)
    }
}

extension Loss.Action {
    /// What happened to a value, as the end of a sentence about it.
    fileprivate var fate: String {
        switch self {
        case .preserved: "kept in extension fields"
        case .altered: "altered"
        case .dropped: "dropped"
        case .unchanged: "left unchanged"
        case .duplicate: "written once"
        }
    }

    /// So many values, as the beginning of the sentence.
    fileprivate func counting(_ count: Int, isFirst: Bool) -> String {
        if self == .duplicate { return count.counting("duplicate") }
        return isFirst ? count.counting("value") : String(count)
    }
}
