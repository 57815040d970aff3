#if Events
    import Foundation
    import Kalends
    import KalendsEvents
    import Testing

    @Suite("Rooms and groups") struct BookingTests {
        private struct Made {
            let store: any EventStore
            let ann: CalendarUser
            let bob: CalendarUser
        }

        private func make(_ kind: StoreKind) throws -> Made {
            let store = try kind.make()
            return Made(
                store: store,
                ann: try store.createIndividual(id: "ann", name: "Ann"),
                bob: try store.createIndividual(id: "bob", name: "Bob")
            )
        }

        private func room(_ made: Made, _ policy: BookingPolicy) throws -> CalendarUser {
            let room = CalendarUser(id: "room", name: "Room", kind: .room, booking: policy)
            try made.store.add(room)
            return room
        }

        @Test(
            arguments: StoreKind.allCases,
            [
                (BookingPolicy.Rule.acceptIfFree, Attendee.Status.accepted, Attendee.Status.needsAction),
                (.declineIfBusy, .accepted, .declined), (.manual, .needsAction, .needsAction),
                (.allowList, .accepted, .declined),
            ]
        )
        func `a room answers by its policy`(
            _ kind: StoreKind,
            _ expected: (rule: BookingPolicy.Rule, free: Attendee.Status, busy: Attendee.Status)
        ) throws {
            let made = try make(kind)
            let room = try room(made, BookingPolicy(expected.rule, allowed: ["ann"]))
            let first = try made.store.createEvent(by: made.ann, draft("First", "20050310T100000", 60))
            try made.store.invite([room], to: first.uid)
            #expect(try made.store.status(of: room, in: first.uid) == expected.free)
            let second = try made.store.createEvent(by: made.bob, draft("Second", "20050310T103000", 60))
            try made.store.invite([room], to: second.uid)
            #expect(try made.store.status(of: room, in: second.uid) == expected.busy)
        }

        @Test(arguments: StoreKind.allCases)
        func `only what is opaque, not cancelled and accepted takes a room, up to its end`(_ kind: StoreKind) throws {
            let made = try make(kind)
            let room = try room(made, BookingPolicy(.declineIfBusy))
            func book(_ event: EventDraft) throws -> (String, Attendee.Status?) {
                let event = try made.store.createEvent(by: made.ann, event)
                try made.store.invite([room], to: event.uid)
                return (event.uid, try made.store.status(of: room, in: event.uid))
            }
            let (first, accepted) = try book(draft("First", "20050310T100000", 60))
            #expect(accepted == .accepted)
            #expect(try book(draft("After", "20050310T110000", 60)).1 == .accepted)
            #expect(try book(draft("Before", "20050310T090000", 60)).1 == .accepted)
            #expect(try book(draft("Within", "20050310T101500", 15)).1 == .declined)
            var transparent = draft("Transparent", "20050310T101500", 15)
            transparent.isTransparent = true
            #expect(try book(transparent).1 == .accepted)
            try made.store.cancel(first)
            #expect(try book(draft("Instead", "20050310T101500", 15)).1 == .accepted)
            #expect(
                try made.store.busyRanges(of: ["room"], in: period("20050310T100000", "20050310T110000")).count == 1
            )
        }

        @Test(arguments: StoreKind.allCases)
        func `a series is one booking, or is booked without what is taken`(_ kind: StoreKind) throws {
            for rule in BookingPolicy.SeriesRule.allCases {
                let made = try make(kind)
                let room = try room(made, BookingPolicy(.declineIfBusy, series: rule))
                let single = try made.store.createEvent(by: made.ann, draft("Single", "20050324T101500", 15))
                try made.store.invite([room], to: single.uid)
                let series = try made.store.createEvent(
                    by: made.bob,
                    draft("Series", "20050310T100000", 60, "FREQ=WEEKLY;COUNT=4")
                )
                let answers = try made.store.invite([room], to: series.uid)
                #expect(answers.map { $0.conflicts.map(\.recurrenceID) } == [[time("20050324T100000")]])
                #expect(answers.first?.conflicts.first?.otherUID == single.uid)
                #expect(try made.store.status(of: room, in: series.uid) == (rule == .all ? .declined : .accepted))
                #expect(try made.store.status(of: room, in: series.uid, at: time("20050324T100000")) == .declined)
                #expect(
                    try made.store.status(of: room, in: series.uid, at: time("20050331T100000"))
                        == (rule == .all ? .declined : .accepted)
                )
                let busy = try made.store.busyRanges(of: ["room"], in: period("20050301", "20050401"))
                #expect(busy.count == (rule == .all ? 1 : 4))
            }
        }

        @Test(arguments: StoreKind.allCases)
        func `endless series find each other, and a moved event is booked anew`(_ kind: StoreKind) throws {
            let made = try make(kind)
            let room = try room(made, BookingPolicy(.declineIfBusy))
            let daily = try made.store.createEvent(
                by: made.ann,
                draft("Daily", "20050310T100000", 60, "FREQ=DAILY;INTERVAL=7")
            )
            try made.store.invite([room], to: daily.uid)
            let monthly = try made.store.createEvent(
                by: made.bob,
                draft("Monthly", "20050331T103000", 60, "FREQ=MONTHLY")
            )
            let answers = try made.store.invite([room], to: monthly.uid)
            // The last of a month is a Thursday on 31 March and 31 August 2005 and so on.
            #expect(answers[0].conflicts.first?.recurrenceID == time("20050331T103000"))
            #expect(answers[0].status == .declined)
            let moved = try made.store.move(monthly.uid, to: time("20050331T120000"))
            #expect(moved.map(\.status) == [.accepted])
            #expect(try made.store.status(of: room, in: monthly.uid) == .accepted)
        }

        @Test(arguments: StoreKind.allCases)
        func `of two bookings at the same time one wins`(_ kind: StoreKind) async throws {
            let made = try make(kind)
            let room = try room(made, BookingPolicy(.declineIfBusy))
            for round in 0..<10 {
                let day = 10 + round
                let events = try (0..<4).map { _ in
                    try made.store.createEvent(by: made.ann, draft("Race", "200503\(day)T100000", 60)).uid
                }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for uid in events { group.addTask { try made.store.invite([room], to: uid) } }
                    try await group.waitForAll()
                }
                let answers = try events.map { try made.store.status(of: room, in: $0) }
                #expect(answers.count { $0 == .accepted } == 1)
                #expect(answers.count { $0 == .declined } == 3)
            }
        }

        @Test(arguments: StoreKind.allCases)
        func `groups stand for their members, nested ones too, and never contain themselves`(_ kind: StoreKind) throws {
            let made = try make(kind)
            let store = made.store
            for id in ["all", "team", "board"] { try store.add(CalendarUser(id: id, kind: .group)) }
            try store.add(members: ["bob", "board"], toGroup: "team")
            try store.add(members: ["team", "ann"], toGroup: "all")
            try store.add(members: ["ann"], toGroup: "board")
            #expect(try store.attendees.resolved(store.attendees.user("all")).map(\.id) == ["bob", "ann"])
            #expect(throws: StoreError.groupCycle(group: "board", member: "all")) {
                try store.add(members: ["all"], toGroup: "board")
            }
            #expect(throws: StoreError.groupCycle(group: "team", member: "team")) {
                try store.add(members: ["team"], toGroup: "team")
            }
            #expect(throws: StoreError.notAGroup("ann")) { try store.add(members: ["bob"], toGroup: "ann") }
            let carl = try store.createIndividual(id: "carl", name: "Carl")
            let event = try store.createEvent(by: carl, draft("Together", "20050310T100000", 60))
            try store.invite([store.attendees.user("all")], to: event.uid)
            #expect(try store.event(uid: event.uid)?.participants().map(\.name) == ["Carl", "Bob", "Ann"])
            #expect(
                try store.occurrences(in: period("20050310", "20050311"), matching: Criteria(attendees: ["board"]))
                    .count == 1
            )
            #expect(try store.busyRanges(of: ["all"], in: period("20050310", "20050311")).count == 1)
            #expect(throws: StoreError.userInUse("ann")) { try store.remove(user: "ann") }
            try store.remove(user: "all")
            #expect(throws: StoreError.unknownUser("all")) { try store.attendees.user("all") }
        }

        @Test(arguments: StoreKind.allCases)
        func `answers and changes of single occurrences stay with them`(_ kind: StoreKind) throws {
            let made = try make(kind)
            let store = made.store
            let event = try store.createEvent(
                by: made.ann,
                draft("Series", "20050310T100000", 60, "FREQ=DAILY;COUNT=5")
            )
            try store.invite([made.bob], to: event.uid)
            try store.setStatus(of: made.bob, to: .declined, in: event.uid, at: time("20050312T100000"))
            try store.setStatus(of: made.bob, to: .accepted, in: event.uid)
            #expect(try store.status(of: made.bob, in: event.uid, at: time("20050312T100000")) == .declined)
            #expect(try store.status(of: made.bob, in: event.uid, at: time("20050313T100000")) == .accepted)
            let accepted = Criteria(attendees: ["bob"], statuses: [.accepted])
            #expect(try store.occurrences(in: period("20050301", "20050401"), matching: accepted).count == 4)
            #expect(throws: StoreError.self) {
                try store.setStatus(of: made.bob, to: .accepted, in: event.uid, at: time("20050320T100000"))
            }
            // Another time asks again, another title does not.
            try store.change(event.uid) { $0.summary = "Other" }
            #expect(try store.status(of: made.bob, in: event.uid) == .accepted)
            try store.move(event.uid, at: time("20050313T100000"), to: time("20050313T150000"))
            #expect(try store.status(of: made.bob, in: event.uid, at: time("20050313T100000")) == .needsAction)
            #expect(try store.status(of: made.bob, in: event.uid) == .accepted)
            try store.move(event.uid, to: time("20050310T110000"))
            #expect(try store.status(of: made.bob, in: event.uid) == .needsAction)
            #expect(try store.status(of: made.ann, in: event.uid) == .accepted)
            #expect(try store.event(uid: event.uid)?.series.master?.sequence == 2)
            let starts = try store.occurrences(in: period("20050301", "20050401")).map(\.start.description)
            #expect(
                starts == [
                    "20050310T110000", "20050311T110000", "20050312T100000", "20050313T150000", "20050314T110000",
                ]
            )
            try store.cancel(event.uid, at: time("20050314T110000"))
            #expect(try store.occurrences(in: period("20050314", "20050315")).map(\.status) == [.cancelled])
            #expect(try store.actionItems(of: made.bob).map(\.uid) == [event.uid])
        }

        @Test(arguments: StoreKind.allCases)
        func `changes are told when they are written`(_ kind: StoreKind) async throws {
            let made = try make(kind)
            let changes = made.store.changes()
            let event = try made.store.createEvent(by: made.ann, draft("One", "20050310T100000", 60))
            try made.store.invite([made.bob], to: event.uid)
            try made.store.setStatus(of: made.bob, to: .accepted, in: event.uid)
            try made.store.setStatus(of: made.bob, to: .accepted, in: event.uid)
            #expect(throws: (any Error).self) {
                try made.store.write { state in
                    try state.delete(uid: event.uid)
                    throw StoreError.endlessPeriod
                }
            }
            try made.store.delete(event.uid)
            func status(_ address: String, _ old: Attendee.Status?, _ new: Attendee.Status?) -> StoreChange {
                .participationChanged(uid: event.uid, recurrenceID: nil, address: address, old: old, new: new)
            }
            let expected: [StoreChange] = [
                .created(uid: event.uid), status("invalid:ann", nil, .accepted), .modified(uid: event.uid),
                status("invalid:bob", nil, .needsAction), .modified(uid: event.uid),
                status("invalid:bob", .needsAction, .accepted), .deleted(uid: event.uid),
                status("invalid:ann", .accepted, nil),
                status("invalid:bob", .accepted, nil),
            ]
            var told: [StoreChange] = []
            for await change in changes {
                told.append(change)
                if told.count == expected.count { break }
            }
            #expect(told == expected)
        }
    }
#endif
