public import ArgumentParser
internal import Batch
public import Kalends
internal import TimeZones

/// A format that can be read, by its name.
struct ReadFormat: ExpressibleByArgument {
    let format: CalendarFormat

    init?(argument: String) {
        guard let row = FormatRegistry.rows.first(where: { $0.isRead && $0.name == argument }) else { return nil }
        format = row.format
    }

    static var allValueStrings: [String] { FormatRegistry.rows.filter(\.isRead).map(\.name) }
}

/// A format that can be written, by its name.
struct WrittenFormat: ExpressibleByArgument {
    let format: CalendarFormat

    init(_ format: CalendarFormat) { self.format = format }

    init?(argument: String) {
        guard let row = FormatRegistry.rows.first(where: { $0.isWritten && $0.name == argument }) else { return nil }
        format = row.format
    }

    static var allValueStrings: [String] { FormatRegistry.rows.filter(\.isWritten).map(\.name) }
}

/// The name of a time zone whose rules are known.
struct TimeZoneName {
    let name: String

    /// A transform of options.
    ///
    /// - Throws: `ValidationError` with the zones that may be meant.
    static func reading(_ text: String) throws -> TimeZoneName {
        guard Converter().knows(timeZone: text) else { throw ValidationError(ZoneNames.unknownMessage(for: text)) }
        return TimeZoneName(name: text)
    }
}

extension Day: ExpressibleByArgument {}
extension OccurrenceRows.Form: ExpressibleByArgument {}
extension InexpressiblePolicy: ExpressibleByArgument {}
extension ConversionOptions.Envelope: ExpressibleByArgument {}
extension ConversionOptions.Profile: ExpressibleByArgument {}
