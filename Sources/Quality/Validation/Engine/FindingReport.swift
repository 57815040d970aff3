internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

/// Gathers the findings of one file and gives them places, names and fingerprints.
struct FindingReport {
    /// What a finding is about.
    struct Subject {
        var component = ""
        var uid = ""
        var summary = ""
    }

    private let rules: [SelectedRule]
    private let file: String
    private let gathersEdits: Bool
    private var places: any FindingPlaces
    private var findings: [Finding] = []
    private var omitted: [RuleID: Int] = [:]
    private var omittedSeverities: [Severity: Int] = [:]
    private var subjects: [Int: Subject] = [:]
    private var owners: [Int32]?
    /// Lines whose value a reader has found not to be of its type, at its exact place.
    private var linesOfBrokenValues: Set<Int> = []
    private static let brokenValueRules: Set<RuleID> = [Rule.xcalValue.id, Rule.jcalValue.id]
    /// What findings without a component of their own are about.
    var subject = Subject()

    init(_ rules: [SelectedRule], file: String, places: any FindingPlaces, gathersEdits: Bool = false) {
        self.rules = rules
        self.gathersEdits = gathersEdits
        self.file = file
        self.places = places
    }

    /// Adds what the checks found, after what the reader did; what both report of one value is reported once.
    mutating func add(_ context: CheckContext, _ tree: ComponentTree) {
        for raw in context.findings {
            let (found, line) = (raw.diagnostic, raw.place.line)
            if linesOfBrokenValues.contains(line), found.rule.rawValue.hasPrefix("value-") { continue }
            add(
                found,
                places.place(of: raw),
                line < 0 ? subject : subject(ofLine: line, tree),
                property: raw.place.property.map { tree.text(of: $0) } ?? raw.place.element?.localName ?? "",
                isFixable: raw.isFixable
            )
        }
        for (index, count) in context.omittedCounts where count > 0 {
            omitted[rules[index].rule.id, default: 0] += count
        }
        omittedSeverities.merge(context.omittedSeverities, uniquingKeysWith: +)
    }

    /// Adds what a reader found, under the rules that represent it.
    ///
    /// - Parameter tree: what was read; nil if nothing was, or no components.
    mutating func add(_ diagnostics: Diagnostics, by table: RuleDispatch.ReaderTable, in tree: ComponentTree?) {
        for diagnostic in diagnostics.all {
            guard let entry = table[diagnostic.rule] else { continue }
            let selected = rules[entry.rule]
            let severity = selected.severity ?? entry.severity ?? selected.rule.severity
            let place = places.place(of: diagnostic)
            var about = subject
            var property = place.element
            if let line = place.line, let tree {
                if Self.brokenValueRules.contains(selected.rule.id), severity == .error {
                    linesOfBrokenValues.insert(line)
                }
                about = subject(ofLine: line, tree)
                if tree.lines[line].kind == .property { property = tree.text(of: tree.lines[line].name) }
            }
            let mend = tree?.isSource == true ? selected.rule.mend : nil
            let isTried = mend != nil
            let edits = isTried ? tree.flatMap { mend?($0.bytes, diagnostic.location.offset) } ?? [] : []
            add(
                Diagnostic(selected.rule.id, severity, diagnostic.message, edits: gathersEdits ? edits : []),
                place,
                about,
                property: property,
                isFixable: isTried && edits.areSafe
            )
        }
        for (id, count) in diagnostics.counts {
            let kept = diagnostics.all.count { $0.rule == id }
            guard count > kept, let entry = table[id] else { continue }
            let selected = rules[entry.rule]
            omitted[selected.rule.id, default: 0] += count - kept
            omittedSeverities[selected.severity ?? entry.severity ?? selected.rule.severity, default: 0] += count - kept
        }
    }

    /// Adds why a reader refused the whole.
    mutating func add(_ error: ReadError, by dispatch: RuleDispatch) {
        guard let index = dispatch.numbers[error.rule] ?? dispatch.numbers["not-a-calendar"] else { return }
        let selected = rules[index]
        add(
            Diagnostic(selected.rule.id, selected.severity ?? selected.rule.severity, error.message),
            FindingPlace(location: error.location),
            subject
        )
    }

