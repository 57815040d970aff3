public import ICalendar

// A field is a stored value, its accessor, and the row of its property; nothing else in the model names each of them.

extension CalendarItem {
    /// The fields as they are stored.
    struct Fields: Hashable, Sendable {
        var kind: Kind
        var uid: String = ""
        var recurrenceID: RecurrenceID?
        var sequence: Int?
        var stamp: CivilDateTime?
        var created: CivilDateTime?
        var lastModified: CivilDateTime?
        var summary: String?
        var description: String?
        var location: String?
        var categories: [String] = []
        var classification: Classification?
        var status: Status?
        var transparency: Transparency?
        var busyStatus: BusyStatus?
        var colorLabel: String?
        var priority: Int?
        var percentComplete: Int?
        var completed: CivilDateTime?
        var start: EventTime?
        var end: EventTime?
        var due: EventTime?
        var duration: NominalDuration?
        var rules: [RecurrenceRule] = []
        var exceptionRules: [RecurrenceRule] = []
        var additionalDates: [AdditionalDate] = []
        var exclusions: [EventTime] = []
        var organizer: Person?
        var attendees: [Attendee] = []
        var attachments: [Attachment] = []
        var parent: String?
        var alarms: [Alarm] = []
        var writer: String?
        var preserved: Preserved = Preserved()
    }
}

// swift-format-ignore
extension CalendarItem {
    /// Which component it is.
    public var kind: Kind { get { storage[0].kind } _modify { yield &storage[0].kind } }
    /// UID; empty where none is given.
    public var uid: String { get { storage[0].uid } _modify { yield &storage[0].uid } }
    /// The occurrence it replaces; nil for a master or a single item.
    public var recurrenceID: RecurrenceID? { get { storage[0].recurrenceID } _modify { yield &storage[0].recurrenceID } }
    /// SEQUENCE.
    public var sequence: Int? { get { storage[0].sequence } _modify { yield &storage[0].sequence } }
    /// DTSTAMP, in UTC.
    public var stamp: CivilDateTime? { get { storage[0].stamp } _modify { yield &storage[0].stamp } }
    /// CREATED, in UTC.
    public var created: CivilDateTime? { get { storage[0].created } _modify { yield &storage[0].created } }
    /// LAST-MODIFIED, in UTC.
    public var lastModified: CivilDateTime? { get { storage[0].lastModified } _modify { yield &storage[0].lastModified } }
    /// SUMMARY.
    public var summary: String? { get { storage[0].summary } _modify { yield &storage[0].summary } }
    /// DESCRIPTION.
    public var description: String? { get { storage[0].description } _modify { yield &storage[0].description } }
    /// LOCATION.
    public var location: String? { get { storage[0].location } _modify { yield &storage[0].location } }
    /// CATEGORIES, all lists joined.
    public var categories: [String] { get { storage[0].categories } _modify { yield &storage[0].categories } }
    /// CLASS.
    public var classification: Classification? { get { storage[0].classification } _modify { yield &storage[0].classification } }
    /// STATUS.
    public var status: Status? { get { storage[0].status } _modify { yield &storage[0].status } }
    /// TRANSP.
    public var transparency: Transparency? { get { storage[0].transparency } _modify { yield &storage[0].transparency } }
    /// What a free/busy view shows beyond ``transparency``.
    public var busyStatus: BusyStatus? { get { storage[0].busyStatus } _modify { yield &storage[0].busyStatus } }
    /// The label of Outlook and Kolab (X-KOLAB-COLOR-LABEL).
    public var colorLabel: String? { get { storage[0].colorLabel } _modify { yield &storage[0].colorLabel } }
    /// PRIORITY, 0 to 9.
    public var priority: Int? { get { storage[0].priority } _modify { yield &storage[0].priority } }
    /// PERCENT-COMPLETE, 0 to 100.
    public var percentComplete: Int? { get { storage[0].percentComplete } _modify { yield &storage[0].percentComplete } }
    /// COMPLETED, in UTC.
    public var completed: CivilDateTime? { get { storage[0].completed } _modify { yield &storage[0].completed } }
    /// DTSTART.
    public var start: EventTime? { get { storage[0].start } _modify { yield &storage[0].start } }
    /// DTEND: the first moment, or the first day, after an event.
    public var end: EventTime? { get { storage[0].end } _modify { yield &storage[0].end } }
    /// DUE of a to-do.
    public var due: EventTime? { get { storage[0].due } _modify { yield &storage[0].due } }
    /// DURATION.
    public var duration: NominalDuration? { get { storage[0].duration } _modify { yield &storage[0].duration } }
    /// RRULE; more than one is rare.
    public var rules: [RecurrenceRule] { get { storage[0].rules } _modify { yield &storage[0].rules } }
    /// EXRULE (RFC 2445).
    public var exceptionRules: [RecurrenceRule] { get { storage[0].exceptionRules } _modify { yield &storage[0].exceptionRules } }
    /// RDATE, all lists joined.
    public var additionalDates: [AdditionalDate] { get { storage[0].additionalDates } _modify { yield &storage[0].additionalDates } }
    /// EXDATE, all lists joined.
    public var exclusions: [EventTime] { get { storage[0].exclusions } _modify { yield &storage[0].exclusions } }
    /// ORGANIZER.
    public var organizer: Person? { get { storage[0].organizer } _modify { yield &storage[0].organizer } }
    /// ATTENDEE.
    public var attendees: [Attendee] { get { storage[0].attendees } _modify { yield &storage[0].attendees } }
    /// ATTACH.
    public var attachments: [Attachment] { get { storage[0].attachments } _modify { yield &storage[0].attachments } }
    /// The UID of the parent (RELATED-TO of RELTYPE PARENT).
    public var parent: String? { get { storage[0].parent } _modify { yield &storage[0].parent } }
    /// VALARM.
    public var alarms: [Alarm] { get { storage[0].alarms } _modify { yield &storage[0].alarms } }
    /// PRODID of the program that last wrote this very item (Kolab's `product-id`).
    public var writer: String? { get { storage[0].writer } _modify { yield &storage[0].writer } }
    /// Everything that no field holds.
    public var preserved: Preserved { get { storage[0].preserved } _modify { yield &storage[0].preserved } }
}

