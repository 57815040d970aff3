package import Files
internal import Kalends
package import Migration
internal import Validation

/// Runs the steps of a migration and prints their progress and results.
package struct MigrateSession {
    package let options: MigrationOptions
    package let reporting: MigrateReporting
    package let register: TemporaryFiles
    private let start = ContinuousClock.now

    /// Continues in a process that may crash: another begins anew then, which continues from what was applied and
    /// leaves alone the messages to blame.
    ///
    /// - Parameter store: the store that is planned; nil where there is a plan.
    package init(_ options: MigrationOptions, _ reporting: MigrateReporting, planning store: String? = nil) {
        var options = options
        options.naming = RuleCatalogue.naming(of: .kolab)
        self.reporting = reporting
        register = TemporaryFiles(isDurable: options.isDurable)
        Interruption.removes(register)
        let planner = MigrationPlanner(options)
        options.blamed = GuardedProcess.begin { known in
            guard let store else { return [:] }
            return planner.trial(store).filter { known[$0.key] == nil }
        } giveUp: { end in
            Terminal.complain(
                "internal error, not caused by one message: \(end); what was applied remains, and the same command resumes it"
            )
        }
        self.options = options
        for (message, end) in options.blamed.sorted(by: { $0.key < $1.key }) {
            Terminal.complain("\(message): \(end); it is moved to quarantine [process-ended]")
        }
    }

    /// Surveys a store.
    package func survey(_ store: String) throws -> MigrationTally {
        try Self.failing {
            try MigrationPlanner.check(reporting.files, areOutside: store)
            return try planning { try $0.survey(store) }
        }
    }

    /// Plans a migration.
    package func plan(_ store: String, to path: String) throws -> MigrationTally {
        try Self.failing {
            try MigrationPlanner.check(reporting.files + [path], areOutside: store)
            return try planning { try $0.plan(store, to: path, register: register) }
        }
    }

    /// Plans a migration that may have begun: then the plan has to be the one that it had.
    package func planOnce(_ store: String, to path: String, manifest: String) throws {
        guard (try? FileStatus(of: manifest)) != nil else {
            _ = try plan(store, to: path)
            return
        }
        let now = path + ".now"
        _ = try plan(store, to: now)
        let isSame = try Self.failing { try PlanComparison.areSame(path, now) }
        try Self.failing { try StoreFile.remove(now) }
        if !isSame {
            throw ExitStatusError(
                status: .usage,
                "\(manifest) belongs to a run with other options, or the store has changed since; name another output"
            )
        }
    }

    /// Applies a plan.
    package func apply(
        _ plan: String,
        to target: MigrationApplier.Target,
        manifest: String,
        quarantine: String
    ) throws -> MigrationApplier.Result {
        try Self.failing {
            let progress = ProgressTeller("messages", isQuiet: reporting.isQuiet)
            var applier = MigrationApplier(options)
            applier.expect = progress.expect
            applier.progress = progress.advance
            defer { progress.clear() }
            return try applier.apply(plan: plan, to: target, manifest: manifest, quarantine: quarantine)
        }
    }

    /// Verifies what was applied.
    package func verify(_ plan: String, manifest: String) throws -> MigrationVerification.Result {
        try Self.failing {
            let progress = ProgressTeller("messages", isQuiet: reporting.isQuiet)
            var verification = MigrationVerification(options)
            verification.expect = progress.expect
            verification.progress = progress.advance
            defer { progress.clear() }
            return try verification.run(plan: plan, manifest: manifest)
        }
    }

    private func planning(_ body: (MigrationPlanner) throws -> MigrationTally) rethrows -> MigrationTally {
        var planner = MigrationPlanner(options)
        let progress = ProgressTeller("kB", isQuiet: reporting.isQuiet)
        if !reporting.isQuiet { planner.expect = { bytes in progress.expect(bytes / 1_000) } }
        var done = 0
        planner.progress = { bytes in
            done += bytes
            progress.advance(done / 1_000)
        }
        defer { progress.clear() }
        return try body(planner)
    }

    /// Prints the totals, and writes the reports.
    package func finish(_ title: String, _ source: String, _ tally: MigrationTally) throws {
        let duration = start.duration(to: .now).components
        let report = MigrationReport(
            title: title,
            source: source,
            tally: tally,
            timeZone: options.timeZone?.name,
            seconds: Double(duration.seconds) + Double(duration.attoseconds) / 1e18
        )
        try reporting.write(json: report.json, page: report.html, register: register)
        for line in MigrateSummary(report).lines { note(line) }
    }

    /// Prints a note, unless quiet.
    package func note(_ line: String) { if !reporting.isQuiet { Terminal.note(line) } }

    /// How a command ends that met this.
    package static func status(of tally: MigrationTally) -> ExitStatus {
        if tally.total.messages == 0 { return .nothingRead }
        return tally.total.quarantined > 0 || tally.total.left > 0 || !tally.failures.isEmpty ? .partlyDone : .success
    }

    /// Runs a step; what stops a migration is printed with its exit status.
    package static func failing<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as MigrationError {
            throw ExitStatusError(status: error.status, error.description)
        } catch let error as FileError where error.reason == .doesNotExist {
            throw ExitStatusError(status: .usage, error.description)
        }
    }
}

extension MigrationError {
    /// How the command ends.
    fileprivate var status: ExitStatus {
        switch self {
        case .file(let error): error.reason == .doesNotExist ? .usage : .notWritten
        case .unusablePlan, .unusableManifest, .outputNotEmpty, .foldersOverlap, .withinStore, .spoolInPlace: .usage
        case .sourceChanged, .folderIsLink, .planOutdated: .usage
        case .unusableBackup: .partlyDone
        case .noSpace, .notReadBack: .notWritten
        }
    }
}
