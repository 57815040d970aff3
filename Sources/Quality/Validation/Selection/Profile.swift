package import CalendarDiagnostics

/// A set of severities for the programs that will read a calendar.
public enum Profile: String, Sendable, CaseIterable {
    /// The severities by the standards.
    case `default`
    /// Every departure from a standard is an error.
    case strict
    /// What every reader corrects silently is information.
    case lenient
    case outlook, google, apple, kolab, caldav, itip

    /// The severity that the profile gives all findings of a rule, `.some(nil)` if it switches the rule off; nil if it leaves
    /// them their own.
    package func severity(of rule: RuleID) -> Severity?? {
        severities.last { RuleSelection.matches(rule.rawValue, $0.0) }.map(\.1)
    }

    /// Severities by pattern of rule; nil switches off.
    private var severities: [(String, Severity?)] {
        switch self {
        case .default: []
        case .strict:
            [
                ("line-*", .error), ("parameter-*", .error), ("text-escape", .error), ("calendar-order", .error),
                ("value-*", .error), ("time-zone-missing", .error), ("recurrence-sync", .error),
                ("component-unknown", .warning), ("calendar-method-required", .error),
                ("calendar-method-property", .error), ("alarm-required", .error), ("recurrence-until-type", .error),
                ("time-zone-utc-start", .error), ("calendar-method-mix", .error),
            ]
        case .lenient:
            [
                ("line-ending", .info), ("line-length", .info), ("line-blank", .info), ("line-byte-order-mark", .info),
                ("text-escape", .info), ("parameter-place", .info), ("calendar-order", .info),
                ("value-enumeration", .info),
                ("component-property", .warning), ("component-dtstamp", .warning), ("calendar-prodid", .warning),
            ]
        // Refuses floating times and zones without a definition, ignores what it does not know.
        case .outlook:
            [
                ("time-floating", .warning), ("time-zone-missing", .error), ("recurrence-multiple", .error),
                ("recurrence-rscale", .error), ("exrule-deprecated", .error), ("recurrence-explosive", .error),
                ("line-utf8", .error), ("time-order", .warning), ("uid-privacy", nil),
            ]
        // Reads by zone names and needs every event's start; definitions of zones do not count there.
        case .google:
            [
                ("time-zone-missing", .info), ("time-zone-contradicts", .error), ("time-zone-unused", nil),
                ("recurrence-id-no-master", .warning), ("recurrence-multiple", .warning), ("uid-privacy", nil),
            ]
        // Puts up with its own extensions, not with missing UIDs or doubled ones.
        case .apple:
            [
                ("parameter-quote", .warning), ("uid-duplicate", .error), ("time-zone-missing", .warning),
                ("rfc9074-*", .warning), ("component-unknown", nil), ("uid-privacy", nil),
            ]
        // What Kolab has no words for.
        case .kolab:
            [
                ("recurrence-multiple", .error), ("exrule-deprecated", .error), ("recurrence-explosive", .error),
                ("kolab-mandatory", .error), ("kolab-word", .error), ("kolab-version-content", .error),
                ("time-floating", .warning),
            ]
        // RFC 4791 section 4.1: one UID in a resource, no METHOD.
        case .caldav:
            [
                ("time-zone-missing", .error), ("uid-duplicate", .error), ("recurrence-id-no-match", .error),
                ("component-dtstamp", .error), ("calendar-method*", .warning),
            ]
        // Messages between organizers and attendees.
        case .itip:
            [
                ("calendar-method*", .error), ("value-calendar-address", .error), ("recurrence-id-no-master", nil),
                ("time-zone-missing", .error), ("alarm-required", .error), ("recurrence-until-type", .error),
                ("value-utc-required", .error),
            ]
        }
    }
}
