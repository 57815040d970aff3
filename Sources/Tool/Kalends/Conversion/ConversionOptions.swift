public import ICalendar
public import Kolab
public import KolabMail
public import XMLSupport

/// The options of a conversion besides its formats.
public struct ConversionOptions: Sendable {
    /// What carries the written object.
    public enum Envelope: String, Sendable, CaseIterable {
        /// The bare format.
        case none
        /// The mail message that carries a Kolab object, with its attachments as parts.
        case message
    }

    /// The consumers that xCal can be written for.
    public enum Profile: String, Sendable, CaseIterable {
        /// Open Event Server's export.
        case openEvent = "open-event"
        /// Pentabarf, frab and pretalx.
        case pentabarf
        /// Kolab 3's storage format, one object a file.
        case kolab3 = "kolab-3"
    }

    /// Writes xCal for one kind of consumer (`--profile`), whatever dialect was requested.
    public var profile: Profile?
    /// Writes the durations of a conference profile as the software itself does, though they are unreadable
    /// (`--exact-quirks`).
    public var hasExactQuirks = false
    /// Writes canonical lines even where an iCalendar input could be copied, and a DTSTAMP for objects without a time
    /// stamp (`--normalize`).
    public var normalizes = false
    /// Whether values that the target cannot hold are kept in extension fields; false with `--no-extensions`.
    public var keepsExtensions = true
    /// The zone in which the UTC times of Kolab 2.0 objects were meant (`--timezone`).
    public var timeZone: String?
    /// The zone for times whose own zone is unknown (`--default-timezone`).
    public var defaultTimeZone: String?
    /// What to write for a recurrence that Kolab has no pattern for.
    public var onInexpressible: InexpressiblePolicy = .preserve
    /// What carries the written object.
    public var envelope: Envelope = .none
    /// What readers accept.
    public var limits = ReadLimits()
    /// What XML documents may hold.
    public var xmlLimits = XMLLimits()
    /// What the reader of mail messages accepts.
    public var mailLimits = MailLimits()

    /// The defaults.
    public init() {}
}
