import Foundation
import TestSupport
import Testing

@Suite("Migrating a store", .needsPython()) struct StoreMigrationTests {
    @Test func `counts add up, every certain exception is joined and no other`() throws {
        let store = try MigrationStore(messages: MigrationStore.messageCount)
        let plan = try store.migrate("plan store --timezone Europe/Berlin --plan plan.jsonl --report plan.json")
        #expect(plan.status == 4, "\(plan.output)")
        let rows = try store.rows("plan.jsonl").filter { $0["path"] != nil }
        #expect(rows.count == store.expected.messages + store.expected.files)
        #expect(rows.count { $0["type"] as? String == "file" } == store.expected.files)
        #expect(rows.count { $0["type"] as? String == "mail" } == store.expected.mail)
        #expect(rows.count { $0["action"] as? String == "quarantine" } == store.expected.broken)
        let report = try #require(
            try JSONSerialization.jsonObject(with: Data(contentsOf: store.folder.appending(path: "plan.json")))
                as? [String: Any]
        )
        #expect(report["counts-add-up"] as? Bool == true)
        #expect((report["total"] as? [String: Int])?["messages"] == store.expected.messages)
        #expect(Self.joins(rows) == Set(store.expected.certain.map(Self.key)))
        #expect(rows.count { $0["action"] as? String == "join" } == store.expected.certain.count)
        let refused = Set(
            rows.filter { Self.findings($0).contains("join-refused") }.compactMap { $0["uid"] as? String }
        )
        #expect(refused == Set(store.expected.refused.map(\.exception)))

        try store.migrate("plan store --timezone Europe/Berlin --plan likely.jsonl --join likely")
        let likely = Self.joins(try store.rows("likely.jsonl"))
        #expect(likely == Set((store.expected.certain + store.expected.likely).map(Self.key)))
    }

    private static func key(_ link: MigrationStore.Expected.Link) -> [String] {
        [link.series, link.exception, link.day]
    }

    private static func joins(_ rows: [[String: Any]]) -> Set<[String]> {
        Set(
            rows.flatMap { row in
                (row["joins"] as? [[String: Any]] ?? []).map { join in
                    [row["uid"], join["uid"], join["day"]].map { $0 as? String ?? "" }
                }
            }
        )
    }

    private static func findings(_ row: [String: Any]) -> [String] {
        (row["findings"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }

    @Test func `a run that is killed and started again gives the same tree, and a second run writes nothing`() throws {
        let store = try MigrationStore(messages: MigrationStore.messageCount)
        let options = "--plan plan.jsonl --output"
        try store.migrate("plan store --timezone Europe/Berlin --plan plan.jsonl --quiet")
        let sourceBefore = try store.tree("store")
        let whole = try store.migrate("apply \(options) whole --manifest whole.jsonl")
        #expect(whole.status == 4, "\(whole.output)")
        #expect(try store.migrate("verify --plan plan.jsonl --manifest whole.jsonl").status == 0)
        let second = try store.migrate("apply \(options) whole --manifest whole.jsonl")
        #expect(second.output.contains("kalends: 0 messages written"))

        try killAtRandom(store, "apply \(options) killed --manifest killed.jsonl -q", seconds: whole.seconds) {
            _ = try Shell.run("rm -rf killed killed.jsonl killed.quarantine", in: store.folder)
        }
        #expect(try store.migrate("apply \(options) killed --manifest killed.jsonl -q").status == 4)
        #expect(try store.tree("whole") == store.tree("killed"))
        #expect(try store.tree("whole.quarantine") == store.tree("killed.quarantine"))
        #expect(try store.tree("store") == sourceBefore)

        try store.migrate("plan whole --timezone Europe/Berlin --plan again.jsonl --quiet")
        let actions = Set(try store.rows("again.jsonl").compactMap { $0["action"] as? String })
        #expect(actions == ["copy"])
        #expect(try store.migrate("rollback --manifest whole.jsonl").status == 0)
        #expect(!FileManager.default.fileExists(atPath: store.folder.appending(path: "whole").path))
    }

    @Test func `in place, killed, resumed and rolled back, the originals are there with bytes and times`() throws {
        let store = try MigrationStore(messages: min(MigrationStore.messageCount, 20_000))
        _ = try Shell.run("rm -r store/spool && cp -a store live && cp -a store sample", in: store.folder)
        try store.migrate("plan live --timezone Europe/Berlin --plan plan.jsonl --quiet")
        let before = try store.tree("live")
        let apply = "apply --plan plan.jsonl --in-place --backup backup -q"

        // How it looks without being disturbed.
        let whole = try store.migrate(apply)
        #expect(whole.status == 4, "\(whole.output)")
        let after = try store.tree("live")
        #expect(after != before)
        let rollback = try store.migrate("rollback --manifest manifest.jsonl")
        #expect(rollback.status == 0, "\(rollback.output)")
        #expect(try store.tree("live") == before)
        _ = try Shell.run("rm -rf backup backup.quarantine manifest.jsonl", in: store.folder)

        try killAtRandom(store, apply, seconds: whole.seconds) {
            _ = try Shell.run(
                "rm -rf live backup backup.quarantine manifest.jsonl && cp -a sample live",
                in: store.folder
            )
        }
        let resumed = try store.migrate(apply)
        #expect(resumed.status == 4, "\(resumed.output)")
        #expect(try store.tree("live") == after)
        #expect(try store.migrate("verify --plan plan.jsonl").status == 0)
        #expect(try store.migrate("rollback --manifest manifest.jsonl").status == 0)
        #expect(try store.tree("live") == before)
    }

    /// Kills a command until it was killed often enough, at moments spread over its duration; one that ends first begins anew.
    private func killAtRandom(_ store: MigrationStore, _ command: String, seconds: Double, restart: () throws -> Void)
        throws
    {
        let kills = TestRun.isSoak ? 50 : 10
        var done = 0
        for attempt in 0..<kills * 6 where done < kills {
            let delay = Double.random(in: 0...seconds * 0.7)
            let answer = try Shell.run(
                "timeout --signal=KILL \(String(format: "%.3f", max(0.005, delay))) '\(CommandUnderTest.path)' migrate \(command)",
                in: store.folder
            )
            if answer.status == 137 || answer.status == 9 { done += 1 } else { try restart() }
            #expect(attempt < kills * 6)
        }
        #expect(done == kills)
    }

    @Test func `a reader that knows only 2 point 0 loses no exclusion and shifts nothing with zones none`() throws {
        let store = try MigrationStore(messages: MigrationStore.messageCount)
        try store.migrate("plan store --zones none --join likely --plan plan.jsonl --quiet")
        #expect(try store.migrate("apply --plan plan.jsonl --output new -q").status == 4)
        let script = Repository.file("Tests/MigrationTests/old-reader.py").path
        let python = try #require(Python.path())
        let answer = try Shell.run("\(python) '\(script)' store new manifest.jsonl zones-none", in: store.folder)
        #expect(answer.status == 0, "\(answer.output)")
        // Every changed message, as Python's email package reads it, differs only in its object.
        try store.migrate("plan store --timezone Europe/Berlin --plan zones.jsonl --quiet")
        #expect(try store.migrate("apply --plan zones.jsonl --output zoned --manifest zoned.jsonl -q").status == 4)
        let zoned = try Shell.run("\(python) '\(script)' store zoned zoned.jsonl", in: store.folder)
        #expect(zoned.status == 0, "\(zoned.output)")
    }

    @Test func `a source that changed since the plan is refused, before anything in place is touched`() throws {
        let store = try MigrationStore(messages: 120)
        _ = try Shell.run("rm -r store/spool store/mbox", in: store.folder)
        try store.migrate("plan store --timezone Europe/Berlin --plan plan.jsonl --quiet")
        let last = try #require(
            try store.rows("plan.jsonl").last { $0["action"] as? String == "edit" }?["path"] as? String
        )
        _ = try Shell.run("printf x >> 'store/\(last)'", in: store.folder)
        let before = try store.tree("store")
        let inPlace = try store.migrate("apply --plan plan.jsonl --in-place --backup backup")
        #expect(inPlace.status == 2)
        #expect(inPlace.output.contains("has changed since the plan was made"))
        #expect(try store.tree("store") == before)
        #expect(try store.migrate("apply --plan plan.jsonl --output new").status == 2)
        let overlap = try store.migrate("apply --plan plan.jsonl --output store/new")
        #expect(overlap.status == 2)
        #expect(overlap.output.contains("contains the other"))
    }

    @Test func `links are not followed and spools are not changed in place`() throws {
        let store = try MigrationStore(messages: 500)
        _ = try Shell.run(
            "mkdir outside && cp store/plain/user001/1.eml outside/ && ln -s ../../outside store/plain/out && ln -s ../../outside/1.eml store/plain/user001/link.eml",
            in: store.folder
        )
        try store.migrate("plan store --timezone Europe/Berlin --plan plan.jsonl --report plan.json --quiet")
        #expect(try store.rows("plan.jsonl").allSatisfy { !(($0["path"] as? String)?.contains("out/") ?? false) })
        let report = try String(contentsOf: store.folder.appending(path: "plan.json"), encoding: .utf8)
        #expect(report.contains("\"not-followed\":[\"plain/out\",\"plain/user001/link.eml\"]"))
        let refused = try store.migrate("apply --plan plan.jsonl --in-place --backup backup")
        #expect(refused.status == 2)
        #expect(refused.output.contains("is a Cyrus spool"))
    }
}
