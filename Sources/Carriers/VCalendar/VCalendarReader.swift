public import CalendarDiagnostics
public import ICalendar

/// Reads vCalendar 1.0 (versit Consortium, 1996) into the form of RFC 5545.
///
/// Every property that RFC 5545 writes differently is rewritten: semicolons that divide lists, quoted-printable texts,
/// the rules' own grammar, alarms in one line, attendees' words, TZ and DAYLIGHT. What cannot be translated is a
/// finding and a loss.
public struct VCalendarReader: Sendable {
    /// What is accepted before reading stops.
    public var limits: ReadLimits

    /// A reader with its limits.
    public init(limits: ReadLimits = ReadLimits()) { self.limits = limits }

    /// What the reader of RFC 5545 finds where vCalendar 1.0 allows it.
    private static let legitimate: Set<RuleID> = ["invalid-utf8", "bare-parameter", "blank-line"]

    /// Reads a whole input.
    ///
    /// - Parameters:
    ///   - diagnostics: receives each finding, and what is altered or dropped.
    ///   - sources: for each line of the tree the line of the text that it was made of.
    /// - Throws: ``ReadError`` if the input is empty, is something else, or exceeds a limit.
    public func read(_ bytes: [UInt8], diagnostics: inout Diagnostics, sources: inout [ContentLine]) throws(ReadError)
        -> ComponentTree
    {
        var found = diagnostics.emptied
        found.naming = nil
        let tree = try ICalendarReader(limits: limits).read(bytes, diagnostics: &found)
        // Bare parameters and the empty line after base64 belong to this format, and characters are read by their CHARSET here.
        for finding in found.all where !Self.legitimate.contains(finding.rule) {
            diagnostics.report(finding.rule, finding.severity, finding.message, unmoved: finding.location)
        }
        return Self.translate(tree, isVersion1: { _ in true }, &diagnostics, &sources)
    }

    /// A tree of iCalendar text with its calendars of version 1.0 translated; the same tree if there are none.
    public static func translatingVersion1(in tree: ComponentTree, diagnostics: inout Diagnostics) -> ComponentTree {
        guard tree.components.contains(where: isVersion1) else { return tree }
        var sources: [ContentLine] = []
        return translate(tree, isVersion1: isVersion1, &diagnostics, &sources)
    }

    /// Whether a calendar's VERSION is 1.0.
    public static func isVersion1(_ calendar: Component) -> Bool {
        guard calendar.name == .vcalendar, let version = calendar.first(.version) else { return false }
        return version.rawValue.split(separator: " ").first == "1.0"
    }

    /// Whether the VERSION of the first calendar in a text is 1.0.
    public static func isVersion1(_ text: [UInt8]) -> Bool {
        var unheard = Diagnostics(limitPerRule: 0, losses: .none)
        let tree = try? ICalendarReader().read(text, diagnostics: &unheard)
        return tree?.components.first.map(isVersion1) ?? false
    }

    private static func translate(
        _ tree: ComponentTree,
        isVersion1: (Component) -> Bool,
        _ diagnostics: inout Diagnostics,
        _ sources: inout [ContentLine]
    ) -> ComponentTree {
        var translation = Translation(tree, diagnostics)
        for component in tree.components {
            if isVersion1(component) {
                translation.translate(calendar: component)
            } else {
                translation.copy(component)
            }
        }
        translation.reportUnwrittenLines()
        diagnostics = translation.diagnostics
        sources = translation.sources
        return translation.finish()
    }
}

extension Diagnostics {
    /// Adds a finding whose place is one in the whole input already.
    fileprivate mutating func report(
        _ rule: RuleID,
        _ severity: Severity,
        _ message: String,
        unmoved place: SourceLocation
    ) {
        let outer = relocation
        relocation = nil
        report(rule, severity, message, at: place)
        relocation = outer
    }
}
