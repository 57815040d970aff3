public import ArgumentParser
internal import Arguments
internal import Batch
internal import Files
internal import Kalends
public import Migration

/// What a migration changes.
struct MigrateOptions: CheckedArguments {
    @Option(help: .value("version", "The version to migrate to.")) var to = KolabVersion.v2_1
    @Option(zone: "The zone of UTC times, such as Europe/Berlin, for folders that are not in --zone-map.")
    var timezone: TimeZoneName?
    @Option(
        file:
            "A file with a folder or user, and a zone, on each line; the longest matching path is used, * matches all others."
    )
    var zoneMap: String?
    @Option(help: "set gives times their zone; none leaves them in UTC, for readers that know only 2.0.")
    var zones = MigrationOptions.Zones.set
    @Option(
        help:
            "Which changed occurrences are joined with their series: none; certain: those that name it; likely: also probable ones (a guess)."
    )
    var join = MigrationOptions.Joining.certain
    @Option(
        help: .value(
            "version",
            "The root version of objects with content of 2.1: 1.1, or 1.0 if all programs in use read it correctly."
        )
    )
    var rootVersion = "1.1"
    @Flag(help: "All programs in use read local times with a tz attribute; allows --root-version 1.0 with zones.")
    var allClientsReadTz = false
    @Option(file: "A dump of folder annotations: a folder and its type on each line.") var annotations: String?
    @Option(name: .shortAndLong, help: "How many threads to use; all processors if not given.") var jobs: Int?

    func check() throws {
        let complaint = MigrationOptions.complaint(of: rootVersion, zones, allClientsReadZones: allClientsReadTz)
        if let complaint { throw ValidationError(complaint) }
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs must be a number from 1 to 1024.") }
    }

    /// The library's options.
    func options() throws -> MigrationOptions {
        var options = MigrationOptions(jobs: jobs)
        options.target = to
        options.zones = zones
        options.joining = join
        options.rootVersion = rootVersion
        try options.setZones(timezone?.name, mapFile: zoneMap)
        try options.setFolderTypes(annotationsFile: annotations)
        return options
    }
}

/// The store that a step reads, with the options of a migration.
struct StoreOptions: ParsableArguments {
    @Argument(help: .value("store", "The store: a folder or a file."), completion: .directory) var path: String
    @OptionGroup(title: "Migration") var migration: MigrateOptions
    @OptionGroup(title: "Reporting") var reporting: MigrateReportOptions

    /// A session that plans the store.
    func session(isDurable: Bool = true) throws -> MigrateSession {
        var options = try migration.options()
        options.isDurable = isDurable
        return MigrateSession(options, reporting.reporting, planning: path)
    }
}

extension MigrationOptions.Zones: ExpressibleByArgument {}
extension MigrationOptions.Joining: ExpressibleByArgument {}

/// Where the report goes.
struct MigrateReportOptions: CheckedArguments {
    @Option(
        help: .value(
            "file",
            "Write a report, a page (.html) or JSON; - is standard output; may be repeated."
        ),
        completion: .file()
    )
    var report: [String] = []
    @Flag(help: "Replace an existing file even if it is not a report or a plan.")
    var overwrite = false
    @Flag(name: .shortAndLong, help: "Print errors only.") var quiet = false

    func check() throws {
        if report.contains("") { throw ValidationError("--report needs a file name.") }
        if report.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("Two reports would both go to standard output.")
        }
    }

    /// The reports as the session takes them.
    var reporting: MigrateReporting { MigrateReporting(report, isQuiet: quiet, overwrites: overwrite) }
}
