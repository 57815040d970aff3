internal import Bytes
internal import CalendarModel
internal import ICalendar
internal import TimeZones

/// Adds and removes the VTIMEZONEs that follow from a zone's name alone.
///
/// Kolab names zones without defining them; iCalendar requires a definition for each (RFC 5545 §3.2.19).
struct ZoneDefinitions {
    private struct Key: Hashable {
        var id: ExactText
        var year: Int
    }

    private let zones: ZoneDirectory
    /// Definitions made before: many series name the same zone.
    private var definitions: [Key: VTimeZone?] = [:]
    /// Whether a definition, by its text, is the one that its name gives from a year on.
    private var isGenerated: [ByteKey: [Int: Bool]] = [:]
    /// The same by the place of the definition: the series of a calendar share its zones.
    private var isGeneratedAtPlace: [Place: (tree: ComponentTree, answer: Bool)] = [:]

    /// The place of a definition; its tree has to stay alive meanwhile.
    private struct Place: Hashable {
        var tree: ObjectIdentifier
        var index: Int
        var year: Int
    }

    init(zones: ZoneDirectory) { self.zones = zones }

    /// The tree with a definition for every zone that it names, knows no definition of, and the directory has.
    ///
    /// - Parameter calendar: where the definitions go: the first VCALENDAR.
    mutating func completing(_ tree: ComponentTree) -> ComponentTree {
        guard let calendar = tree.components.first(where: { $0.name == .vcalendar }) else { return tree }
        let missing = missingZones(in: tree)
        guard !missing.isEmpty else { return tree }
        var builder = ComponentTreeBuilder(capacity: tree.bytes.count + 512 * missing.count)
        for component in tree.components {
            guard component.index == calendar.index else {
                builder.copy(component)
                continue
            }
            builder.begin(.vcalendar)
            var hasWrittenZones = false
            component.forEachLine { kind, index in
                switch kind {
                case .property: builder.copy(Property(tree: tree, index: index))
                case .begin:
                    if !hasWrittenZones { for zone in missing { builder.append(zone) } }
                    hasWrittenZones = true
                    builder.copy(Component(tree: tree, index: index))
                default: break
                }
            }
            builder.end()
        }
        return builder.finish()
    }

    /// A series without the definitions that ``completing(_:)`` would add again.
    mutating func reducing(_ series: Series) -> Series {
        guard !series.context.zones.isEmpty else { return series }
        var reduced = series
        let starts = series.items.compactMap { $0.start?.civil.date.year ?? $0.due?.civil.date.year }
        guard let year = starts.min() else { return series }
        reduced.context.zones = reduced.context.zones.filter { !isDefinition($0, ofItsNameFrom: year) }
        return reduced
    }

    private mutating func isDefinition(_ zone: PreservedComponent, ofItsNameFrom year: Int) -> Bool {
        let tree = zone.component.tree
        let place = Place(tree: ObjectIdentifier(tree), index: zone.component.index, year: year)
        if let known = isGeneratedAtPlace[place] { return known.answer }
        let answer = isDefinition(zone, byTextFrom: year)
        isGeneratedAtPlace[place] = (tree, answer)
        return answer
    }

    private mutating func isDefinition(_ zone: PreservedComponent, byTextFrom year: Int) -> Bool {
        let text = ByteKey(zone.component.writtenText)
        if let known = isGenerated[text]?[year] { return known }
        var isEqual = false
        if zone.component.mayDescribe(from: year), let id = zone.component.first(.timeZoneIdentifier)?.text,
            let generated = definition(of: id, from: year)
        {
            var builder = ComponentTreeBuilder()
            builder.append(generated)
            isEqual = builder.finish().components.first?.hasSameMeaning(as: zone.component) == true
        }
        isGenerated[text, default: [:]][year] = isEqual
        return isEqual
    }

    private mutating func definition(of id: String, from year: Int) -> VTimeZone? {
        let key = Key(id: ExactText(id), year: year)
        if let known = definitions[key] { return known }
        let made = zones.resolve(id).map { VTimeZone(id: id, describing: $0.rules, from: year) }
        definitions[key] = made
        return made
    }

    private mutating func missingZones(in tree: ComponentTree) -> [VTimeZone] {
        var firstYears: [ExactText: Int] = [:]
        for line in tree.lines.indices where tree.lines[line].kind == .property && tree.lines[line].parameterCount > 0 {
            let property = Property(tree: tree, index: line)
            guard let id = property.parameter(.timeZoneIdentifier)?.value else { continue }
            let year = Int(property.rawValue.prefix(4)) ?? 1970
            firstYears[id] = min(firstYears[id] ?? year, year)
        }
        guard !firstYears.isEmpty else { return [] }
        for calendar in tree.components {
            for zone in calendar.components(named: .vtimezone) {
                for id in zone.timeZoneNames { firstYears[id] = nil }
            }
        }
        var missing: [VTimeZone] = []
        for (id, year) in firstYears.sorted(by: { $0.key < $1.key }) {
            if let zone = definition(of: id.text, from: year) { missing.append(zone) }
        }
        return missing
    }
}

extension Component {
    /// Whether a zone's definition can be one made for a year and those after it: at most one of its observances begins
    /// earlier, with the change that the year begins with.
    fileprivate func mayDescribe(from year: Int) -> Bool {
        components.count { observance in
            observance.first(.dateTimeStart).flatMap { Int($0.rawValue.prefix(4)) }.map { $0 < year } ?? false
        } < 2
    }

    /// The bytes of its lines unchanged.
    fileprivate var writtenText: [UInt8] {
        let lines = tree.lines
        let end = endIndex < lines.count ? Int(lines[endIndex].valueEnd) : tree.bytes.count
        return Array(tree.bytes[Int(lines[index].start)..<end])
    }
}
