public import CalendarDiagnostics
public import ICalendar
internal import JCal
internal import Kolab
public import KolabMail
public import TimeZones
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
    }

    let rules: [SelectedRule]
    let dispatch: RuleDispatch
    /// What the readers accept.
    public var limits = Limits()
    /// How many findings of one rule are kept for each file.
    public var limitPerRule = 1000
    /// Whether findings hold the edits that mend them; ``Finding/isFixable`` is known in any case.
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
            return report(tree, diagnostics, by: dispatch.findings, file) {
                TextPlaces(bytes, tree, endsInCarriageReturns: diagnostics.counts["line-ending-cr"] != nil)
            }
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
        _ tree: ComponentTree, _ diagnostics: Diagnostics, by table: RuleDispatch.ReaderTable, _ file: String,
        places: () -> any FindingPlaces
    ) -> Result {
        let scope = Scope(tree, rules, zones: zones, limit: limitPerRule, gathersEdits: gathersEdits)
        var walk = TreeWalk(dispatch, scope)
        walk.run()
        if scope.findings.isEmpty, diagnostics.isEmpty { return Result() }
        var report = FindingReport(rules, file: file, places: places(), gathersEdits: gathersEdits)
        report.add(diagnostics, by: table, in: tree)
        report.add(scope, tree)
        return report.result()
    }

    /// Validates a Kolab object.
    public func validate(kolab bytes: [UInt8], file: String = "") -> Result {
        validate(kolab: bytes, attachments: [], file: file)
    }

    private func validate(kolab bytes: [UInt8], attachments: [KolabDocument.Part], file: String) -> Result {
        var diagnostics = Diagnostics(file: file, limitPerRule: limitPerRule, losses: .none)
        do throws(ReadError) {
            var options = KolabReadingOptions(zones: zones)
            options.limits = limits.xml
            _ = try KolabReader(options: options).read(bytes, attachments: attachments, diagnostics: &diagnostics)
        } catch {
            return refused(error, diagnostics, file, TextPlaces(bytes))
        }
        guard let root = root(of: bytes) else { return Result() }
        let tree = ComponentTreeBuilder.emptyTree
        let scope = Scope(tree, rules, zones: zones, limit: limitPerRule, gathersEdits: gathersEdits)
        let facts = KolabObjectFacts(root: root)
        for entry in dispatch.kolab {
            scope.rule = entry.rule
            entry.body(facts, scope)
        }
        if scope.findings.isEmpty, diagnostics.isEmpty { return Result() }
        var report = FindingReport(rules, file: file, places: XMLPlaces(bytes, root, nil))
        report.subject = facts.subject
        report.add(scope, tree)
        report.add(diagnostics, by: dispatch.findings, in: nil)
        return report.result()
    }

    /// Validates a mail message and the object that it carries.
    public func validate(message bytes: [UInt8], file: String = "") -> Result {
        var diagnostics = Diagnostics(file: file, limitPerRule: limitPerRule, losses: .none)
        let message: KolabMessage
        do throws(ReadError) {
            message = try KolabMessage(reading: bytes, limits: limits.mail, diagnostics: &diagnostics)
        } catch {
            return refused(error, diagnostics, file, TextPlaces(bytes))
        }
        let uid = message.form == .kolab ? root(of: message.object.bytes)?.child("uid")?.trimmedText : nil
        MessageEnvelope(message: message).check(uid: uid, &diagnostics)
        var inner: Result
        switch message.form {
        case .iCalendar: inner = validate(iCalendar: message.object.bytes, file: file)
        case .xCal: inner = validate(xCal: message.object.bytes, file: file)
        case .other: return refused(ReadError(.wrongFormat("a message whose object is no calendar")), diagnostics, file, TextPlaces(bytes))
        case .kolab:
            let parts = message.documentParts(diagnostics: &diagnostics)
            inner = validate(kolab: message.object.bytes, attachments: parts, file: file)
        }
        for index in inner.findings.indices {
            let place = inner.findings[index].location
            inner.findings[index].location = message.location(ofObjectLine: place.line, column: place.column, file: file)
            // Of encoded content only the line is known.
            inner.findings[index].location.column = max(inner.findings[index].location.column, 1)
            // Changes of the content would have to be encoded again.
            inner.findings[index].edits = []
            inner.findings[index].isFixable = false
        }
        var report = FindingReport(rules, file: file, places: TextPlaces(bytes))
        report.add(diagnostics, by: dispatch.findings, in: nil)
        var result = report.result()
        result.findings += inner.findings
        result.omitted.merge(inner.omitted, uniquingKeysWith: +)
        return result
    }

    private func root(of bytes: [UInt8]) -> XMLElement? {
        var ignored = Diagnostics(losses: .none)
        var xmlLimits = limits.xml
        xmlLimits.depth = max(xmlLimits.depth, 256)
        // What a reader has accepted.
        xmlLimits.acceptsCalendarDocumentType = true
        var reader = XMLEventReader(limits: xmlLimits)
        return try? reader.readTree(bytes.span, reporting: &ignored)
    }

    /// What there is to say of an input that no reader takes.
    private func refused(
        _ error: ReadError, _ diagnostics: Diagnostics, _ file: String, _ places: any FindingPlaces
    ) -> Result {
        var report = FindingReport(rules, file: file, places: places)
        report.add(diagnostics, by: dispatch.findings, in: nil)
        report.add(error, by: dispatch)
        return report.result()
    }
}

extension ComponentTreeBuilder {
    /// A tree without a line, for documents that are no components.
    fileprivate static var emptyTree: ComponentTree {
        let builder = ComponentTreeBuilder()
        return builder.finish()
    }
}
