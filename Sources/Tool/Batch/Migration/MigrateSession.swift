internal import Files
internal import Kalends
internal import Migration

/// Runs the steps of a migration and says how they go.
struct MigrateSession {
    let options: MigrationOptions
    let reporting: MigrateReportOptions
    let register: TemporaryFiles
    private let start = ContinuousClock.now

    /// Goes on in a process that may crash: another begins anew then, which takes up what was applied and leaves alone the
    /// messages to blame.
    ///
    /// - Parameter store: the store that is planned; nil where a plan is at hand.
    init(_ options: MigrationOptions, _ reporting: MigrateReportOptions, planning store: String? = nil) {
        var options = options
        self.reporting = reporting
        register = TemporaryFiles(isDurable: options.isDurable)
        Interruption.removes(register)
        let planner = MigrationPlanner(options)
        options.blamed = GuardedProcess.begin { known in
            guard let store else { return [:] }
            return planner.trial(store).filter { known[$0.key] == nil }
        } giveUp: { end in
            Terminal.complain(
                "internal error: \(end), whatever the message; what was applied stays, and the same command goes on with it"
            )
        }
        self.options = options
        for (message, end) in options.blamed.sorted(by: { $0.key < $1.key }) {
            Terminal.complain("\(message): \(end); it goes into quarantine [process-ended]")
        }
    }

    /// Surveys a store.
    func survey(_ store: String) throws -> MigrationTally {
        try Self.failing {
            try MigrationPlanner.check(reporting.files, areOutside: store)
            return try planning { try $0.survey(store) }
        }
    }

    /// Plans a migration.
    func plan(_ store: String, to path: String) throws -> MigrationTally {
        try Self.failing {
            try MigrationPlanner.check(reporting.files + [path], areOutside: store)
            return try planning { try $0.plan(store, to: path, register: register) }
        }
    }

    /// Plans a migration that may have begun: then the plan has to be the one that it had.
    func planOnce(_ store: String, to path: String, manifest: String) throws {
        guard (try? FileStatus(of: manifest)) != nil else {
            _ = try plan(store, to: path)
            return
        }
        let now = path + ".now"
        _ = try plan(store, to: now)
        let isSame = try Self.failing { try PlanComparison.areSame(path, now) }
        try Self.failing { try StoreFile.remove(now) }
        if !isSame {
            Terminal.complain(
                "\(manifest) belongs to a run with other options, or the store has changed since; name another output"
            )
            throw ExitStatusError(status: .usage)
        }
    }

    /// Applies a plan.
    func apply(
        _ plan: String,
        to target: MigrationApplier.Target,
        manifest: String,
        quarantine: String
    ) throws -> MigrationApplier.Result {
        try Self.failing {
            let progress = ProgressTeller("messages", isQuiet: reporting.quiet)
            var applier = MigrationApplier(options)
            applier.expect = progress.expect
            applier.progress = progress.advance
            defer { progress.clear() }
            return try applier.apply(plan: plan, to: target, manifest: manifest, quarantine: quarantine)
        }
    }

    /// Verifies what was applied.
    func verify(_ plan: String, manifest: String) throws -> MigrationVerification.Result {
        try Self.failing {
            let progress = ProgressTeller("messages", isQuiet: reporting.quiet)
            var verification = MigrationVerification(options)
            verification.expect = progress.expect
            verification.progress = progress.advance
            defer { progress.clear() }
            return try verification.run(plan: plan, manifest: manifest)
        }
    }

    private func planning(_ body: (MigrationPlanner) throws -> MigrationTally) rethrows -> MigrationTally {
        var planner = MigrationPlanner(options)
        let progress = ProgressTeller("kB", isQuiet: reporting.quiet)
        if !reporting.quiet { planner.expect = { bytes in progress.expect(bytes / 1_000) } }
        var done = 0
        planner.progress = { bytes in
            done += bytes
            progress.advance(done / 1_000)
        }
        defer { progress.clear() }
        return try body(planner)
    }

    /// Says what there is, and writes the reports.
    func finish(_ title: String, _ source: String, _ tally: MigrationTally) throws {
        let duration = start.duration(to: .now).components
        let report = MigrationReport(
            title: title,
            source: source,
            tally: tally,
            timeZone: options.timeZone?.name,
            seconds: Double(duration.seconds) + Double(duration.attoseconds) / 1e18
        )
        try reporting.write(report, register: register)
        for line in MigrateSummary(report).lines { note(line) }
    }

    /// Says something worth knowing.
    func note(_ line: String) { if !reporting.quiet { Terminal.note(line) } }

    /// How a command ends that met this.
    static func status(of tally: MigrationTally) -> ExitStatus {
        if tally.total.messages == 0 { return .nothingRead }
        return tally.total.quarantined > 0 || tally.total.left > 0 || !tally.failures.isEmpty ? .partlyDone : .success
    }

    /// Runs a step; what stops a migration is said with its exit status.
    static func failing<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as MigrationError {
            Terminal.complain(error.description)
            throw ExitStatusError(status: error.status)
        } catch let error as FileError where error.reason == .doesNotExist {
            Terminal.complain(error.description)
            throw ExitStatusError(status: .usage)
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

/// Shows how far a step has got; a reference, because closures hand it on.
final class ProgressTeller {
    private let unit: String
    private let isQuiet: Bool
    private var line: ProgressLine?

    init(_ unit: String, isQuiet: Bool) { (self.unit, self.isQuiet) = (unit, isQuiet) }

    func expect(_ total: Int) { line = ProgressLine(total: total, unit: unit, isQuiet: isQuiet) }
    func advance(_ done: Int) { line?.advance(to: done) }
    func clear() { line?.clear() }
}

/// What a person wants to know at the end.
struct MigrateSummary {
    private let report: MigrationReport
    /// How many failures are named.
    private static let mostFailures = 5

    init(_ report: MigrationReport) { self.report = report }

    var lines: [String] {
        let total = report.tally.total
        var lines = [
            "\(total.messages) messages = \(total.edited) changed + \(total.joined) joined + \(total.unchanged) objects passed on"
                + " + \(total.mail) mail + \(total.quarantined) in quarantine"
                + (total.files > 0 ? ", and \(total.files.counting("other file"))" : "")
        ]
        if !total.addUp { lines.append("THESE COUNTS DO NOT ADD UP; report this as a bug") }
        let findings = report.tally.findings.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
        let table = TextTable(findings.map { ["  \($0.key.rawValue)", String($0.value)] })
        lines += table.description.split(separator: "\n").map(String.init)
        if total.left > 0 {
            lines.append("\(total.left) of the objects passed on not migrated: they stay in the version that they had")
        }
        let failures = report.tally.failures
        if !failures.isEmpty { lines.append("\(failures.count) files or folders could not be read and are left out:") }
        lines += failures.prefix(Self.mostFailures).map { "  \($0)" }
        if failures.count > Self.mostFailures {
            lines.append("  and \(failures.count - Self.mostFailures) more; --report lists them")
        }
        return lines
    }
}
