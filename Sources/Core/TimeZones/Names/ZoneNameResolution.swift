public import ICalendar

/// What a time zone's name in a file means.
public struct ZoneNameResolution: Hashable, Sendable {
    /// A zone of the tz database, or an offset that never changes.
    public enum Zone: Hashable, Sendable {
        case named(String)
        case fixed(UTCOffset)
    }

    /// How the meaning was found.
    public enum Method: String, Hashable, Sendable, CaseIterable {
        /// The name is a zone's own, in any case.
        case exact
        /// The name is an old or other name of the tz database, such as `US/Eastern`.
        case link
        /// The name is Windows', such as `W. Europe Standard Time`.
        case windows
        /// The name is a vendor's prefix and a zone's name, such as `/mozilla.org/20050126_1/Europe/Berlin`.
        case prefixed
        /// The name is a text of Outlook's list, such as `(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna`.
        case displayText = "display text"
        /// The name contains an offset, such as `GMT-0400`.
        case fixedOffset = "fixed offset"
        /// The name probably means this; see `ZoneNames` for what is guessed. Worth telling the user.
        case guess
    }

    /// The zone meant.
    public var zone: Zone
    /// How that was found.
    public var method: Method

    /// A resolution from its parts.
    public init(_ zone: Zone, by method: Method) {
        self.zone = zone
        self.method = method
    }
}

extension ZoneNameResolution.Zone: CustomStringConvertible {
    /// The zone's name, or the offset as `UTC+01:00`.
    public var description: String {
        switch self {
        case .named(let id): id
        case .fixed(let offset): "UTC\(offset.extendedDescription)"
        }
    }
}
