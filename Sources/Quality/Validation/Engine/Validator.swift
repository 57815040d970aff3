public import CalendarDiagnostics
public import ICalendar
internal import JCal
internal import Kolab
public import KolabMail
public import TimeZones
internal import VCalendar
internal import XCal
public import XMLSupport

/// Looks for everything in a calendar file that its standard does not allow, or that its readers trip over.
///
/// ```swift
/// let validator = Validator(rules: RuleCatalogue.rules.map { SelectedRule($0) })
/// for finding in validator.validate(iCalendar: bytes).findings { print(finding.message) }
/// ```
public struct Validator: Sendable {
    /// What the readers accept.
    public struct Limits: Hashable, Sendable {
        /// For iCalendar text.
        public var text = ReadLimits()
        /// For XML.
        public var xml = XMLLimits()
        /// For mail messages.
        public var mail = MailLimits()

        /// The defaults.
        public init() {}
    }

    /// What was found in one file.
    public struct Result: Sendable {
        /// The findings in the order of their places.
        public var findings: [Finding] = []
        /// How many findings of a rule are not among them, because there are too many.
        public var omitted: [RuleID: Int] = [:]
        /// The severities of those.
        public var omittedSeverities: [Severity: Int] = [:]
        /// Why no reader accepts the file, where none does; a finding reports it too.
        public var refusal: ReadError?
    }

    let rules: [SelectedRule]
    let dispatch: RuleDispatch
    /// What the readers accept.
    public var limits = Limits()
    /// How many findings of one rule are kept for each file.
    public var limitPerRule = 1000
    /// Whether findings contain the edits that fix them; ``Finding/isFixable`` is known in any case.
    public var gathersEdits = false
    private let zones: ZoneDirectory

    /// A validator with some rules; it may be shared by threads.
    public init(rules: [SelectedRule], zones: ZoneDirectory = ZoneDirectory()) {
        self.rules = rules
        self.zones = zones
        dispatch = RuleDispatch(rules)
    }
}

extension Validator {
    /// Validates iCalendar text.
    public func validate(iCalendar bytes: [UInt8], file: String = "") -> Result {
        var diagnostics = Diagnostics(file: file, limitPerRule: limitPerRule, losses: .none)
        do throws(ReadError) {
            let tree = try ICalendarReader(limits: limits.text).read(bytes, diagnostics: &diagnostics)
            try ContactCards(in: tree).report(to: &diagnostics)
            return report(tree, diagnostics, by: dispatch.findings, file) {
                TextPlaces(bytes, tree, endsInCarriageReturns: diagnostics.counts["line-ending-cr"] != nil)
            }
        } catch {
            return refused(error, diagnostics, file, TextPlaces(bytes))
        }
    }

    /// Validates vCalendar 1.0: what its reader finds, and the calendar that it makes of it.
    public func validate(vCalendar bytes: [UInt8], file: String = "") -> Result {
        var diagnostics = Diagnostics(file: file, limitPerRule: limitPerRule, losses: .none)
        var sources: [ContentLine] = []
        do throws(ReadError) {
            let tree = try VCalendarReader(limits: limits.text).read(
                bytes,
                diagnostics: &diagnostics,
                sources: &sources
            )
            try ContactCards(in: tree).report(to: &diagnostics)
            return report(tree, diagnostics, by: dispatch.findings, file) { TranslatedPlaces(bytes, sources) }
        } catch {
            return refused(error, diagnostics, file, TextPlaces(bytes))
        }
    }

    /// Validates an xCal document.
    public func validate(xCal bytes: [UInt8], file: String = "") -> Result {
        var diagnostics = Diagnostics(file: file, limitPerRule: limitPerRule, losses: .none)
        do throws(ReadError) {
            let tree = try XCalReader(limits: limits.text, xmlLimits: limits.xml).read(bytes, diagnostics: &diagnostics)
            try requireComponent(in: tree)
            return report(tree, diagnostics, by: dispatch.findings, file) { XMLPlaces(bytes, root(of: bytes), tree) }
        } catch {
            return refused(error, diagnostics, file, TextPlaces(bytes))
        }
    }

