public import ICalendar

/// Writes one series as a separate VCALENDAR; calendars are assembled from such trees.
public struct CalendarAssembly: Sendable {
    /// The text of PRODID where the series has none.
    public var productIdentifier: String

    /// Creates an assembly with the default of PRODID.
    public init(productIdentifier: String) {
        self.productIdentifier = productIdentifier
    }

    /// One VCALENDAR with the calendar properties and time zones that travelled with the series, and its items.
    public func tree(of series: Series) -> ComponentTree {
        var builder = ComponentTreeBuilder(capacity: 1024)
        builder.begin(.vcalendar)
        builder.property(.version, raw: "2.0")
        let properties = series.context.properties.filter { $0.property.name != .version }
        if !properties.contains(where: { $0.property.name == .productIdentifier }) {
            builder.property(.productIdentifier, text: productIdentifier)
        }
        for line in properties { builder.copy(line.property) }
        for zone in series.context.zones { builder.copy(zone.component) }
        series.lower(to: &builder)
        builder.end()
        return builder.finish()
    }
}
