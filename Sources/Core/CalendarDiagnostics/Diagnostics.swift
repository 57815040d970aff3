/// Collects findings; passed `inout` through every reader.
///
/// A hostile file can have a finding in every line, so each rule keeps its first ``limitPerRule`` findings and counts
/// the rest. A finding about input that is omitted or altered is reported together with the outcome, which also enters
/// the loss report: no reader can drop anything that the loss report does not contain.
public struct Diagnostics: Sendable {
    /// Findings kept, in the order they were met.
    public private(set) var all: [Diagnostic] = []
    /// How often each rule was reported, those not kept included.
    public private(set) var counts: [RuleID: Int] = [:]
    /// The name that findings carry as their file.
    public var file: String
    /// How many findings of one rule are kept.
    public let limitPerRule: Int
    /// Maps places in a part to places in the whole input, while that part is read; nil for the whole.
    public var relocation: Relocation?
    /// Gives the id under which a finding is reported, for the id by which a reader knows it; nil leaves every id
    /// unchanged.
    public var naming: (@Sendable (RuleID) -> ReportedName)?
    /// How often each id of a reader was reported that ``naming`` gives another one.
    private var kinds: [RuleID: Int] = [:]
    /// Everything of the input that is omitted or altered.
    public private(set) var losses: LossReport

    /// An empty collection for the input named `file`.
    ///
    /// - Parameter losses: what is done with the rows of losses.
    public init(file: String = "", limitPerRule: Int = 100, losses: LossReport.RowKeeping = .all) {
        self.file = file
        self.limitPerRule = limitPerRule
        self.losses = LossReport(keeping: losses)
    }

    /// A collection of findings that were reported elsewhere, without losses.
    ///
    /// - Parameter counts: how often each rule was reported, findings that were not kept included.
    public init(file: String, all: [Diagnostic], counts: [RuleID: Int]) {
        self.init(file: file)
        self.all = all
        self.counts = counts
    }

    /// An empty collection that keeps as much as this one.
    public var emptied: Diagnostics {
        var emptied = Diagnostics(file: file, limitPerRule: limitPerRule, losses: losses.keeping)
        emptied.relocation = relocation
        emptied.naming = naming
        return emptied
    }

    /// Adds a finding; the collection's own file name fills an empty one.
    ///
    /// - Parameters:
    ///   - path: the elements of XML that lead there, joined by `/`.
    ///   - action: what became of something that is not taken over as it stands; nil if nothing is lost.
    ///   - subject: what it is about.
    public mutating func report(
        _ rule: RuleID,
        _ severity: Severity,
        _ message: @autoclosure () -> String,
        at location: SourceLocation,
        path: @autoclosure () -> String = "",
        losing action: Loss.Action? = nil,
        of subject: @autoclosure () -> LossSubject = LossSubject()
    ) {
        let count = count(ofKind: rule) + 1
        var (rule, severity) = (rule, severity)
        if let naming {
            kinds[rule] = count
            let name = naming(rule)
            rule = name.rule
            severity = name.severity ?? severity
            counts[rule, default: 0] += 1
        } else {
            counts[rule] = count
        }
        var place = relocation.map { $0(location) } ?? location
        if place.file.isEmpty { place.file = file }
        if let action, losses.keepsRows {
            let subject = subject()
            losses.add(
                Loss(
                    rule,
                    action,
                    Diagnostic.text(message(), path: path()),
                    component: subject.component,
                    uid: subject.uid,
                    property: subject.property,
                    at: place
                )
            )
        } else if let action {
            losses.count(Loss.Kind(id: rule, action: action))
        }
        if count <= limitPerRule {
            all.append(Diagnostic(rule, severity, message(), at: place, of: subject(), path: path()))
        }
    }

    /// A point in what was reported.
    package struct Mark: Sendable {
        fileprivate var findings = 0
        fileprivate var losses = 0

        package init() {}
    }

    /// The point that is reached.
    package var mark: Mark {
        var mark = Mark()
        (mark.findings, mark.losses) = (all.count, losses.losses.count)
        return mark
    }

