internal import ArgumentParser
internal import Files
internal import Kalends

/// `kalends zones`
struct Zones: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "zones",
        abstract: "Look into the time zones.",
        discussion: """
            A zone's rules come from the system's zone files, or from data carried along where the system has none. TZDIR \
            names another folder of zone files.

            EXAMPLES:
              kalends zones list
              kalends zones show Europe/Berlin
              kalends zones show "W. Europe Standard Time" --to icalendar --since 2020
              kalends zones resolve "Eastern Standard Time" /mozilla.org/20050126_1/Europe/Berlin
            """,
        subcommands: [List.self, Show.self, Resolve.self]
    )
}

extension Zones {
    /// `kalends zones list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the zones that are known, by name, with their offset today.",
            discussion: """
                The zones of the system's files and of the data carried along. SOURCE says which of them gives the rules, \
                SAME AS which zone an old or other name means.
                """
        )

        @Flag(help: "Leave out old and other names of a zone.") var withoutLinks = false

        func run() throws {
            let zones = Converter().zones
            let now = Environment.secondsSinceEpoch()
            let targets = CarriedZones.linkTargets
            let names = Set(CarriedZones.zoneNames).union(targets.keys).union(SystemZoneFiles().names)
            let rows = names.sorted().compactMap { name -> [String]? in
                if withoutLinks, targets[name] != nil { return nil }
                guard let type = zones.rules(for: name)?.type(at: now), let source = zones.source(of: name) else {
                    return nil
                }
                return [name, offsetText(type.offset), type.abbreviation, source.rawValue, targets[name] ?? ""]
            }
            let titles = ["NAME", "OFFSET", "ABBREVIATION", "SOURCE", "SAME AS"]
            try Terminal.print(TextTable([titles] + rows).description)
        }
    }

    /// `kalends zones show`
    struct Show: ParsableCommand, CheckedArguments {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show a zone: its offset now, its next changes, and its VTIMEZONE.",
            discussion: "An unknown name ends with status 2, as a path that does not exist does."
        )

        @Argument(help: "A zone's name, in any spelling that resolve understands.") var name: String
        @Option(help: ArgumentHelp("How many changes of clocks to list.", valueName: "n")) var changes = 4
        @Option(
            help: ArgumentHelp(
                "The first year that the VTIMEZONE has to be right for; this year if left out.",
                valueName: "year"
            )
        )
        var since: Int?
        @Option(
            help: ArgumentHelp("Write nothing but the VTIMEZONE, as a calendar in that format.", valueName: "format")
        )
        var to: WrittenFormat?

        func check() throws {
            guard (0...1000).contains(changes) else { throw ValidationError("--changes is a number from 0 to 1000.") }
            guard (1...9999).contains(since ?? 1) else { throw ValidationError("--since is a year from 1 to 9999.") }
            if let to, FormatRegistry.row(of: to.format).holdsOneObject {
                throw ValidationError("That format has no time zones of its own: choose icalendar or xcal.")
            }
        }

        func run() throws {
            let zones = Converter().zones
            let (resolution, rules) = try zones.found(name)
            let id = resolution.zone.description
            let now = Environment.secondsSinceEpoch()
            let definition = VTimeZone(id: id, describing: rules, from: since ?? rules.local(at: now).date.year)
            if let to {
                let calendar = CalendarDocument(format: .iCalendar, content: .tree(definition.calendar))
                var report = LossReport()
                let outputs = Converter().write([calendar], as: to.format, report: &report)
                return try Console.standardOutput.write(outputs.flatMap(\.bytes))
            }
            let type = rules.type(at: now)
            var text = "\(id)\n"
            if id != name {
                text += "resolved from: \(TerminalText.printable(name)), by \(resolution.method.rawValue)\n"
            }
            if let source = zones.source(of: id) { text += "rules from: \(source.rawValue)\n" }
            text += "now: \(rules.local(at: now)) \(offsetText(type.offset)) \(type.abbreviation)\n"
            text += "next changes:\n\(nextChanges(of: rules, after: now))\n"
            try Terminal.print(text)
            try Console.standardOutput.write(definition.text)
        }

        private func nextChanges(of rules: ZoneRules, after now: Int) -> String {
            // Half a year lies between changes at most where they repeat.
            let horizon = now + (changes + 2) * 366 * 86_400
            let rows = rules.transitions(in: now..<horizon).prefix(changes).map { change in
                [
                    "  \(CivilDateTime(secondsSinceEpoch: change.instant))Z",
                    "\(offsetText(change.before.offset)) \(change.before.abbreviation)", "->",
                    "\(offsetText(change.after.offset)) \(change.after.abbreviation)",
                ]
            }
            return rows.isEmpty ? "  none\n" : TextTable(Array(rows)).description
        }
    }

    /// `kalends zones resolve`
    struct Resolve: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "resolve",
            abstract: "Say which zones names mean, and how that was found out.",
            discussion: "A line for each name, in the order given. Ends with status 1 if one of them is unknown."
        )

        @Argument(help: "Names as calendars write them: IANA's, Windows', Outlook's texts, with or without a prefix.")
        var names: [String]

        func run() throws {
            let zones = Converter().zones
            let found = names.map { zones.resolve($0)?.resolution }
            let rows = zip(names, found).map { name, found in
                [name, found?.zone.description ?? "-", found?.method.rawValue ?? "unknown"]
            }
            try Terminal.print(TextTable([["NAME", "ZONE", "FOUND BY"]] + rows).description)
            let unknown = zip(names, found).filter { $0.1 == nil }.map(\.0)
            for name in unknown { Terminal.note(TimeZoneName.unknownMessage(for: name)) }
            if !unknown.isEmpty { throw ExitStatusError(status: .different) }
        }
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

extension ZoneDirectory {
    /// The zone that a name means.
    ///
    /// - Throws: ``ExitStatusError`` if nobody knows it.
    fileprivate func found(_ name: String) throws -> (resolution: ZoneNameResolution, rules: ZoneRules) {
        if let found = resolve(name) { return found }
        Terminal.complain(TimeZoneName.unknownMessage(for: name))
        throw ExitStatusError(status: .usage)
    }
}

/// An offset as `+01:00`.
private func offsetText(_ seconds: Int) -> String {
    UTCOffset(seconds: seconds)?.extendedDescription ?? "\(seconds) s"
}
