import Foundation
import TestSupport
import Testing

@Suite("Odd stores and interrupted runs") struct OddStoreTests {
    /// A store that a shell script makes, without the generator.
    private func store(_ script: String) throws -> MigrationStore {
        let store = try MigrationStore()
        let event = Sample.event(more: Sample.weekly())
        try Data(event.utf8).write(to: store.folder.appending(path: "event.xml"))
        try Data(Sample.message(event, encoding: "quoted-printable")).write(
            to: store.folder.appending(path: "event.eml")
        )
        let made = try Shell.run("mkdir store && cd store && \(script)", in: store.folder)
        #expect(made.status == 0, "\(made.output)")
        return store
    }

    @Test func `empty folders and the permissions of folders are in the new tree`() throws {
        let store = try store(
            "mkdir -p box/{cur,new,tmp} box/.Empty/{cur,new,tmp} plain/none && cp ../event.eml box/cur/1.a.b:2,S && chmod 2750 box && chmod 555 plain/none"
        )
        #expect(try store.migrate("run store --output new --timezone Europe/Berlin").status == 0)
        let folders = "cd %@ && find . -type d -printf '%%P %%m\\n' | LC_ALL=C sort"
        let before = try Shell.run(String(format: folders, "store"), in: store.folder).output
        let after = try Shell.run(String(format: folders, "new"), in: store.folder).output
        #expect(after.replacing("plain/none 755", with: "plain/none 555") == before.replacing(" 755\n", with: " 755\n"))
        #expect(try store.migrate("rollback --manifest new.migration/manifest.jsonl").status == 0)
        #expect(!FileManager.default.fileExists(atPath: store.folder.appending(path: "new").path))
    }

    @Test func `a spool without its index files is known by its numbers`() throws {
        let store = try store("mkdir Calendar && cp ../event.eml Calendar/1.")
        try store.migrate("plan store --timezone Europe/Berlin --plan plan.jsonl")
        let refused = try store.migrate("apply --plan plan.jsonl --in-place --backup backup")
        #expect(refused.status == 2)
        #expect(refused.output.contains("Calendar is a Cyrus spool"))
    }

    @Test func `a name that is not UTF-8 is left out, said at every step, and stops nothing`() throws {
        let store = try store(
            "cp ../event.xml a.xml && cp ../event.xml $'b\\xff.xml' && cp ../event.xml $'new\\nline.xml'"
        )
        for step in ["plan store --timezone Europe/Berlin --plan plan.jsonl", "apply --plan plan.jsonl --output new"] {
            let answer = try store.migrate(step)
            #expect(answer.status == 4)
            #expect(
                answer.output.contains("files or folders that could not be read and are skipped (1)"),
                "\(answer.output)"
            )
        }
        #expect(try store.migrate("verify --plan plan.jsonl").status == 0)
        #expect(try Shell.run("ls new | wc -l", in: store.folder).output == "3\n")
    }

    @Test func `nothing is written into the store by survey or plan`() throws {
        let store = try store("cp ../event.xml a.xml")
        for command in [
            "plan store --plan store/plan.jsonl", "plan store --plan p --report store/r.html",
            "survey store --report ./store/r.json",
        ] {
            let answer = try store.migrate(command)
            #expect(answer.status == 2)
            #expect(answer.output.contains("is in the store"))
        }
        #expect(try Shell.run("ls store", in: store.folder).output == "a.xml\n")
    }

    @Test func `a plan beside the only file of a store is outside of it`() throws {
        let store = try store("printf 'From a@b Wed Nov 17 09:12:33 2010\\n' | cat - ../event.eml > box")
        try store.migrate("plan store/box --timezone Europe/Berlin --plan store/plan.jsonl")
        #expect(try store.migrate("apply --plan store/plan.jsonl --output store/new").status == 0)
        #expect(try store.migrate("verify --plan store/plan.jsonl").status == 0)
        #expect(try store.migrate("apply --plan store/plan.jsonl --output store --manifest m").status == 2)
        #expect(try Shell.run("ls store/new", in: store.folder).output == "box\n")
    }

    @Test func `a manifest that another run holds is refused, an empty one is begun`() throws {
        let store = try store("cp ../event.xml a.xml")
        try store.migrate("plan store --timezone Europe/Berlin --plan plan.jsonl")
        let apply = "'\(CommandUnderTest.path)' migrate apply --plan plan.jsonl --output new"
        let held = try Shell.run("touch manifest.jsonl && flock manifest.jsonl \(apply)", in: store.folder)
        #expect(held.output.contains("another run is using it"))
        #expect(try Shell.run("touch manifest.jsonl && \(apply)", in: store.folder).status == 0)
        let other = try Shell.run(
            "echo notes > notes.txt && \(apply) --manifest notes.txt; cat notes.txt",
            in: store.folder
        )
        #expect(other.output.hasSuffix("notes\n"))
    }

    @Test func `a path that leads out of the store makes a plan unusable`() throws {
        let store = try store("cp ../event.xml a.xml")
        try store.migrate("plan store --timezone Europe/Berlin --plan plan.jsonl")
        for path in ["..\\/event.xml", "\\/etc\\/hostname", "x\\/..\\/..\\/event.xml"] {
            _ = try Shell.run(
                "sed 's/\"path\":\"a.xml\"/\"path\":\"\(path)\"/' plan.jsonl > bad.jsonl",
                in: store.folder
            )
            let answer = try store.migrate("apply --plan bad.jsonl --output new")
            #expect(answer.status == 2)
            #expect(answer.output.contains("bad.jsonl is not a usable plan"), "\(answer.output)")
        }
    }

    @Test func `a run with other options or another store does not go on with an old plan`() throws {
        let store = try store("cp ../event.xml a.xml")
        #expect(try store.migrate("run store --output new --timezone Europe/Berlin").status == 0)
        #expect(
            try store.migrate("run store --output new --timezone Europe/Berlin").output.contains("0 messages written")
        )
        #expect(try store.migrate("run store --output new --timezone Asia/Tokyo").status == 2)
        _ = try Shell.run("cp event.xml store/b.xml", in: store.folder)
        let changed = try store.migrate("run store --output new --timezone Europe/Berlin")
        #expect(changed.status == 2)
        #expect(changed.output.contains("name another output"))
    }

    @Test func `a killed run in place is rolled back without being finished`() throws {
        let store = try MigrationStore(messages: min(MigrationStore.messageCount, 2_000))
        _ = try Shell.run("rm -r store/spool && cp -a store sample", in: store.folder)
        try store.migrate("plan store --timezone Europe/Berlin --plan plan.jsonl --quiet")
        let before = try store.tree("store")
        let apply = "migrate apply --plan plan.jsonl --in-place --backup backup -q"
        let whole = try Shell.run("'\(CommandUnderTest.path)' \(apply)", in: store.folder)
        for share in [0.2, 0.35, 0.5, 0.65, 0.8] {
            _ = try Shell.run(
                "rm -rf store backup backup.quarantine manifest.jsonl && cp -a sample store",
                in: store.folder
            )
            let seconds = String(format: "%.3f", whole.seconds * share)
            _ = try Shell.run("timeout --signal=KILL \(seconds) '\(CommandUnderTest.path)' \(apply)", in: store.folder)
            let begun = FileManager.default.fileExists(atPath: store.folder.appending(path: "manifest.jsonl").path)
            if begun { #expect([0, 2].contains(try store.migrate("rollback --manifest manifest.jsonl").status)) }
            #expect(try store.tree("store") == before)
        }
    }
}
