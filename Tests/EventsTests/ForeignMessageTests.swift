#if Events
    import Foundation
    import Kalends
    import KalendsEvents
    import TestSupport
    import Testing

    /// Messages in the forms of Google Calendar, Outlook with Exchange, and Apple Calendar: `fixtures/scheduling`, a folder for each
    /// program, its messages in the order in which they were sent.
    @Suite("Messages of other programs") struct ForeignMessageTests {
        /// What is expected of a program's messages.
        private static let states: [String: [String]] = [
            "google": [
                "20260406T100000 Planning CONFIRMED ann ACCEPTED, bob ACCEPTED, carl NEEDS-ACTION, dana ACCEPTED",
                "20260413T100000 Planning CONFIRMED ann ACCEPTED, bob DECLINED, carl NEEDS-ACTION, dana ACCEPTED",
                "20260420T150000 Planning (later) CONFIRMED ann ACCEPTED, bob NEEDS-ACTION, carl NEEDS-ACTION",
                "20260427T100000 Planning CANCELLED ann ACCEPTED, bob ACCEPTED, carl NEEDS-ACTION, dana ACCEPTED",
                "20260504T100000 Planning (closing) CONFIRMED ann ACCEPTED, bob NEEDS-ACTION, carl NEEDS-ACTION",
                "bob proposes 20260420T170000",
            ],
            "outlook": [
                "20260407T103000 Standup CONFIRMED ann ACCEPTED, bob ACCEPTED, room4711 ACCEPTED",
                "20260414T103000 Standup CONFIRMED ann ACCEPTED, bob ACCEPTED, room4711 ACCEPTED",
                "20260421T103000 Standup CANCELLED ann ACCEPTED, bob ACCEPTED, room4711 ACCEPTED",
                "bob proposes 20260414T140000",
            ],
            "apple": [
                "20260408T190000 Dinner at eight CONFIRMED ann ACCEPTED, bob DELEGATED, carl ACCEPTED",
                "bob proposes 20260408T190000",
            ],
        ]

        private static let folder = Repository.file("fixtures/scheduling")

        private static func messages(of program: String) throws -> [[UInt8]] {
            let folder = folder.appending(path: program)
            return try Repository.files(["ics"], below: folder).sorted().map {
                try Repository.bytes(folder.appending(path: $0))
            }
        }

        /// Occurrences with who takes part, and proposals.
        private func state(of store: any EventStore) throws -> [String] {
            let occurrences = try store.occurrences(in: period("20260101", "20270101"))
            func name(_ address: String) -> String { String(address.prefix { $0 != "@" }) }
            var lines = try occurrences.map { occurrence in
                let all = try store.event(uid: occurrence.uid)?.participants(at: occurrence.recurrenceID) ?? []
                let people = all.map { "\(name($0.addressKey)) \($0.status.rawValue)" }.sorted()
                return
                    "\(occurrence.start) \(occurrence.title) \(occurrence.status.rawValue) \(people.joined(separator: ", "))"
            }
            for uid in Set(occurrences.map(\.uid)).sorted() {
                for (address, item) in try store.proposals(for: uid).sorted(by: { $0.key < $1.key }) {
                    lines.append("\(name(address)) proposes \(item.start.map { "\($0)" } ?? "nothing")")
                }
            }
            return lines
        }

        @Test func `every program has messages and an expected state`() throws {
            let programs = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
            #expect(programs == Self.states.keys.sorted())
            for program in programs { #expect(try Self.messages(of: program).count >= 7, "\(program)") }
        }

        @Test(arguments: StoreKind.allCases, ["google", "outlook", "apple"])
        func `messages in any order and twice give the same state`(_ kind: StoreKind, _ program: String) throws {
            let messages = try Self.messages(of: program)
            func run(_ order: [Int]) throws -> [String] {
                let store = try kind.make()
                for index in order { try store.apply(messages[index]) }
                return try state(of: store)
            }
            let expected = Self.states[program]
            #expect(try run(Array(messages.indices)) == expected)
            #expect(try run(messages.indices.reversed()) == expected)
            var generator = SystemRandomNumberGenerator()
            for _ in 0..<(kind == .memory ? 200 : 15) {
                let order = (Array(messages.indices) + Array(messages.indices)).shuffled(using: &generator)
                try #require(try run(order) == expected, "in the order \(order)")
            }
        }

        /// The organizer is in the store: answers count for the last question only, whatever their order.
        @Test(arguments: StoreKind.allCases, ["google", "outlook", "apple"])
        func `answers in any order and twice give the same state where the organizer is`(
            _ kind: StoreKind,
            _ program: String
        ) throws {
            let messages = try Self.messages(of: program)
            let isFromOrganizer = messages.map { String(decoding: $0, as: UTF8.self) }.map { text in
                ["REQUEST", "CANCEL", "ADD"].contains { text.contains("METHOD:\($0)\r\n") }
            }
            let own = messages.indices.filter { isFromOrganizer[$0] }
            let answers = messages.indices.filter { !isFromOrganizer[$0] }
            func run(_ order: [Int]) throws -> [String] {
                let store = try kind.make()
                try store.add(CalendarUser(id: "ann", name: "Ann", address: "ann@example.com"))
                for index in own + order { try store.apply(messages[index]) }
                return try state(of: store)
            }
            let expected = try run(answers)
            #expect(expected.contains { $0.hasPrefix("bob proposes") })
            var generator = SystemRandomNumberGenerator()
            for _ in 0..<(kind == .memory ? 100 : 10) {
                let order = (answers + answers).shuffled(using: &generator)
                try #require(try run(order) == expected, "in the order \(order)")
            }
        }

        @Test(arguments: StoreKind.allCases)
        func `an answer to an occurrence that a series does not have is reported, and counts when it gets it`(
            _ kind: StoreKind
        ) throws {
            let messages = try Self.messages(of: "google")
            let store = try kind.make()
            try store.apply(messages[0])
            let text = String(decoding: messages[2], as: UTF8.self).replacing("SEQUENCE:0", with: "SEQUENCE:1")
            func answer(_ day: String) -> [UInt8] { Array(text.replacing("20260413", with: day).utf8) }
            let unknown = try store.apply(answer("20260504"))
            #expect(unknown.map(\.effect) == [.waiting])
            #expect(unknown.map(\.unknownOccurrences) == [["20260504T080000Z"]])
            let before = try state(of: store)
            #expect(before.count == 4 && !before.contains { $0.contains("bob DECLINED") })
            // The occurrence is added afterwards.
            #expect(try store.apply(messages[6]).map(\.effect) == [.updated])
            #expect(try state(of: store).last?.contains("bob DECLINED") == true)
            #expect(try store.apply(answer("20260413")).map(\.unknownOccurrences) == [[]])
        }

        @Test(arguments: StoreKind.allCases)
        func `what is no message about an event is refused by name`(_ kind: StoreKind) throws {
            func calendar(_ method: String, _ lines: String) -> [UInt8] {
                Array(
                    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:\(method)\r\n\(lines)END:VCALENDAR\r\n".utf8
                )
            }
            let store = try kind.make()
            let freeBusy = "BEGIN:VFREEBUSY\r\nUID:f\r\nDTSTAMP:20260101T000000Z\r\nEND:VFREEBUSY\r\n"
            let bare = "BEGIN:VEVENT\r\nUID:e\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260101\r\nEND:VEVENT\r\n"
            for (message, uid) in [
                (calendar("REQUEST", freeBusy), "f"), (calendar("REQUEST", ""), ""), (calendar("REPLY", bare), "e"),
                (calendar("NONSENSE", bare), "e"), (calendar("REQUEST", bare.replacing("UID:e\r\n", with: "")), ""),
            ] {
                let outcomes = try store.apply(message)
                #expect(outcomes.map(\.effect) == [.refused] && outcomes.map(\.uid) == [uid])
            }
            #expect(try store.eventCount() == 0)
        }
    }
#endif
