#if Events
    import Foundation
    import Kalends
    import KalendsEvents
    import TestSupport
    import Testing

    /// What several processes do with one store, and what becomes of it when one of them is killed.
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
            // A page in the middle is garbage.
            #expect(try Self.run(["import", store, file, "-q"]).status == 0)
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
    }
#endif
