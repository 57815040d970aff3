public import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

/// A rule that calendars must, should or had better follow: a separate file below `Rules`.
///
/// The examples are the rule's tests and its documentation.
public struct Rule: Sendable {
    /// The stable id.
    public let id: RuleID
    /// How much a finding matters unless the check or the user sets another severity.
    public let severity: Severity
    /// The section of RFC 5545, or another document with its section.
    public let source: String
    /// The requirement, one sentence for users.
    public let sentence: String
    /// Which findings have another severity than the rule's, and why; nil where that needs no word.
    public let remark: String?
    /// Content that follows the rule.
    public var accepted: [Example] { makeAccepted() }
    /// Content that does not, with the place marked.
    public var flagged: [Example] { makeFlagged() }
    /// Made only for those who read them, since every validation starts with all rules.
    private let makeAccepted, makeFlagged: @Sendable () -> [Example]
    /// What looks for it.
    let checks: [Check]
    /// The edits that fix a finding that a reader made at a byte of a text.
    let mend: (@Sendable (_ bytes: [UInt8], _ offset: Int) -> [Edit])?
    /// Whether some finding of the rule can be fixed without a guess, by `fix`.
    public let hasSafeFix: Bool
    /// Whether some finding of the rule can be fixed by guessing, by `fix --unsafe`.
    public let hasUnsafeFix: Bool

    init(
        _ id: RuleID,
        _ severity: Severity,
        _ source: String,
        _ sentence: String,
        remark: String? = nil,
        accepted: @escaping @autoclosure @Sendable () -> [Example],
        flagged: @escaping @autoclosure @Sendable () -> [Example],
        fixes: Set<Edit.Safety> = [],
        checks: [Check],
        mend: (@Sendable (_ bytes: [UInt8], _ offset: Int) -> [Edit])? = nil
    ) {
        self.id = id
        self.severity = severity
        self.source = source
        self.sentence = sentence
        self.remark = remark
        makeAccepted = accepted
        makeFlagged = flagged
        self.checks = checks
        self.mend = mend
        hasSafeFix = fixes.contains(.safe)
        hasUnsafeFix = fixes.contains(.unsafe)
    }
}

extension Rule {
    /// The document and section in words.
    public var sourceTitle: String {
        source.first?.isNumber == true ? "RFC 5545 section \(source)" : source
    }
}

/// What a rule looks at. Property, component and calendar checks serve iCalendar text and xCal alike.
enum Check: Sendable {
    /// Findings of the readers by their ids, with a severity of their own where the rule's does not fit.
    case reader([RuleID: Severity?])
    /// The same for the reader of jCal, some of whose ids are those of other readers.
    case jCalReader([RuleID: Severity?])
    /// The same for the reader of Kolab objects.
    case kolabReader([RuleID: Severity?])
    /// The same for what that reader reports by ids of its own, or only to those who check an object.
    case kolabRemark([RuleID: Severity?])
    /// What the reader of recurrence rules finds, by its ids.
    case ruleText([RuleID: Severity?])
    /// Ids by which readers know what another check of the rule finds.
    case sameAs([RuleID])
    /// The content lines of a text that have more octets than a line should, their folds included.
    case longLine(@Sendable (_ index: Int, _ context: CheckContext) -> Void)
    /// The content lines of a text that hold control characters, or bytes that are not UTF-8.
    case brokenLine(@Sendable (_ index: Int, _ context: CheckContext) -> Void)
    /// The properties of calendars themselves, of iCalendar text alone.
    case calendarTextProperty(@Sendable (Property, CheckContext) -> Void)
    /// The parameters that no table knows, that have no equals sign or that hold a caret, of iCalendar text alone.
    case oddTextParameter(@Sendable (Parameter, Property, CheckContext) -> Void)
    /// Every parameter with its property.
    case everyParameter(@Sendable (Parameter, Property, CheckContext) -> Void)
    /// The parameters of some names with their properties.
    case parameter([Name], @Sendable (Parameter, Property, CheckContext) -> Void)
    /// The properties whose lines hold bytes of 0x80 and above.
    case nonASCIIProperty(@Sendable (Property, CheckContext) -> Void)
    /// The properties that no table has a row for.
    case unknownProperty(@Sendable (Property, CheckContext) -> Void)
    /// The properties of some names.
    case property([Name], @Sendable (Property, CheckContext) -> Void)
    /// The properties that may be of one of these types, and should be, but whose values are not.
    case brokenValue(Set<ValueType>, @Sendable (Property, _ type: ValueType, CheckContext) -> Void)
    /// Every component at its end.
    case everyComponent(@Sendable (ComponentContext, CheckContext) -> Void)
    /// The components of some names at their end.
    case component([Name], @Sendable (ComponentContext, CheckContext) -> Void)
    /// Each calendar at its end.
    case calendar(@Sendable (CalendarFacts, CheckContext) -> Void)
    /// A Kolab object.
    case kolab(@Sendable (KolabObjectFacts, CheckContext) -> Void)
}
