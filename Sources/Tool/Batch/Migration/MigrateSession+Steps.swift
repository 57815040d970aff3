package import Migration
internal import Reports

// The steps as a user takes them: each does its work, says what came of it, and ends with its status.

extension MigrateSession {
    /// Surveys a store.
    ///
    /// - Throws: ``ExitStatusError`` unless everything could be looked at, as the other steps do.
    package func runSurvey(of store: String) throws {
        let start = ContinuousClock.now
        try reporting.check(besides: [store])
        let tally = try survey(store)
        let report = MigrationReport(
            title: "survey",
            source: store,
            tally: tally,
            timeZone: options.timeZone?.name,
            seconds: 0
        )
        if !reporting.takesStandardOutput {
            try Terminal.print(SurveyText(report, seconds: start.duration(to: .now)).description)
        }
        try finish("survey", store, tally)
        try Self.status(of: tally).check()
    }

    /// Plans the migration of a store.
    package func runPlan(of store: String, to plan: String) throws {
        try reporting.check(besides: [store], plan: plan)
        let tally = try self.plan(store, to: plan)
        try finish("plan", store, tally)
        try Self.status(of: tally).check()
    }

    /// Applies a plan.
    ///
    /// - Parameter manifest: nil for the one beside the plan.
    package func runApply(
        _ plan: String,
        to target: MigrationApplier.Target,
        manifest: String?,
        quarantine: String
    ) throws {
        let manifest = manifest ?? ManifestPath.beside(plan)
        try reporting.check(besides: [plan, manifest])
        let result = try apply(plan, to: target, manifest: manifest, quarantine: quarantine)
        try finish("migration", plan, result.tally)
        sayWritten(result.written)
        if result.tally.total.quarantined > 0 { note("unreadable objects are in \(result.quarantine)") }
        try Self.status(of: result.tally).check()
    }

    /// Compares what a plan left behind with it.
    ///
    /// - Parameter manifest: nil for the one beside the plan.
    package func runVerification(of plan: String, manifest: String?) throws {
        let manifest = manifest ?? ManifestPath.beside(plan)
        try reporting.check(besides: [plan, manifest])
        let result = try verify(plan, manifest: manifest)
        let report = VerificationReport(plan: plan, result: result)
        try reporting.write(json: report.json, page: report.html, register: register)
        try sayVerified(result)
    }

    /// Plans, applies and verifies; plan and manifest are in a folder beside the output.
    package func runAll(of store: String, to output: String) throws {
        let plan = ManifestPath.trimmed(output) + ".migration/plan.jsonl"
        let manifest = ManifestPath.beside(plan)
        try reporting.check(besides: [store, plan, manifest])
        try planOnce(store, to: plan, manifest: manifest)
        let result = try apply(
            plan,
            to: .output(output),
            manifest: manifest,
            quarantine: ManifestPath.quarantine(beside: output)
        )
        try finish("migration", store, result.tally)
        sayWritten(result.written)
        try sayVerified(try verify(plan, manifest: manifest))
        try Self.status(of: result.tally).check()
    }

    /// Undoes a migration.
    ///
    /// - Parameter isQuiet: whether only errors are printed.
    package static func runRollback(from manifest: String, isQuiet: Bool = false) throws {
        let result = try failing { try MigrationRollback.run(manifest: manifest) }
        if !isQuiet {
            Terminal.note(
                result.isEmpty
                    ? "nothing was begun, so there is nothing to undo"
                    : "\(result.restored.counting("original")) restored, \(result.removed.counting("file")) of the migration removed"
            )
        }
        if result.isEmpty { return }
        for path in result.changedSince { Terminal.complain("\(path) was changed since and is left as it is") }
        for failure in result.failures { Terminal.complain("not undone: \(failure)") }
        for path in result.unnamed {
            Terminal.complain("no usable row of the manifest names \(path); it is left as it is")
        }
        for fault in result.faults { Terminal.complain("\(manifest): \(fault)") }
        guard result.isComplete else {
            Terminal.complain("the rollback is not complete; it can be repeated with the same manifest")
            throw ExitStatusError(status: .partlyDone)
        }
    }
}
