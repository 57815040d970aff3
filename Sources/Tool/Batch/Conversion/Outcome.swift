internal import Files
internal import Kalends
internal import KolabMail
internal import Validation

/// The outcome of one input.
struct Outcome: Sendable {
    /// The outcome of one output.
    struct Written: Sendable {
        enum Fate: Sendable {
            case written, kept
            /// The file was there already, byte for byte.
            case unchanged
            case failed(FileError)
        }

        var path: String
        var fate: Fate
    }

    let input: InputFile
    var diagnostics: Diagnostics
    var report: LossReport
    /// Why it could not be read.
    var failure: Diagnostic?
    /// What was read, where it is to be merged with others.
    var documents: [CalendarDocument] = []
    /// Whether it is a message without a calendar among others, as a mailbox has them.
    var isOtherMail = false
    /// Whether a part of it could not be read.
    var isPartial = false
    /// The file of losses that name none.
    let lossFile: String
    /// The files that it became.
    var outputs: [Written] = []
    /// Rows of losses that are no longer in ``report``.
    var rows: RowSpool?

    /// Nothing yet of an input.
    init(_ input: InputFile, hasReport: Bool, sender: PartSender? = nil) {
        self.init(input, lossFile: input.displayName, hasReport: hasReport, sender: sender)
    }

    /// Nothing yet of one or several inputs.
    ///
    /// - Parameters:
    ///   - lossFile: the file that losses are in; nil if there are several.
    ///   - hasReport: whether more of the losses is wanted than how many there are.
    ///   - sender: takes the rows of losses to the process that this one works for.
    init(_ input: InputFile, lossFile: String?, hasReport: Bool, sender: PartSender? = nil) {
        self.input = input
        self.lossFile = lossFile ?? ""
        rows = hasReport && sender == nil ? RowSpool() : nil
        let destination = sender.map(LossSpool.Destination.parent) ?? rows.map(LossSpool.Destination.here)
        let keeping =
            (hasReport ? destination : nil).map { LossReport.RowKeeping.sink(LossSpool(lossFile ?? "", to: $0)) }
            ?? .none
        report = LossReport(keeping: keeping)
        diagnostics = Diagnostics(file: input.displayName, losses: keeping)
        if let part = input.part {
            diagnostics.relocation = { $0.moved(byLines: part.linesBefore, bytes: part.range.lowerBound) }
        }
    }

    /// Reports that only its header shows that a message of an mbox begins where it does.
    mutating func reportDoubtfulPart() {
        diagnostics.named(by: RuleCatalogue.naming(of: .calendar)) {
            $0.report(
                Mbox.doubtfulSeparator,
                .warning,
                Mbox.doubtfulText,
                at: SourceLocation(line: 1, column: 1)
            )
        }
    }

    /// Notes that the input could not be read.
    mutating func fail(_ error: ReadError) {
        if error.reason == .mailWithoutCalendar, input.isAmongMessages {
            isOtherMail = true
            return
        }
        var place = error.location
        if let part = input.part {
            place.line = max(place.line, 1)
            place = place.moved(byLines: part.linesBefore, bytes: part.range.lowerBound)
        }
        place.file = input.displayName
        failure = Diagnostic(error.rule, .error, error.message, at: place)
        report.add(Loss(error.rule, .dropped, error.message, at: place))
    }

    /// Whether the input was not read to its end, or not as one version of it.
    var isIncomplete: Bool { Diagnostics.incompleteInput.contains { diagnostics.counts[$0] != nil } }

    /// Takes the items of an output that was not written out of the count of those written.
    mutating func add(_ output: Written, itemCount: Int) {
        outputs.append(output)
        report.settle(output.fate, itemCount: itemCount)
    }
}

extension LossReport {
    /// Takes the items of an output that was not written out of the count of those written.
    mutating func settle(_ fate: Outcome.Written.Fate, itemCount: Int) {
        switch fate {
        case .written, .unchanged: return
        case .kept: skipped += itemCount
        case .failed: failed += itemCount
        }
        written -= itemCount
    }
}

extension Diagnostic {
    /// The loss of a whole item, as an error that names it.
    init(_ reason: Loss, of file: String) {
        var place = reason.location
        if place.file.isEmpty { place.file = file }
        let item = [reason.component, reason.uid].filter { !$0.isEmpty }.joined(separator: " ")
        self.init(reason.id, .error, "\(item) is not written: \(reason.detail)", at: place)
    }

    /// What an option did not do, as a warning.
    init(notice: Loss, of file: String) {
        var place = notice.location
        if place.file.isEmpty { place.file = file }
        self.init(notice.id, .warning, notice.detail, at: place)
    }
}
