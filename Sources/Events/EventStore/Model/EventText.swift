internal import CalendarDiagnostics
public import CalendarModel
internal import ICalendar

/// What a VCALENDAR holds around its events, byte for byte.
public final class CalendarShell: Sendable {
    /// From BEGIN:VCALENDAR to the first event: properties and time zones.
    public let head: [UInt8]
    /// From the last event to the end.
    public let tail: [UInt8]

    /// Creates a shell from the text before and after the components.
    public init(head: [UInt8], tail: [UInt8]) {
        self.head = head
        self.tail = tail
    }

    /// The shell of what is written here.
    public static let own = CalendarShell(context: CalendarContext())

    /// A shell that holds calendar properties and zones.
    public convenience init(context: CalendarContext) {
        let series = Series(master: nil, overrides: [], context: context)
        let tree = CalendarAssembly(productIdentifier: EventText.productIdentifier).tree(of: series)
        let text = ICalendarWriter().write(tree)
        let tail = Array("END:VCALENDAR\r\n".utf8)
        self.init(head: Array(text.dropLast(tail.count)), tail: tail)
    }
}

extension CalendarShell: Hashable {
    /// Compares the bytes.
    public static func == (left: CalendarShell, right: CalendarShell) -> Bool {
        left === right || left.head == right.head && left.tail == right.tail
    }

    /// Hashes the bytes.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(head)
        hasher.combine(tail)
    }
}

/// The iCalendar text of an event: its components as they were read, and what was around them.
public struct EventText: Hashable, Sendable {
    package static let productIdentifier = "-//Kalends//Kalends Events//EN"

    /// What was around the components.
    public var shell: CalendarShell
    /// The components, with their line breaks.
    public var components: [UInt8]

    /// Creates a text from its shell and components.
    public init(shell: CalendarShell, components: [UInt8]) {
        self.shell = shell
        self.components = components
    }

    /// A text in canonical lines.
    public init(of series: Series) {
        self.init(shell: CalendarShell(context: series.context), components: Self.lines(of: series.items))
    }

    /// The text of a calendar that holds one event alone.
    package init(reading bytes: [UInt8]) {
        self.init(shell: CalendarShell(head: [], tail: []), components: bytes)
    }

    /// The whole calendar.
    public var bytes: [UInt8] { shell.head + components + shell.tail }

    /// The series that it holds.
    ///
    /// - Throws: ``StoreError`` `damaged` if there is none.
    public func series() throws -> Series {
        var diagnostics = Diagnostics(losses: .none)
        guard let tree = try? ICalendarReader().read(bytes, diagnostics: &diagnostics),
            let calendar = tree.components.first
        else { throw StoreError.damaged("an event's text is not a calendar") }
        let contents = Series.all(in: calendar)
        guard let series = contents.series.first else { throw StoreError.damaged("an event's text contains no event") }
        return series
    }

    /// The text of a changed series: unchanged components keep their bytes.
    func updated(to series: Series) -> EventText {
        var diagnostics = Diagnostics(losses: .none)
        guard let tree = try? ICalendarReader().read(bytes, diagnostics: &diagnostics),
            let calendar = tree.components.first, tree.isSource
        else { return EventText(of: series) }
        var known: [CalendarItem: [UInt8]] = [:]
        for component in calendar.components {
            guard let item = CalendarItem(lifting: component), let text = component.sourceBytes else { continue }
            known[item] = text
        }
        var updated = self
        updated.components = series.items.flatMap { known[$0] ?? Self.lines(of: [$0]) }
        return updated
    }

    private static func lines(of items: [CalendarItem]) -> [UInt8] {
        var builder = ComponentTreeBuilder(capacity: 1024 * items.count)
        for item in items { item.lower(to: &builder) }
        return ICalendarWriter().write(builder.finish())
    }
}

extension Component {
    /// The bytes of its lines, with the line breaks, as they were read; nil if its tree was made, or a line of it is missing.
    var sourceBytes: [UInt8]? {
        guard tree.isSource, tree.lines[index].link != .max, !tree.lines[endIndex].flags.contains(.isSynthetic) else {
            return nil
        }
        return Array(tree.bytes[Int(tree.lines[index].start)..<sourceEnd])
    }

    /// Where the next line begins.
    var sourceEnd: Int {
        endIndex + 1 < tree.lines.count ? Int(tree.lines[endIndex + 1].start) : tree.bytes.count
    }
}
