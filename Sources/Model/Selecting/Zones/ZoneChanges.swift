public import CalendarDiagnostics
internal import CalendarModel
public import ICalendar
public import TimeZones

/// What is done with the time zones of calendars. The steps are taken in the order of the fields.
public struct ZoneChanges: Hashable, Sendable {
    /// Whether zones are called by their IANA time zone names instead of names of Windows, names with a prefix and the like.
    public var usesIANANames = false
    /// The zone that floating times are placed in; nil to leave them floating.
    public var floatingZone: String?
    /// The zone on whose clock all instants are written; nil to leave them on theirs.
    public var targetZone: String?
    /// Whether definitions are added for zones that are named and not defined.
    public var addsDefinitions = false

    /// Nothing is changed.
    public init() {}

    /// Whether nothing is changed.
    public var isEmpty: Bool { self == ZoneChanges() }
}

extension ZoneChanges {
    /// Changes a tree; what is not concerned keeps its lines.
    ///
    /// - Parameters:
    ///   - zones: the zones of names that a calendar does not define.
    ///   - limits: what the text of the result may hold.
    ///   - report: receives each item whose times are changed, or could not be.
    /// - Returns: the tree, and where a place in it was before.
    /// - Throws: ``ReadError`` if the tree cannot be written as text within the limits.
    public func apply(
        to tree: ComponentTree,
        zones: ZoneDirectory,
        limits: ReadLimits = ReadLimits(),
        report: inout LossReport
    ) throws(ReadError) -> (tree: ComponentTree, relocation: Relocation) {
        var (tree, relocation): (ComponentTree, Relocation) = (tree, { $0 })
        func change(
            _ report: inout LossReport,
            _ step: (inout ZoneEditing) -> Void
        ) throws(ReadError) {
            var work = ZoneEditing(try TreeEdit(tree, limits: limits), zones)
            step(&work)
            let earlier = relocation
            work.losses.updateRows { $0.location = earlier($0.location) }
            report.merge(work.losses)
            if work.edit.isEmpty { return }
            let (edited, move) = try work.edit.finish()
            tree = edited
            relocation = { earlier(move($0)) }
        }
        if usesIANANames { try change(&report) { $0.renameZones(reportsUnknown: !addsDefinitions) } }
        if let floatingZone { try change(&report) { $0.placeFloatingTimes(in: floatingZone) } }
        if let targetZone { try change(&report) { $0.convert(to: targetZone) } }
        let added = addsDefinitions ? nil : Set([floatingZone, targetZone].compactMap(\.self).map { ExactText($0) })
        if added?.isEmpty != true { try change(&report) { $0.addDefinitions(of: added) } }
        return (tree, relocation)
    }
}

/// Changes of zones at work on one tree.
struct ZoneEditing {
    var edit: TreeEdit
    var losses = LossReport()
    let zones: ZoneDirectory
    private var places: SourceLineIndex?

    init(_ edit: TreeEdit, _ zones: ZoneDirectory) {
        self.edit = edit
        self.zones = zones
    }

    /// The calendars, and the components that are outside of any.
    var calendars: [(calendar: Component?, components: [Component])] {
        let all = edit.tree.components
        let loose = all.filter { $0.name != .vcalendar }
        return all.filter { $0.name == .vcalendar }.map { ($0, $0.components) } + (loose.isEmpty ? [] : [(nil, loose)])
    }

    /// The properties of components at any depth that name a zone, with the name.
    func namingProperties(in components: [Component]) -> [(property: Property, zone: String)] {
        components.flatMap { component in
            (component.index..<component.endIndex).compactMap { index in
                let line = component.tree.lines[index]
                guard line.kind == .property, line.parameterCount > 0 else { return nil }
                let property = Property(tree: component.tree, index: index)
                return property.parameter(.timeZoneIdentifier).map { (property, $0.value) }
            }
        }
    }

