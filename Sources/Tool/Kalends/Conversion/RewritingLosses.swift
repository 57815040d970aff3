internal import CalendarDiagnostics
internal import ICalendar

/// What lines of iCalendar text lose when they are not written unchanged.
///
/// The tree of a text keeps every byte, so its reader loses nothing; there is a loss only where the lines are written
/// anew, or in another format.
struct RewritingLosses {
    /// The findings after which there may be any.
    private static let rules: [RuleID] = [
        "line-no-colon", "structure-unbalanced", "structure-trailing", "line-utf8", "parameter-syntax", "line-name",
        "line-control",
    ]

    private let isRewritten: Bool
    /// Whether the writer does not itself report the lines that it has no place for.
    private let losesLines: Bool
    /// Whether lines that end nothing are skipped, and all others kept.
    private let isBalanced: Bool
    /// Components that earlier pieces of a stream left open.
    private var open = 0

    /// The losses of a conversion to a format.
    ///
    /// - Parameter isMerged: whether the lines are put together with those of other calendars.
    init(_ target: CalendarFormat, _ options: ConversionOptions, isMerged: Bool = false) {
        let row = target.row
        isRewritten = !row.keepsLines || options.normalizes || isMerged
        losesLines = isMerged || row.holdsOneObject || options.profile != nil
        isBalanced = !losesLines && row.keepsLines && options.normalizes
    }

    /// The losses where components are taken apart.
    init() { (isRewritten, losesLines, isBalanced) = (true, true, false) }

    /// Whether a reader that found this may have read such lines.
    static func mayOccur(after diagnostics: Diagnostics) -> Bool { rules.contains { diagnostics.counts[$0] != nil } }

    /// Adds the losses of a tree, which may be a piece of a stream.
    ///
    /// - Parameter linesBefore: the lines of the pieces before it.
    mutating func add(_ tree: ComponentTree, linesBefore: Int = 0, to report: inout LossReport) {
        guard isRewritten else { return }
        var losses = TreeLosses(of: tree, linesBefore: linesBefore, to: report.take())
        losses.addRepairedLines()
        if isBalanced { losses.addStrayEnds() }
        if losesLines { losses.addUnwrittenLines(open: &open) }
        report = losses.report
    }
}
