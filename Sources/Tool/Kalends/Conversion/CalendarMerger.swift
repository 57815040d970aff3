internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar

/// Puts the components of several calendars into one VCALENDAR.
///
/// Each time zone is written once; zones of other rules under one name are renamed with their references; calendar properties
/// merge when equal. Two items with one UID that differ are both kept and reported; equal ones are kept once.
struct CalendarMerger {
    private var builder: ComponentTreeBuilder
    private var report: LossReport
    private var known: [CanonicalComponent.Key: SameItems] = [:]
    private let assembly: CalendarAssembly
    private let places: PartPlaces

    private init(report: LossReport, _ assembly: CalendarAssembly, _ parts: [Part]) {
        // Untouched capacity costs address space only; growing by doubling would cost real memory.
        builder = ComponentTreeBuilder(capacity: parts.count * 2048)
        places = PartPlaces(parts)
        self.report = report
        self.assembly = assembly
    }

    /// A calendar that is merged.
    struct Part {
        /// A calendar with what is around the items, and with the items unless they are those of a series.
        let surroundings: ComponentTree
        /// The series whose items are made when they are written, one series after the other.
        var series: Series?
        /// What the surroundings were read from; nil for what was made.
        var document: CalendarDocument?

        /// A calendar with the items.
        func items(_ assembly: CalendarAssembly) -> ComponentTree { series.map(assembly.items(of:)) ?? surroundings }
    }

    /// One calendar of parts that have their items; a single one is returned unchanged.
    static func merge(_ parts: [Part], report: inout LossReport) -> ComponentTree {
        if parts.count == 1 { return parts[0].surroundings }
        return merge(parts, CalendarAssembly(productIdentifier: Product.identifier), report: &report)
    }

    /// One calendar of parts.
    ///
    /// - Parameter assembly: makes the items of series.
    static func merge(
        _ parts: [Part],
        _ assembly: CalendarAssembly,
        report: inout LossReport
    ) -> ComponentTree {
        var merger = CalendarMerger(report: report, assembly, parts)
        merger.add(parts)
        report = merger.report
        return merger.builder.finish()
    }

    private mutating func add(_ parts: [Part]) {
        builder.begin(.vcalendar)
        var written: [String: Set<String>] = [:]
        for (index, part) in parts.enumerated() {
            for calendar in part.surroundings.components where calendar.name == .vcalendar {
                addProperties(of: calendar, in: index, &written)
            }
        }
        endProperties(written)
        var zones = MergedZones()
        var renamings: [[ExactText: String]] = []
        renamings.reserveCapacity(parts.count)
        let places = places
        for (index, part) in parts.enumerated() {
            renamings.append(
                zones.add(part.surroundings, report: &report) {
                    places.location(ofLine: $0.index, inPart: index)
                }
            )
        }
        addZones(zones)
        for (index, part) in parts.enumerated() {
            let renaming = renamings[index]
            func add(_ component: Component) { addItem(component, renaming, of: index, in: parts) }
            for calendar in part.items(assembly).components {
                guard calendar.name == .vcalendar else {
                    add(calendar)
                    continue
                }
                for component in calendar.components where component.name != .vtimezone { add(component) }
            }
        }
        builder.end()
    }
}

extension CalendarAssembly {
    /// Series as parts of one calendar; what is around them is made once for those that have the same around them in a row.
    func parts(of series: [Series]) -> [CalendarMerger.Part] {
        var last: (context: CalendarContext, tree: ComponentTree)?
        return series.map { series in
            let tree =
                last.flatMap { $0.context.isIdentical(to: series.context) ? $0.tree : nil }
                ?? surroundings(series.context)
            last = (series.context, tree)
            return CalendarMerger.Part(surroundings: tree, series: series)
        }
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

    private mutating func addProperties(
        of calendar: Component,
        in part: Int,
        _ written: inout [String: Set<String>]
    ) {
        var own: [String: [(line: String, property: Property)]] = [:]
        var names: [String] = []
        for property in calendar.properties {
            let name = property.nameText
            if written[name] != nil, Self.ofWriter.contains(name) { continue }
            if own[name] == nil { names.append(name) }
            own[name, default: []].append((text(of: property), property))
        }
        for name in names { add(name, own[name] ?? [], of: part, &written) }
    }

    private mutating func endProperties(_ written: [String: Set<String>]) {
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
        of part: Int,
        _ written: inout [String: Set<String>]
    ) {
        guard let known = written[name], !Self.repeatable.contains(name) else {
            for (line, property) in own where written[name]?.contains(line) != true { builder.copy(property) }
            written[name, default: []].formUnion(own.map(\.line))
            return
        }
        for (line, property) in own where !known.contains(line) {
            report.add(
                Loss(
                    "calendar-property-conflict",
                    .dropped,
                    "\(line) differs from that of the calendar merged first, which is kept",
                    component: "VCALENDAR",
                    property: name,
                    at: places.location(ofLine: property.index, inPart: part)
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
    private mutating func addItem(
        _ component: Component,
        _ renaming: [ExactText: String],
        of part: Int,
        in parts: [Part]
    ) {
        let key = CanonicalComponent.Key(component)
        if !key.uid.isEmpty {
            let isAlone = known[key] == nil
            let assembly = assembly
            let isNew = known[key, default: SameItems()].insert(component, of: part) { parts[$0].items(assembly) }
            if !isNew, renaming.isEmpty {
                report.add(
                    Loss(
                        "duplicate-item",
                        .duplicate,
                        "an equal item is already there; written once",
                        component: key.name,
                        uid: key.uid,
                        property: "UID",
                        at: place(of: component, in: part, parts)
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
                        property: "UID",
                        at: place(of: component, in: part, parts)
                    )
                )
            }
        }
        if renaming.isEmpty { builder.copy(component) } else { copy(component, renaming, isZone: false) }
    }

    private func place(of component: Component, in part: Int, _ parts: [Part]) -> SourceLocation {
        // The items of series are made, and have no lines.
        places.location(ofLine: parts[part].series == nil ? component.index : -1, inPart: part)
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
    /// The part of the only item, and its line in that.
    private var first: (part: Int, line: Int)?
    private var contents: Set<ExactText> = []

    /// Adds an item; false if an equal one is there.
    ///
    /// - Parameter tree: gives the calendar of a part.
    mutating func insert(_ component: Component, of part: Int, _ tree: (Int) -> ComponentTree) -> Bool {
        if contents.isEmpty, first == nil {
            first = (part, component.index)
            return true
        }
        if let known = first {
            contents = [Self.content(of: Component(tree: tree(known.part), index: known.line))]
        }
        first = nil
        return contents.insert(Self.content(of: component)).inserted
    }

    private static func content(of component: Component) -> ExactText {
        ExactText(CanonicalComponent(component).content)
    }
}
