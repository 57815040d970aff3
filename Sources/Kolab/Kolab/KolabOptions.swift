public import ICalendar
public import TimeZones
public import XMLSupport

/// What is done with a recurrence that Kolab cannot express.
public enum InexpressiblePolicy: String, Sendable, CaseIterable {
    /// The exact rule in an extension field, and the nearest pattern.
    case preserve
    /// The nearest pattern alone.
    case nearest
    /// Every occurrence as a single event.
    case enumerate
    /// The object is not written.
    case refuse
}

/// How Kolab objects are read.
public struct KolabReadingOptions: Sendable {
    /// The zone in which UTC times without a zone of their own were meant; nil leaves them in UTC.
    public var timeZone: String?
    /// Where the rules of zones are found.
    public var zones: ZoneDirectory
    /// Whether the extension slot is read.
    public var extensions = true
    /// What an object may hold as XML.
    public var limits = XMLLimits()
    /// What an object may hold as a calendar: how many elements and exclusions.
    public var contentLimits = ReadLimits()
    /// Whether `Z` together with a `tz` attribute means UTC, as in the drafts of 2010-11, and not the final local time.
    public var zuluWithZoneIsUTC = false
    /// Whether the reader also reports what is unusual and read as it is.
    package var reportsRemarks = false

    /// The defaults.
    public init(zones: ZoneDirectory = ZoneDirectory(), timeZone: String? = nil) {
        self.zones = zones
        self.timeZone = timeZone
    }
}

/// How Kolab objects are written.
public struct KolabWritingOptions: Sendable {
    /// The zone that floating times, and times in unknown zones, are taken to be in; nil takes them as UTC.
    public var timeZone: String?
    /// Where the rules of zones are found.
    public var zones: ZoneDirectory
    /// Whether what Kolab cannot hold travels in `x-custom` elements.
    public var extensions = true
    /// What is done with a recurrence that Kolab cannot express.
    public var onInexpressible = InexpressiblePolicy.preserve
    /// Whether the additional dates of a series are objects already, as in a series read from Kolab objects.
    public var additionalDatesExist = false
    /// How many occurrences ``InexpressiblePolicy/enumerate`` writes at most.
    public var enumerationLimit = 1000
    /// The root's version attribute; nil writes 1.1 on objects with content of 2.1 and 1.0 on all others.
    public var rootVersion: String?
    /// The text of `product-id` where the item names no other program.
    public var productIdentifier = "Kalends"
    /// Whether the bytes of attachments are handed over as parts of a message; otherwise they stay in the slot.
    public var separatesAttachments = false

    /// The defaults.
    public init(zones: ZoneDirectory = ZoneDirectory(), timeZone: String? = nil) {
        self.zones = zones
        self.timeZone = timeZone
    }
}
