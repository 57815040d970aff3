public import CalendarDiagnostics

extension Diagnostic {
    /// Something about an object that the administrator should know of.
    ///
    /// - Parameters:
    ///   - rule: an id of ``MigrationFinding/table``, or one of what the readers find.
    ///   - detail: what exactly; may be empty.
    package init(_ rule: RuleID, _ detail: String = "") {
        self.init(rule, MigrationFinding.row(of: rule).map(\.meaning) == .noticed ? .info : .warning, detail)
    }

    /// Whether it reports something that was done.
    var isDecision: Bool { MigrationFinding.row(of: rule)?.meaning == .decided }
}

/// What a migration finds.
public enum MigrationFinding {
    /// What a finding means for the data.
    public enum Meaning: String, Sendable, CaseIterable {
        /// The message stays unchanged, although there would have been something to do.
        case leftAlone = "left alone"
        /// Something was decided that a person may want to check.
        case decided
        /// Something looks odd and was kept.
        case noticed
    }

    /// A row of ``table``.
    public struct Row: Sendable {
        /// The id.
        public let id: RuleID
        /// What it means for the data.
        public let meaning: Meaning
        /// What happened, in a sentence without a full stop.
        public let text: String
    }

    // swift-format-ignore
    /// Every finding of a migration, except those that the readers of mail, XML and Kolab objects have.
    public static let table: [Row] = [
        .init(id: "ambiguous-local-time", meaning: .decided, text: "the time is in the hour that clocks show twice; it stays in UTC"),
        .init(id: "time-not-writable", meaning: .leftAlone, text: "the time would be outside of the years 1 to 9999"),
        .init(id: "occurrences-move-against-utc", meaning: .decided, text: "later occurrences keep their local time, so that their UTC time changes"),
        .init(id: "occurrences-move-against-clock", meaning: .decided, text: "later occurrences keep their UTC time, so that their local time changes"),
        .init(id: "days-contradict-zone", meaning: .leftAlone, text: "the weekdays fit the start in UTC, not in the zone given; times stay in UTC"),
        .init(id: "exclusions-contradict-zone", meaning: .leftAlone, text: "the exclusions match occurrences in UTC, not in the zone given; times stay in UTC"),
        .init(id: "exclusion-hits-nothing", meaning: .noticed, text: "an exclusion on a day without an occurrence"),
        .init(id: "zone-unknown", meaning: .leftAlone, text: "no zone is known for the times; they stay in UTC"),
        .init(id: "zone-not-in-database", meaning: .leftAlone, text: "the zone that the object names is unknown"),
        .init(id: "message-signed", meaning: .leftAlone, text: "a change would break the signature"),
        .init(id: "message-encrypted", meaning: .leftAlone, text: "the content cannot be seen"),
        .init(id: "message-too-large", meaning: .leftAlone, text: "larger than the limit for one message"),
        .init(id: "several-objects", meaning: .leftAlone, text: "several parts contain an object; which one is used is a guess"),
        .init(id: "not-editable", meaning: .leftAlone, text: "the part cannot be changed without touching other content"),
        .init(id: "not-verified", meaning: .leftAlone, text: "the change would alter the meaning of the object, so it was not made"),
        .init(id: "object-of-version-3", meaning: .noticed, text: "an object of Kolab 3; copied unchanged"),
        .init(id: "joined", meaning: .decided, text: "a separately stored changed occurrence became a subevent; its message is skipped"),
        .init(id: "join-refused", meaning: .leftAlone, text: "a changed occurrence that was identified could not be joined with its series without loss"),
        .init(id: "join-candidate", meaning: .noticed, text: "an object that may be a changed occurrence of a series; not joined"),
        .init(id: "subevent-detached", meaning: .decided, text: "a subevent became an exclusion and a separate message"),
        .init(id: "mail-attachment", meaning: .noticed, text: "the object names a file that its message does not contain"),
        .init(id: "duplicate-uid", meaning: .noticed, text: "another object of the folder has the same UID and type"),
        .init(id: "wrong-folder-type", meaning: .noticed, text: "the folder is meant for another type of object"),
    ]

    /// The row of an id; nil for what the readers report.
    public static func row(of id: RuleID) -> Row? { rowsByID[id] }

    private static let rowsByID = Dictionary(uniqueKeysWithValues: table.map { ($0.id, $0) })
}
