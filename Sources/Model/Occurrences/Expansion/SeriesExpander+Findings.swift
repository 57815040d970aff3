internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import Recurrence

/// What an expansion reports of a series.
extension SeriesExpander {
    /// The zones that times in unknown ones may be meant in: the calendar's own word first, then the user's.
    func defaultZones(of series: Series) -> [String] {
        [series.context.defaultZone, options.defaultZone].compactMap(\.self)
    }

    mutating func report(_ expanded: ExpandedSeries, _ clocks: SeriesClocks, _ diagnostics: inout Diagnostics) {
        reportZones(expanded, clocks, &diagnostics)
        expanded.series.reportReading(from: expanded.origin, &places, to: &diagnostics)
        guard let master = expanded.series.master else { return }
        if expanded.masterForm == nil, master.isLostWithoutStart, master.unreadable(.dateTimeStart) == nil {
            diagnostics.report(
                "start-missing",
                .warning,
                "\(master.uid) has no DTSTART; its time is unknown, skipped",
                at: places.location(of: nil, in: expanded.origin),
                losing: .dropped,
                of: LossSubject(component: master.kind.rawValue, uid: master.uid, property: "DTSTART")
            )
        }
        for index in expanded.supersededOverrides {
            let override = expanded.items[index]
            diagnostics.report(
                "superseded-revision",
                .warning,
                "\(override.recurrenceID.map { "\($0.time)" } ?? "") of \(override.uid) is changed twice; the newest by SEQUENCE, then DTSTAMP, counts",
                at: places.location(of: nil, in: expanded.origin),
                losing: .dropped,
                of: LossSubject(component: override.kind.rawValue, uid: override.uid, property: "RECURRENCE-ID")
            )
        }
        if let form = expanded.masterForm {
            for position in expanded.excludedOverrides {
                let time = form.showing(CivilDateTime(secondsSinceEpoch: expanded.masterClock.local(at: position)))
                diagnostics.report(
                    "exclusion-overridden",
                    .warning,
                    "\(time) of \(master.uid) is excluded and changed; listed as changed",
                    at: places.location(of: .exceptionDate, in: expanded.origin)
                )
            }
        }
        guard !master.rules.isEmpty, let start = expanded.masterForm else { return }
        for rule in master.rules {
            // A search that is given up is reported when it is made.
            var sequence = sequence(rule, from: start, expanded.masterClock)
            sequence.stepBudget = min(
                options.stepBudget,
                max(options.sharedStepBudget - stepsTaken, ExpansionOptions.leastSteps / 10)
            )
            let findings = sequence.diagnose(stepsTaken: &stepsTaken).filter {
                $0.rule != RecurrenceOutcome.stepBudgetRule
            }
            for finding in findings {
                let place = places.location(of: .recurrenceRule, in: expanded.origin)
                diagnostics.report(finding.rule, finding.severity, finding.message, at: place)
            }
        }
    }

    private mutating func reportZones(
        _ expanded: ExpandedSeries,
        _ clocks: SeriesClocks,
        _ diagnostics: inout Diagnostics
    ) {
        for zone in clocks.unknown {
            let reading = clocks.defaultZone.map { "read as \($0)" } ?? "read as floating"
            diagnostics.report(
                "unknown-time-zone",
                .warning,
                "no VTIMEZONE named \(zone), and no zone of that name; \(reading)",
                at: places.location(ofZone: zone, in: expanded.origin)
            )
        }
    }
}

extension CalendarContext {
    /// The zone that the calendar names for all its times (X-WR-TIMEZONE).
    fileprivate var defaultZone: String? {
        properties.first { $0.property.nameText == "X-WR-TIMEZONE" }?.property.text
    }
}
