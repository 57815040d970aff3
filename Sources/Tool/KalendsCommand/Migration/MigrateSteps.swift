internal import ArgumentParser
internal import Batch
internal import Files
internal import Kalends
internal import Migration
internal import Reports

extension Migrate {
    /// `kalends migrate survey`
    struct Survey: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "survey",
            abstract: "Tell what a store holds, and what a migration would change. Nothing is written."
        )

        @Argument(help: "The store: a folder or a file.", completion: .directory) var store: String
        @OptionGroup(title: "Migration") var migration: MigrateOptions
        @OptionGroup(title: "Reporting") var reporting: MigrateReportOptions

        func run() throws {
            let session = MigrateSession(try migration.options(), reporting.reporting, planning: store)
            let start = ContinuousClock.now
            let tally = try session.survey(store)
            let report = MigrationReport(
                title: "survey",
                source: store,
                tally: tally,
                timeZone: session.options.timeZone?.name,
                seconds: 0
            )
            if !session.reporting.takesStandardOutput {
                try Terminal.print(SurveyText(report, seconds: start.duration(to: .now)).description)
            }
            try session.finish("survey", store, tally)
            let status = MigrateSession.status(of: tally)
            try status.check()
        }
    }

    /// `kalends migrate plan`
    struct Plan: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "plan",
            abstract: "Write down what a migration will change, message by message. The store is only read."
        )

        @Argument(help: "The store: a folder or a file.", completion: .directory) var store: String
        @Option(help: ArgumentHelp("Where the plan goes.", valueName: "file"), completion: .file()) var plan: String
        @OptionGroup(title: "Migration") var migration: MigrateOptions
        @OptionGroup(title: "Reporting") var reporting: MigrateReportOptions

        func run() throws {
            let session = MigrateSession(try migration.options(), reporting.reporting, planning: store)
            let tally = try session.plan(store, to: plan)
            try session.finish("plan", store, tally)
            let status = MigrateSession.status(of: tally)
            try status.check()
        }
    }

    /// `kalends migrate apply`
    struct Apply: ParsableCommand, CheckedArguments {
        static let configuration = CommandConfiguration(
            commandName: "apply",
            abstract: "Do what a plan says.",
            discussion: """
                With --output the result becomes a tree of its own. With --in-place messages of Maildirs, mbox files and \
                plain folders change where they are, their originals going to --backup first; nothing else may write to the \
                store meanwhile. Interrupted, the same command goes on where it stopped. Done, it writes nothing.
                """
        )

        @Option(help: ArgumentHelp("The plan.", valueName: "file"), completion: .file()) var plan: String
        @Option(help: ArgumentHelp("The folder for the new tree.", valueName: "folder"), completion: .directory)
        var output: String?
        @Flag(help: "Change the store itself.") var inPlace = false
        @Option(help: ArgumentHelp("The folder for originals.", valueName: "folder"), completion: .directory)
        var backup: String?
        @Option(
            help: ArgumentHelp(
                "What was done, for rollback; manifest.jsonl beside the plan if not given.",
                valueName: "file"
            ),
            completion: .file()
        )
        var manifest: String?
        @Option(
            help: ArgumentHelp("The folder for objects that cannot be read.", valueName: "folder"),
            completion: .directory
        )
        var quarantine: String?
        @Option(name: .shortAndLong, help: "How many threads work.") var jobs: Int?
        @OptionGroup(title: "Writing") var sync: SyncOptions
        @OptionGroup(title: "Reporting") var reporting: MigrateReportOptions

        func check() throws {
            guard (output != nil) != inPlace else {
                throw ValidationError("Name either --output FOLDER or --in-place.")
            }
            if inPlace, backup == nil { throw ValidationError("--in-place needs --backup FOLDER.") }
            if output != nil, backup != nil { throw ValidationError("--backup belongs to --in-place.") }
        }

        func run() throws {
            var options = MigrationOptions(
                directory: Converter().zones,
                jobs: max(1, jobs ?? WorkerPool.processorCount)
            )
            options.isDurable = sync.isDurable
            let session = MigrateSession(options, reporting.reporting)
            let place = output ?? backup ?? ""
            let target: MigrationApplier.Target = inPlace ? .inPlace(backup: place) : .output(place)
            let result = try session.apply(
                plan,
                to: target,
                manifest: manifest ?? ManifestPath.beside(plan),
                quarantine: quarantine ?? ManifestPath.quarantine(beside: place)
            )
            try session.finish("migration", plan, result.tally)
            session.sayWritten(result.written)
            let status = MigrateSession.status(of: result.tally)
            if result.tally.total.quarantined > 0 { session.note("unreadable objects are in \(result.quarantine)") }
            try status.check()
        }
    }

    /// `kalends migrate verify`
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Compare what a migration left behind with its plan and its originals."
        )

        @Option(help: ArgumentHelp("The plan.", valueName: "file"), completion: .file()) var plan: String
        @Option(
            help: ArgumentHelp("The manifest; manifest.jsonl beside the plan if not given.", valueName: "file"),
            completion: .file()
        )
        var manifest: String?
        @OptionGroup(title: "Reporting") var reporting: MigrateReportOptions

        func run() throws {
            let session = MigrateSession(
                MigrationOptions(directory: Converter().zones, jobs: WorkerPool.processorCount),
                reporting.reporting
            )
            try session.sayVerified(try session.verify(plan, manifest: manifest ?? ManifestPath.beside(plan)))
        }
    }

    /// `kalends migrate rollback`
    struct Rollback: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rollback",
            abstract: "Undo a migration from its manifest.",
            discussion: """
                In place, originals return from the backup with their names, bytes, permissions and times. Of a new tree, what \
                the migration wrote is removed, also where a mail program renamed it since. Files that were changed since are left alone and named, as is what cannot be \
                undone and what no row of the manifest names; a damaged row keeps no other from being undone.
                """
        )

        @Option(help: ArgumentHelp("The manifest.", valueName: "file"), completion: .file()) var manifest: String

        func run() throws {
            let result = try MigrateSession.failing { try MigrationRollback.run(manifest: manifest) }
            if result.isEmpty { return Terminal.note("nothing was begun, so there is nothing to undo") }
            Terminal.note(
                "\(result.restored.counting("original")) restored, \(result.removed.counting("file")) of the migration removed"
            )
            for path in result.changedSince { Terminal.complain("\(path) was changed since and is left as it is") }
            for failure in result.failures { Terminal.complain("not undone: \(failure)") }
            for path in result.unnamed {
                Terminal.complain("no usable row of the manifest names \(path); it is left as it is")
            }
            for fault in result.faults { Terminal.complain("\(manifest): \(fault)") }
            guard result.isComplete else {
                Terminal.complain("the rollback is not complete; the manifest stays open for another")
                throw ExitStatusError(status: .partlyDone)
            }
        }
    }

    /// `kalends migrate run`
    struct Run: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "run",
            abstract: "Plan, apply and verify in a row, for small stores.",
            discussion: "Plan and manifest go to a folder beside the output, whose name ends in .migration."
        )

        @Argument(help: "The store: a folder or a file.", completion: .directory) var store: String
        @Option(help: ArgumentHelp("The folder for the new tree.", valueName: "folder"), completion: .directory)
        var output: String
        @OptionGroup(title: "Migration") var migration: MigrateOptions
        @OptionGroup(title: "Writing") var sync: SyncOptions
        @OptionGroup(title: "Reporting") var reporting: MigrateReportOptions

        func run() throws {
            var options = try migration.options()
            options.isDurable = sync.isDurable
            let session = MigrateSession(options, reporting.reporting, planning: store)
            let plan = ManifestPath.trimmed(output) + ".migration/plan.jsonl"
            let manifest = ManifestPath.beside(plan)
            try session.planOnce(store, to: plan, manifest: manifest)
            let result = try session.apply(
                plan,
                to: .output(output),
                manifest: manifest,
                quarantine: ManifestPath.quarantine(beside: output)
            )
            try session.finish("migration", store, result.tally)
            session.sayWritten(result.written)
            try session.sayVerified(try session.verify(plan, manifest: manifest))
            let status = MigrateSession.status(of: result.tally)
            try status.check()
        }
    }
}
