public import ArgumentParser
internal import Batch
internal import Files
public import Kalends
public import Selecting
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

    /// A transform of options whose zone is shown: a zone, or `local` for that of the process.
    ///
    /// - Throws: `ValidationError` for an unknown zone.
    static func shown(_ text: String) throws -> TimeZoneName {
        guard text == "local" else { return try reading(text) }
        guard let name = LocalClock.zoneName() else {
            throw ValidationError("the local time zone is unknown: name one")
        }
        return try reading(name)
    }

    /// A transform of options whose zone is written, by its IANA time zone name.
    ///
    /// - Throws: `ValidationError` for a zone without such a name.
    static func iana(_ text: String) throws -> TimeZoneName {
        let zone = try reading(text).name
        guard case .named(let id) = ZoneNames.resolve(zone)?.zone ?? .named(zone) else {
            throw ValidationError("“\(text)” is an offset and not an IANA time zone name")
        }
        return TimeZoneName(name: id)
    }
}

extension ReadFormat: ExpressibleByArgument {}
extension WrittenFormat: ExpressibleByArgument {}
extension Day: ExpressibleByArgument {}
extension Division: ExpressibleByArgument {}
extension DuplicatePolicy: ExpressibleByArgument {}
extension AgendaListing.Form: ExpressibleByArgument {}
extension OccurrenceRows.Form: ExpressibleByArgument {}
extension KolabVersion: ExpressibleByArgument {}
extension InexpressiblePolicy: ExpressibleByArgument {}
extension ConversionOptions.Envelope: ExpressibleByArgument {}
extension ConversionOptions.Profile: ExpressibleByArgument {}