    private mutating func add(
        _ diagnostic: Diagnostic,
        _ place: FindingPlace,
        _ about: Subject,
        property: String = "",
        isFixable: Bool = false
    ) {
        var found = diagnostic
        found.message = Self.shortened(found.message)
        found.location = place.location
        found.location.file = file
        found.location.line = max(found.location.line, 1)
        found.location.column = max(found.location.column, 1)
        found.subject = LossSubject(component: about.component, uid: about.uid, property: Self.shortened(property))
        found.path = place.path
        findings.append(
            Finding(found, length: place.length, summary: about.summary, isFixable: isFixable, fingerprint: "")
        )
    }

    /// The text without its middle where it is long: it is repeated for every finding, and may be from a hostile
    /// file.
    private static func shortened(_ text: String) -> String {
        let (head, tail) = (300, 100)
        guard text.utf8.count > head + tail, text.unicodeScalars.count > head + tail else { return text }
        return String(text.unicodeScalars.prefix(head)) + "…" + String(text.unicodeScalars.suffix(tail))
    }

    /// Every finding once, in order of place and rule, with its fingerprint.
    func result() -> Validator.Result {
        var seen: Set<Identity> = []
        var ordinals: [UInt64: Int] = [:]
        let ordered = findings.sorted(by: Self.isBefore)
        var result = Validator.Result(omitted: omitted, omittedSeverities: omittedSeverities)
        for var finding in ordered where seen.insert(Identity(finding)).inserted {
            var hash = finding.commonFingerprint
            let ordinal = ordinals[hash.value, default: 0]
            ordinals[hash.value] = ordinal + 1
            if ordinal > 0 { hash.combine(String(ordinal), endedBy: 0xFF) }
            finding.fingerprint = hash.digits
            result.findings.append(finding)
        }
        return result
    }

    private static func isBefore(_ left: Finding, _ right: Finding) -> Bool {
        if left.location.line != right.location.line { return left.location.line < right.location.line }
        if left.location.column != right.location.column { return left.location.column < right.location.column }
        return (left.rule.rawValue, left.message) < (right.rule.rawValue, right.message)
    }

    /// What makes two findings the same.
    private struct Identity: Hashable {
        var rule: RuleID
        var line: Int
        var column: Int
        var message: String

        init(_ finding: Finding) {
            rule = finding.rule
            line = finding.location.line
            column = finding.location.column
            message = finding.message
        }
    }
}

extension FindingReport {
    /// The component that a line is part of; for an alarm or another part the UID and SUMMARY of the item around it.
    private mutating func subject(ofLine index: Int, _ tree: ComponentTree) -> Subject {
        let owners = owners ?? Self.owners(in: tree)
        self.owners = owners
        let begin = tree.lines[index].kind == .begin ? index : Int(owners[index])
        guard begin >= 0 else { return Subject() }
        if let known = subjects[begin] { return known }
        var found = Subject(component: Component(tree: tree, index: begin).nameText)
        var level = begin
        while level >= 0 {
            let component = Component(tree: tree, index: level)
            if found.uid.isEmpty { found.uid = component.first(.uid)?.text ?? "" }
            if found.summary.isEmpty { found.summary = component.first(.summary)?.text ?? "" }
            // The calendar's own UID is not that of its contents.
            level = component.name == .vcalendar ? -1 : Int(owners[level])
            if level >= 0, tree.lines[level].name == .vcalendar { level = -1 }
        }
        found.component = Self.shortened(found.component)
        found.uid = Self.shortened(found.uid)
        found.summary = Self.shortened(found.summary)
        subjects[begin] = found
        return found
    }

    /// For each line the BEGIN of the component around it, -1 outside of all.
    private static func owners(in tree: ComponentTree) -> [Int32] {
        var owners = [Int32](repeating: -1, count: tree.lines.count)
        var stack: [Int32] = []
        for (index, line) in tree.lines.enumerated() {
            if line.kind == .end, !stack.isEmpty { stack.removeLast() }
            owners[index] = line.kind == .end ? Int32(truncatingIfNeeded: line.link) : stack.last ?? -1
            if line.kind == .begin { stack.append(Int32(truncatingIfNeeded: index)) }
        }
        return owners
    }
}
