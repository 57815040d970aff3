import Foundation
import TestSupport
import Testing

/// System calls that fail, by a library that is loaded before the C library.
@Suite("Faults of the file system", .needs(programs: "cc")) struct FaultTests {
    /// A command, the folders that it writes to, and how many of its files a fault may cost.
    struct Case: Sendable, CustomTestStringConvertible {
        var command: String
        /// Prepares the folder, without faults.
        var preparation = ":"
        /// The folder in which calls fail.
        var folder = "out"

        var testDescription: String { command }
    }

    // swift-format-ignore
    static let cases: [Case] = [
        .init(command: "convert in --to xcal -o out/"),
        .init(command: "convert in --to kolab-2.1 -o out/", preparation: "if [ -e in/a.ics ]; then cat in/a.ics in/b.ics > both.ics; mv both.ics in/; rm in/[ab].ics; fi"),
        .init(command: "convert in/a.ics --to xcal -o out/a.xcs --overwrite --report out/r.jsonl", preparation: "mkdir out; echo old > out/a.xcs"),
        .init(command: "convert in/a.ics --to xcal > out/a.xcs", preparation: "mkdir out"),
        .init(command: "fix out", preparation: "cp -r in out"),
        .init(command: "anonymize in/a.ics -o out/a.ics", preparation: "mkdir out"),
        .init(command: "transform a.xcs -o out/a.ics", preparation: "mkdir out; \"$K\" convert in/a.ics --to xcal -q -o a.xcs"),
        .init(command: "expand in --first 5 --to icalendar -o out/a.ics", preparation: "mkdir out"),
        .init(command: "restore in --to icalendar -o out/a.ics", preparation: "mkdir out"),
        .init(command: "validate in --write-baseline out/b.json", preparation: "mkdir out"),
        .init(command: "migrate plan store --timezone Europe/Berlin --plan out/p --report out/r.html"),
        .init(command: "migrate run store --timezone Europe/Berlin --output out/new"),
    ]

    private func store() throws -> MigrationStore {
        let store = try MigrationStore()
        let calendar =
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:%\r\nDTSTAMP:20260101T000000Z\r\n"
            + "DTSTART:20260101T000000Z\r\nSUMMARY:x\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        for name in ["a", "b", "c"] {
            let text = calendar.replacing("%", with: name)
            let path = store.folder.appending(path: "in/\(name).ics")
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: path)
        }
        let event = Sample.event(more: Sample.weekly())
        try FileManager.default.createDirectory(
            at: store.folder.appending(path: "store/cur"),
            withIntermediateDirectories: true
        )
        try FileManager.default.createDirectory(
            at: store.folder.appending(path: "store/new"),
            withIntermediateDirectories: true
        )
        for name in ["1.a.b:2,S", "2.a.b:2,", "3.a.b:2,F"] {
            try Data(Sample.message(event, encoding: "8bit")).write(
                to: store.folder.appending(path: "store/cur/\(name)")
            )
        }
        return store
    }

    /// Builds the library.
    private func library(in store: MigrationStore) throws -> String {
        let source = Repository.file("Tests/MigrationTests/faults.c").path
        let made = try Shell.run("cc -shared -fPIC -O1 -Wall -Werror -o faults.so '\(source)' -ldl", in: store.folder)
        try #require(made.status == 0, "\(made)")
        return store.folder.appending(path: "faults.so").path
    }

    private func run(_ command: String, in store: MigrationStore, faults: String = "") throws -> Program.Answer {
        try Shell.run("K='\(CommandUnderTest.path)'; export K; \(faults) bash -c '\"$K\" \(command)'", in: store.folder)
    }

    @Test(arguments: cases, ["close", "fsync", "write", "rename", "link"])
    func `a call that fails is an error, and every file is whole or not there`(_ test: Case, _ call: String) throws {
        let store = try store()
        let library = try library(in: store)
        let prepare =
            "chmod -R u+w out 2>/dev/null; rm -rf out out.* new*; K='\(CommandUnderTest.path)'; export K; \(test.preparation)"
        _ = try Shell.run(prepare, in: store.folder)
        let before = try contents(of: store)
        #expect([0, 1, 4].contains(try run(test.command, in: store).status))
        let after = try contents(of: store)
        for place in 0...3 {
            _ = try Shell.run(prepare, in: store.folder)
            let faults =
                "LD_PRELOAD='\(library)' FAULT_CALL=\(call) FAULT_AT=\(place) FAULT_SHORT=1 FAULT_FOLDER='\(store.folder.path)/out'"
            let faulty = try run(test.command, in: store, faults: faults)
            let now = try contents(of: store)
            let place = Comment(rawValue: "\(test.command): \(call) \(place): \(faulty.output)")
            // Few commands call each function so often; those that did not have to be done.
            let isDone = [0, 1, 4].contains(faulty.status)
            #expect(isDone || faulty.status == 74, place)
            if isDone {
                #expect(now.filter { !Self.isJournal($0.key) } == after.filter { !Self.isJournal($0.key) }, place)
            }
            for (name, digest) in now where !Self.isJournal(name) && !Self.isWrittenByShell(test) {
                #expect(digest == before[name] || digest == after[name], "\(name) is neither old nor new: \(place)")
            }
            if !isDone, test.command.hasPrefix("migrate run") {
                let again = try run(test.command, in: store)
                #expect(again.status == 0, "\(again.output)")
                #expect(try run("migrate rollback --manifest out/new.migration/manifest.jsonl", in: store).status == 0)
                #expect(try Shell.run("ls out", in: store.folder).output == "new.migration\n")
            }
        }
    }

    /// A journal grows, and holds times; it is judged by what a second run and a rollback make of it. Reports hold durations.
    private static func isJournal(_ name: String) -> Bool {
        name.hasSuffix("manifest.jsonl") || name.hasSuffix(".html") || name.hasSuffix(".tmp") && name.contains("new/")
    }

    /// Whether the shell opens the file, so that a partial file cannot be prevented.
    private static func isWrittenByShell(_ test: Case) -> Bool { test.command.contains(">") }

    /// Every file below `out` with its digest.
    private func contents(of store: MigrationStore) throws -> [String: String] {
        let answer = try Shell.run(
            "[ -d out ] && find out -type f -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum",
            in: store.folder
        )
        return Dictionary(
            answer.output.split(separator: "\n").map { line in (String(line.dropFirst(66)), String(line.prefix(64))) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    @Test func `in place, whatever call fails, the originals return`() throws {
        let store = try store()
        let library = try library(in: store)
        _ = try Shell.run("cp -a store sample", in: store.folder)
        #expect(try run("migrate plan store --timezone Europe/Berlin --plan plan -q", in: store).status == 0)
        let before = try store.tree("store")
        var failed = 0
        for call in ["close", "fsync", "write", "rename", "syncfs", "ftruncate"] {
            for place in TestRun.isSoak ? Array(0...40) : [0, 1, 2, 3, 5, 8, 11] {
                _ = try Shell.run("rm -rf backup backup.quarantine m", in: store.folder)
                let faults =
                    "LD_PRELOAD='\(library)' FAULT_CALL=\(call) FAULT_AT=\(place) FAULT_ERRNO=28 FAULT_SHORT=1 FAULT_FOLDER='\(store.folder.path)'"
                let apply = try run(
                    "migrate apply --plan plan --in-place --backup backup --manifest m -q",
                    in: store,
                    faults: faults
                )
                #expect(apply.status == 0 || apply.status == 74, "\(call) \(place): \(apply.output)")
                if apply.status == 74 { failed += 1 }
                // A rollback that meets faults itself reports them, and can be repeated.
                let faulty = try run("migrate rollback --manifest m", in: store, faults: faults)
                #expect([0, 4, 74, 2].contains(faulty.status), "\(call) \(place): \(faulty.output)")
                let rollback = try run("migrate rollback --manifest m", in: store)
                // A fault before the first row leaves no manifest.
                let isBegun = FileManager.default.fileExists(atPath: store.folder.appending(path: "m").path)
                #expect(
                    rollback.status == (isBegun ? 0 : 2),
                    "\(call) \(place): \(apply.output)\(faulty.output)\(rollback.output)"
                )
                #expect(try store.tree("store") == before, "\(call) \(place)")
            }
        }
        #expect(failed > 10)
    }
}
