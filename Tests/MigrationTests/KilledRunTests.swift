import Foundation
import TestSupport
import Testing

/// Runs that are ended at random moments, 50 times each way, and then undone.
@Suite("Killed runs", .serialized, .needsPython()) struct KilledRunTests {
    private static let kills = 50

    private func killed(_ store: MigrationStore, _ command: String, within seconds: Double, _ signal: String) throws
        -> Program.Answer
    {
        let delay = String(format: "%.3f", Double.random(in: 0.003...max(0.01, seconds)))
        return try Shell.run(
            "timeout --signal=\(signal) \(delay) '\(CommandUnderTest.path)' migrate \(command)",
            in: store.folder
        )
    }

    @Test(arguments: [
        "apply --plan plan --output out --manifest m -q",
        "apply --plan plan --in-place --backup backup --manifest m -q",
    ])
    func `rolled back, they leave nothing and everything is as it was; gone on with, they verify`(_ command: String)
        throws
    {
        let store = try MigrationStore(messages: TestRun.isSoak ? 2_500 : 150)
        _ = try Shell.run("rm -r store/spool && cp -a store sample", in: store.folder)
        try store.migrate("plan store --timezone Europe/Berlin --plan plan -q")
        let before = try store.tree("store")
        let whole = try store.migrate(command)
        #expect(whole.status == 4, "\(whole.output)")
        #expect(try store.migrate("verify --plan plan --manifest m").status == 0)
        let result = try store.tree(command.contains("out") ? "out" : "store")
        #expect(try store.migrate("rollback --manifest m").status == 0)
        try expectNothingLeft(store, before)

        var ended = 0
        for attempt in 0..<Self.kills {
            _ = try Shell.run("rm -rf m backup", in: store.folder)
            let signal = attempt % 2 == 0 ? "KILL" : "TERM"
            let answer = try killed(store, command, within: whole.seconds, signal)
            if answer.status != 4 { ended += 1 }
            let isBegun = FileManager.default.fileExists(atPath: store.folder.appending(path: "m").path)
            if attempt % 10 == 9 {
                // It is continued until it is done.
                let resumed = try store.migrate(command)
                #expect(resumed.status == 4, "\(resumed.output)")
                #expect(try store.migrate("verify --plan plan --manifest m").status == 0)
                #expect(try store.tree(command.contains("out") ? "out" : "store") == result)
            }
            guard isBegun || attempt % 10 == 9 else { continue }
            // The rollback may be killed as well.
            if attempt % 5 == 0 { _ = try killed(store, "rollback --manifest m", within: whole.seconds, signal) }
            let rollback = try store.migrate("rollback --manifest m")
            // An empty one does not exist after the first rollback.
            #expect(
                rollback.status == 0 || attempt % 5 == 0 && rollback.output.contains("does not exist"),
                "\(rollback.output)"
            )
            try expectNothingLeft(store, before)
        }
        #expect(ended > Self.kills / 4)
    }

    private func expectNothingLeft(_ store: MigrationStore, _ before: String) throws {
        #expect(try store.tree("store") == before)
        let left = try Shell.run(
            "ls -d out out.quarantine backup.quarantine 2>/dev/null; find store -name '.kalends-*'; find backup -name '.kalends-*' 2>/dev/null",
            in: store.folder
        )
        #expect(left.output.isEmpty, "\(left.output)")
    }

    @Test func `a run in one go that is killed leaves nothing either`() throws {
        let store = try MigrationStore(messages: 100)
        let command = "run store --output out --timezone Europe/Berlin -q"
        let whole = try store.migrate(command)
        #expect(whole.status == 4, "\(whole.output)")
        for attempt in 0..<Self.kills {
            _ = try Shell.run("rm -rf out out.quarantine out.migration", in: store.folder)
            _ = try killed(store, command, within: whole.seconds, attempt % 2 == 0 ? "KILL" : "TERM")
            let manifest = "out.migration/manifest.jsonl"
            if FileManager.default.fileExists(atPath: store.folder.appending(path: manifest).path) {
                let rollback = try store.migrate("rollback --manifest \(manifest)")
                #expect(rollback.status == 0, "\(rollback.output)")
            }
            let left = try Shell.run("ls -d out out.quarantine 2>/dev/null", in: store.folder)
            #expect(left.output.isEmpty, "\(left.output)")
        }
    }
}
