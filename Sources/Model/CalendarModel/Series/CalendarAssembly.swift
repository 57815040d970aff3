public import ICalendar

/// Writes one series as a separate VCALENDAR; calendars are assembled from such trees.
public struct CalendarAssembly: Sendable {
    /// The text of PRODID where the series has none.
    public var productIdentifier: String
    /// Whether items without DTSTAMP get one; see ``Series/withStamps``.
    package var addsStamps = false

    /// Creates an assembly with the default of PRODID.
    public init(productIdentifier: String) {
        self.productIdentifier = productIdentifier
    }

    /// One VCALENDAR with the calendar properties and time zones that travelled with the series, and its items.
    public func tree(of series: Series) -> ComponentTree {
        var builder = ComponentTreeBuilder(capacity: 1024)
        builder.begin(.vcalendar)
        append(series.context, to: &builder)
        (addsStamps ? series.withStamps : series).lower(to: &builder)
        builder.end()
        return builder.finish()
    }

    /// The VCALENDAR of ``tree(of:)`` without the items.
    package func surroundings(_ context: CalendarContext) -> ComponentTree {
        var builder = ComponentTreeBuilder(capacity: 512)
        builder.begin(.vcalendar)
        append(context, to: &builder)
        builder.end()
        return builder.finish()
    }

    /// The VCALENDAR of ``tree(of:)`` with nothing but the items.
    package func items(of series: Series) -> ComponentTree {
        var builder = ComponentTreeBuilder(capacity: 1024)
        builder.begin(.vcalendar)
        (addsStamps ? series.withStamps : series).lower(to: &builder)
        builder.end()
        return builder.finish()
    }

    private func append(_ context: CalendarContext, to builder: inout ComponentTreeBuilder) {
        builder.property(.version, raw: "2.0")
        let properties = context.properties.filter { $0.property.name != .version }
        if !properties.contains(where: { $0.property.name == .productIdentifier }) {
            builder.property(.productIdentifier, text: productIdentifier)
        }
        for line in properties { builder.copy(line.property) }
        for zone in context.zones { builder.copy(zone.component) }
    }
}
