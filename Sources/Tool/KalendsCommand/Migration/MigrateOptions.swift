internal import ArgumentParser
internal import Batch
internal import Files
internal import Kalends
internal import Migration

/// What a migration changes.
struct MigrateOptions: CheckedArguments {
    /// The version to migrate to.
    enum Target: String, ExpressibleByArgument, CaseIterable {
        case v2_0 = "2.0"
        case v2_1 = "2.1"
    }

    /// What is done with the zones of times.
    enum Zones: String, ExpressibleByArgument, CaseIterable {
        case set, none
    }

    /// Which detached exceptions are joined.
    enum Joining: String, ExpressibleByArgument, CaseIterable {
        case none, certain, likely
    }

    @Option(help: ArgumentHelp("The version to migrate to.", valueName: "version"))
    var to = Target.v2_1

    @Option(
        help: ArgumentHelp(
            "The zone that UTC times were meant in, such as Europe/Berlin, where --zone-map has no other.",
            valueName: "zone"
        ),
        transform: TimeZoneName.reading
    )
    var timezone: TimeZoneName?

    @Option(
        help: ArgumentHelp(
            "A file with a folder or user and a zone on each line; the longest path counts, * is for all others.",
            valueName: "file"
        ),
        completion: .file()
    )
    var zoneMap: String?

    @Option(help: "set gives times their zone; none leaves them in UTC, for readers that know only 2.0.")
    var zones = Zones.set

    @Option(help: "Which detached exceptions return into their series; likely ones are guesses.")
    var join = Joining.certain

    @Option(
        help: ArgumentHelp(
            "The version attribute of objects that gain content of 2.1: 1.1, or 1.0 where no reader is misled.",
            valueName: "version"
        )
    )
    var rootVersion = "1.1"

    @Flag(help: "All programs in use read local times with a tz attribute; allows --root-version 1.0 with zones.")
    var allClientsReadTz = false

    @Option(
        help: ArgumentHelp("A dump of folder annotations: a folder and its type on each line.", valueName: "file"),
        completion: .file()
    )
    var annotations: String?

    @Option(name: .shortAndLong, help: "How many threads work.")
    var jobs: Int?

    func check() throws {
        guard ["1.0", "1.1"].contains(rootVersion) else { throw ValidationError("--root-version is 1.0 or 1.1.") }
        if rootVersion == "1.0", zones == .set, !allClientsReadTz {
            throw ValidationError(
                "--root-version 1.0 with zones shifts events for readers of 2.0; add --zones none or --all-clients-read-tz."
            )
        }
        if let jobs, jobs < 1 { throw ValidationError("--jobs is at least 1.") }
    }

    /// The library's options.
    func options() throws -> MigrationOptions {
        let directory = Converter().zones
        var options = MigrationOptions(directory: directory, jobs: jobs ?? WorkerPool.processorCount)
        options.target = to == .v2_1 ? .v2_1 : .v2_0
        options.zones = zones == .set ? .set : .none
        options.joining = MigrationOptions.Joining(rawValue: join.rawValue) ?? .certain
        options.rootVersion = rootVersion
        options.timeZone = try timezone.map { name in
            guard let zone = KnownZone(name.name, in: directory) else {
                throw ValidationError("no zone of the tz database is known by the name \(name.name)")
            }
            return zone
        }
        if let zoneMap {
            do {
                options.zoneMap = try ZoneMap(reading: ArgumentFile.text(of: zoneMap), in: directory)
            } catch let error as ZoneMap.BadLine {
                throw ValidationError("\(zoneMap):\(error.line): \(error.reason)")
            }
        }
        if let annotations { options.folderTypes = FolderTypes(reading: try ArgumentFile.text(of: annotations)) }
        return options
    }
}

/// The outputs of the report.
struct MigrateReportOptions: CheckedArguments {
    @Option(
        help: ArgumentHelp(
            "Write a report: a page for people if the name ends in .html, else JSON; - is standard output; may be repeated.",
            valueName: "file"
        ),
        completion: .file()
    )
    var report: [String] = []

    @Flag(name: .shortAndLong, help: "Say only what failed.")
    var quiet = false

    func check() throws {
        if report.contains("") { throw ValidationError("--report has no name.") }
        if report.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("Two reports would both go to standard output.")
        }
    }

    /// The reports as the session takes them.
    var reporting: MigrateReporting { MigrateReporting(report, isQuiet: quiet) }
}
