/// How much a finding matters.
public enum Severity: String, Sendable, Comparable, CaseIterable {
    case info, warning, error

    /// Orders `info` below `warning` below `error`.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// A stable id that users can look up, select and silence: lower-case words joined by hyphens.
public struct RuleID: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The id as printed in brackets after a message.
    public let rawValue: String

    /// An id from its text.
    public init(_ rawValue: String) { self.rawValue = rawValue }
    /// An id from a literal.
    public init(stringLiteral value: String) { rawValue = value }
    /// The id itself.
    public var description: String { rawValue }
}

/// A finding of reading or converting: what was found, then what was done about it.
public struct Diagnostic: Hashable, Sendable {
    /// The stable id.
    public var rule: RuleID
    /// How much it matters.
    public var severity: Severity
    /// A lower-case fragment without a full stop.
    public var message: String
    /// The place in the input.
    public var location: SourceLocation

    /// A finding with all its parts.
    public init(_ rule: RuleID, _ severity: Severity, _ message: String, at location: SourceLocation) {
        self.rule = rule
        self.severity = severity
        self.message = message
        self.location = location
    }
}

extension Diagnostic: CustomStringConvertible {
    /// `file:line:column: severity: message [rule]`.
    public var description: String { "\(location): \(severity.rawValue): \(message) [\(rule)]" }
}
