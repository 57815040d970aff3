internal import Bytes
public import CalendarDiagnostics

/// Takes findings away by changing as little as possible.
///
/// Law: fixing what was fixed changes nothing.
public struct Fixer: Sendable {
    /// The outcome for a file.
    public struct Result: Sendable {
        /// The file after all changes.
        public var bytes: [UInt8]
        /// How often each rule was satisfied.
        public var fixes: [RuleID: Int] = [:]
        /// What is left.
        public var remaining: [Finding] = []
        /// Why no reader takes the file, where none does.
        public var refusal: ReadError?

        /// An outcome; see the properties.
        package init(
            bytes: [UInt8],
            fixes: [RuleID: Int] = [:],
            remaining: [Finding] = [],
            refusal: ReadError? = nil
        ) {
            (self.bytes, self.fixes, self.remaining, self.refusal) = (bytes, fixes, remaining, refusal)
        }
    }

    private var validator: Validator
    private let allowsGuesses: Bool
    private let isWanted: @Sendable (Finding) -> Bool
    /// Changes can make room for others, as CRLF for folding; more than a few rounds would be a circle.
    private static let rounds = 16
    /// Findings of one rule that are fixed in one round; hostile files have more.
    private static let findingsPerRule = 100_000

    /// Creates a fixer.
    ///
    /// - Parameters:
    ///   - allowsGuesses: whether changes are made that are only probably intended.
    ///   - isWanted: whether a finding is to be fixed at all.
    public init(
        _ validator: Validator,
        allowsGuesses: Bool = false,
        isWanted: @escaping @Sendable (Finding) -> Bool = { _ in true }
    ) {
        self.validator = validator
        self.validator.gathersEdits = true
        self.validator.limitPerRule = max(validator.limitPerRule, Self.findingsPerRule)
        self.allowsGuesses = allowsGuesses
        self.isWanted = isWanted
    }

    /// Fixes iCalendar text; changes are kept only if they lead to nothing that was not there before.
    public func fix(iCalendar bytes: [UInt8], file: String = "") -> Result {
        var state = State(bytes: bytes, validated: validator.validate(iCalendar: bytes, file: file))
        var refused: Set<RuleID> = []
        for _ in 0..<Self.rounds {
            guard let next = nextState(after: state, file: file, &refused) else { break }
            state = next
        }
        return Result(
            bytes: state.bytes,
            fixes: state.fixes,
            remaining: state.validated.findings,
            refusal: state.validated.refusal
        )
    }
}

extension Fixer {
    /// A file on its way.
    private struct State {
        var bytes: [UInt8]
        var validated: Validator.Result
        var fixes: [RuleID: Int] = [:]
    }

    /// The file after one more round; nil if nothing is left to do.
    private func nextState(after state: State, file: String, _ refused: inout Set<RuleID>) -> State? {
        var findings = state.validated.findings.filter { isMended($0) && !refused.contains($0.rule) && isWanted($0) }
        // The reader's findings determine what the lines are, and so are fixed first.
        let read = findings.filter { RuleCatalogue.rule($0.rule)?.mend != nil }
        if !read.isEmpty { findings = read }
        if findings.isEmpty { return nil }
        if let next = attempt(findings, on: state, file: file) { return next }
        // One rule is the cause; the fixes of the others are kept.
        for rule in Set(findings.map(\.rule)).sorted(by: { $0.rawValue < $1.rawValue }) {
            if let next = attempt(findings.filter { $0.rule == rule }, on: state, file: file) { return next }
            refused.insert(rule)
        }
        return nextState(after: state, file: file, &refused)
    }

    private func isMended(_ finding: Finding) -> Bool {
        allowsGuesses ? !finding.edits.isEmpty : finding.edits.areSafe
    }

    /// The file with findings fixed; nil if that changes nothing or leads to something new.
    private func attempt(_ findings: [Finding], on state: State, file: String) -> State? {
        let (bytes, applied) = apply(findings, to: state.bytes)
        guard bytes != state.bytes else { return nil }
        let validated = validator.validate(iCalendar: bytes, file: file)
        guard isNoWorse(validated, than: state.validated) else { return nil }
        return State(bytes: bytes, validated: validated, fixes: state.fixes.merging(applied, uniquingKeysWith: +))
    }

    /// Whether no rule is broken more often than before; where guesses are made, errors may take the place of others.
    private func isNoWorse(_ new: Validator.Result, than old: Validator.Result) -> Bool {
        let least = allowsGuesses ? Severity.error : .warning
        let (before, after) = (old.counts(from: least), new.counts(from: least))
        if allowsGuesses { return after.values.reduce(0, +) <= before.values.reduce(0, +) }
        return after.allSatisfy { $0.value <= before[$0.key, default: 0] }
    }

    /// Makes the changes that do not touch one another, in order of place.
    private func apply(_ findings: [Finding], to bytes: [UInt8]) -> ([UInt8], [RuleID: Int]) {
        var chosen: [Edit] = []
        var applied: [RuleID: Int] = [:]
        var taken = EditRanges()
        for finding in findings where taken.insert(finding.edits) {
            chosen += finding.edits
            applied[finding.rule, default: 0] += 1
        }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + 256)
        var position = 0
        for edit in chosen.sorted(by: {
            ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
        }) {
            output += bytes[position..<edit.range.lowerBound]
            output += edit.replacement
            position = edit.range.upperBound
        }
        output += bytes[position...]
        return (output, applied)
    }
}

extension Validator.Result {
    /// How often each rule is broken, as far as it matters that much.
    fileprivate func counts(from least: Severity) -> [RuleID: Int] {
        findings.reduce(into: [:]) { if $1.severity >= least { $0[$1.rule, default: 0] += 1 } }
    }
}

/// The ranges that changes have taken, kept in order.
private struct EditRanges {
    private var ranges: [Range<Int>] = []

    /// Takes the ranges of some changes; false, and nothing taken, if one of them is taken already.
    mutating func insert(_ edits: [Edit]) -> Bool {
        guard edits.allSatisfy({ isFree($0.range) }) else { return false }
        for edit in edits { ranges.insert(edit.range, at: position(of: edit.range)) }
        return true
    }

    private func isFree(_ range: Range<Int>) -> Bool {
        let index = position(of: range)
        let isBehind = index == 0 || ranges[index - 1].upperBound <= range.lowerBound && ranges[index - 1] != range
        let isBefore = index == ranges.count || ranges[index].lowerBound >= range.upperBound && ranges[index] != range
        return isBehind && isBefore
    }

    private func position(of range: Range<Int>) -> Int {
        ranges.partitioningIndex { ($0.lowerBound, $0.upperBound) >= (range.lowerBound, range.upperBound) }
    }
}
