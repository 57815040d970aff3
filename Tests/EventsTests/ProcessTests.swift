#if Events
    import Foundation
    import Kalends
    import KalendsEvents
    import TestSupport
    import Testing

    /// What several processes do with one store, and its state when one of them is killed.
    @Suite("Processes") struct ProcessTests {
        private static let program = URL(fileURLWithPath: CommandUnderTest.store)

        private static func start(_ arguments: [String]) throws -> Process {
            let process = Process()
            process.executableURL = program
            process.arguments = ["store"] + arguments
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            return process
        }

        private static func run(_ arguments: [String], shell: String? = nil) throws -> Program.Answer {
            guard let shell else { return try Program.run(program.path, ["store"] + arguments) }
            return try Program.run("bash", ["-c", shell, program.path] + arguments)
        }

        private static func calendar(_ count: Int) -> [UInt8] {
            var text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
            for number in 0..<count {
                text +=
                    "BEGIN:VEVENT\r\nUID:\(number)\r\nDTSTART:20260101T100000Z\r\nDURATION:PT1H\r\nSUMMARY:Event \(number)\r\n"
                text += "ATTENDEE:mailto:p\(number % 50)@example.com\r\nRRULE:FREQ=DAILY;COUNT=5\r\nEND:VEVENT\r\n"
            }
            return Array((text + "END:VCALENDAR\r\n").utf8)
        }

        @Test func `an import that is killed leaves a sound store, and the next one completes it`() throws {
            let folder = try TestFolder()
            let (store, file) = (folder.path("store.db"), folder.path("all.ics"))
            let count = 2000
            try Data(Self.calendar(count)).write(to: URL(fileURLWithPath: file))
            var killed = 0
            for round in 0..<20 {
                let process = try Self.start(["import", store, file, "-q"])
                usleep(UInt32(10_000 + round * 40_000))
                if process.isRunning { killed += 1 }
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
                guard FileManager.default.fileExists(atPath: store) else { continue }
                let opened = try SQLiteStore(store)
                #expect(try opened.check() == [])
                let found = try opened.eventCount()
                #expect(found == 0 || found == count, "all or nothing")
                try opened.close()
            }
            #expect(killed > 0)
            #expect(try Self.run(["import", store, file, "-q"]).status == 0)
            let opened = try SQLiteStore(store)
            #expect(try opened.eventCount() == count)
            #expect(try opened.check() == [])
        }

        @Test func `a store that a killed process had only begun to make is made`() throws {
            // The header of a journal: its mark, no record, a nonce, no page before, sectors of 512 bytes, pages of 16384 bytes.
            let mark: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]
            let numbers: [UInt32] = [0, 1, 0, 512, 16_384]
            let header =
                mark + numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } }
            let journal = Data(header + [UInt8](repeating: 0, count: 512 - header.count))
            for (file, journal) in [(Data(), nil), (Data(count: 16_384), journal)] {
                let folder = try TestFolder()
                let path = folder.path("store.db")
                try file.write(to: URL(fileURLWithPath: path))
                try journal?.write(to: URL(fileURLWithPath: path + "-journal"))
                let answer = try Self.run(["people", "add", path, "ann"])
                #expect(answer.status == 0, "\(answer.errors)")
                #expect(try SQLiteStore(path).check() == [])
            }
        }

        @Test func `of two processes that book a room at the same time one wins`() throws {
            let folder = try TestFolder()
            let path = folder.path("store.db")
            let store = try SQLiteStore(path, .forTests())
            let ann = try store.createIndividual(id: "ann", name: "Ann")
            let room = CalendarUser(id: "room", kind: .room, booking: BookingPolicy(.declineIfBusy))
            try store.add(room)
            for round in 0..<5 {
                let uids = try (0..<2).map { _ in
                    try store.createEvent(by: ann, draft("Race", "2005031\(round)T100000", 60)).uid
                }
                let processes = try uids.map { try Self.start(["invite", path, $0, "room", "-q"]) }
                for process in processes {
                    process.waitUntilExit()
                    #expect(process.terminationStatus == 0)
                }
                let answers = try uids.map { try store.status(of: room, in: $0) }
                #expect(answers.count { $0 == .accepted } == 1 && answers.count { $0 == .declined } == 1)
            }
        }

        @Test func `who cannot write in time is told, and nothing is lost`() throws {
            let folder = try TestFolder()
            let path = folder.path("store.db")
            let store = try SQLiteStore(path, .forTests())
            let ann = try store.createIndividual(id: "ann", name: "Ann")
            let other = try SQLiteStore(path, .forTests(), patience: 0.1)
            try store.write { state in
                try state.put(CalendarUser(id: "bob"))
                #expect(throws: StoreError.locked(path)) { try other.createIndividual(id: "carl", name: "Carl") }
                #expect(try other.attendees.user("ann") == ann)
            }
            #expect(try other.attendees.users(of: .individual).map(\.id) == ["ann", "bob"])
            try other.createIndividual(id: "carl", name: "Carl")
            #expect(try store.attendees.users(of: .individual).map(\.id) == ["ann", "bob", "carl"])
        }

        @Test func `a disk without room, a file that may not be written and a broken one are refused`() throws {
            let folder = try TestFolder()
            let (store, file) = (folder.path("store.db"), folder.path("all.ics"))
            try Data(Self.calendar(3000)).write(to: URL(fileURLWithPath: file))
            try SQLiteStore(store).close()
            // No file may become larger than 600 blocks of 1024 bytes.
            let limited = "trap '' XFSZ; ulimit -f 600; exec \"$0\" store import \"$1\" \"$2\" -q"
            let full = try Self.run([store, file], shell: limited)
            #expect(full.status == 74, "\(full.errors)")
            #expect(try SQLiteStore(store).eventCount() == 0)
            #expect(try Self.run(["check", store]).status == 0)
            // What cannot be made is not there afterwards.
            let none = "trap '' XFSZ; ulimit -f 1; exec \"$0\" store people add \"$1\" ann"
            let new = folder.path("new.db")
            #expect(try Self.run([new], shell: none).status == 74)
            #expect(!FileManager.default.fileExists(atPath: new))
            // A page in the middle is garbage.
            #expect(try Self.run(["import", store, file, "-q"]).status == 0)
            let copy = folder.path("copy.db")
            let small = "trap '' XFSZ; ulimit -f 100; exec \"$0\" store backup \"$1\" \"$2\""
            #expect(try Self.run([store, copy], shell: small).status == 74)
            #expect(!FileManager.default.fileExists(atPath: copy))
            #expect(try Self.run(["backup", store, copy]).status == 0)
            #expect(try Self.run(["check", copy]).status == 0)
            try SQLiteStore(store).close()
            var bytes = try Data(contentsOf: URL(fileURLWithPath: store))
            for index in 8192..<bytes.count - 4096 { bytes[index] = 0xA5 }
            let broken = folder.path("broken.db")
            try bytes.write(to: URL(fileURLWithPath: broken))
            let answer = try Self.run(["agenda", broken, "--from", "2026-01-01", "--until", "2026-02-01"])
            #expect(answer.status == 3, "\(answer.errors)")
            #expect(answer.errors.contains("damaged"))
            let nowhere = try Self.run(["people", "add", folder.path("no/such/folder.db"), "ann"])
            #expect(nowhere.status == 2, "\(nowhere.errors)")
        }

        @Test func `an import and other writers wait for each other, and nothing is lost`() throws {
            let folder = try TestFolder()
            let (path, file) = (folder.path("store.db"), folder.path("all.ics"))
            try Data(Self.calendar(500)).write(to: URL(fileURLWithPath: file))
            try SQLiteStore(path, .forTests()).createIndividual(id: "ann", name: "Ann")
            let imports = try (0..<2).map { _ in try Self.start(["import", path, file, "-q"]) }
            var added = 0
            for number in 0..<8 {
                let answer = try Self.run([
                    "add", path, "Event", "--by", "ann", "--start", "2026-01-01T10:00", "--uid", "own-\(number)",
                ])
                // A process that waited too long reports it.
                #expect(
                    answer.status == 0 || answer.status == 74 && answer.errors.contains("in use"),
                    "\(answer.errors)"
                )
                if answer.status == 0 { added += 1 }
            }
            for process in imports {
                process.waitUntilExit()
                #expect(process.terminationStatus == 0)
            }
            #expect(added > 0)
            let store = try SQLiteStore(path)
            #expect(try store.eventCount() == 500 + added)
            #expect(try store.check() == [])
        }

        @Test(.needs(programs: "setpriv"))
        func `a folder and a file that may not be written are refused by name, and stay as they are`() throws {
            // Root may write everywhere, so another user tries: in a folder that all can enter.
            let folder = URL(fileURLWithPath: "/tmp/kalends-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: folder) }
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let path = folder.appending(path: "store.db").path
            let store = try SQLiteStore(path, .forTests())
            try store.createIndividual(id: "ann", name: "Ann")
            try store.close()
            let program = folder.appending(path: "kalends-events").path
            try FileManager.default.copyItem(atPath: Self.program.path, toPath: program)
            try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
            let before = try Data(contentsOf: URL(fileURLWithPath: path))
            let other = geteuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : ["env"]
            func run(_ arguments: String...) throws -> Program.Answer {
                try Program.run(other[0], Array(other.dropFirst()) + [program, "store"] + arguments)
            }
            for mode in [0o644, 0o444] {
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
                let refused = try run("people", "add", path, "bob")
                #expect(refused.status == 74 && refused.errors.contains("\(path) cannot be written"), "\(refused)")
            }
            let new = folder.appending(path: "new.db").path
            let refused = try run("people", "add", new, "bob")
            #expect(refused.status == 74 && refused.errors.contains("\(new) cannot be written"), "\(refused)")
            #expect(!FileManager.default.fileExists(atPath: new))
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
        }

        @Test(.needs(programs: "sqlite3")) func `what is refused changes nothing`() throws {
            let folder = try TestFolder()
            let path = folder.path("store.db")
            let store = try SQLiteStore(path, .forTests())
            let ann = try store.createIndividual(id: "ann", name: "Ann")
            try store.createEvent(by: ann, draft("Series", "20050310T100000", 60, "FREQ=DAILY;COUNT=3"))
            let uid = try #require(try store.events().first?.uid)
            try store.close()
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            func content() throws -> String { try Program.output("sqlite3", [path, ".dump"]).output }
            let before = try content()
            #expect(before.contains(uid))
            let calls: [(status: Int32, words: String, arguments: [String])] = [
                (2, "nobody", ["invite", path, uid, "nobody"]),
                (2, "no@", ["invite", path, uid, "eve@example.org", "no@"]),
                (2, "nobody", ["add", path, "Event", "--by", "nobody", "--start", "2026-01-01"]),
                (2, "nobody", ["add", path, "Event", "--by", "ann", "--start", "2026-01-01", "--invite", "nobody"]),
                (2, "not a period", ["agenda", path, "--from", "2026-02-01", "--until", "2026-01-01"]),
                (2, "2026-02-30", ["agenda", path, "--from", "2026-02-30"]),
                (
                    2, "17:00-09:00",
                    [
                        "free", path, "--attendees", "ann", "--from", "2026-02-01", "--until", "2026-02-02",
                        "--between",
                        "17:00-09:00",
                    ]
                ),
                (2, "does not occur", ["cancel", path, uid, "--occurrence", "2005-03-20T10:00"]),
                (2, "does not occur", ["move", path, uid, "2005-03-20T12:00", "--occurrence", "2005-03-20T10:00"]),
                (2, "no event", ["delete", path, "nothing"]),
                (2, "no event", ["move", path, "nothing", "2005-03-20T12:00"]),
                (
                    2, "exists already",
                    [
                        "add", path, "Event", "--by", "ann", "--start", "2026-01-01", "--uid", uid,
                    ]
                ),
                (2, "still takes part", ["people", "remove", path, "ann"]),
            ]
            for call in calls {
                let answer = try Self.run(call.arguments)
                #expect(
                    answer.status == call.status && answer.errors.contains(call.words),
                    "\(call.arguments): \(answer)"
                )
                #expect(answer.output.isEmpty)
                #expect(try content() == before, "\(call.arguments)")
            }
            for (name, words) in [
                ("newer.db", "newer version"), ("other.db", "not a calendar store"),
                ("text.db", "not a calendar store"),
            ] {
                let file = folder.path(name)
                let text =
                    "not a database, but a text that is longer than a header of SQLite, which has a hundred bytes: 0123456789"
                switch name {
                case "newer.db":
                    try bytes.write(to: URL(fileURLWithPath: file))
                    // The header's user version (offset 60, big-endian).
                    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: file))
                    try handle.seek(toOffset: 60)
                    try handle.write(contentsOf: Data([0, 0, 0, 99]))
                    try handle.close()
                case "other.db":
                    var other = bytes
                    for offset in 68..<72 { other[offset] = 0 }
                    try other.write(to: URL(fileURLWithPath: file))
                default: try Data(text.utf8).write(to: URL(fileURLWithPath: file))
                }
                let kept = try Data(contentsOf: URL(fileURLWithPath: file))
                for command in [["check", file], ["people", "add", file, "bob"], ["agenda", file]] {
                    let answer = try Self.run(command)
                    #expect(answer.status == 3 && answer.errors.contains(words), "\(command): \(answer)")
                    #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == kept, "\(command)")
                }
            }
        }
    }
#endif
