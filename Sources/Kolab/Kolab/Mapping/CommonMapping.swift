internal import CalendarModel
internal import XMLSupport

/// The mapping of one kind of object: rows in the order in which they are written.
typealias KolabMapping = Mapping<KolabRow>

extension KolabMapping {
    /// The mapping of a kind of item.
    static func of(_ kind: CalendarItem.Kind) -> KolabMapping {
        switch kind {
        case .event: event
        case .todo: task
        case .journal: journal
        }
    }

    // swift-format-ignore
    /// What every object has (kolab.md 1.3).
    static let common = KolabMapping("common", rows: [
        .group(  "product-id",
                 read:      { element, item, _ in item.readProduct(element) },
                 isWritten: { _, _ in true },
                 write:     { item, writing in writing.text("product-id", item.writer ?? writing.options.productIdentifier) },
                 say:       { $1.item.writer = CalendarItem.writer(ofProduct: $1.text($0.writer ?? $1.options.productIdentifier)) },
                 clear:     { $0.writer = nil },
                 isSame:    { $0.writer == $1.writer }).inSubevents(.never),
        .group(  "uid",
                 read:      { element, item, _ in item.uid = element.trimmedText; return element.isPlain ? .exact : .inexact },
                 isWritten: { _, _ in true },
                 write:     { item, writing in writing.text("uid", item.uid.trimmingBlanks()) },
                 say:       { $1.item.uid = $1.text($0.uid.trimmingBlanks()).trimmingBlanks() },
                 clear:     { $0.uid = "" },
                 isSame:    { $0.uid == $1.uid }).inSubevents(.never).required(),
        .text(   "body",                   { $0.description }, { $0.description = $1 }),
        .group(  "categories",
                 read:      { element, item, _ in item.readCategories(element) },
                 isWritten: { item, _ in item.categories.contains { !$0.isEmpty } },
                 write:     { item, writing in writing.text("categories", item.categories.joined(separator: ",")) },
                 say:       { $1.item.categories = $1.categories($0.categories) },
                 clear:     { $0.categories = [] },
                 isSame:    { $0.categories.isExactly($1.categories) }),
        .group(  "creation-date",
                 read:      { element, item, reading in reading.readInstant(element, into: &item.created) },
                 isWritten: { _, _ in true },
                 write:     { item, writing in writing.instant("creation-date", item.creationTime) },
                 say:       { $1.item.created = $0.creationTime },
                 clear:     { $0.created = nil },
                 isSame:    { $0.creationTime == $1.creationTime }).inSubevents(.always).required(),
        .group(  "last-modification-date",
                 read:      { element, item, reading in reading.readInstant(element, into: &item.lastModified) },
                 isWritten: { _, _ in true },
                 write:     { item, writing in writing.instant("last-modification-date", item.modificationTime) },
                 say:       { $1.item.lastModified = $0.modificationTime },
                 clear:     { $0.lastModified = nil },
                 isSame:    { $0.modificationTime == $1.modificationTime }).inSubevents(.always).required(),
        .element("sensitivity",            { $0.classification }, { $0.classification = $1 }, as: .words(.kolabSensitivity)),
        .inlineAttachment,
        .linkAttachment,
    ])

    // swift-format-ignore
    /// What events and tasks share (kolab.md 1.4).
    static let incidence = KolabMapping("incidence", including: common, rows: [
        .text(   "summary",                { $0.summary }, { $0.summary = $1 }),
        .text(   "location",               { $0.location }, { $0.location = $1 }),
        .organizer,
        .element("start-date",             { $0.start }, { $0.start = $1 },          as: .kolabTime).inSubevents(.withTimes).required(in: [.event]),
        .simpleAlarm,
        .advancedAlarms,
        .recurrence.inSubevents(.never),
        .attendee,
    ])

    // swift-format-ignore
    /// kolab.md 1.6; `priority` of an event is KEP 8's.
    static let event = KolabMapping("event", including: incidence, rows: [
        .element("priority",               { $0.priority }, { $0.priority = $1 },       as: .number(in: 0...9)),
        .showTimeAs,
        .text(   "color-label",            { $0.colorLabel }, { $0.colorLabel = $1 }),
        .element("end-date",               { $0.end }, { $0.setEnd($1) },          as: .kolabInclusiveEnd).inSubevents(.withTimes),
    ])

    // swift-format-ignore
    /// kolab.md 1.7.
    static let task = KolabMapping("task", including: incidence, rows: [
        .taskPriority,
        .exactPriority,
        .element("completed",              { $0.percentComplete }, { $0.percentComplete = $1 }, as: .number(in: 0...100)),
        .element("x-completed-date",       { $0.completed }, { $0.completed = $1 },       as: .kolabInstant),
        .taskStatus,
        .element("due-date",               { $0.due }, { $0.setDue($1) },           as: .kolabTime).inSubevents(.withTimes),
        .text(   "parent",                 { $0.parent }, { $0.parent = $1 }),
    ])

    // swift-format-ignore
    /// kolab.md 1.8.
    static let journal = KolabMapping("journal", including: common, rows: [
        .text(   "summary",                { $0.summary }, { $0.summary = $1 }),
        .element("start-date",             { $0.start }, { $0.start = $1 },           as: .kolabTime).inSubevents(.withTimes),
    ])
}

extension KolabMapping {
    /// Whether objects of this kind contain how they recur, and so which occurrences are excluded or changed.
    var hasRecurrence: Bool { index(of: "recurrence") != nil }
}

extension CalendarItem {
    /// Sets the end that an object names, or its absence; a duration of the series is not a second end of an
    /// occurrence.
    fileprivate mutating func setEnd(_ time: EventTime?) {
        end = time
        duration = nil
    }

    /// Sets the due date that an object names, or its absence, as with an end.
    fileprivate mutating func setDue(_ time: EventTime?) {
        due = time
        duration = nil
    }
}
