public import CalendarDiagnostics
internal import CalendarModel
public import ICalendar
internal import Occurrences
public import TimeZones

/// Which items of a calendar are wanted, and how much of them.
///
/// A series is wanted as a whole if one of its components passes: an override that moves into the window brings its series along,
/// as does one whose summary is the one asked for.
public struct ItemSelection: Sendable {
    /// The days in which something occurs; nil for all of time. What has no time does not occur.
    public var window: DayWindow?
    /// Whether a series is cut to the window.
    public var cutsSeries = false
    /// The conditions, all of which one component fulfils; nil for none.
    public var query: ItemQuery?
    /// The properties and components that are removed.
    public var dropped: [NamePattern] = []

    /// A selection of everything.
    public init() {}
}

/// What a selection made of a calendar.
public struct SelectedCalendar: Sendable {
    /// The calendar; its lines are those of the input.
    public let tree: ComponentTree
    /// Leads from a place in it to that in the input.
    public let relocation: Relocation
    /// How many components were not selected.
    public let unselected: Int

    /// - Parameter relocation: leads from a place in the tree to that in the input.
    package init(tree: ComponentTree, relocation: @escaping Relocation, unselected: Int) {
        self.tree = tree
        self.relocation = relocation
        self.unselected = unselected
    }
}

extension ItemSelection {
    /// The part of a tree that is wanted. Time zones stay unless only what is removed names them.
    ///
    /// - Parameters:
    ///   - zones: the zones of names that the calendar does not define.
    ///   - limits: what the text of the result may hold.
    ///   - report: receives `dropped-on-request`, `series-cut` and `series-not-cut`.
    /// - Throws: ``ReadError`` if the tree cannot be written as text within the limits.
    public func part(
        of tree: ComponentTree,
        zones: ZoneDirectory,
        limits: ReadLimits = ReadLimits(),
        report: inout LossReport
    ) throws(ReadError) -> SelectedCalendar {
        var work = SelectionWork(self, edit: try TreeEdit(tree, limits: limits), zones: zones)
        work.run()
        report.merge(work.losses)
        if work.edit.isEmpty { return SelectedCalendar(tree: tree, relocation: { $0 }, unselected: 0) }
        let (edited, relocation) = try work.edit.finish()
        return SelectedCalendar(tree: edited, relocation: relocation, unselected: work.unselected)
    }
}
