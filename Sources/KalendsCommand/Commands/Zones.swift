internal import ArgumentParser
internal import Files
internal import Kalends

/// `kalends zones`
struct Zones: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look into the time zones.",
        discussion: """
            A zone's rules come from the system's zone files, or from data carried along where the system has none. A name \
            that nobody knows ends with status 2, as a path that does not exist does.
            """,
        subcommands: [List.self, Show.self, Resolve.self]
    )
}

extension Zones {
    /// `kalends zones list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the zones by name, with their offset today.")

        func run() throws {
            let converter = Converter()
            let now = Environment.secondsSinceEpoch()
            let rows = CarriedZones.zoneNames.compactMap { name -> [String]? in
                guard let type = converter.zones.rules(for: name)?.type(at: now) else { return nil }
                return [name, offsetText(type.offset), type.abbreviation]
            }
            try Console.standardOutput.write(TextTable([["NAME", "OFFSET", "ABBREVIATION"]] + rows).description)
        }
    }

    /// `kalends zones show`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a zone: its offset now, its next changes, and its VTIMEZONE.")

        @Argument(help: "A zone's name, in any spelling that resolve understands.") var name: String
        @Option(help: ArgumentHelp("How many changes of clocks to list.", valueName: "n")) var changes = 4

        func validate() throws {
            guard (0...1000).contains(changes) else { throw ValidationError("--changes is a number from 0 to 1000.") }
        }

        func run() throws {
            let zones = Converter().zones
            let (resolution, rules) = try zones.found(name)
            let id = resolution.zone.description
            let now = Environment.secondsSinceEpoch()
            let type = rules.type(at: now)
            var text = "\(id)\n"
            if let source = zones.source(of: id) { text += "rules from: \(source.rawValue)\n" }
            text += "now: \(rules.local(at: now)) \(offsetText(type.offset)) \(type.abbreviation)\n"
            text += "next changes:\n\(nextChanges(of: rules, after: now))\n"
            try Console.standardOutput.write(Array(text.utf8) + definition(id, rules, now))
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

        private func definition(_ id: String, _ rules: ZoneRules, _ now: Int) -> [UInt8] {
            var builder = ComponentTreeBuilder()
            builder.append(VTimeZone(id: id, describing: rules, from: rules.local(at: now).date.year))
            return ICalendarWriter().write(builder.finish())
        }
    }

    /// `kalends zones resolve`
    struct Resolve: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say which zones names mean, and how that was found out.")

        @Argument(help: "Names as calendars write them: IANA's, Windows', Outlook's texts, with or without a prefix.")
        var names: [String]

        func run() throws {
            let zones = Converter().zones
            var rows: [[String]] = []
            var unknown: [String] = []
            for name in names {
                guard let resolution = zones.resolve(name)?.resolution else {
                    unknown.append(name)
                    continue
                }
                rows.append([name, resolution.zone.description, resolution.method.rawValue])
            }
            try Console.standardOutput.write(TextTable(rows).description)
            for name in unknown { Terminal.complain("no zone is known by the name \(name)") }
            if !unknown.isEmpty { throw ExitStatusError(status: .usage) }
        }
    }
}

extension ZoneDirectory {
    /// The zone that a name means.
    ///
    /// - Throws: ``ExitStatusError`` if nobody knows it.
    fileprivate func found(_ name: String) throws -> (resolution: ZoneNameResolution, rules: ZoneRules) {
        if let found = resolve(name) { return found }
        Terminal.complain("no zone is known by the name \(name)")
        throw ExitStatusError(status: .usage)
    }
}

/// An offset as `+01:00`.
private func offsetText(_ seconds: Int) -> String {
    UTCOffset(seconds: seconds)?.extendedDescription ?? "\(seconds) s"
}
