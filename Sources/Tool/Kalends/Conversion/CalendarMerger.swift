internal import CalendarDiagnostics
internal import ICalendar

/// Puts the components of several calendars into one VCALENDAR.
///
/// Each time zone is written once; zones of other rules under one name are renamed with their references; calendar properties
/// merge when equal. Two items with one UID that differ are both kept and reported; equal ones are kept once.
struct CalendarMerger {
    private var builder = ComponentTreeBuilder()
    private var report: LossReport
    private var items: [CanonicalComponent.Key: SameItems] = [:]

    private init(report: LossReport) { self.report = report }

    /// One calendar of all; a single one is returned unchanged.
    static func merge(_ trees: [ComponentTree], report: inout LossReport) -> ComponentTree {
        if trees.count == 1 { return trees[0] }
        var merger = CalendarMerger(report: report)
        merger.add(trees)
        report = merger.report
        return merger.builder.finish()
    }

    private mutating func add(_ trees: [ComponentTree]) {
        builder.begin(.vcalendar)
        let calendars = trees.flatMap(\.components)
        addProperties(of: calendars.filter { $0.name == .vcalendar })
        var zones = MergedZones()
        var renamings: [[ExactText: String]] = []
        for tree in trees { renamings.append(zones.add(tree, report: &report)) }
        addZones(zones)
        for (tree, renaming) in zip(trees, renamings) {
            for calendar in tree.components {
                guard calendar.name == .vcalendar else {
                    addItem(calendar, renaming)
                    continue
                }
                for component in calendar.components where component.name != .vtimezone { addItem(component, renaming) }
            }
        }
        builder.end()
    }
}

// MARK: - Calendar properties

extension CalendarMerger {
    /// Properties of which one calendar may hold several with different values.
    private static let repeatable: Set<String> = [
        "NAME", "DESCRIPTION", "CATEGORIES", "IMAGE", "XML", "CONFERENCE", "LINK", "CONCEPT", "REFID",
    ]

    /// Properties that are taken from the first calendar: the program that wrote the parts does not describe the whole.
    private static let ofWriter: Set<String> = ["PRODID", "VERSION"]

    private mutating func addProperties(of calendars: [Component]) {
        var written: [String: Set<String>] = [:]
        for calendar in calendars {
            var own: [String: [(line: String, property: Property)]] = [:]
            var names: [String] = []
            for property in calendar.properties {
                let name = property.nameText
                if written[name] != nil, Self.ofWriter.contains(name) { continue }
                if own[name] == nil { names.append(name) }
                own[name, default: []].append((text(of: property), property))
            }
            for name in names { add(name, own[name] ?? [], &written) }
        }
        if written["VERSION"] == nil { builder.property(.version, raw: "2.0") }
        if written["PRODID"] == nil { builder.property(.productIdentifier, raw: Product.identifier) }
    }

    private func text(of property: Property) -> String {
        let head =
            [property.nameText] + property.parameters.map { "\($0.nameText)=\($0.values.joined(separator: ","))" }
        return head.joined(separator: ";") + ":\(property.rawValue)"
    }

    /// Adds one calendar's properties of a name; the value of an earlier calendar stays, though with several lines.
    private mutating func add(
        _ name: String,
        _ own: [(line: String, property: Property)],
        _ written: inout [String: Set<String>]
    ) {
        guard let known = written[name], !Self.repeatable.contains(name) else {
            for (line, property) in own where written[name]?.contains(line) != true { builder.copy(property) }
            written[name, default: []].formUnion(own.map(\.line))
            return
        }
        for (line, _) in own where !known.contains(line) {
            report.add(
                Loss(
                    "calendar-property-conflict",
                    .dropped,
                    "\(line) differs from the calendar merged first, which counts",
                    component: "VCALENDAR",
                    property: name
                )
            )
        }
    }
}

// MARK: - Time zones

extension CalendarMerger {
    private mutating func addZones(_ zones: MergedZones) {
        for zone in zones.zones {
            if zone.name.isExactly(zone.identifier) {
                builder.copy(zone.definition)
            } else {
                copy(zone.definition, [ExactText(zone.identifier): zone.name], isZone: true)
            }
        }
        for definition in zones.nameless { builder.copy(definition) }
    }
}

// MARK: - Items

extension CalendarMerger {
    private mutating func addItem(_ component: Component, _ renaming: [ExactText: String]) {
        let key = CanonicalComponent.Key(component)
        if !key.uid.isEmpty {
            let isAlone = items[key] == nil
            let isNew = items[key, default: SameItems()].insert(component)
            if !isNew, renaming.isEmpty {
                report.add(
                    Loss(
                        "duplicate-item",
                        .altered,
                        "an equal item is already there; kept once",
                        component: key.name,
                        uid: key.uid,
                        property: "UID"
                    )
                )
                return
            }
            if !isAlone {
                report.add(
                    Loss(
                        "uid-conflict",
                        .altered,
                        "two items with this UID differ; both are kept",
                        component: key.name,
                        uid: key.uid,
                        property: "UID"
                    )
                )
            }
        }
        if renaming.isEmpty { builder.copy(component) } else { copy(component, renaming, isZone: false) }
    }

    /// Copies a component with its TZID parameters renamed; in a time zone its TZID property too.
    private mutating func copy(_ component: Component, _ renaming: [ExactText: String], isZone: Bool) {
        builder.begin(builder.name(component.nameText))
        component.forEachLine { kind, index in
            switch kind {
            case .begin: copy(Component(tree: component.tree, index: index), renaming, isZone: false)
            case .property:
                let property = Property(tree: component.tree, index: index)
                if isZone, property.name == .timeZoneIdentifier, let name = renaming[property.text] {
                    builder.property(.timeZoneIdentifier, text: name)
                } else {
                    copy(property, renaming)
                }
            default: break
            }
        }
        builder.end()
    }

    private mutating func copy(_ property: Property, _ renaming: [ExactText: String]) {
        builder.beginProperty(builder.name(property.nameText))
        for parameter in property.parameters {
            var values = parameter.values
            if parameter.name == .timeZoneIdentifier { values = values.map { renaming[$0] ?? $0 } }
            builder.addParameter(builder.name(parameter.nameText), values)
        }
        builder.beginValue()
        builder.withValue { property.appendLogicalValue(to: &$0) }
        builder.endProperty()
    }
}

/// Items that share a key; their meaning is computed only when there is a second, which is rare.
private struct SameItems {
    private var first: Component?
    private var contents: Set<ExactText> = []

    /// Adds an item; false if an equal one is there.
    mutating func insert(_ component: Component) -> Bool {
        if contents.isEmpty, first == nil {
            first = component
            return true
        }
        if let known = first { contents = [Self.content(of: known)] }
        first = nil
        return contents.insert(Self.content(of: component)).inserted
    }

    private static func content(of component: Component) -> ExactText {
        ExactText(CanonicalComponent(component).content)
    }
}
