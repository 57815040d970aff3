internal import Files
package import Migration
internal import Reports

extension MigrateSession {
    /// Prints what a run wrote.
    package func sayWritten(_ written: MigrationApplier.Written) {
        var parts = ["\(written.messages.counting("message")) written"]
        if written.added > 0 { parts.append("\(written.added) added") }
        if written.quarantined > 0 { parts.append("\(written.quarantined) put in quarantine") }
        if written.files > 0 { parts.append("\(written.files.counting("other file")) copied") }
        note(parts.joined(separator: ", "))
    }

    /// Prints what a verification found.
    package func sayVerified(_ result: MigrationVerification.Result) throws {
        let files =
            result.files.planned > 0
            ? ", \(result.files.correct) of \(result.files.planned.counting("other file"))" : ""
        note("\(result.messages.correct) of \(result.messages.planned.counting("message")) verified\(files)")
        for fault in result.wrong.prefix(20) { Terminal.complain("\(fault.path): \(fault.reason)") }
        if !result.isComplete { throw ExitStatusError(status: .partlyDone) }
    }
}
