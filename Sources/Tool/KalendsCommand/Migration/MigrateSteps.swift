internal import ArgumentParser
internal import Arguments
internal import Batch
internal import Files
internal import Kalends
internal import Migration

extension Migrate {
    /// `kalends migrate survey`
    struct Survey: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "survey",
            abstract: "Show the content of a store, and what a migration would change. Nothing is written."
        ).withStatuses(.nothingRead, .partlyDone)

        @OptionGroup var store: StoreOptions

        func run() throws { try store.session().runSurvey(of: store.path) }
    }

    /// `kalends migrate plan`
    struct Plan: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "plan",
            abstract: "Write down what a migration will change, message by message. The store is only read."
        ).withStatuses(.nothingRead, .partlyDone)

        @OptionGroup var store: StoreOptions
        @Option(help: .value("file", "The file to write the plan to."), completion: .file()) var plan: String

        func run() throws { try store.session().runPlan(of: store.path, to: plan) }
    }

    /// `kalends migrate apply`
    struct Apply: ParsableCommand, CheckedArguments {
        static let configuration = CommandConfiguration(
            commandName: "apply",
            abstract: "Carry out a plan.",
            discussion: """
                With --output the result is a separate tree. With --in-place messages of Maildirs, mbox files and \
                plain folders change where they are, their originals going to --backup first; nothing else may write to the \
                store meanwhile. After an interruption the same command resumes; after the end it writes nothing.
                """
        ).withStatuses(.nothingRead, .partlyDone)

        @Option(help: .value("file", "The plan."), completion: .file()) var plan: String
        @Option(folder: "The folder for the new tree.") var output: String?
        @Flag(help: "Change the store itself.") var inPlace = false
        @Option(folder: "The folder for originals.") var backup: String?
        @Option(file: "What was done, for rollback; manifest.jsonl in the folder of the plan if not given.")
        var manifest: String?
        @Option(folder: "The folder for objects that cannot be read.") var quarantine: String?
        @Option(name: .shortAndLong, help: "How many threads to use; all processors if not given.") var jobs: Int?
        @OptionGroup(title: "Writing") var sync: SyncOptions
        @OptionGroup(title: "Reporting") var reporting: MigrateReportOptions

        func check() throws {
            guard (output != nil) != inPlace else {
                throw ValidationError("Name either --output FOLDER or --in-place.")
            }
            if inPlace, backup == nil { throw ValidationError("--in-place needs --backup FOLDER.") }
            if output != nil, backup != nil { throw ValidationError("--backup can be used with --in-place only.") }
        }

        func run() throws {
            var options = MigrationOptions(jobs: jobs.map { max(1, $0) })
            options.isDurable = sync.isDurable
            let session = MigrateSession(options, reporting.reporting)
            let place = output ?? backup ?? ""
            try session.runApply(
                plan,
                to: inPlace ? .inPlace(backup: place) : .output(place),
                manifest: manifest,
                quarantine: quarantine ?? ManifestPath.quarantine(beside: place)
            )
        }
    }

    /// `kalends migrate verify`
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Compare the result of a migration with its plan and its originals."
        ).withStatuses(.partlyDone)

        @Option(help: .value("file", "The plan."), completion: .file()) var plan: String
        @Option(file: "The manifest; manifest.jsonl in the folder of the plan if not given.") var manifest: String?
        @OptionGroup(title: "Reporting") var reporting: MigrateReportOptions

        func run() throws {
            try MigrateSession(MigrationOptions(jobs: nil), reporting.reporting)
                .runVerification(of: plan, manifest: manifest)
        }
    }

    /// `kalends migrate rollback`
    struct Rollback: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rollback",
            abstract: "Undo a migration from its manifest.",
            discussion: """
                In place, originals return from the backup with their names, bytes, permissions and times. Of a new tree, \
                what the migration wrote is removed, also where a mail program renamed it since. Three kinds of files are \
                not touched and are listed: those changed since the migration, those whose change cannot be undone, and \
                those that no row of the manifest names. A damaged row does not prevent the others from being undone.
                """
        ).withStatuses(.partlyDone)

        @Option(help: .value("file", "The manifest."), completion: .file()) var manifest: String
        @Flag(name: .shortAndLong, help: "Print errors only.") var quiet = false

        func run() throws { try MigrateSession.runRollback(from: manifest, isQuiet: quiet) }
    }

    /// `kalends migrate run`
    struct Run: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "run",
            abstract: "Plan, apply and verify one after the other, for small stores.",
            discussion: "Plan and manifest are written to a folder next to the output, whose name ends in .migration."
        ).withStatuses(.nothingRead, .partlyDone)

        @OptionGroup var store: StoreOptions
        @Option(help: .value("folder", "The folder for the new tree."), completion: .directory) var output: String
        @OptionGroup(title: "Writing") var sync: SyncOptions

        func run() throws { try store.session(isDurable: sync.isDurable).runAll(of: store.path, to: output) }
    }
}
