#if Events
    import Kalends
    import KalendsEvents
    import Testing

    /// The documents next to the original's use case.
    @Suite("Queries") struct QueryTests {
        @Test(arguments: StoreKind.allCases)
        func `a combined calendar has each event once`(_ kind: StoreKind) throws {
            let store = try kind.make()
            let martijn = try store.createIndividual(id: "martijn", name: "Martijn")
            let lennart = try store.createIndividual(id: "lennart", name: "Lennart")
            let event = try store.createEvent(by: martijn, draft("Event A", "20050223T100000", 60))
            let february = try period("20050201", "20050301")
            let day = CivilDate(year: 2005, month: 2, day: 23)
            let ofMartijn = StoreCalendar(store, of: [martijn])
            #expect(try ofMartijn.events(in: february).map(\.title) == ["Event A"])
            #expect(try ofMartijn.events(onDay: day).map(\.title) == ["Event A"])
            #expect(try ofMartijn.events(onDay: day.addingDays(1)).isEmpty)
            try store.invite([lennart], to: event.uid)
            var combined = StoreCalendar(store)
            combined.add(lennart)
            combined.add(martijn)
            #expect(combined.mainAttendeeID == "lennart")
            try store.createEvent(by: lennart, draft("Event B", "20050224T100000", 60))
            try store.createEvent(by: martijn, draft("Event C", "20050225T100000", 60))
            #expect(try ofMartijn.events(in: february).map(\.title) == ["Event A", "Event C"])
            #expect(
                try StoreCalendar(store, of: [lennart]).events(in: february).map(\.title) == ["Event A", "Event B"]
            )
            #expect(try combined.events(in: february).map(\.title) == ["Event A", "Event B", "Event C"])
            combined.remove(martijn)
            #expect(try combined.events(in: february).map(\.title) == ["Event A", "Event B"])
        }

        @Test(arguments: StoreKind.allCases)
        func `a daily and a weekly series have their occurrences`(_ kind: StoreKind) throws {
            let store = try kind.make()
            let martijn = try store.createIndividual(id: "martijn", name: "Martijn")
            try store.createEvent(by: martijn, draft("An event", "20050302T160000", 60))
            try store.createEvent(
                by: martijn,
                draft("Recurrent event", "20050301T150000", 60, "FREQ=DAILY;UNTIL=20050331T235959")
            )
            let march = try period("20050301", "20050401")
            #expect(try martijn.events(in: store, march).count == 2)
            #expect(try martijn.occurrences(in: store, march).count == 32)
            #expect(try counts(of: martijn, in: store, month: 3, days: 31) == [1, 2] + Array(repeating: 1, count: 29))
            try store.createEvent(
                by: martijn,
                draft("Recurrent event (2)", "20050403T150000", 30, "FREQ=WEEKLY;UNTIL=20050501T235959")
            )
            let april = try counts(of: martijn, in: store, month: 4, days: 30)
            #expect(april.indices.filter { april[$0] > 0 }.map { $0 + 1 } == [3, 10, 17, 24])
            #expect(april.reduce(0, +) == 4)
        }

        private func counts(of user: CalendarUser, in store: any EventStore, month: Int, days: Int) throws -> [Int] {
            try (1...days).map { day in
                let day = CivilDate(year: 2005, month: month, day: day)
                return try StoreCalendar(store, of: [user]).occurrences(in: Period(day: day)).count
            }
        }

        @Test(arguments: StoreKind.allCases)
        func `categories are alternatives`(_ kind: StoreKind) throws {
            let store = try kind.make()
            let martijn = try store.createIndividual(id: "martijn", name: "Martijn")
            for (hour, title, categories) in [
                (14, "An Event", ["APPOINTMENT"]), (15, "Second Event", ["HOLIDAY"]),
                (16, "Third Event", ["APPOINTMENT"]),
                (17, "Fourth Event", ["HOLIDAY", "APPOINTMENT"]), (18, "Fifth Event", []),
            ] {
                var event = draft(title, "20050210T\(hour)0000", 60)
                event.categories = Set(categories)
                try store.createEvent(by: martijn, event)
            }
            func titles(_ categories: Set<String>) throws -> [String] {
                try martijn.events(
                    in: store,
                    period("20050201", "20050301"),
                    matching: Criteria(categories: categories)
                ).map(\.title)
            }
            #expect(try titles(["HOLIDAY"]) == ["Second Event", "Fourth Event"])
            #expect(try titles(["APPOINTMENT"]) == ["An Event", "Third Event", "Fourth Event"])
            #expect(
                try titles(["APPOINTMENT", "HOLIDAY"]) == ["An Event", "Second Event", "Third Event", "Fourth Event"]
            )
            #expect(try titles([]) == ["An Event", "Second Event", "Third Event", "Fourth Event", "Fifth Event"])
        }

        @Test(arguments: StoreKind.allCases)
        func `all-day events take whole days`(_ kind: StoreKind) throws {
            let store = try kind.make()
            let martijn = try store.createIndividual(id: "martijn", name: "Martijn")
            let one = try store.createEvent(
                by: martijn,
                EventDraft("All day extravaganza", start: time("20050410T093000"), isAllDay: true)
            )
            #expect(one.duration == 86_400)
            #expect(one.start == .date(CivilDate(year: 2005, month: 4, day: 10)))
            for (start, end, count) in [
                ("20050401", "20050412", 1), ("20050410", "20050411", 1), ("20050401", "20050410", 0),
                ("20050411", "20050412", 0),
            ] {
                #expect(try martijn.events(in: store, period(start, end)).count == count)
            }
            let rounded = try store.createEvent(
                by: martijn,
                EventDraft("Rounded", start: time("20061001T120000"), duration: minutes(2 * 1440 + 1), isAllDay: true)
            )
            #expect(rounded.duration == 3 * 86_400)
            try store.createEvent(
                by: martijn,
                EventDraft("Sunday", start: time("20050605"), rule: rule("FREQ=WEEKLY"))
            )
            let sundays = try martijn.occurrences(in: store, period("20050601", "20050701")).map(\.start.date.day)
            #expect(sundays == [5, 12, 19, 26])
        }

        @Test(arguments: StoreKind.allCases)
        func `what a search names must hold for the same attendee`(_ kind: StoreKind) throws {
            let store = try kind.make()
            let (a, b) = try (store.createIndividual(id: "a", name: "A"), store.createIndividual(id: "b", name: "B"))
            let event = try store.createEvent(by: a, draft("One", "20050310T100000", 60))
            try store.invite([b], to: event.uid, role: .optional)
            func count(_ criteria: Criteria) throws -> Int { try store.events(matching: criteria).count }
            #expect(try count(Criteria(attendees: ["b"], statuses: [.needsAction], roles: [.optional])) == 1)
            #expect(try count(Criteria(attendees: ["b"], statuses: [.accepted])) == 0)
            #expect(try count(Criteria(attendees: ["a", "b"], statuses: [.accepted], roles: [.optional])) == 0)
            #expect(try count(Criteria(attendees: ["a", "b"], statuses: [.accepted], roles: [.required])) == 1)
            #expect(try count(Criteria(statuses: [.declined])) == 1)
            #expect(try count(Criteria(organizer: "a")) == 1)
            #expect(try count(Criteria(organizer: "b")) == 0)
            #expect(try count(Criteria(text: "on")) == 1)
            #expect(try count(Criteria(text: "ONE")) == 1)
            #expect(try count(Criteria(text: "ne")) == 0)
            try store.createEvent(by: a, draft("Größe der Ärzte-Straße", "20050311T100000", 60))
            for text in ["größe", "Grosse", "GRÖ", "gro strasse", "straße arzte", "STRAß", "groß"] {
                #expect(try count(Criteria(text: text)) == (text.lowercased().contains("ss") ? 0 : 1), "\(text)")
            }
            #expect(throws: StoreError.unknownUser("nobody")) { try count(Criteria(attendees: ["nobody"])) }
        }

        @Test(arguments: StoreKind.allCases)
        func `bounds of periods are half-open, open ones endless`(_ kind: StoreKind) throws {
            let store = try kind.make()
            let a = try store.createIndividual(id: "a", name: "A")
            try store.createEvent(by: a, draft("One", "20050310T100000", 60))
            try store.createEvent(by: a, draft("Moment", "20050311T000000", 0))
            func titles(_ start: String?, _ end: String?) throws -> [String] {
                try store.occurrences(in: Period(from: start.map { time($0).civil }, until: end.map { time($0).civil }))
                    .map(\.title)
            }
            #expect(try titles("20050310T110000", "20050310T120000") == [])
            #expect(try titles("20050310T090000", "20050310T100000") == [])
            #expect(try titles("20050310T105959", "20050310T110000") == ["One"])
            #expect(try titles("20050310", "20050311") == ["One"])
            #expect(try titles("20050311", "20050312") == ["Moment"])
            #expect(try titles(nil, "20050311") == ["One"])
            #expect(try titles("20050310T110000", nil) == ["Moment"])
            #expect(try titles(nil, nil) == ["One", "Moment"])
            try store.createEvent(by: a, draft("For ever", "20050401T100000", 60, "FREQ=YEARLY"))
            #expect(throws: StoreError.endlessPeriod) { try titles("20050310", nil) }
            #expect(try titles("29990401", "29990402") == ["For ever"])
            #expect(throws: StoreError.self) { try titles("20050311", "20050310") }
        }

        @Test(arguments: StoreKind.allCases)
        func `occurrences are cut at midnights`(_ kind: StoreKind) throws {
            let berlin = try #require(Converter().zones.resolve("Europe/Berlin")?.rules)
            let store = try kind.make()
            let a = try store.createIndividual(id: "a", name: "A")
            try store.createEvent(by: a, draft("Night", "20050326T230000 Europe/Berlin", 26 * 60))
            let all = try store.segments(in: period("20050326", "20050401", in: berlin))
            #expect(
                all.map(\.range) == [
                    TimeRange("20050326T230000", "20050327T000000"), TimeRange("20050327T000000", "20050328T000000"),
                    TimeRange("20050328T000000", "20050328T020000"),
                ]
            )
            let day = try store.segments(onDay: CivilDate(year: 2005, month: 3, day: 28), in: berlin)
            #expect(day.map(\.range) == [TimeRange("20050328T000000", "20050328T020000")])
        }
    }

    func draft(_ title: String, _ start: String, _ length: Int, _ text: String? = nil) -> EventDraft {
        EventDraft(title, start: time(start), duration: minutes(length), rule: text.flatMap { rule($0) })
    }
#endif
