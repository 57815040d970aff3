internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import Recurrence

/// What an expansion has to say about a series.
extension SeriesExpander {
    /// The zones that times in unknown ones may be meant in: the calendar's own word first, then the user's.
    func defaultZones(of series: Series) -> [String] {
        [series.context.defaultZone, options.defaultZone].compactMap(\.self)
    }

    mutating func report(_ expanded: ExpandedSeries, _ clocks: SeriesClocks, _ diagnostics: inout Diagnostics) {
        reportZones(expanded, clocks, &diagnostics)
        guard let master = expanded.series.master else { return }
        if expanded.masterForm == nil, master.kind == .event || master.isRecurring {
            diagnostics.report(
                "start-missing", .warning, "\(master.uid) has no DTSTART, so nobody knows when it takes place; left out",
                at: places.location(of: nil, in: expanded.origin))
        }
        reportUnreadable(master, expanded.origin, &diagnostics)
        guard !master.rules.isEmpty, let start = expanded.masterForm, !master.hasUnreadableRule else { return }
        for rule in master.rules {
            // A search that is given up is reported when it is made.
            let findings = sequence(rule, from: start, expanded.masterClock).diagnose().filter { $0.rule != RecurrenceOutcome.stepBudgetRule }
            for finding in findings {
                let place = places.location(of: .recurrenceRule, in: expanded.origin)
                diagnostics.report(finding.rule, finding.severity, finding.message, at: place)
            }
        }
    }

    private mutating func reportZones(_ expanded: ExpandedSeries, _ clocks: SeriesClocks, _ diagnostics: inout Diagnostics) {
        for zone in clocks.unknown {
            let reading = clocks.defaultZone.map { "read as \($0)" } ?? "read as floating"
            diagnostics.report(
                "unknown-time-zone", .warning, "no VTIMEZONE named \(zone), and no zone of that name; \(reading)",
                at: places.location(ofZone: zone, in: expanded.origin))
        }
    }

    private mutating func reportUnreadable(_ master: CalendarItem, _ origin: SeriesOrigin, _ diagnostics: inout Diagnostics) {
        let names: Set<Name> = [.recurrenceRule, .recurrenceDate, .exceptionDate, .exceptionRule]
        for kept in master.preserved.properties where names.contains(kept.property.name) {
            let isRule = kept.property.name == .recurrenceRule
            let fate = isRule ? "its occurrences are not known and left out" : "expanded without it"
            diagnostics.report(
                "unreadable-recurrence", isRule ? .error : .warning,
                "\(kept.property.nameText) of \(master.uid) cannot be read; \(fate)",
                at: places.location(of: kept.property, in: origin))
        }
    }
}

extension CalendarItem {
    /// Whether it recurs in a way that nobody can read.
    var hasUnreadableRule: Bool {
        rules.isEmpty && preserved.properties.contains { $0.property.name == .recurrenceRule }
    }
}

extension CalendarContext {
    /// The zone that the calendar names for all its times (X-WR-TIMEZONE).
    fileprivate var defaultZone: String? {
        properties.first { $0.property.nameText == "X-WR-TIMEZONE" }?.property.text
    }
}
