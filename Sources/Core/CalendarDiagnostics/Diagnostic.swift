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

/// Something found in an input: by a reader, what was met and then what was done about it; by a rule, what breaks it.
public struct Diagnostic: Hashable, Sendable {
    /// The stable id.
    public var rule: RuleID
    /// How much it matters.
    public var severity: Severity
    /// A lower-case fragment without a full stop.
    public var message: String
    /// Where it is.
    public var location: SourceLocation
    /// The bytes that it is about, of the value or input that was read; nil where only the place is known.
    public var range: Range<Int>?
    /// What it is about, as far as that is known.
    public var subject: LossSubject
    /// The names of the elements of XML that lead to it, the outermost first, joined by `/`; empty elsewhere.
    public var path: String
    /// What would take it away; empty where nothing is known to.
    public var edits: [Edit]

    /// A finding with all its parts.
    public init(
        _ rule: RuleID,
        _ severity: Severity,
        _ message: String,
        at location: SourceLocation = SourceLocation(),
        range: Range<Int>? = nil,
        of subject: LossSubject = LossSubject(),
        path: String = "",
        edits: [Edit] = []
    ) {
        self.rule = rule
        self.severity = severity
        self.message = message
        self.location = location
        self.range = range
        self.subject = subject
        self.path = path
        self.edits = edits
    }
}

extension Diagnostic {
    /// The message with the path before it.
    public var text: String { Self.text(message, path: path) }

    static func text(_ message: String, path: String) -> String { path.isEmpty ? message : "\(path): \(message)" }
}

extension Diagnostic: CustomStringConvertible {
    /// `file:line:column: severity: path: message [rule]`.
    public var description: String { "\(location): \(severity.rawValue): \(text) [\(rule)]" }
}
