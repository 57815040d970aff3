public import CalendarDiagnostics
internal import CalendarModel
internal import TimeZones

/// The stable ids of what Kolab objects cannot express.
public enum KolabLoss {
    // swift-format-ignore
    /// Every id with what it means.
    public static let all: [(id: RuleID, meaning: String)] = [
        ("recurrence-not-expressible",       "none of Kolab's seven patterns fits the rules; the nearest is written"),
        ("recurrence-respelt",               "the rule means the same but is spelt with other parts"),
        ("recurrence-of-occurrence",         "a rule of a changed occurrence, which Kolab has no place for"),
        ("recurrence-enumerated",            "each occurrence is written as a separate object"),
        ("additional-date-not-expressible",  "an additional occurrence (RDATE) is written as a separate object"),
        ("exclusion-time-lost",              "an exclusion is a day, without its time or zone"),
        ("exclusion-overridden",             "an exclusion of a changed occurrence, whose day Kolab excludes anyway"),
        ("override-detached",                "a changed occurrence is a separate object next to its series"),
        ("override-not-addressable",         "a changed occurrence cannot be identified by its day"),
        ("cancelled-override",               "a cancelled occurrence is a plain exclusion"),
        ("lone-occurrence",                  "an occurrence without its series is a separate object"),
        ("recurrence-id-detail-lost",        "the form of a RECURRENCE-ID"),
        ("recurrence-range-not-expressible", "a change of an occurrence and all later ones is written as a change of one occurrence"),
        ("zone-lost",                        "a time is written as an instant, without its zone"),
        ("unknown-time-zone",                "a time in a zone that is neither defined nor known by name"),
        ("floating-time-lost",               "a time without a zone is written as an instant"),
        ("time-not-expressible",             "a time in a form that Kolab does not have"),
        ("duration-replaced",                "a duration is written as an end"),
        ("attendee-delegation-lost",         "delegations of an attendee beyond one in each direction"),
        ("attendee-progress-lost",           "an attendee's task is completed or in process"),
        ("attendee-role-lost",               "an attendee is the chair"),
        ("attendee-detail-lost",             "a parameter of an attendee"),
        ("organizer-detail-lost",            "a parameter of the organizer"),
        ("alarm-not-expressible",            "an alarm at an instant, or not at whole minutes"),
        ("alarm-detail-lost",                "a property of an alarm"),
        ("attachment-not-expressible",       "an attachment's bytes, or a parameter of it"),
        ("category-comma-lost",              "a category with a comma, or the division into lists"),
        ("priority-not-expressible",         "a parameter of a priority, or a priority that Kolab does not have"),
        ("status-not-expressible",           "a status that Kolab does not have"),
        ("text-detail-lost",                 "a parameter of a text, such as its language"),
        ("stamp-not-expressible",            "DTSTAMP, or a time of creation or change"),
        ("relation-not-expressible",         "a relation other than to a parent task"),
        ("calendar-content-not-expressible", "content of the calendar outside its items"),
        ("property-not-expressible",         "a property that Kolab does not have"),
        ("element-not-expressible",          "an element of a Kolab object that the other version of Kolab cannot contain"),
        ("component-not-in-kolab",           "a component that is not an event, a task or a journal"),
        ("component-not-expressible",        "a subcomponent that Kolab does not have"),
        ("uid-missing",                      "an object must have a UID, and the item has none"),
        ("duplicate-uid",                    "a second item with this UID is a separate object"),
        ("preserved-value-stale",            "a Kolab element kept from before no longer fits its field"),
    ]

    // swift-format-ignore
    private static let ofName: [String: RuleID] = [
        "RDATE": "additional-date-not-expressible", "EXDATE": "exclusion-time-lost",
        "RECURRENCE-ID": "recurrence-id-detail-lost", "DURATION": "duration-replaced",
        "ORGANIZER": "organizer-detail-lost", "ATTACH": "attachment-not-expressible",
        "CATEGORIES": "category-comma-lost", "PRIORITY": "priority-not-expressible",
        "STATUS": "status-not-expressible", "PERCENT-COMPLETE": "status-not-expressible",
        "SUMMARY": "text-detail-lost", "DESCRIPTION": "text-detail-lost", "LOCATION": "text-detail-lost",
        "DTSTAMP": "stamp-not-expressible", "CREATED": "stamp-not-expressible",
        "LAST-MODIFIED": "stamp-not-expressible", "RELATED-TO": "relation-not-expressible",
    ]

    /// Why an item's property or subcomponent cannot be read back from its object.
    static func ids(
        of remainder: Remainder,
        in item: CalendarItem,
        isRuleExact: Bool,
        _ zones: CalendarZones
    )
        -> [RuleID]
    {
        switch remainder.name {
        case "RRULE" where item.recurrenceID != nil, "EXRULE" where item.recurrenceID != nil:
            return ["recurrence-of-occurrence"]
        case "RRULE", "EXRULE": return [isRuleExact ? "recurrence-respelt" : "recurrence-not-expressible"]
        case "DTSTART": return [timeID(item.start, zones)]
        case "DTEND": return [timeID(item.end, zones)]
        case "DUE": return [timeID(item.due, zones)]
        case "ATTENDEE": return attendeeIDs(item)
        case "VALARM": return [item.alarms.allSatisfy(\.isExpressible) ? "alarm-detail-lost" : "alarm-not-expressible"]
        default: break
        }
        if let id = ofName[remainder.name] { return [id] }
        return [
            remainder.texts.first?.hasPrefix("BEGIN:") == true
                ? "component-not-expressible" : "property-not-expressible"
        ]
    }

    private static func timeID(_ time: EventTime?, _ zones: CalendarZones) -> RuleID {
        switch time {
        case .floating: "floating-time-lost"
        case .zoned(_, let zone): zones.rules(named: zone) == nil ? "unknown-time-zone" : "zone-lost"
        case .date, .utc, nil: "time-not-expressible"
        }
    }

    private static func attendeeIDs(_ item: CalendarItem) -> [RuleID] {
        var found: [RuleID] = []
        func add(_ id: RuleID?) {
            if let id, !found.contains(id) { found.append(id) }
        }
        for attendee in item.attendees {
            add(attendee.status.flatMap { WordTable.kolabStatus.loss(of: $0) })
            add(attendee.role.flatMap { WordTable.kolabRole.loss(of: $0) })
            if attendee.delegatedTo.count > 1 || attendee.delegatedFrom.count > 1 { add("attendee-delegation-lost") }
        }
        return found.isEmpty ? ["attendee-detail-lost"] : found
    }
}
