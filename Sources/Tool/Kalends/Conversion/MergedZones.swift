internal import CalendarDiagnostics
internal import ICalendar

/// The time zones of calendars that are put together: definitions of one TZID are one zone if their rules are the same, of which
/// that one is written that begins earliest; those with other rules get another name.
struct MergedZones {
    /// Definitions with the same rules.
    struct Zone {
        /// The TZID that they have.
        let identifier: String
        /// The TZID under which they are written.
        let name: String
        /// The definition that is written.
        fileprivate(set) var definition: Component
        /// The canonical content of each definition met.
        fileprivate var contents: Set<ExactText>
    }

    /// The zones in the order in which they were met.
    private(set) var zones: [Zone] = []
    /// Definitions without a TZID.
    private(set) var nameless: [Component] = []
    private var places: [ExactText: [Int]] = [:]
    private var names: Set<ExactText> = []

    /// Takes in the definitions of a calendar's tree; gives the new names of those that it names otherwise.
    ///
    /// - Parameter place: gives the place of a definition in its input.
    mutating func add(
        _ tree: ComponentTree,
        report: inout LossReport,
        place: (Component) -> SourceLocation
    ) -> [ExactText: String] {
        var renaming: [ExactText: String] = [:]
        var met: Set<ExactText> = []
        for definition in tree.components.flatMap({ $0.components(named: .vtimezone) }) {
            guard let identifier = definition.first(.timeZoneIdentifier)?.text else {
                nameless.append(definition)
                continue
            }
            let zone = zones[self.place(of: definition, identifier, &report, at: place)]
            // What a tree names is its first definition of the name.
            guard met.insert(ExactText(identifier)).inserted, !zone.name.isExactly(identifier) else { continue }
            renaming[ExactText(identifier)] = zone.name
        }
        return renaming
    }

    private mutating func place(
        of definition: Component,
        _ identifier: String,
        _ report: inout LossReport,
        at location: (Component) -> SourceLocation
    ) -> Int {
        let content = ExactText(CanonicalComponent(definition).content)
        let known = places[ExactText(identifier)] ?? []
        if let place = known.first(where: { zones[$0].contents.contains(content) }) { return place }
        if let place = known.first(where: { zones[$0].definition.setsClocks(like: definition) }) {
            zones[place].contents.insert(content)
            if let onset = definition.firstOnset, let first = zones[place].definition.firstOnset, onset < first {
                zones[place].definition = definition
            }
            return place
        }
        let isTaken = names.contains(ExactText(identifier))
        let name = isTaken ? newName(like: identifier) : identifier
        if isTaken {
            report.add(
                Loss(
                    "zone-renamed",
                    .altered,
                    "two zones named \(identifier) differ; this one is now \(name)",
                    component: "VTIMEZONE",
                    uid: identifier,
                    property: "TZID",
                    at: location(definition)
                )
            )
        }
        names.insert(ExactText(name))
        places[ExactText(identifier), default: []].append(zones.count)
        zones.append(Zone(identifier: identifier, name: name, definition: definition, contents: [content]))
        return zones.count - 1
    }

    private func newName(like identifier: String) -> String {
        var number = 2
        while names.contains(ExactText("\(identifier)-\(number)")) { number += 1 }
        return "\(identifier)-\(number)"
    }
}
