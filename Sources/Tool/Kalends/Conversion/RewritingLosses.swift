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
    /// Whether items without a DTSTAMP get one.
    private let suppliesStamps: Bool
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
        suppliesStamps = Self.suppliesStamps(target, options)
    }

    /// The losses where components are taken apart.
    init() { (isRewritten, losesLines, isBalanced, suppliesStamps) = (true, true, false, false) }

    /// Whether a conversion to a format writes a DTSTAMP where one is missing, whatever was found in the lines.
    static func suppliesStamps(_ target: CalendarFormat, _ options: ConversionOptions) -> Bool {
        target.row.keepsLines && options.normalizes
    }

    /// Whether a reader that found this may have read such lines.
    static func mayOccur(after diagnostics: Diagnostics) -> Bool { rules.contains { diagnostics.counts[$0] != nil } }

    /// Adds the losses of a tree, which may be a piece of a stream.
    ///
    /// - Parameters:
    ///   - linesBefore: the lines of the pieces before it.
    ///   - mayHaveOddLines: whether its reader may have found lines that are written differently.
    mutating func add(
        _ tree: ComponentTree,
        linesBefore: Int = 0,
        mayHaveOddLines: Bool = true,
        to report: inout LossReport
    ) {
        guard isRewritten else { return }
        var losses = TreeLosses(of: tree, linesBefore: linesBefore, to: report.take())
        if suppliesStamps { losses.addSuppliedStamps() }
        if mayHaveOddLines, tree.isSource {
            losses.addRepairedLines()
            if isBalanced { losses.addStrayEnds() }
            if losesLines { losses.addUnwrittenLines(open: &open) }
        }
        report = losses.report
    }
}
