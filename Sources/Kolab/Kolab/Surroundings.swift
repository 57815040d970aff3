internal import CalendarModel
internal import ICalendar
internal import Synchronization
internal import TimeZones

/// What is written of the calendar around a series, and which zones it knows.
final class Surroundings: Sendable {
    /// A content line that the slot keeps.
    struct Line: Sendable {
        /// The line, unfolded; the lines of a component separated by line feeds.
        let text: String
        let name: String
        /// Its beginning, for a person.
        let excerpt: String
    }

    /// Where the rules of zones are found.
    let zones: CalendarZones
    /// What the calendar contains, beyond what every calendar does.
    let lines: [Line]
    fileprivate let context: CalendarContext

    fileprivate init(_ context: CalendarContext, _ directory: ZoneDirectory) {
        self.context = context
        zones = CalendarZones(context, directory)
        lines = context.lines.compactMap { text in
            let name = CalendarItem.name(ofLines: text)
            if name == "VERSION" || text.hasPrefix("PRODID:" + ExtensionSlot.ownProduct) { return nil }
            return Line(text: text, name: name, excerpt: text.excerpt)
        }
    }
}

/// The calendars around the last series: most series of a calendar have the same around them.
final class KnownSurroundings: Sendable {
    private let known = Mutex<[Surroundings]>([])
    private static let most = 32

    /// What is around a series.
    func of(_ context: CalendarContext, _ directory: ZoneDirectory) -> Surroundings {
        known.withLock { known in
            if let found = known.first(where: {
                $0.zones.directory === directory && $0.context.isIdentical(to: context)
            }) {
                return found
            }
            if known.count == Self.most { known.removeFirst() }
            let made = Surroundings(context, directory)
            known.append(made)
            return made
        }
    }
}
