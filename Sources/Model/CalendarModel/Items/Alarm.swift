public import ICalendar

/// A reminder (RFC 5545 §3.6.6).
public struct Alarm: Hashable, Sendable {
    /// ACTION; `procedure` is RFC 2445's.
    public enum Action: String, Sendable, CaseIterable {
        case display = "DISPLAY"
        case audio = "AUDIO"
        case email = "EMAIL"
        case procedure = "PROCEDURE"
    }

    /// The time of the alarm.
    public enum Trigger: Hashable, Sendable {
        /// So long after the start; negative is before.
        case start(NominalDuration)
        /// So long after the end or due time; negative is before.
        case end(NominalDuration)
        /// At an instant.
        case absolute(CivilDateTime)
    }

    /// What it does.
    public var action: Action
    /// The time of the alarm.
    public var trigger: Trigger
    /// How often it repeats, and after how long.
    public var repetition: Repetition?
    /// The text shown or sent.
    public var description: String?
    /// A mail's subject.
    public var summary: String?
    /// The addresses that receive a mail.
    public var recipients: [String] = []
    /// Sounds, programs and attached files.
    public var attachments: [Attachment] = []

    /// REPEAT and DURATION, which occur together or not at all.
    public struct Repetition: Hashable, Sendable {
        /// Additional times.
        public var count: Int
        /// Between them.
        public var interval: NominalDuration

        /// Creates a repetition from both values.
        public init(count: Int, interval: NominalDuration) {
            self.count = count
            self.interval = interval
        }
    }

    /// An alarm with only its action and its time.
    public init(_ action: Action, _ trigger: Trigger) {
        self.action = action
        self.trigger = trigger
    }
}

extension Alarm {
    /// Texts are the same if they have the same bytes.
    public static func == (left: Alarm, right: Alarm) -> Bool {
        left.action == right.action && left.trigger == right.trigger && left.repetition == right.repetition
            && left.description.isExactly(right.description) && left.summary.isExactly(right.summary)
            && left.recipients.isExactly(right.recipients) && left.attachments == right.attachments
    }
}
