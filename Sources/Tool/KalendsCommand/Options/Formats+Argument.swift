public import ArgumentParser
internal import Batch
public import Kalends
internal import TimeZones

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

extension ReadFormat: ExpressibleByArgument {}
extension WrittenFormat: ExpressibleByArgument {}
extension Day: ExpressibleByArgument {}
extension OccurrenceRows.Form: ExpressibleByArgument {}
extension KolabVersion: ExpressibleByArgument {}
extension InexpressiblePolicy: ExpressibleByArgument {}
extension ConversionOptions.Envelope: ExpressibleByArgument {}
extension ConversionOptions.Profile: ExpressibleByArgument {}
