/// One occurrence in an agenda.
package struct AgendaEntry: Hashable, Sendable {
    /// What an occurrence is of.
    package enum Kind: String, Sendable {
        case event, task = "to-do", journal
    }

    /// How an occurrence stands.
    package enum State: String, Sendable {
        case tentative, cancelled, done
    }

    /// What it is of.
    package var kind = Kind.event
    /// SUMMARY.
    package var summary: String
    /// LOCATION; empty if there is none.
    package var location = ""
    /// When it begins, in seconds since 1970-01-01T00:00:00 on the clock of the agenda.
    package var start: Int
    /// When it is over, in the same way; the start where it takes no time.
    package var end: Int
    /// Whether it lasts whole days.
    package var isWholeDay = false
    /// How it stands, where it neither simply takes place nor simply has to be done.
    package var state: State?
    /// The zone of its times; nil where the agenda has one for all, for floating times and for whole days.
    package var zone: String?
    /// What entries share that belong together, such as the UID of a series; it chooses the colour.
    package var group = ""

    /// An entry.
    package init(summary: String, start: Int, end: Int) {
        self.summary = summary
        self.start = start
        self.end = end
    }
}