    /// Names the component that was reported about before its UID was known, and what it holds; of a VCALENDAR the calendar
    /// alone, whose UID is not that of its items (RFC 7986 §5.3).
    package mutating func name(_ component: String, _ uid: String, since mark: Mark) {
        guard !uid.isEmpty else { return }
        func isNamed(_ subject: String) -> Bool {
            !subject.isEmpty && (component != "VCALENDAR" || subject == component)
        }
        for index in all.indices.dropFirst(mark.findings) {
            let subject = all[index].subject
            if subject.uid.isEmpty, isNamed(subject.component) { all[index].subject.uid = uid }
        }
        losses.name(uid, from: mark.losses, where: isNamed)
    }

    /// How often a reader reported something, by the reader's own id.
    package func count(ofKind kind: RuleID) -> Int { (naming == nil ? counts : kinds)[kind, default: 0] }

    /// The findings after which the input may hold more, or something else, than what was read.
    public static let incompleteInput: Set<RuleID> = ["truncated-input", "changed-input"]

    /// Reports that an input was written to while it was read.
    public mutating func reportChangedInput() {
        report(
            "changed-input",
            .error,
            "changed while it was read; what was read may be parts of several versions",
            at: SourceLocation(),
            losing: .altered
        )
    }

    /// Adds losses that were found elsewhere.
    public mutating func merge(_ losses: LossReport) { self.losses.merge(losses) }

    /// Gives out the losses, to be added to a conversion's report.
    public mutating func takeLosses() -> LossReport { losses.take() }

    /// Adds everything that `other` holds.
    public mutating func merge(_ other: Diagnostics) {
        for diagnostic in other.all { all.append(diagnostic) }
        counts.merge(other.counts, uniquingKeysWith: +)
        kinds.merge(other.kinds, uniquingKeysWith: +)
        losses.merge(other.losses)
    }

    /// Whether nothing was reported.
    public var isEmpty: Bool { counts.isEmpty }
}

/// Maps a place in a part, such as an object in a mail message, to its place in the input.
public typealias Relocation = @Sendable (SourceLocation) -> SourceLocation

extension Diagnostics {
    /// Runs `body`, whose findings get their ids by `naming`.
    public mutating func named<Result, Failure: Error>(
        by naming: @escaping @Sendable (RuleID) -> ReportedName,
        _ body: (inout Diagnostics) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let outer = self.naming
        self.naming = naming
        defer { self.naming = outer }
        return try body(&self)
    }

    /// Runs `body`, whose findings have places in a part of what is being read.
    ///
    /// - Throws: what `body` throws, at its place in the whole.
    public mutating func within<Result: ~Copyable>(
        _ part: @escaping Relocation,
        _ body: (inout Diagnostics) throws(ReadError) -> Result
    ) throws(ReadError) -> Result {
        let outer = relocation
        if let outer {
            relocation = { @Sendable place in outer(part(place)) }
        } else {
            relocation = part
        }
        defer { relocation = outer }
        do throws(ReadError) {
            return try body(&self)
        } catch {
            throw ReadError(error.reason, at: part(error.location))
        }
    }
}

/// What a finding of a reader is reported as.
public struct ReportedName: Sendable {
    /// The rule that the finding breaks, or the id by which the reader knows it.
    public var rule: RuleID
    /// The severity of the rule; nil for that of the reader.
    public var severity: Severity?

    /// A name with a severity.
    public init(_ rule: RuleID, _ severity: Severity? = nil) {
        self.rule = rule
        self.severity = severity
    }
}

/// What a finding or a loss is about; empty where nothing applies or is known.
public struct LossSubject: Hashable, Sendable {
    /// The kind of component.
    public var component: String
    /// The component's UID.
    public var uid: String
    /// The property or element.
    public var property: String

    /// A subject from its parts.
    public init(component: String = "", uid: String = "", property: String = "") {
        self.component = component
        self.uid = uid
        self.property = property
    }
}