    /// The first year that each zone is named for.
    func firstYears(in components: [Component]) -> [ExactText: Int] {
        var years: [ExactText: Int] = [:]
        for (property, zone) in namingProperties(in: components) {
            let year = Int(property.rawValue.prefix(4)) ?? 1970
            years[ExactText(zone)] = min(years[ExactText(zone)] ?? year, year)
        }
        return years
    }

    /// Reports what becomes of an item.
    mutating func report(
        _ id: RuleID,
        _ action: Loss.Action,
        _ detail: String,
        _ component: Component,
        _ property: Name? = nil
    ) {
        let property = component.tree.text(of: property ?? component.firstTime)
        let place = place(of: component.tree.lines[component.index])
        let uid = component.first(.uid)?.text ?? ""
        losses.add(
            Loss(id, action, detail, component: component.nameText, uid: uid, property: property, at: place)
        )
    }

    /// Reports what becomes of a zone's name in a definition, or in a property that names it.
    mutating func report(
        _ id: RuleID,
        _ action: Loss.Action,
        _ detail: String,
        of zone: String,
        at property: Property,
        isNotice: Bool = false
    ) {
        let holder = calendars.lazy.flatMap(\.components).first {
            ($0.index...$0.endIndex).contains(property.index)
        }
        let isDefinition = holder?.name == .vtimezone
        let loss = Loss(
            id,
            action,
            detail,
            component: holder?.nameText ?? "",
            uid: isDefinition ? zone : holder?.first(.uid)?.text ?? "",
            property: property.nameText,
            at: place(of: property.line)
        )
        if isNotice { losses.notice(loss) } else { losses.add(loss) }
    }

    private mutating func place(of line: ContentLine) -> SourceLocation {
        let known = places ?? SourceLineIndex(edit.tree.bytes)
        places = known
        return known.location(of: line)
    }
}

extension Component {
    /// The property that states when an item takes place.
    fileprivate var firstTime: Name {
        [.dateTimeStart, .dateTimeDue, .dateTimeEnd, .recurrenceID].first { first($0) != nil }
            ?? .dateTimeStart
    }
}

// MARK: - Definitions

extension ZoneEditing {
    /// Adds a definition for each zone that is named and not defined, as far as its rules are known.
    ///
    /// - Parameter names: the zones that are defined; nil for all.
    mutating func addDefinitions(of names: Set<ExactText>?) {
        for case (let calendar?, let components) in calendars {
            let years = undefinedZones(among: components)
            let place = components.first?.index ?? calendar.endIndex
            for (name, year) in years.sorted(by: { $0.key < $1.key }) where names?.contains(name) != false {
                guard let rules = zones.rules(for: name.text) else {
                    reportUnknown(name, "no VTIMEZONE is added for it", among: components)
                    continue
                }
                let zone = VTimeZone(id: name.text, describing: rules, from: year)
                edit.insert(TreeEdit.lines { $0.append(zone) }, before: place)
            }
        }
    }

    /// The zones that are named and not defined, with the first year that each is named for.
    func undefinedZones(among components: [Component]) -> [ExactText: Int] {
        var years = firstYears(in: components)
        for zone in components where zone.name == .vtimezone {
            for name in zone.timeZoneNames { years[ExactText(name)] = nil }
        }
        return years
    }

    /// Reports a zone that is neither defined nor known.
    ///
    /// - Parameter fate: what becomes of it, in words.
    mutating func reportUnknown(_ name: ExactText, _ fate: String, among components: [Component]) {
        guard let place = namingProperties(in: components).first(where: { ExactText($0.zone) == name })
        else { return }
        report(
            "zone-not-added",
            .unchanged,
            "the time zone “\(name.text)” is unknown; \(fate)",
            of: name.text,
            at: place.property,
            isNotice: true
        )
    }

    /// Leaves out the definitions of zones that only what was changed named.
    mutating func removeDefinitions(of freed: Set<ExactText>, stillNamed: Set<ExactText>, among components: [Component])
    {
        for zone in components where zone.name == .vtimezone {
            let names = Set(zone.timeZoneNames.map { ExactText($0) })
            if !names.isDisjoint(with: freed), names.isDisjoint(with: stillNamed) { edit.remove(zone) }
        }
    }
}