extension PropertyBinding {
    // swift-format-ignore
    /// Every property that a field holds, in the order in which they are written.
    static let item = Mapping<PropertyBinding>("item", rows: [
        PropertyBinding(.uid, .one, { $0.uid }, { $0.uid = $1 }, isOwn: true,
            isPlain: { $0.isPlainText && $0.line.valueEnd > $0.line.valueStart },
            lift:  { property, item in item.uid = property.text; return .taken },
            lower: { item, builder in if !item.uid.isEmpty { builder.property(.uid, text: item.uid) } },
            isSame: { $0.isExactly($1) }),
        PropertyBinding(.recurrenceID, .one, { $0.recurrenceID }, { $0.recurrenceID = $1 }, isOwn: true,
            lift:  { property, item in item.liftRecurrenceID(property) },
            lower: { item, builder in item.lowerRecurrenceID(to: &builder) }),
        .number( .sequence,               { $0.sequence }, { $0.sequence = $1 }, in: 0...Int(Int32.max), isOwn: true),
        .instant(.dateTimeStamp,          { $0.stamp }, { $0.stamp = $1 }, isOwn: true),
        .instant(.created,                { $0.created }, { $0.created = $1 }, isOwn: true),
        .instant(.lastModified,           { $0.lastModified }, { $0.lastModified = $1 }, isOwn: true),
        .time(   .dateTimeStart,          { $0.start }, { $0.start = $1 }),
        .time(   .dateTimeEnd,            { $0.end }, { $0.end = $1 }),
        .time(   .dateTimeDue,            { $0.due }, { $0.due = $1 }),
        PropertyBinding(.duration, .one, { $0.duration }, { $0.duration = $1 }, isOwn: true,
            lift:  { property, item in
                guard let duration = property.withValue({ try? NominalDuration(reading: $0) }) else { return .unreadable }
                item.duration = duration
                return .taken
            },
            lower: { item, builder in
                if let duration = item.duration { builder.property(.duration, raw: duration.description) }
            }),
        .rules(  .recurrenceRule,         { $0.rules }, { $1(&$0.rules) }),
        .rules(  .exceptionRule,          { $0.exceptionRules }, { $1(&$0.exceptionRules) }),
        PropertyBinding(.recurrenceDate, .merged, { $0.additionalDates }, { $0.additionalDates = $1 }, isOwn: true,
            lift:  { property, item in
                guard let dates = property.additionalDates else { return .unreadable }
                item.additionalDates += dates
                return .taken
            },
            lower: { item, builder in builder.append(.recurrenceDate, item.additionalDates) }),
        PropertyBinding(.exceptionDate, .merged, { $0.exclusions }, { $0.exclusions = $1 }, isOwn: true,
            lift:  { property, item in
                guard let times = property.eventTimes else { return .unreadable }
                item.exclusions += times
                return .taken
            },
            lower: { item, builder in builder.append(.exceptionDate, item.exclusions) }),
        .text(   .summary,                { $0.summary }, { $0.summary = $1 }),
        .text(   .description,            { $0.description }, { $0.description = $1 }),
        .text(   .location,               { $0.location }, { $0.location = $1 }),
        PropertyBinding(.categories, .merged, { $0.categories }, { $0.categories = $1 }, isPlain: { $0.isPlainList },
            lift:  { property, item in item.categories += property.texts; return .taken },
            lower: { item, builder in item.lowerCategories(to: &builder) },
            isSame: { $0.isExactly($1) }),
        .word(   .classification,         { $0.classification }, { $0.classification = $1 }),
        .word(   .status,                 { $0.status }, { $0.status = $1 }),
        .word(   .timeTransparency,       { $0.transparency }, { $0.transparency = $1 }),
        .word(   .microsoftBusyStatus,    { $0.busyStatus }, { $0.busyStatus = $1 }),
        .text(   .kolabColorLabel,        { $0.colorLabel }, { $0.colorLabel = $1 }),
        .number( .priority,               { $0.priority }, { $0.priority = $1 }, in: 0...9),
        .number( .percentComplete,        { $0.percentComplete }, { $0.percentComplete = $1 }, in: 0...100),
        .instant(.completed,              { $0.completed }, { $0.completed = $1 }),
        PropertyBinding(.organizer, .one, { $0.organizer }, { $0.organizer = $1 }, isPlain: { $0.isPlainOrganizer },
            lift:  { property, item in
                guard let person = Person(property) else { return .unreadable }
                item.organizer = person
                return .taken
            },
            lower: { item, builder in item.lowerOrganizer(to: &builder) }),
        .each(   .attendee,               { $0.attendees }, { $1(&$0.attendees) }, isPlain: { $0.isPlainAttendee },
            read: Attendee.init, write: { $0.append(to: &$1) },
            isSame: { $0.hasSameMeaning(as: $1) }),
        .each(   .attach,                 { $0.attachments }, { $1(&$0.attachments) },
            read: Attachment.init, write: { $0.append(to: &$1) }),
        PropertyBinding(.relatedTo, .one, { $0.parent }, { $0.parent = $1 },
            lift:  { property, item in
                let type = property.parameter(.relationshipType)?.value.uppercased() ?? "PARENT"
                guard type == "PARENT", property.valueType == .text else { return .foreign }
                item.parent = property.text
                return .taken
            },
            lower: { item, builder in
                if let parent = item.parent { builder.property(.relatedTo, text: parent) }
            },
            isSame: { $0.isExactly($1) }),
        .text(   .kolabProductIdentifier, { $0.writer }, { $0.writer = $1 }),
        PropertyBinding(.kolabElement, .each, { $0.preserved.elements }, { $0.preserved.elements = $1 },
            lift:  { property, item in item.preserved.elements.append(property.text); return .taken },
            lower: { item, builder in
                for element in item.preserved.elements { builder.property(.kolabElement, text: element) }
            }),
    ])
}
