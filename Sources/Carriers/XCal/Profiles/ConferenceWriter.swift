public import CalendarDiagnostics
public import ICalendar
internal import XMLSupport

/// Writes a schedule as known conference software writes it, for the programs that read only that.
///
/// The rows of ``ConferenceProfile`` are the mapping. Only events are sessions: other components are lost
/// (`component-not-in-profile`), and so is every property that no row takes (`property-not-in-profile`). Speakers are
/// given by their names (`attendee-address-lost`), times without their zones (`zone-lost`), whole days as midnights
/// (`date-became-time`). An event without DTSTART is omitted (`event-without-start`).
public struct ConferenceWriter: Sendable {
    /// The software that is imitated.
    public enum Family: Sendable {
        /// Open Event Server's exporter: exactly its elements in exactly its order.
        case openEvent
        /// Pentabarf, frab and pretalx.
        case pentabarf
    }

    let profile: ConferenceProfile
    let hasQuirks: Bool
    let instant: @Sendable (CivilDateTime, String) -> Int?

    /// Creates a writer.
    ///
    /// - Parameters:
    ///   - hasExactQuirks: writes durations as the software does, which no calendar program can read.
    ///   - instant: the second since 1970 in UTC of a local time in a zone; nil for an unknown zone.
    public init(
        _ family: Family,
        hasExactQuirks: Bool = false,
        instant: @escaping @Sendable (_ local: CivilDateTime, _ zone: String) -> Int?
    ) {
        profile = family == .openEvent ? .openEvent : .pentabarf
        hasQuirks = hasExactQuirks
        self.instant = instant
    }

    /// The tree as one document.
    public func write(_ tree: ComponentTree, report: inout LossReport) -> [UInt8] {
        var schedule = ScheduleWriter(self, tree, report.take())
        schedule.write()
        report = schedule.losses.report
        return schedule.output.bytes
    }
}

/// A schedule while it is written.
struct ScheduleWriter {
    let writer: ConferenceWriter
    let tree: ComponentTree
    var output: ScheduleText
    var losses: TreeLosses
    var component: Component?

    init(_ writer: ConferenceWriter, _ tree: ComponentTree, _ report: LossReport) {
        self.writer = writer
        self.tree = tree
        output = ScheduleText(isBare: writer.profile.isBare)
        losses = TreeLosses(of: tree, to: report)
    }

    mutating func write() {
        output.begin("iCalendar", declaring: writer.profile.rootDeclarations)
        output.begin("vcalendar")
        let calendars = tree.components.filter { $0.name == .vcalendar }
        writeCalendar(calendars)
        let loose = tree.components.filter { $0.name != .vcalendar }
        for item in ordered(calendars.flatMap(\.components) + loose) {
            component = item
            if item.name == .vevent { writeEvent(item) } else { loseComponent(item) }
        }
        output.end("vcalendar")
        output.end("iCalendar")
        output.finish()
    }

    private mutating func writeCalendar(_ calendars: [Component]) {
        component = calendars.first
        let name = calendars.lazy.compactMap { $0.first(Self.calendarName) ?? $0.first(Self.name) }.first?.text ?? ""
        var taken: Set<String> = ["VERSION", "PRODID", "CALSCALE", "X-WR-CALNAME"]
        for row in writer.profile.calendar {
            switch row.source {
            case .fixed(let text): output.element(row.element, text)
            case .calendarName(let own, let prefix):
                let kept = own.flatMap { own in calendars.lazy.compactMap { $0.first(own) }.first?.text }
                if let own { taken.insert(own.knownText ?? "") }
                output.element(row.element, kept ?? (name.isEmpty ? "" : prefix + name))
            default: break
            }
        }
        for calendar in calendars {
            for property in calendar.properties where !taken.contains(property.nameText) {
                if property.name == .method, property.text.uppercased() == "PUBLISH" { continue }
                if property.name == Self.name, property.text == name { continue }
                lose("property-not-in-profile", .dropped, property)
            }
        }
    }

    static let calendarName = Name(known: "X-WR-CALNAME") ?? .summary
    static let name = Name(known: "NAME") ?? .summary
}

// MARK: - Losses

extension ScheduleWriter {
    mutating func lose(_ id: RuleID, _ action: Loss.Action, _ property: Property, _ detail: String = "") {
        let text = detail.isEmpty ? "\(property.nameText):\(property.rawValue.prefix(80))" : detail
        losses.add(id, action, text, line: property.index, in: component?.index)
    }

    mutating func loseComponent(_ lost: Component) {
        losses.add("component-not-in-profile", .dropped, line: lost.index, in: lost.index)
    }
}