    /// Validates a jCal document.
    public func validate(jCal bytes: [UInt8], file: String = "") -> Result {
        var diagnostics = Diagnostics(file: file, limitPerRule: limitPerRule, losses: .none)
        var names: [Int] = []
        do throws(ReadError) {
            let tree = try JCalReader(limits: limits.text).read(bytes, diagnostics: &diagnostics, names: &names)
            try requireComponent(in: tree)
            try ContactCards(in: tree).report(to: &diagnostics)
            return report(tree, diagnostics, by: dispatch.jCalFindings, file) { JSONPlaces(bytes, tree, names: names) }
        } catch {
            return refused(error, diagnostics, file, TextPlaces(bytes))
        }
    }

    private func requireComponent(in tree: ComponentTree) throws(ReadError) {
        if tree.lines.isEmpty { throw ReadError(.wrongFormat("a document without a calendar")) }
    }

    /// Runs the checks on what was read, and gathers what they and the reader found.
    private func report(
        _ tree: ComponentTree,
        _ diagnostics: Diagnostics,
        by table: RuleDispatch.ReaderTable,
        _ file: String,
        places: () -> any FindingPlaces
    ) -> Result {
        let context = CheckContext(tree, dispatch.facts, zones: zones, limit: limitPerRule, gathersEdits: gathersEdits)
        var walk = TreeWalk(dispatch, context)
        walk.run()
        if context.findings.isEmpty, diagnostics.isEmpty { return Result() }
        var report = FindingReport(rules, file: file, places: places(), gathersEdits: gathersEdits)
        report.add(diagnostics, by: table, in: tree)
        report.add(context, tree)
        return report.result()
    }

    /// Validates a Kolab object.
    public func validate(kolab bytes: [UInt8], file: String = "") -> Result {
        validate(kolab: bytes, attachments: nil, file: file)
    }

    func validate(kolab bytes: [UInt8], attachments: [KolabDocument.Part]?, file: String) -> Result {
        var diagnostics = Diagnostics(file: file, limitPerRule: limitPerRule, losses: .none)
        do throws(ReadError) {
            var options = KolabReadingOptions(zones: zones)
            options.contentLimits = limits.text
            options.limits = limits.xml
            options.reportsRemarks = true
            _ = try KolabReader(options: options).read(bytes, attachments: attachments, diagnostics: &diagnostics)
        } catch {
            return refused(error, diagnostics, file, TextPlaces(bytes), by: dispatch.kolabFindings)
        }
        guard let root = root(of: bytes) else { return Result() }
        let tree = ComponentTreeBuilder.emptyTree
        let context = CheckContext(tree, dispatch.facts, zones: zones, limit: limitPerRule, gathersEdits: gathersEdits)
        let facts = KolabObjectFacts(root: root)
        for entry in dispatch.kolab {
            context.rule = entry.rule
            entry.body(facts, context)
        }
        if context.findings.isEmpty, diagnostics.isEmpty { return Result() }
        var report = FindingReport(rules, file: file, places: XMLPlaces(bytes, root, nil))
        report.subject = facts.subject
        report.add(context, tree)
        report.add(diagnostics, by: dispatch.kolabFindings, in: nil)
        return report.result()
    }

    func root(of bytes: [UInt8]) -> XMLElement? {
        var ignored = Diagnostics(losses: .none)
        var xmlLimits = limits.xml
        xmlLimits.depth = max(xmlLimits.depth, 256)
        // What a reader has accepted.
        xmlLimits.acceptsCalendarDocumentType = true
        var reader = XMLEventReader(limits: xmlLimits)
        return try? reader.readTree(bytes.span, reporting: &ignored)
    }

    /// The result for an input that no reader accepts.
    func refused(
        _ error: ReadError,
        _ diagnostics: Diagnostics,
        _ file: String,
        _ places: any FindingPlaces,
        by table: RuleDispatch.ReaderTable? = nil
    ) -> Result {
        var report = FindingReport(rules, file: file, places: places)
        report.add(diagnostics, by: table ?? dispatch.findings, in: nil)
        report.add(error, by: dispatch)
        var result = report.result()
        result.refusal = error
        return result
    }
}

extension ComponentTreeBuilder {
    /// A tree without a line, for documents that are not components.
    fileprivate static var emptyTree: ComponentTree {
        let builder = ComponentTreeBuilder()
        return builder.finish()
    }
}
