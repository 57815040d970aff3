/// What is known of the messages about one event: for each of its components the newest revision of its content, of its
/// cancellation and of every answer. Messages are folded into it, so that their order and their number do not matter
/// (RFC 5546 §2.1.5).
public struct SchedulingState: Hashable, Sendable, Codable {
    /// Which of two messages is newer: the one with the higher SEQUENCE, else the one with the later DTSTAMP.
    public struct Revision: Hashable, Sendable, Codable, Comparable {
        /// SEQUENCE.
        public var sequence: Int
        /// DTSTAMP, in seconds since 1970.
        public var stamp: Int

        /// Creates a revision from SEQUENCE and DTSTAMP.
        public init(sequence: Int, stamp: Int) {
            self.sequence = sequence
            self.stamp = stamp
        }

        /// Compares SEQUENCE, then DTSTAMP.
        public static func < (left: Revision, right: Revision) -> Bool {
            (left.sequence, left.stamp) < (right.sequence, right.stamp)
        }
    }

    /// What an attendee answered.
    public struct Answer: Hashable, Sendable, Codable {
        /// What it was an answer to, and when it was given.
        public var revision: Revision
        /// The address of who answered.
        public var address: String
        /// CN.
        public var name: String?
        /// PARTSTAT.
        public var status: String
        /// DELEGATED-TO.
        public var delegatedTo: [String]
        /// DELEGATED-FROM.
        public var delegatedFrom: [String]

        package init(
            revision: Revision,
            address: String,
            name: String?,
            status: String,
            delegatedTo: [String] = [],
            delegatedFrom: [String] = []
        ) {
            self.revision = revision
            self.address = address
            self.name = name
            self.status = status
            self.delegatedTo = delegatedTo
            self.delegatedFrom = delegatedFrom
        }
    }

    /// What is known of the master, or of one occurrence.
    public struct Register: Hashable, Sendable, Codable {
        /// The form of the recurrence id as iCalendar text writes it, with its zone after a blank; empty for the master.
        public var time = ""
        /// The newest revision of its content.
        public var content: Revision?
        /// The newest cancellation.
        public var cancellation: Revision?
        /// The newest answer of each attendee, by the keys of their addresses.
        public var answers: [String: Answer] = [:]

        package init(time: String = "") { self.time = time }
    }

    /// A proposed change (COUNTER).
    public struct Proposal: Hashable, Sendable, Codable {
        /// When it was proposed.
        public var revision: Revision
        /// The components, as iCalendar text.
        public var text: [UInt8]

        package init(revision: Revision, text: [UInt8]) {
            self.revision = revision
            self.text = text
        }
    }

    /// The registers by what the recurrence id means; the master's key is empty.
    public var items: [String: Register] = [:]
    /// Additional occurrences (ADD) that arrived before what they belong to, by their starts.
    public var additions: [String: Proposal] = [:]
    /// The newest proposal of each attendee, by the keys of their addresses.
    public var proposals: [String: Proposal] = [:]
    /// The newest proposal of each attendee that was declined.
    public var declined: [String: Revision] = [:]
    /// Answers to a lower SEQUENCE than this do not count, because attendees were asked again.
    public var askedSequence = 0
    /// The same for occurrences about which attendees were asked again, by the keys of their items.
    public var askedSequences: [String: Int]?

    /// Nothing is known.
    public init() {}
}
