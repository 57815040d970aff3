internal import Bytes
public import CalendarDiagnostics

/// Something in a file that a rule does not like: a ``Diagnostic`` whose place is that in the file as stored, where line and column
/// start at 1 and columns count code points.
public struct Finding: Hashable, Sendable {
    /// The rule, what was found, and where.
    public var diagnostic: Diagnostic
    /// How many code points of the line it covers, at least 1.
    public var length: Int
    /// The SUMMARY of the component or of the one around it; may be empty.
    public var summary: String
    /// Whether `fix` takes it away without a guess.
    public var isFixable: Bool
    /// Rule, UID and property, whatever the line: equal in every run, different for every finding of a file.
    public var fingerprint: String

    /// A finding from its parts.
    public init(_ diagnostic: Diagnostic, length: Int = 1, summary: String = "", isFixable: Bool, fingerprint: String) {
        self.diagnostic = diagnostic
        self.length = length
        self.summary = summary
        self.isFixable = isFixable
        self.fingerprint = fingerprint
    }
}

extension Finding {
    /// The rule.
    public var rule: RuleID { diagnostic.rule }
    /// How much it matters.
    public var severity: Severity { diagnostic.severity }
    /// What was found, a lower-case fragment.
    public var message: String { diagnostic.message }
    /// Where it is in the file as stored.
    public var location: SourceLocation {
        get { diagnostic.location }
        set { diagnostic.location = newValue }
    }
    /// What would take it away; empty where nothing is known to, and where ``Validator/gathersEdits`` is false.
    public var edits: [Edit] { diagnostic.edits }
    /// The kind of component, such as `VEVENT`; empty where none applies.
    public var component: String { diagnostic.subject.component }
    /// The UID of the component or of the one around it; may be empty.
    public var uid: String { diagnostic.subject.uid }
    /// The property or element; empty where none applies.
    public var property: String { diagnostic.subject.property }
    /// The path of the element in XML, such as `/event/recurrence/day`; empty elsewhere.
    public var elementPath: String { diagnostic.path }
}

extension Finding {
    /// What all findings of a rule about one property of one component share; the fingerprint of the first of them.
    var commonFingerprint: StableHash {
        var hash = StableHash()
        hash.combine(rule.rawValue, endedBy: 0xFF)
        hash.combine(uid, endedBy: 0xFF)
        hash.combine(property, endedBy: 0xFF)
        return hash
    }
}
