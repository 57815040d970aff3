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
    /// When it is over, in the same way, not before the start; the start where it takes no time.
    package var end: Int
    /// What the clock shows when it is over, in the same way: up to an hour less than ``end`` where clocks were set back.
    package var shownEnd: Int
    /// Whether it takes time.
    package var takesTime: Bool
    /// Whether it lasts whole days.
    package var isWholeDay = false
    /// How it stands, where it neither simply takes place nor simply has to be done.
    package var state: State?
    /// The zone of its times; nil where the agenda has one for all, for floating times and for whole days.
    package var zone: String?
    /// What entries share that belong together, such as the UID of a series; it chooses the colour.
    package var group = ""

    /// An entry.
    ///
    /// - Parameter takesTime: whether it surely takes time, even if the clock, which was set back, shows no later time when it is
    ///   over.
    package init(summary: String, start: Int, end: Int, takesTime: Bool = false) {
        self.summary = summary
        self.start = start
        self.end = max(start, end)
        shownEnd = takesTime ? end : self.end
        self.takesTime = takesTime || end > start
    }
}
