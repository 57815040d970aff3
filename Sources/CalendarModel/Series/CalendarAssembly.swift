public import CalendarDiagnostics
public import ICalendar

/// Puts series together as one VCALENDAR.
public struct CalendarAssembly: Sendable {
    /// What stands in PRODID where the items bring none, or different ones.
    public var productIdentifier: String

    /// An assembly.
    public init(productIdentifier: String) {
        self.productIdentifier = productIdentifier
    }

    /// One VCALENDAR with every item; each zone stands once, what all contexts agree on stands in the calendar.
    ///
    /// - Parameter losses: receives each property on which the contexts disagree, and each zone that differs under one name.
    public func tree(of all: [Series], losses: inout [Loss]) -> ComponentTree {
        var builder = ComponentTreeBuilder(capacity: 1024 * all.count + 256)
        append(all, to: &builder, losses: &losses)
        return builder.finish()
    }

    /// Adds one VCALENDAR with every item.
    public func append(_ all: [Series], to builder: inout ComponentTreeBuilder, losses: inout [Loss]) {
        builder.begin(.vcalendar)
        appendProperties(of: all, to: &builder, losses: &losses)
        appendZones(of: all, to: &builder, losses: &losses)
        // By index, because a loop over the elements would copy each.
        for index in all.indices { all[index].lower(to: &builder) }
        builder.end()
    }

    private func appendProperties(
        of all: [Series],
        to builder: inout ComponentTreeBuilder,
        losses: inout [Loss]
    ) {
        if all.indices.allSatisfy({ all[$0].context.properties.isEmpty }) {
            builder.property(.version, raw: "2.0")
            return builder.property(.productIdentifier, text: productIdentifier)
        }
        let groups = all.map { series in Dictionary(grouping: series.context.properties) { $0.property.nameText } }
        builder.property(.version, raw: "2.0")
        let product = groups.first?["PRODID"]
        if let product, groups.allSatisfy({ $0["PRODID"] == product }) {
            for line in product { builder.copy(line.property) }
        } else {
            builder.property(.productIdentifier, text: productIdentifier)
        }
        var names: [String] = []
        for series in all {
            for property in series.context.properties where !names.contains(property.property.nameText) {
                names.append(property.property.nameText)
            }
        }
        for name in names where name != "PRODID" && name != "VERSION" {
            let first = groups.lazy.compactMap { $0[name] }.first ?? []
            if groups.allSatisfy({ $0[name] == first }) {
                for line in first { builder.copy(line.property) }
            } else {
                losses.append(
                    Loss(
                        "calendar-property-conflict",
                        .dropped,
                        "the merged calendars disagree on it",
                        component: "VCALENDAR",
                        property: name
                    )
                )
            }
        }
    }

    private func appendZones(of all: [Series], to builder: inout ComponentTreeBuilder, losses: inout [Loss]) {
        var written: [String: PreservedComponent] = [:]
        for index in all.indices where !all[index].context.zones.isEmpty {
            for zone in all[index].context.zones {
                let name = zone.component.first(.timeZoneIdentifier)?.rawValue ?? ""
                if let known = written[name] {
                    guard known != zone else { continue }
                    losses.append(
                        Loss(
                            "zone-conflict",
                            .altered,
                            "another definition of \(name) was written first",
                            component: "VTIMEZONE",
                            uid: all[index].uid,
                            property: "TZID"
                        )
                    )
                } else {
                    written[name] = zone
                    builder.copy(zone.component)
                }
            }
        }
    }
}
