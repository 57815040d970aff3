internal import Files
internal import Kalends
internal import TimeZones

/// The name of a time zone whose rules are known.
package struct TimeZoneName {
    package let name: String

    /// The zone that a text means.
    ///
    /// - Throws: ``UsageError`` with the zones that may be meant.
    package static func reading(_ text: String) throws -> TimeZoneName {
        guard Converter().knows(timeZone: text) else { throw UsageError(message: ZoneNames.unknownMessage(for: text)) }
        return TimeZoneName(name: text)
    }

    /// A zone that is shown: `local` is that of the process.
    ///
    /// - Throws: ``UsageError`` for an unknown zone.
    package static func shown(_ text: String) throws -> TimeZoneName {
        guard text == "local" else { return try reading(text) }
        guard let name = LocalClock.zoneName() else {
            throw UsageError(message: "the local time zone is unknown: name one")
        }
        return try reading(name)
    }

    /// A zone that is written, by its IANA time zone name.
    ///
    /// - Throws: ``UsageError`` for a zone without such a name.
    package static func iana(_ text: String) throws -> TimeZoneName {
        let zone = try reading(text).name
        guard case .named(let id) = ZoneNames.resolve(zone)?.zone ?? .named(zone) else {
            throw UsageError(message: "“\(text)” is an offset and not an IANA time zone name")
        }
        return TimeZoneName(name: id)
    }
}
