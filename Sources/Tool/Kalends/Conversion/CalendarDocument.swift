public import CalendarDiagnostics
public import CalendarModel
public import ICalendar

/// What was read from one input, in the layer of its format.
public struct CalendarDocument: Sendable {
    /// The content.
    public enum Content: Sendable {
        /// Components, as iCalendar text and xCal hold them.
        case tree(ComponentTree)
        /// Items with their overrides, as Kolab holds them.
        case series([Series])
    }

    /// The format it was read from; nil for one that was built.
    public let format: CalendarFormat?
    /// What it holds.
    public var content: Content
    /// The input's name as the user knows it; empty if it has none.
    public var name = ""
    /// Where its objects are kept together: an occurrence that is stored apart is one of a series of the same folder.
    public var folder = ""
    /// What its reader omitted or altered; part of the report of whatever is written of it.
    public var losses = LossReport()
    /// Maps its lines to places in the input, if it is a part of one.
    public var relocation: Relocation?
    /// Whether its text may hold lines that cannot be written anew unchanged.
    var mayHaveOddLines = true

    /// Creates a document from its format and content.
    public init(format: CalendarFormat?, content: Content) {
        self.format = format
        self.content = content
    }

    /// A document of items that were built: those of one UID are one series.
    public init(_ items: [CalendarItem]) {
        self.init(format: nil, content: .series(Series.all(of: items).map(\.withStamps)))
    }

    /// Items that count in a report: components of a calendar that are not time zones, or Kolab objects.
    public var itemCount: Int {
        switch content {
        case .tree(let tree): tree.itemCount
        case .series(let series): series.count
        }
    }
}

extension ComponentTree {
    /// Components directly in a calendar, or outside of any, that are not time zones.
    var itemCount: Int {
        var count = 0
        for component in components {
            if component.name != .vcalendar {
                count += component.name == .vtimezone ? 0 : 1
            } else {
                count += component.components.count { $0.name != .vtimezone }
            }
        }
        return count
    }
}
