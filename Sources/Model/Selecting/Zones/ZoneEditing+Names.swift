internal import CalendarDiagnostics
internal import ICalendar
internal import TimeZones

/// IANA time zone names in the place of others.
extension ZoneEditing {
    /// - Parameter reportsUnknown: whether zones are reported that are neither defined nor known.
    mutating func renameZones(reportsUnknown: Bool) {
        for (calendar, components) in calendars {
            let definitions = components.filter { $0.name == .vtimezone }
            var newNames: [ExactText: String] = [:]
            var years = firstYears(in: components)
            for name in definitions.flatMap(\.timeZoneNames) where years[ExactText(name)] == nil {
                years[ExactText(name)] = 1970
            }
            let naming = Dictionary(namingProperties(in: components).map { (ExactText($0.zone), $0.property) }) {
                first,
                _ in
                first
            }
            for (name, year) in years.sorted(by: { $0.key < $1.key }) {
                let own = definitions.first { $0.timeZoneNames.contains(name.text) }
                let place = naming[name] ?? own?.first(.timeZoneIdentifier)
                guard let new = newName(of: name.text, own, from: year, at: place) else { continue }
                newNames[name] = new
            }
            if reportsUnknown {
                for name in undefinedZones(among: components).keys.sorted()
                where zones.resolve(name.text) == nil {
                    reportUnknown(name, "kept", among: components)
                }
            }
            if newNames.isEmpty { continue }
            rename(newNames, components, definitions)
            renameDefaultZone(of: calendar)
        }
    }

    /// The IANA time zone name that takes the place of a name; nil if it stays.
    private mutating func newName(of name: String, _ own: Component?, from year: Int, at place: Property?) -> String? {
        guard let place, let found = zones.resolve(name) else { return nil }
        guard let new = found.resolution.zone.ianaName, new != name else { return nil }
        if [.link, .guess].contains(found.resolution.method) {
            if found.resolution.method == .guess {
                report("zone-name-kept", .unchanged, "“\(name)” is probably \(new); kept", of: name, at: place)
            }
            return nil
        }
        if let own, let rules = zones.rules(definedBy: own), !Self.isAlike(rules, found.rules, from: year) {
            let detail = "the definition of “\(name)” has rules other than those of \(new); kept"
            report("zone-name-kept", .unchanged, detail, of: name, at: own.first(.timeZoneIdentifier) ?? place)
            return nil
        }
        report("zone-name-replaced", .altered, "“\(name)” is now called \(new)", of: name, at: place)
        return new
    }

    /// Whether clocks are set alike from a year on, up to 2037, the last year that 32-bit zone files list.
    private static func isAlike(_ first: ZoneRules, _ second: ZoneRules, from year: Int) -> Bool {
        let begin = CivilDate(year: year, month: 1, day: 1).dayNumber * 86_400
        let end = max(CivilDate(year: 2038, month: 1, day: 1).dayNumber * 86_400, begin + 1)
        let changes = [first, second].map { rules in
            [[rules.offset(at: begin)]]
                + rules.transitions(in: begin..<end).filter { $0.before.offset != $0.after.offset }
                .map { [$0.instant, $0.after.offset] }
        }
        return changes[0] == changes[1]
    }

    private mutating func rename(
        _ newNames: [ExactText: String],
        _ components: [Component],
        _ definitions: [Component]
    ) {
        for (property, zone) in namingProperties(in: components) {
            guard let new = newNames[ExactText(zone)] else { continue }
            edit.replace(
                property,
                with: TreeEdit.lines(of: property, value: property.rawValue, parameters: [(.timeZoneIdentifier, new)])
            )
        }
        var defined = Set(
            definitions.compactMap { $0.first(.timeZoneIdentifier).map { ExactText($0.text) } }.filter {
                newNames[$0] == nil
            }
        )
        for zone in definitions {
            guard let property = zone.first(.timeZoneIdentifier), let new = newNames[ExactText(property.text)] else {
                continue
            }
            if defined.insert(ExactText(new)).inserted {
                edit.replace(property, with: TreeEdit.lines(of: property, value: new))
            } else {
                edit.remove(zone)
            }
        }
    }

    /// X-WR-TIMEZONE names the zone of what names none.
    private mutating func renameDefaultZone(of calendar: Component?) {
        guard let property = calendar?.properties.first(where: { $0.nameText == "X-WR-TIMEZONE" }),
            let found = zones.resolve(property.text), ![.link, .guess].contains(found.resolution.method),
            let new = found.resolution.zone.ianaName, new != property.text
        else { return }
        edit.replace(property, with: TreeEdit.lines(of: property, value: new))
    }
}

extension ZoneNameResolution.Zone {
    /// The name in the tz database; nil for an offset that is no whole number of hours up to 12.
    fileprivate var ianaName: String? {
        switch self {
        case .named(let id): return id
        case .fixed(let offset):
            let hours = offset.seconds / 3600
            // The signs of these names are those of POSIX, west being positive.
            guard offset.seconds % 3600 == 0, (-12...14).contains(hours) else { return nil }
            return hours == 0 ? "Etc/UTC" : "Etc/GMT\(hours > 0 ? "-" : "+")\(abs(hours))"
        }
    }
}
