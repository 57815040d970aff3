internal import CalendarModel
internal import Kalends

/// A column of a list of occurrences.
struct OccurrenceColumn: Sendable {
    /// What a cell contains.
    enum Value {
        /// A text; nil is null in JSON and empty elsewhere.
        case text(String?)
        case texts([String])
        case flag(Bool)
    }

    /// The name in CSV and JSON, and in `--columns`.
    let name: String
    /// The heading in a table.
    let title: String
    /// Whether UID, SUMMARY, STATUS and times are enough to fill it.
    let isBrief: Bool
    let value: @Sendable (ShownOccurrence, OccurrenceRecord) -> Value

    init(
        _ name: String,
        _ title: String,
        isBrief: Bool = false,
        _ value: @escaping @Sendable (ShownOccurrence, OccurrenceRecord) -> Value
    ) {
        (self.name, self.title, self.isBrief, self.value) = (name, title, isBrief, value)
    }

    // swift-format-ignore
    /// Every column that can be asked for.
    static let all: [OccurrenceColumn] = [
        .init("uid",          "UID",           isBrief: true) { .text($1.uid) },
        .init("summary",      "SUMMARY",       isBrief: true) { .text($1.summary) },
        .init("start",        "START",         isBrief: true) { .text($1.start) },
        .init("end",          "END",           isBrief: true) { .text($1.end) },
        .init("zone",         "ZONE",          isBrief: true) { .text($1.zone) },
        .init("startUTC",     "START UTC",     isBrief: true) { .text($1.startUTC) },
        .init("recurrenceId", "RECURRENCE-ID", isBrief: true) { .text($1.recurrenceId) },
        .init("override",     "OVERRIDE",      isBrief: true) { .flag($1.isOverride) },
        .init("type",         "TYPE",          isBrief: true) { .text($1.type) },
        .init("kind",         "KIND",          isBrief: true) { .text($1.isOverride ? "override" : $1.recurrenceId == nil ? "single" : "master") },
        .init("startDate",    "DATE",          isBrief: true) { shown, _ in .text(shown.start.date.description) },
        .init("startTime",    "TIME",          isBrief: true) { shown, _ in .text(shown.isWholeDay ? nil : shown.start.clockText) },
        .init("endDate",      "END DATE",      isBrief: true) { shown, _ in .text(shown.end?.date.description) },
        .init("endTime",      "END TIME",      isBrief: true) { shown, _ in .text(shown.isWholeDay ? nil : shown.end?.clockText) },
        .init("allDay",       "ALL DAY",       isBrief: true) { shown, _ in .flag(shown.isWholeDay) },
        .init("status",       "STATUS",        isBrief: true) { shown, _ in .text(shown.item.status?.rawValue) },
        .init("location",     "LOCATION")                     { shown, _ in .text(shown.item.location) },
        .init("description",  "DESCRIPTION")                  { shown, _ in .text(shown.item.description) },
        .init("categories",   "CATEGORIES")                   { shown, _ in .texts(shown.item.categories) },
        .init("class",        "CLASS")                        { shown, _ in .text(shown.item.classification?.rawValue) },
        .init("priority",     "PRIORITY")                     { shown, _ in .text(shown.item.priority.map(String.init)) },
        .init("organizer",    "ORGANIZER")                    { shown, _ in .text(shown.item.organizer?.label) },
        .init("attendees",    "ATTENDEES")                    { shown, _ in .texts(shown.item.attendees.map(\.person.label)) },
    ]

    static func named(_ name: String) -> OccurrenceColumn? {
        all.first { $0.name.lowercased() == name.lowercased() }
    }
}

extension OccurrenceColumn.Value {
    /// The cell of a table or of CSV.
    var text: String {
        switch self {
        case .text(let text): text ?? ""
        case .texts(let texts): texts.joined(separator: ", ")
        case .flag(let flag): flag ? "true" : "false"
        }
    }
}

extension CivilDateTime {
    /// `09:00:00`
    fileprivate var clockText: String { String(description.drop { $0 != "T" }.dropFirst()) }
}

extension Person {
    /// The name, else the address without `mailto:`.
    fileprivate var label: String {
        if let name, !name.isEmpty { return name }
        return address.lowercased().hasPrefix("mailto:") ? String(address.dropFirst(7)) : address
    }
}
