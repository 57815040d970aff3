#if Events
    public import ArgumentParser
    internal import Kalends
    public import KalendsEvents

    /// A time or a day: `2026-04-10T16:00`, `2026-04-10T16:00:00Z`, `2026-04-10`.
    struct Moment: ExpressibleByArgument {
        let time: EventTime

        init?(argument: String) {
            let compact = argument.replacing("-", with: "").replacing(":", with: "")
            let digits = compact.count == 13 || compact.hasSuffix("Z") && compact.count == 14
            let text = digits ? compact.replacing("Z", with: "") + "00" + (compact.hasSuffix("Z") ? "Z" : "") : compact
            guard argument.contains("-"), let time = EventTime(basic: Array(text.utf8).span) else { return nil }
            self.time = time
        }

        /// The time on the clocks of a zone; floating without one.
        func time(in zone: String?) -> EventTime {
            if case .floating(let civil) = time, let zone { return .zoned(civil, zone: zone) }
            return time
        }

        /// What the clocks of a zone show.
        func civil(in zone: ZoneRules) -> CivilDateTime {
            if case .utc(let civil) = time { return zone.local(at: civil.secondsSinceEpoch) }
            return time.civil
        }
    }

    /// A length of time: `90m`, `1h30m`, `2d`, or as iCalendar writes it, `PT1H30M`.
    struct LengthOfTime: ExpressibleByArgument {
        let duration: NominalDuration

        init?(argument: String) {
            let text = argument.uppercased()
            let full: String
            if text.hasPrefix("P") {
                full = text
            } else {
                let days = text.split(separator: "D", omittingEmptySubsequences: false)
                full = text.contains("D") ? "P\(days[0])D" + (days[1].isEmpty ? "" : "T\(days[1])") : "PT\(text)"
            }
            guard let duration = try? NominalDuration(reading: Array(full.utf8).span) else { return nil }
            self.duration = duration
        }
    }

    /// Hours of a day: `09:00-17:00`.
    struct HoursOfDay: ExpressibleByArgument {
        let hours: DailyHours

        init?(argument: String) {
            let bounds = argument.split(separator: "-").map { Self.time(String($0)) }
            guard bounds.count == 2, let start = bounds[0], let end = bounds[1],
                let hours = try? DailyHours(from: start, until: end)
            else { return nil }
            self.hours = hours
        }

        private static func time(_ text: String) -> CivilTime? {
            let parts = text.split(separator: ":").compactMap { Int($0) }
            guard parts.count == 2, (0...24).contains(parts[0]), (0...59).contains(parts[1]) else { return nil }
            return CivilTime(secondOfDay: (parts[0] * 3600 + parts[1] * 60) % 86_400)
        }
    }

    /// A word of iCalendar in small letters, such as `needs-action`.
    struct Word<Value: RawRepresentable & CaseIterable & Sendable>: ExpressibleByArgument
    where Value.RawValue == String {
        let value: Value

        init(_ value: Value) { self.value = value }

        init?(argument: String) {
            guard let value = Value(rawValue: argument.uppercased()) else { return nil }
            self.value = value
        }

        static var allValueStrings: [String] { Value.allCases.map { $0.rawValue.lowercased() } }

        var defaultValueDescription: String { value.rawValue.lowercased() }
    }

    /// STATUS of an event (RFC 5545 §3.8.1.11).
    enum EventStatus: String, CaseIterable {
        case tentative = "TENTATIVE"
        case confirmed = "CONFIRMED"
        case cancelled = "CANCELLED"
    }

    /// PARTSTAT of an event (RFC 5545 §3.2.12).
    enum EventAnswer: String, CaseIterable {
        case needsAction = "NEEDS-ACTION"
        case accepted = "ACCEPTED"
        case declined = "DECLINED"
        case tentative = "TENTATIVE"
        case delegated = "DELEGATED"
    }

    /// Names between commas.
    struct NameList: ExpressibleByArgument {
        let names: [String]

        init?(argument: String) {
            names = argument.split(separator: ",").map(String.init)
            if names.isEmpty { return nil }
        }
    }

    /// A recurrence rule as iCalendar writes it, such as `FREQ=WEEKLY;COUNT=10`.
    struct RuleArgument: ExpressibleByArgument {
        let rule: RecurrenceRule

        init?(argument: String) {
            let text = argument.uppercased().hasPrefix("RRULE:") ? String(argument.dropFirst(6)) : argument
            let read = RecurrenceRule.readingLeniently(text)
            guard let rule = read.rule, read.findings.allSatisfy({ $0.severity < .warning }) else { return nil }
            self.rule = rule
        }
    }

    extension BookingPolicy.Rule: ExpressibleByArgument {}
    extension BookingPolicy.SeriesRule: ExpressibleByArgument {}
#endif
