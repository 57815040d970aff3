internal import CalendarModel
internal import TwoWayMapping
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
                 clear:     { $0.writer = nil }).mastersOnly(),
        .group(  "uid",
                 read:      { element, item, _ in item.uid = element.trimmedText; return element.isPlain ? .exact : .inexact },
                 isWritten: { _, _ in true },
                 write:     { item, writing in writing.text("uid", item.uid) },
                 clear:     { $0.uid = "" }).mastersOnly(),
        .element("body",                   \.description,    as: .text),
        .group(  "categories",
                 read:      { element, item, _ in item.readCategories(element) },
                 isWritten: { item, _ in !item.categories.isEmpty },
                 write:     { item, writing in writing.text("categories", item.categories.joined(separator: ",")) },
                 clear:     { $0.categories = [] }),
        .group(  "creation-date",
                 read:      { element, item, reading in item.read(\.created, element, &reading) },
                 isWritten: { _, _ in true },
                 write:     { item, writing in writing.instant("creation-date", item.created ?? item.stamp ?? item.lastModified) },
                 clear:     { $0.created = nil }),
        .group(  "last-modification-date",
                 read:      { element, item, reading in item.read(\.lastModified, element, &reading) },
                 isWritten: { _, _ in true },
                 write:     { item, writing in writing.instant("last-modification-date", item.lastModified ?? item.stamp ?? item.created) },
                 clear:     { $0.lastModified = nil }),
        .element("sensitivity",            \.classification, as: .words(.kolabSensitivity)),
        .inlineAttachment,
        .linkAttachment,
    ])

    // swift-format-ignore
    /// What events and tasks share (kolab.md 1.4).
    static let incidence = KolabMapping("incidence", including: common, rows: [
        .element("summary",                \.summary,        as: .text),
        .element("location",               \.location,       as: .text),
        .organizer,
        .element("start-date",             \.start,          as: .kolabTime),
        .simpleAlarm,
        .advancedAlarms,
        .recurrence.mastersOnly(),
        .attendee,
    ])

    // swift-format-ignore
    /// kolab.md 1.6; `priority` of an event is KEP 8's.
    static let event = KolabMapping("event", including: incidence, rows: [
        .element("priority",               \.priority,       as: .number(in: 0...9)),
        .showTimeAs,
        .element("color-label",            \.colorLabel,     as: .text),
        .element("end-date",               \.end,            as: .kolabInclusiveEnd),
    ])

    // swift-format-ignore
    /// kolab.md 1.7.
    static let task = KolabMapping("task", including: incidence, rows: [
        .taskPriority,
        .exactPriority,
        .element("completed",              \.percentComplete, as: .number(in: 0...100)),
        .element("x-completed-date",       \.completed,       as: .kolabInstant),
        .taskStatus,
        .element("due-date",               \.due,             as: .kolabTime),
        .element("parent",                 \.parent,          as: .text),
    ])

    // swift-format-ignore
    /// kolab.md 1.8.
    static let journal = KolabMapping("journal", including: common, rows: [
        .element("summary",                \.summary,         as: .text),
        .element("start-date",             \.start,           as: .kolabTime),
    ])
}
