public import CalendarDiagnostics

/// Takes findings away by changing as little as possible.
///
/// Law: fixing what was fixed changes nothing.
public struct Fixer: Sendable {
    /// What became of a file.
    public struct Result: Sendable {
        /// The file after all changes.
        public var bytes: [UInt8]
        /// How often each rule was satisfied.
        public var fixes: [RuleID: Int] = [:]
        /// What is left.
        public var remaining: [Finding] = []
    }

    private var validator: Validator
    private let allowsGuesses: Bool
    /// Changes can make room for others, as CRLF for folding; more than a few rounds would be a circle.
    private static let rounds = 8

    /// A fixer.
    ///
    /// - Parameter allowsGuesses: whether changes are made that are only probably what was meant.
    public init(_ validator: Validator, allowsGuesses: Bool = false) {
        self.validator = validator
        self.validator.gathersEdits = true
        self.allowsGuesses = allowsGuesses
    }

    /// Fixes iCalendar text; changes are kept only if they lead to no error that was not there before.
    public func fix(iCalendar bytes: [UInt8], file: String = "") -> Result {
        var current = bytes
        var findings = validator.validate(iCalendar: bytes, file: file).findings
        var fixes: [RuleID: Int] = [:]
        let errors = findings.count { $0.severity == .error }
        for _ in 0..<Self.rounds {
            let (next, applied) = apply(findings, to: current)
            guard next != current else { break }
            current = next
            fixes.merge(applied, uniquingKeysWith: +)
            findings = validator.validate(iCalendar: current, file: file).findings
        }
        guard findings.count(where: { $0.severity == .error }) <= errors else {
            return Result(bytes: bytes, remaining: validator.validate(iCalendar: bytes, file: file).findings)
        }
        return Result(bytes: current, fixes: fixes, remaining: findings)
    }

    /// Makes the changes that do not touch one another, in order of place.
    private func apply(_ findings: [Finding], to bytes: [UInt8]) -> ([UInt8], [RuleID: Int]) {
        var chosen: [Edit] = []
        var applied: [RuleID: Int] = [:]
        var taken = EditRanges()
        for finding in findings where !finding.edits.isEmpty {
            let edits = finding.edits.filter { allowsGuesses || $0.safety == .safe }
            guard edits.count == finding.edits.count, taken.insert(edits) else { continue }
            chosen += edits
            applied[finding.rule, default: 0] += 1
        }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + 256)
        var position = 0
        for edit in chosen.sorted(by: { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }) {
            output += bytes[position..<edit.range.lowerBound]
            output += edit.replacement
            position = edit.range.upperBound
        }
        output += bytes[position...]
        return (output, applied)
    }
}

/// The ranges that changes have taken, kept in order.
private struct EditRanges {
    private var ranges: [Range<Int>] = []

    /// Takes the ranges of some changes; false, and nothing taken, if one of them is taken already.
    mutating func insert(_ edits: [Edit]) -> Bool {
        let before = ranges
        for edit in edits {
            let index = position(of: edit.range)
            let isFree = (index == 0 || ranges[index - 1].upperBound <= edit.range.lowerBound && ranges[index - 1] != edit.range)
                && (index == ranges.count || ranges[index].lowerBound >= edit.range.upperBound && ranges[index] != edit.range)
            guard isFree else {
                ranges = before
                return false
            }
            ranges.insert(edit.range, at: index)
        }
        return true
    }

    private func position(of range: Range<Int>) -> Int {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            let other = ranges[middle]
            if (other.lowerBound, other.upperBound) < (range.lowerBound, range.upperBound) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
