/// Collects findings; passed `inout` through every reader.
///
/// A hostile file can hold a surprise in every line, so each rule keeps its first ``limitPerRule`` findings and counts the rest.
public struct Diagnostics: Sendable {
    /// Findings kept, in the order they were met.
    public private(set) var all: [Diagnostic] = []
    /// How often each rule was reported, those not kept included.
    public private(set) var counts: [RuleID: Int] = [:]
    /// The name that findings carry as their file.
    public var file: String
    /// How many findings of one rule are kept.
    public let limitPerRule: Int

    /// An empty collection for the input named `file`.
    public init(file: String = "", limitPerRule: Int = 100) {
        self.file = file
        self.limitPerRule = limitPerRule
    }

    /// Adds a finding; the collection's own file name fills an empty one.
    public mutating func report(
        _ rule: RuleID, _ severity: Severity, _ message: @autoclosure () -> String, at location: SourceLocation
    ) {
        let count = counts[rule, default: 0] + 1
        counts[rule] = count
        guard count <= limitPerRule else { return }
        var place = location
        if place.file.isEmpty { place.file = file }
        all.append(Diagnostic(rule, severity, message(), at: place))
    }

    /// Adds everything that `other` holds.
    public mutating func merge(_ other: Diagnostics) {
        for diagnostic in other.all { all.append(diagnostic) }
        counts.merge(other.counts, uniquingKeysWith: +)
    }

    /// Whether nothing was reported.
    public var isEmpty: Bool { counts.isEmpty }
}
