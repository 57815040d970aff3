/// The name of a component, property or parameter as a small number; equal names have equal numbers in every tree.
///
/// Names compare without regard to case (RFC 5545 §2). A name that no table knows gets a number that is valid in its
/// tree only: use ``ComponentTree/text(of:)`` to compare across trees.
@frozen public struct Name: Hashable, Sendable {
    /// Below ``firstUnknown`` an index into the known names; from there on an index into the tree's own.
    public let id: UInt16

    @inlinable init(id: UInt16) { self.id = id }

    /// Where a tree's own names begin.
    @inlinable public static var firstUnknown: UInt16 { 0x4000 }
    /// Whether the vocabulary tables know the name.
    @inlinable public var isKnown: Bool { id < Self.firstUnknown }

    /// How many names the vocabulary tables know; their numbers are less.
    package static var knownCount: Int { NameTable.texts.count }

    /// Every name that the vocabulary tables know; a name is at the index of its ``id``.
    public static var allKnown: [Name] { NameTable.texts.indices.map { Name(id: UInt16($0)) } }

    /// The name in upper case if the tables know it.
    public init?(known text: String) {
        guard let name = NameTable.shared.known(text) else { return nil }
        self = name
    }

    /// The known name's text in upper case; nil for a name of one tree only.
    public var knownText: String? { isKnown ? NameTable.texts[Int(id)] : nil }

    /// The name of that text in upper case, which a vocabulary table has.
    package init(_ known: StaticString) {
        guard let name = NameTable.shared.known("\(known)") else {
            preconditionFailure("\(known) is in no vocabulary table")
        }
        self = name
    }
}

extension Name {
    public static let action = Name("ACTION")
    public static let alternateRepresentation = Name("ALTREP")
    public static let attach = Name("ATTACH")
    public static let attendee = Name("ATTENDEE")
    public static let begin = Name("BEGIN")
    public static let categories = Name("CATEGORIES")
    public static let charset = Name("CHARSET")
    public static let classification = Name("CLASS")
    public static let commonName = Name("CN")
    public static let completed = Name("COMPLETED")
    public static let created = Name("CREATED")
    public static let dateTimeDue = Name("DUE")
    public static let dateTimeEnd = Name("DTEND")
    public static let dateTimeStamp = Name("DTSTAMP")
    public static let dateTimeStart = Name("DTSTART")
    public static let daylight = Name("DAYLIGHT")
    public static let delegatedFrom = Name("DELEGATED-FROM")
    public static let delegatedTo = Name("DELEGATED-TO")
    public static let description = Name("DESCRIPTION")
    public static let directory = Name("DIR")
    public static let duration = Name("DURATION")
    public static let encoding = Name("ENCODING")
    public static let end = Name("END")
    public static let exceptionDate = Name("EXDATE")
    public static let exceptionRule = Name("EXRULE")
    public static let filename = Name("FILENAME")
    public static let formatType = Name("FMTTYPE")
    public static let lastModified = Name("LAST-MODIFIED")
    public static let location = Name("LOCATION")
    public static let method = Name("METHOD")
    public static let organizer = Name("ORGANIZER")
    public static let participationStatus = Name("PARTSTAT")
    public static let percentComplete = Name("PERCENT-COMPLETE")
    public static let priority = Name("PRIORITY")
    public static let productIdentifier = Name("PRODID")
    public static let range = Name("RANGE")
    public static let recurrenceDate = Name("RDATE")
    public static let recurrenceID = Name("RECURRENCE-ID")
    public static let recurrenceRule = Name("RRULE")
    public static let related = Name("RELATED")
    public static let relatedTo = Name("RELATED-TO")
    public static let relationshipType = Name("RELTYPE")
    public static let repeatCount = Name("REPEAT")
    public static let role = Name("ROLE")
    public static let rsvp = Name("RSVP")
    public static let scheduleAgent = Name("SCHEDULE-AGENT")
    public static let sequence = Name("SEQUENCE")
    public static let standard = Name("STANDARD")
    public static let status = Name("STATUS")
    public static let summary = Name("SUMMARY")
    public static let timeTransparency = Name("TRANSP")
    public static let timeZoneIdentifier = Name("TZID")
    public static let timeZoneName = Name("TZNAME")
    public static let timeZoneOffsetFrom = Name("TZOFFSETFROM")
    public static let timeZoneOffsetTo = Name("TZOFFSETTO")
    public static let trigger = Name("TRIGGER")
    public static let uid = Name("UID")
    public static let value = Name("VALUE")
    public static let valarm = Name("VALARM")
    public static let vcalendar = Name("VCALENDAR")
    public static let version = Name("VERSION")
    public static let vevent = Name("VEVENT")
    public static let vfreebusy = Name("VFREEBUSY")
    public static let vjournal = Name("VJOURNAL")
    public static let vtimezone = Name("VTIMEZONE")
    public static let vtodo = Name("VTODO")
    public static let xml = Name("XML")
    public static let appleStructuredLocation = Name("X-APPLE-STRUCTURED-LOCATION")
    public static let userType = Name("CUTYPE")
    public static let sentBy = Name("SENT-BY")
    public static let kolabColorLabel = Name("X-KOLAB-COLOR-LABEL")
    public static let kolabElement = Name("X-KOLAB-ELEMENT")
    public static let kolabProductIdentifier = Name("X-KOLAB-PRODUCT-ID")
    public static let microsoftBusyStatus = Name("X-MICROSOFT-CDO-BUSYSTATUS")
}

// Names of RFC 7529 and later, and those that only rules use.
extension Name {
    public static let acknowledged = Name("ACKNOWLEDGED")
    public static let available = Name("AVAILABLE")
    public static let busyType = Name("BUSYTYPE")
    public static let calendarScale = Name("CALSCALE")
    public static let color = Name("COLOR")
    public static let comment = Name("COMMENT")
    public static let conference = Name("CONFERENCE")
    public static let contact = Name("CONTACT")
    public static let freeBusy = Name("FREEBUSY")
    public static let freeBusyType = Name("FBTYPE")
    public static let geographicPosition = Name("GEO")
    public static let image = Name("IMAGE")
    public static let link = Name("LINK")
    public static let linkRelation = Name("LINKREL")
    public static let participant = Name("PARTICIPANT")
    public static let participantType = Name("PARTICIPANT-TYPE")
    public static let proximity = Name("PROXIMITY")
    public static let refreshInterval = Name("REFRESH-INTERVAL")
    public static let requestStatus = Name("REQUEST-STATUS")
    public static let resources = Name("RESOURCES")
    public static let schema = Name("SCHEMA")
    public static let source = Name("SOURCE")
    public static let structuredData = Name("STRUCTURED-DATA")
    public static let url = Name("URL")
    public static let vavailability = Name("VAVAILABILITY")
    public static let vlocation = Name("VLOCATION")
    public static let vresource = Name("VRESOURCE")
}
