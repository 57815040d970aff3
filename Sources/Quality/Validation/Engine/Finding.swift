internal import Bytes
public import CalendarDiagnostics

/// Something in a file that a rule does not like.
public struct Finding: Hashable, Sendable {
    /// The rule.
    public var rule: RuleID
    /// How much it matters.
    public var severity: Severity
    /// What was found, a lower-case fragment.
    public var message: String
    /// The place in the file as stored; line and column start at 1, columns count code points.
    public var location: SourceLocation
    /// How many code points of the line it covers, at least 1.
    public var length: Int
    /// The kind of component, such as `VEVENT`; empty where none applies.
    public var component: String
    /// The UID of the component or of the one around it; may be empty.
    public var uid: String
    /// The SUMMARY of the component or of the one around it; may be empty.
    public var summary: String
    /// The property or element; empty where none applies.
    public var property: String
    /// The path of the element in XML, such as `/event/recurrence/day`; empty elsewhere.
    public var elementPath: String
    /// Whether `fix` takes it away without a guess.
    public var isFixable: Bool
    /// What would take it away; empty where nothing is known to, and where ``Validator/gathersEdits`` is false.
    public var edits: [Edit]
    /// Rule, UID and property, whatever the line: equal in every run, different for every finding of a file.
    public var fingerprint: String

    /// A finding from its parts.
    public init(
        rule: RuleID,
        severity: Severity,
        message: String,
        location: SourceLocation,
        length: Int,
        component: String,
        uid: String,
        summary: String,
        property: String,
        elementPath: String,
        isFixable: Bool,
        edits: [Edit] = [],
        fingerprint: String
    ) {
        self.rule = rule
        self.severity = severity
        self.message = message
        self.location = location
        self.length = length
        self.component = component
        self.uid = uid
        self.summary = summary
        self.property = property
        self.elementPath = elementPath
        self.fingerprint = fingerprint
        self.isFixable = isFixable
        self.edits = edits
    }
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
