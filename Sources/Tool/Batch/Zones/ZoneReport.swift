internal import Files
package import Kalends
internal import Reports
internal import TimeZones

/// Tables and texts about time zones.
package struct ZoneReport {
    private let zones: ZoneDirectory
    private let now: Int

    /// A report about the zones of a directory, at a moment in seconds since 1970 in UTC.
    package init(_ zones: ZoneDirectory, now: Int) {
        self.zones = zones
        self.now = now
    }

    /// A report about the zones that the tool knows, at this moment.
    package static var now: ZoneReport { ZoneReport(Converter().zones, now: Environment.secondsSinceEpoch()) }
}

extension ZoneReport {
    /// Every zone's name, old and other ones included, sorted.
    package var names: [String] {
        Set(CarriedZones.zoneNames).union(CarriedZones.linkTargets.keys).union(SystemZoneFiles().names).sorted()
    }

    /// Every zone by name, with its offset.
    ///
    /// - Parameter hasLinks: whether old and other names are listed.
    package func list(withLinks hasLinks: Bool) -> String {
        let targets = CarriedZones.linkTargets
        let rows = names.compactMap { name -> [String]? in
            if !hasLinks, targets[name] != nil { return nil }
            guard let type = zones.rules(for: name)?.type(at: now), let source = zones.source(of: name) else {
                return nil
            }
            return [name, offsetText(type.offset), type.abbreviation, source.rawValue, targets[name] ?? ""]
        }
        return TextTable([["NAME", "OFFSET", "ABBREVIATION", "SOURCE", "SAME AS"]] + rows).description
    }

    /// Prints the zones that names mean.
    ///
    /// - Throws: ``ExitStatusError`` if one of them is unknown; `FileError` if they cannot be written.
    package func showResolutions(of names: [String]) throws {
        let found = names.map { ($0, zones.resolve($0)?.resolution) }
        let rows = found.map { name, found in
            [name, found?.zone.description ?? "-", found?.method.rawValue ?? "unknown"]
        }
        try Terminal.print(TextTable([["NAME", "ZONE", "FOUND BY"]] + rows).description)
        let unknown = found.filter { $0.1 == nil }.map(\.0)
        for name in unknown { Terminal.note(ZoneNames.unknownMessage(for: name)) }
        if !unknown.isEmpty { throw ExitStatusError(status: .different) }
    }

    /// Prints a zone's offset, its next changes, and its VTIMEZONE.
    ///
    /// - Parameters:
    ///   - since: the first year that the VTIMEZONE is right for; nil for this year.
    ///   - changes: how many changes are listed.
    ///   - format: prints nothing but the VTIMEZONE, in a calendar of that format; nil to print all.
    /// - Throws: ``ExitStatusError`` if the zone is unknown; `FileError` if it cannot be written.
    package func show(_ name: String, since: Int?, changes: Int, as format: CalendarFormat?) throws {
        let found = try found(name)
        let definition = definition(of: found, since: since)
        if let format {
            var report = LossReport()
            let document = CalendarDocument(format: .iCalendar, content: .tree(definition.calendar))
            let outputs = Converter().write([document], as: format, report: &report)
            return try Console.standardOutput.write(outputs.flatMap(\.bytes))
        }
        try Terminal.print(description(of: found, named: name, changes: changes))
        try Console.standardOutput.write(definition.text)
    }

    private func description(of found: Found, named name: String, changes: Int) -> String {
        let (id, type) = (found.resolution.zone.description, found.rules.type(at: now))
        var text = "\(id)\n"
        if id != name {
            text += "resolved from: \(TerminalText.printable(name)) (\(found.resolution.method.title))\n"
        }
        if let source = zones.source(of: id) { text += "rules from: \(source.rawValue)\n" }
        text += "now: \(found.rules.local(at: now)) \(offsetText(type.offset)) \(type.abbreviation)\n"
        return text + "next changes:\n\(nextChanges(of: found.rules, count: changes))\n"
    }

    private typealias Found = (resolution: ZoneNameResolution, rules: ZoneRules)

    private func found(_ name: String) throws(ExitStatusError) -> Found {
        if let found = zones.resolve(name) { return found }
        throw ExitStatusError(status: .usage, ZoneNames.unknownMessage(for: name))
    }

    private func definition(of found: Found, since: Int?) -> VTimeZone {
        VTimeZone(
            id: found.resolution.zone.description,
            describing: found.rules,
            from: since ?? found.rules.local(at: now).date.year
        )
    }

    private func nextChanges(of rules: ZoneRules, count: Int) -> String {
        // Half a year lies between changes at most where they repeat.
        let horizon = now + (count + 2) * 366 * 86_400
        let rows = rules.transitions(in: now..<horizon).prefix(count).map { change in
            [
                "  \(CivilDateTime(secondsSinceEpoch: change.instant))Z",
                "\(offsetText(change.before.offset)) \(change.before.abbreviation)", "->",
                "\(offsetText(change.after.offset)) \(change.after.abbreviation)",
            ]
        }
        return rows.isEmpty ? "  none\n" : TextTable(Array(rows)).description
    }
}

extension ZoneNames {
    /// That a name of a zone is unknown, and which zone may be meant.
    package static func unknownMessage(for name: String) -> String {
        let suggestions = suggestions(for: name)
        let question = suggestions.isEmpty ? "" : "; perhaps \(suggestions.joined(separator: ", "))"
        return "no zone is known by the name \(name)\(question)"
    }
}

extension VTimeZone {
    /// The definition's lines.
    fileprivate var text: [UInt8] {
        var builder = ComponentTreeBuilder()
        builder.append(self)
        return ICalendarWriter().write(builder.finish())
    }

    /// A calendar that holds nothing else.
    fileprivate var calendar: ComponentTree {
        var builder = ComponentTreeBuilder()
        builder.begin(.vcalendar)
        builder.property(.version, raw: "2.0")
        builder.property(.productIdentifier, text: Product.identifier)
        builder.append(self)
        builder.end()
        return builder.finish()
    }
}

/// An offset as `+01:00`.
private func offsetText(_ seconds: Int) -> String {
    UTCOffset(seconds: seconds)?.extendedDescription ?? "\(seconds) s"
}

extension ZoneNameResolution.Method {
    /// What kind of name it was.
    fileprivate var title: String {
        switch self {
        case .exact: "in another spelling"
        case .link: "an old or other name"
        case .windows: "a Windows name"
        case .prefixed: "a name with a prefix"
        case .displayText: "a text of Outlook"
        case .fixedOffset: "an offset from UTC"
        case .guess: "a guess"
        }
    }
}
