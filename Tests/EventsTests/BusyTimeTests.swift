#if Events
    import Foundation
    import Kalends
    import KalendsEvents
    import Testing

    @Suite("Busy and free") struct BusyTimeTests {
        private static func hours() throws -> DailyHours {
            try DailyHours(from: CivilTime(secondOfDay: 9 * 3600), until: CivilTime(secondOfDay: 17 * 3600))
        }

        private let names = ["martijn", "lennart", "florent", "eric"]

        private func make(_ kind: StoreKind) throws -> (store: any EventStore, users: [String: CalendarUser]) {
            let store = try kind.make()
            var users: [String: CalendarUser] = [:]
            for name in names { users[name] = try store.createIndividual(id: name, name: name.capitalized) }
            return (store, users)
        }

        @Test(arguments: StoreKind.allCases)
        func `four people are busy in five periods and free in four`(_ kind: StoreKind) throws {
            let (store, users) = try make(kind)
            func add(_ who: String, _ start: String, _ length: Int) throws -> Event {
                try store.createEvent(by: #require(users[who]), draft("Busy", start, length))
            }
            _ = try add("martijn", "20050310T000000", 1440)
            _ = try add("florent", "20050309T150000", 120)
            let c = try add("eric", "20050309T100000", 90)
            let d = try add("lennart", "20050311T110000", 60)
            _ = try add("martijn", "20050309T153000", 30)
            try store.invite([#require(users["lennart"]), #require(users["florent"])], to: c.uid)
            try store.invite([#require(users["florent"])], to: d.uid)
            let days = try period("20050309", "20050312")
            #expect(
                try store.busyRanges(of: names, in: days, within: Self.hours()) == [
                    TimeRange("20050309T000000", "20050309T090000"), TimeRange("20050309T100000", "20050309T113000"),
                    TimeRange("20050309T150000", "20050311T090000"), TimeRange("20050311T110000", "20050311T120000"),
                    TimeRange("20050311T170000", "20050312T000000"),
                ]
            )
            #expect(
                try store.freeRanges(of: names, in: days, within: Self.hours()) == [
                    TimeRange("20050309T090000", "20050309T100000"), TimeRange("20050309T113000", "20050309T150000"),
                    TimeRange("20050311T090000", "20050311T110000"), TimeRange("20050311T120000", "20050311T170000"),
                ]
            )
            for event in try store.events(in: days) { try store.delete(event.uid) }
            #expect(try store.events(in: days) == [])
        }

        @Test(arguments: StoreKind.allCases)
        func `free times shorter than asked for are not listed`(_ kind: StoreKind) throws {
            let (store, users) = try make(kind)
            let martijn = try #require(users["martijn"])
            for (start, length) in [("090000", 60), ("101500", 60), ("120000", 90), ("160000", 120)] {
                try store.createEvent(by: martijn, draft("Busy", "20050309T\(start)", length))
            }
            func free(_ least: Int) throws -> [TimeRange] {
                try store.freeRanges(
                    of: ["martijn"],
                    in: period("20050309", "20050310"),
                    within: Self.hours(),
                    atLeast: least * 60
                )
            }
            let all = [
                TimeRange("20050309T100000", "20050309T101500"), TimeRange("20050309T111500", "20050309T120000"),
                TimeRange("20050309T133000", "20050309T160000"),
            ]
            #expect(try free(0) == all)
            #expect(try free(15) == all)
            #expect(try free(30) == Array(all[1...]))
            #expect(try free(60) == Array(all[2...]))
            #expect(try free(180) == [])
        }

        @Test(arguments: StoreKind.allCases)
        func `series, whole days, long events and transparent ones count as they should`(_ kind: StoreKind) throws {
            let (store, users) = try make(kind)
            let martijn = try #require(users["martijn"])
            func free(_ start: String, _ end: String) throws -> [TimeRange] {
                try store.freeRanges(of: ["martijn"], in: period(start, end), within: Self.hours())
            }
            let daily = try store.createEvent(by: martijn, draft("A", "20050609T110000", 60, "FREQ=DAILY"))
            #expect(
                try free("20050609", "20050611") == [
                    TimeRange("20050609T090000", "20050609T110000"), TimeRange("20050609T120000", "20050609T170000"),
                    TimeRange("20050610T090000", "20050610T110000"), TimeRange("20050610T120000", "20050610T170000"),
                ]
            )
            // Beyond what is laid out for queries the answer is the same.
            #expect(try free("20250609", "20250610").count == 2)
            try store.delete(daily.uid)
            try store.createEvent(by: martijn, draft("A", "20050709T110000", 60))
            try store.createEvent(by: martijn, EventDraft("B", start: time("20050711"), isAllDay: true))
            #expect(
                try free("20050709", "20050713") == [
                    TimeRange("20050709T090000", "20050709T110000"), TimeRange("20050709T120000", "20050709T170000"),
                    TimeRange("20050710T090000", "20050710T170000"), TimeRange("20050712T090000", "20050712T170000"),
                ]
            )
            try store.createEvent(by: martijn, draft("A", "20050909T140000", 47 * 60))
            #expect(
                try free("20050909", "20050912") == [
                    TimeRange("20050909T090000", "20050909T140000"), TimeRange("20050911T130000", "20050911T170000"),
                ]
            )
            var transparent = draft("A", "20060101T140000", 240)
            transparent.isTransparent = true
            try store.createEvent(by: martijn, transparent)
            #expect(try free("20060101", "20060102") == [TimeRange("20060101T090000", "20060101T170000")])
        }

        @Test(arguments: StoreKind.allCases)
        func `cancelled, declined and delegated events leave time free`(_ kind: StoreKind) throws {
            let (store, users) = try make(kind)
            let (martijn, eric) = try (#require(users["martijn"]), #require(users["eric"]))
            let day = try period("20050309", "20050310")
            let event = try store.createEvent(by: martijn, draft("A", "20050309T110000", 60))
            try store.invite([eric], to: event.uid)
            #expect(try store.busyRanges(of: ["eric"], in: day).count == 1)
            try store.setStatus(of: eric, to: .declined, in: event.uid)
            #expect(try store.busyRanges(of: ["eric"], in: day).isEmpty)
            try store.setStatus(of: eric, to: .tentative, in: event.uid)
            #expect(try store.busyRanges(of: ["eric"], in: day).count == 1)
            try store.delegate(from: eric, to: #require(users["lennart"]), in: event.uid)
            #expect(try store.busyRanges(of: ["eric"], in: day).isEmpty)
            #expect(try store.busyRanges(of: ["lennart"], in: day).count == 1)
            try store.cancel(event.uid)
            #expect(try store.busyRanges(of: names, in: day).isEmpty)
        }

        @Test(arguments: StoreKind.allCases)
        func `hours and floating times are those of the period's zone`(_ kind: StoreKind) throws {
            let (store, users) = try make(kind)
            let martijn = try #require(users["martijn"])
            let york = try #require(store.configuration.converter.zones.resolve("America/New_York")?.rules)
            try store.createEvent(by: martijn, draft("Zoned", "20050309T180000 Europe/Berlin", 60))
            try store.createEvent(by: martijn, draft("Floating", "20050309T100000", 60))
            #expect(
                try store.freeRanges(
                    of: ["martijn"],
                    in: period("20050309", "20050310", in: york),
                    within: Self.hours()
                ) == [
                    TimeRange("20050309T090000", "20050309T100000"), TimeRange("20050309T110000", "20050309T120000"),
                    TimeRange("20050309T130000", "20050309T170000"),
                ]
            )
        }

        @Test(arguments: StoreKind.allCases)
        func `hours, floating times and whole days are those of each person's own zone`(_ kind: StoreKind) throws {
            let store = try kind.make()
            let berlin = CalendarUser(id: "berlin", timeZone: "Europe/Berlin")
            let york = CalendarUser(id: "york", timeZone: "America/New_York")
            try store.add(berlin)
            try store.add(york)
            // Berlin is an hour, New York five hours away from UTC in this week.
            let day = try period("20050309", "20050310")
            func free(_ users: String...) throws -> [TimeRange] {
                try store.freeRanges(of: users, in: day, within: Self.hours())
            }
            #expect(try free("berlin") == [TimeRange("20050309T080000", "20050309T160000")])
            #expect(try free("york") == [TimeRange("20050309T140000", "20050309T220000")])
            #expect(try free("berlin", "york") == [TimeRange("20050309T140000", "20050309T160000")])
            try store.createEvent(by: york, draft("Floating", "20050309T093000", 60))
            #expect(
                try free("york") == [
                    TimeRange("20050309T140000", "20050309T143000"), TimeRange("20050309T153000", "20050309T220000"),
                ]
            )
            #expect(
                try free("berlin", "york") == [
                    TimeRange("20050309T140000", "20050309T143000"), TimeRange("20050309T153000", "20050309T160000"),
                ]
            )
            try store.createEvent(by: berlin, EventDraft("Day off", start: time("20050310"), isAllDay: true))
            // The day of Berlin begins an hour before that of UTC.
            #expect(
                try store.busyRanges(of: ["berlin"], in: day) == [TimeRange("20050309T230000", "20050310T000000")]
            )
        }

        @Test(arguments: StoreKind.allCases)
        func `VFREEBUSY tells firm from tentative`(_ kind: StoreKind) throws {
            let (store, users) = try make(kind)
            let martijn = try #require(users["martijn"])
            try store.createEvent(by: martijn, draft("Firm", "20050309T110000Z", 60, nil, status: .confirmed))
            try store.createEvent(by: martijn, draft("Touching", "20050309T120000Z", 60, nil, status: .confirmed))
            try store.createEvent(by: martijn, draft("Tentative", "20050309T123000Z", 60))
            let text = try String(
                decoding: store.freeBusyText(of: "martijn", in: period("20050309", "20050310")),
                as: UTF8.self
            )
            #expect(text.contains("FREEBUSY;FBTYPE=BUSY:20050309T110000Z/20050309T130000Z\r\n"))
            #expect(text.contains("FREEBUSY;FBTYPE=BUSY-TENTATIVE:20050309T130000Z/20050309T133000Z\r\n"))
        }
    }

    func draft(
        _ title: String,
        _ start: String,
        _ length: Int,
        _ text: String?,
        status: CalendarItem.Status
    ) -> EventDraft {
        var event = draft(title, start, length, text)
        event.status = status
        return event
    }
#endif
