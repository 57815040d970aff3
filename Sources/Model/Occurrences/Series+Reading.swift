public import CalendarDiagnostics
public import CalendarModel
package import ICalendar

extension Series {
    /// The ids of findings after which an occurrence may be missing or at another time: what has them is not done completely.
    public static let incompleteReadings: Set<RuleID> = [
        "unreadable-recurrence", "unreadable-time", "start-missing", "unlisted-items",
        "recurrence-unknown-calendar",
    ]

    /// The series as its occurrences are computed: an unreadable rule does not count, so that the item occurs once.
    ///
    /// - Parameters:
    ///   - origin: where the series was read, for the places of findings.
    ///   - diagnostics: receives `unreadable-recurrence` and `unreadable-time` for what cannot be read, and a finding for each
    ///     value that is read although it is not in the form of RFC 5545.
    public func withReadableRecurrence(from origin: SeriesOrigin, diagnostics: inout Diagnostics) -> Series {
        var places = OriginPlaces()
        reportReading(from: origin, &places, isListed: false, to: &diagnostics)
        guard items.contains(where: { $0.unreadable(.recurrenceRule) != nil }) else { return self }
        var series = self
        var readable = master
        readable?.forgetUnreadableRecurrence()
        series.setMaster(readable)
        return series
    }

    /// Reports which times and rules cannot be read, and which are read although they are not in the form of RFC 5545.
    ///
    /// - Parameter isListed: whether the occurrences are listed, so that what has no time is skipped, and not the items kept.
    func reportReading(
        from origin: SeriesOrigin,
        _ places: inout OriginPlaces,
        isListed: Bool = true,
        to diagnostics: inout Diagnostics
    ) {
        for item in items {
            for kept in item.preserved.properties where item.isUnreadable(kept.property) {
                let place = places.location(of: kept.property, in: origin)
                report(unreadable: kept.property, of: item, isListed: isListed, at: place, to: &diagnostics)
            }
            for property in item.preserved.exactForms.flatMap(\.properties).map(\.property) {
                for member in property.unreadableMembers {
                    let subject = LossSubject(component: item.kind.rawValue, uid: item.uid, property: property.nameText)
                    diagnostics.report(
                        "unreadable-recurrence",
                        .error,
                        "\(property.nameText) of \(item.uid) has a member that cannot be read: “\(member.prefix(60))”; expanded without it",
                        at: places.location(of: property, in: origin),
                        losing: .altered,
                        of: subject
                    )
                }
                for finding in property.readingFindings {
                    diagnostics.report(
                        finding.rule,
                        finding.severity,
                        finding.message,
                        at: places.location(of: property, in: origin)
                    )
                }
            }
            for rule in item.rules {
                for found in rule.contradictions {
                    diagnostics.report(
                        found.rule,
                        .error,
                        "RRULE: \(found.message)",
                        at: places.location(of: .recurrenceRule, in: origin)
                    )
                }
            }
            let isChanging = item.recurrenceID != nil && !item.rules.isEmpty
            guard isChanging else { continue }
            diagnostics.report(
                "recurrence-id-rrule",
                .warning,
                "RRULE next to RECURRENCE-ID in \(item.uid); not expanded",
                at: places.location(of: nil, in: origin)
            )
        }
    }

    private func report(
        unreadable property: Property,
        of item: CalendarItem,
        isListed: Bool,
        at place: SourceLocation,
        to diagnostics: inout Diagnostics
    ) {
        let subject = LossSubject(component: item.kind.rawValue, uid: item.uid, property: property.nameText)
        let isRule = property.name == .recurrenceRule || property.name == .exceptionRule
        let isRecurrence = isRule || property.name == .recurrenceDate || property.name == .exceptionDate
        let reason =
            isRule
            ? property.recurrenceRule.findings.first { $0.severity == .error }?.message.prefix { $0 != ";" } : nil
        let isOnlyRule = property.name == .recurrenceRule && item.rules.isEmpty
        let isStart =
            property.name == .dateTimeStart && item.recurrenceID == nil && item.start == nil && item.due == nil
        let isSkipped = isStart && item.isLostWithoutStart
        let fate =
            if isSkipped { "its time is unknown, \(isListed ? "skipped" : "kept as it is")" } else if isOnlyRule {
                "it occurs once, at its start"
            } else { isRecurrence ? "expanded without it" : "read without it" }
        let value = reason.map(String.init) ?? "“\(property.rawValue.prefix(60))”"
        let rule: RuleID = isRecurrence ? "unreadable-recurrence" : "unreadable-time"
        diagnostics.report(
            rule,
            .error,
            "\(property.nameText) of \(item.uid) cannot be read: \(value); \(fate)",
            at: place,
            losing: isSkipped && isListed ? .dropped : isListed || isRecurrence ? .altered : nil,
            of: subject
        )
    }
}

extension CalendarItem {
    /// Whether the item is not listed without a start: tasks and journal entries that do not recur need none.
    var isLostWithoutStart: Bool { kind == .event || isRecurring }

    /// The times and rules that determine when an item takes place.
    private static let schedule: Set<Name> = [
        .dateTimeStart, .dateTimeEnd, .dateTimeDue, .duration, .recurrenceID, .recurrenceRule, .exceptionRule,
        .recurrenceDate,
        .exceptionDate,
    ]

    /// What a row of a list shows of an item, and what determines when it takes place and which revision counts.
    package static let listed = schedule.union([.uid, .summary, .status, .sequence, .dateTimeStamp, .lastModified])

    /// The first property of that name that no field holds because it cannot be read.
    func unreadable(_ name: Name) -> Property? {
        preserved.properties.lazy.map(\.property).first { $0.name == name && isUnreadable($0) }
    }

    /// Whether a preserved property is one of the schedule and cannot be read; a second one that can be read is not meant.
    fileprivate func isUnreadable(_ property: Property) -> Bool {
        guard Self.schedule.contains(property.name) else { return false }
        switch property.name {
        case .recurrenceRule, .exceptionRule: return property.recurrenceRule.rule == nil
        case .recurrenceDate, .exceptionDate: return true
        case .duration: return duration == nil
        default: return property.eventTime == nil
        }
    }

    /// Forgets the texts of a recurrence that cannot be read, and those of a schedule that are read as something else.
    mutating func forgetUnreadableRecurrence() {
        let names: Set<Name> = [.recurrenceRule, .exceptionRule, .recurrenceDate, .exceptionDate]
        preserved.properties.removeAll { names.contains($0.property.name) }
    }

    /// Forgets in which form times and rules were written that are read although they are not in the form of RFC 5545.
    mutating func forgetRepairedForms() {
        preserved.exactForms.removeAll { form in form.properties.contains { !$0.property.readingFindings.isEmpty } }
    }
}
