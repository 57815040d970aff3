#if Events
    import Kalends
    import KalendsEvents
    import Testing

    /// A user makes an event, invites people and books a room: the original's use case, line by line.
    @Suite("Use case") struct UseCaseTests {
        @Test(arguments: StoreKind.allCases)
        func `a meeting is made, people and a room are invited, and answer`(_ kind: StoreKind) throws {
            let store = try kind.make()
            let martijn = try store.createIndividual(id: "martijn", name: "Martijn")
            let florent = try store.createIndividual(id: "florent", name: "Florent")
            let bob = try store.createIndividual(id: "bob", name: "Bob")
            let room1 = try store.createRoom(id: "room1", name: "Room 1")

            let meeting = try store.createEvent(
                by: florent,
                EventDraft(
                    "Florent's Meeting",
                    start: time("20050410T160000"),
                    duration: minutes(60),
                    status: .tentative
                )
            )

            let april = try period("20050401", "20050501")
            var events = try florent.events(in: store, april)
            #expect(events.count == 1)
            #expect(events[0] == meeting)
            #expect(events[0].title == "Florent's Meeting")
            #expect(events[0].status == .tentative)
            #expect(try store.status(of: florent, in: meeting.uid) == .accepted)

            #expect(try martijn.events(in: store, april) == [])
            #expect(try bob.events(in: store, april) == [])
            #expect(try room1.events(in: store, april) == [])

            let answers = try store.invite([room1, martijn, bob], to: meeting.uid)

            var result: [Bool] = []
            for attendee in [martijn, bob, room1] { result.append(try attendee.events(in: store, april)[0] == meeting) }
            #expect(result == [true, true, true])

            let statuses = try [martijn, bob].map { try store.status(of: $0, in: meeting.uid) }
            #expect(statuses == [.needsAction, .needsAction])

            #expect(answers.map(\.userID) == ["room1"] && answers.map(\.status) == [.accepted])
            #expect(try store.status(of: room1, in: meeting.uid) == .accepted)

            let waiting = Criteria(statuses: [.needsAction])
            events = try martijn.events(in: store, april, matching: waiting)
            #expect(events.count == 1)
            #expect(events[0].title == "Florent's Meeting")

            try store.setStatus(of: martijn, to: .accepted, in: events[0].uid)
            #expect(try store.status(of: martijn, in: meeting.uid) == .accepted)

            #expect(try martijn.events(in: store, april, matching: waiting) == [])

            try store.invite([martijn], to: meeting.uid)
            #expect(try store.status(of: martijn, in: meeting.uid) == .accepted)

            events = try store.organizedEvents(of: florent)
            #expect(events.count == 1)
            #expect(events[0].title == "Florent's Meeting")

            try store.delete(events[0].uid)
            #expect(try store.organizedEvents(of: florent).count == 0)
        }

        @Test(arguments: StoreKind.allCases)
        func `roles and answers of attendees are kept, and an attendee goes`(_ kind: StoreKind) throws {
            let store = try kind.make()
            let martijn = try store.createIndividual(id: "martijn", name: "Martijn")
            let lennart = try store.createIndividual(id: "lennart", name: "Lennart")
            let event = try store.createEvent(
                by: martijn,
                EventDraft("An event", start: time("20050210T140000"), duration: minutes(60))
            )
            func participants() throws -> [String: Attendee.Role] {
                let all = try #require(try store.event(uid: event.uid)).participants()
                return Dictionary(uniqueKeysWithValues: all.map { ($0.name ?? "", $0.role) })
            }
            #expect(try participants() == ["Martijn": .required])
            #expect(try store.status(of: martijn, in: event.uid) == .accepted)
            #expect(try store.status(of: lennart, in: event.uid) == nil)
            try store.setRole(of: martijn, to: .chair, in: event.uid)
            #expect(try participants() == ["Martijn": .chair])
            try store.invite([lennart], to: event.uid)
            #expect(try participants() == ["Martijn": .chair, "Lennart": .required])
            try store.setStatus(of: lennart, to: nil, in: event.uid)
            #expect(try participants() == ["Martijn": .chair])
            #expect(try store.status(of: lennart, in: event.uid) == nil)
            #expect(throws: StoreError.notInvited(user: "lennart", uid: event.uid)) {
                try store.setStatus(of: lennart, to: .accepted, in: event.uid)
            }
        }
    }
#endif
