/// A value that a two-way conversion cannot read or write. The caller knows the place and turns it into a ``Diagnostic``.
public struct ConversionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The stable id of the finding.
    public var rule: RuleID
    /// What is wrong with the value, a lower-case fragment.
    public var message: String

    /// An error from its parts.
    public init(_ rule: RuleID, _ message: String) {
        self.rule = rule
        self.message = message
    }

    /// The message with its id.
    public var description: String { "\(message) [\(rule)]" }
}
