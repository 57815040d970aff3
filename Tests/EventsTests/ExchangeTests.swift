#if Events
    import Foundation
    import Kalends
    import KalendsEvents
    import Testing

    @Suite("Import and export") struct ExchangeTests {
        private static func text(_ events: String..., zone: Bool = false) -> [UInt8] {
            let definition = """
                BEGIN:VTIMEZONE
                TZID:Europe/Berlin
                BEGIN:STANDARD
                DTSTART:19701025T030000
                RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
                TZOFFSETFROM:+0200
                TZOFFSETTO:+0100
                END:STANDARD
                BEGIN:DAYLIGHT
                DTSTART:19700329T020000
                RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
                TZOFFSETFROM:+0100
                TZOFFSETTO:+0200
                END:DAYLIGHT
                END:VTIMEZONE

                """
            let body = events.map { "BEGIN:VEVENT\n\($0)\nEND:VEVENT\n" }.joined()
            let all =
                "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y//EN\n\(zone ? definition : "")\(body)END:VCALENDAR\n"
            return Array(all.replacing("\n", with: "\r\n").utf8)
        }

        private func make(_ kind: StoreKind) throws -> (any EventStore, StoreCalendar) {
            let store = try kind.make()
            return (store, StoreCalendar(store, of: [try store.createIndividual(id: "dude", name: "Dude")]))
        }

        @Test(
            arguments: StoreKind.allCases,
            [
                ("RRULE:FREQ=DAILY", 9), ("RRULE:FREQ=DAILY;UNTIL=20050406", 6), ("RRULE:FREQ=DAILY;COUNT=4", 4),
            ]
        )
        func `a daily series has its occurrences after import`(
            _ kind: StoreKind,
            _ expected: (rule: String, count: Int)
        ) throws {
            let (_, calendar) = try make(kind)
            let event = "UID:1\nDTSTART:20050401T100000\nDTEND:20050401T110000\n\(expected.rule)"
            let result = try calendar.import(Self.text(event))
            #expect(result.created == 1)
            #expect(try calendar.occurrences(in: period("20050401", "20050410")).count == expected.count)
        }

        @Test(
            arguments: StoreKind.allCases,
            [
                ("20050401T100000", "FREQ=YEARLY", "20050101", "20101231", 6),
                ("20050401T100000", "FREQ=WEEKLY;BYDAY=MO,FR", "20050401", "20050430", 9),
                ("20050401T100000", "FREQ=MONTHLY", "20050401", "20051210", 9),
            ]
        )
        func `other series have theirs`(
            _ kind: StoreKind,
            _ one: (start: String, rule: String, String, String, count: Int)
        ) throws {
            let (_, calendar) = try make(kind)
            _ = try calendar.import(Self.text("UID:1\nDTSTART:\(one.start)\nDURATION:PT1H\nRRULE:\(one.rule)"))
            #expect(try calendar.occurrences(in: period(one.2, one.3)).count == one.count)
        }

        @Test(arguments: StoreKind.allCases)
        func `a calendar that was not changed comes back byte for byte`(_ kind: StoreKind) throws {
            let (store, calendar) = try make(kind)
            let odd = Self.text(
                "uid:a\nSUMMARY;X-ODD=\"1\":folded at\n  an odd place\nDTSTART;TZID=Europe/Berlin:20050401T100000\nX-OWN:1",
                "UID:b\nDTSTART:20050402\nATTENDEE;PARTSTAT=ACCEPTED;X-Y=z:MAILTO:Dude@Example.COM\nDESCRIPTION:\\n\\;",
                "UID:a\nRECURRENCE-ID;TZID=Europe/Berlin:20050402T100000\nDTSTART:20050402T120000Z",
                zone: true
            )
            let contiguous = Self.text(
                "UID:a\nDTSTART;TZID=Europe/Berlin:20050401T100000\nRRULE:FREQ=DAILY",
                "UID:a\nRECURRENCE-ID;TZID=Europe/Berlin:20050402T100000\nDTSTART:20050402T120000Z\nx-odd:  1",
                zone: true
            )
            #expect(try calendar.import(contiguous).created == 1)
            #expect(try calendar.export(as: .iCalendar).bytes == contiguous)
            #expect(try calendar.import(contiguous).unchanged == 1)
            #expect(try calendar.import(odd).modified == 1)
            #expect(try calendar.import(odd).unchanged == 2)
            let back = try String(decoding: calendar.export(as: .iCalendar).bytes, as: UTF8.self)
            for line in [
                "SUMMARY;X-ODD=\"1\":folded at\r\n  an odd place\r\n",
                "ATTENDEE;PARTSTAT=ACCEPTED;X-Y=z:MAILTO:Dude@Example.COM",
            ] {
                #expect(back.contains(line))
            }
            // A change keeps the lines that it does not concern.
            try store.setStatus(
                of: #require(try store.attendees.user(address: "dude@example.com")),
                to: .declined,
                in: "b"
            )
            let changed = try String(decoding: calendar.export(as: .iCalendar).bytes, as: UTF8.self)
            #expect(changed.contains("folded at\r\n  an odd place\r\n"))
            #expect(changed.contains("DESCRIPTION:\\n\\;\r\n"))
            #expect(changed.contains("PARTSTAT=DECLINED"))
        }

        @Test(arguments: StoreKind.allCases)
        func `known UIDs are updated, foreign ones ignored, missing ones deleted if asked for`(_ kind: StoreKind) throws
        {
            let (store, calendar) = try make(kind)
            let other = StoreCalendar(store, of: [try store.createIndividual(id: "other", name: "Other")])
            let a = "UID:a\nDTSTART:20050401T100000\nSUMMARY:A"
            let b = "UID:b\nDTSTART:20050402T100000\nSUMMARY:B"
            let c = "UID:c\nDTSTART:20060402T100000\nSUMMARY:C"
            #expect(try calendar.import(Self.text(a, b, c)).created == 3)
            let foreign = try other.import(Self.text(a, "UID:d\nDTSTART:20050403T100000"))
            #expect((foreign.created, foreign.ignored, foreign.report.skipped) == (1, 1, 1))
            #expect(foreign.report.losses.map(\.id) == ["foreign-uid"])
            var options = ImportOptions()
            options.isDryRun = true
            options.synchronizes = true
            options.period = try period("20050101", "20060101")
            let changed = Self.text(a.replacing("SUMMARY:A", with: "SUMMARY:New"))
            var result = try calendar.import(changed, options)
            #expect((result.modified, result.deleted) == (1, 1))
            #expect(try store.event(uid: "a")?.title == "A")
            options.isDryRun = false
            result = try calendar.import(changed, options)
            #expect((result.created, result.modified, result.unchanged, result.deleted) == (0, 1, 0, 1))
            // Outside of the period, and in another calendar, nothing is deleted.
            #expect(try store.events().map(\.uid) == ["a", "d", "c"])
            #expect(try store.event(uid: "a")?.title == "New")
        }

        @Test(arguments: StoreKind.allCases)
        func `every format is read and written, and what a store does not keep is reported`(_ kind: StoreKind) throws {
            let (_, calendar) = try make(kind)
            let event =
                "UID:a\nDTSTAMP:20050101T000000Z\nDTSTART;TZID=Europe/Berlin:20050401T100000\nDTEND;TZID=Europe/Berlin:20050401T110000\nSUMMARY:A\nRRULE:FREQ=WEEKLY;COUNT=3"
            let original = Self.text(event, zone: true)
            for format in [CalendarFormat.xCal, .jCal, .kolab21, .kolab20] {
                let (_, fresh) = try make(kind)
                let converted = try Converter().convert(original, to: format).bytes
                #expect(try fresh.import(converted, from: format).created == 1)
                #expect(try fresh.occurrences(in: period("20050401", "20050501")).count == 3)
                _ = try calendar.import(original)
                #expect(try calendar.export(as: format).bytes == Converter().convert(original, to: format).bytes)
            }
            let odd =
                "BEGIN:VCALENDAR\r\nBEGIN:VFREEBUSY\r\nUID:f\r\nEND:VFREEBUSY\r\nBEGIN:VEVENT\r\nDTSTART:20050401\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
            let result = try calendar.import(Array(odd.utf8))
            #expect(result.report.skipped == 2)
            #expect(Set(result.report.losses.map(\.id)) == ["component-not-stored", "uid-missing"])
            #expect(throws: ReadError.self) { try calendar.import(Array("<html>".utf8)) }
            let timeless = try calendar.import(Self.text("UID:timeless\nDTSTART:garbage\nSUMMARY:Some time"))
            #expect((timeless.created, timeless.report.skipped) == (1, 0))
            #expect(timeless.report.losses.map(\.id) == ["unreadable-time"])
        }

        @Test(arguments: StoreKind.allCases)
        func `private events show their times only`(_ kind: StoreKind) throws {
            let (_, calendar) = try make(kind)
            _ = try calendar.import(
                Self.text(
                    "UID:a\nDTSTART:20050401T100000\nSUMMARY:Secret\nCLASS:PRIVATE\nATTENDEE:mailto:x@y.z\nX-SECRET:1",
                    "UID:b\nDTSTART:20050402T100000\nSUMMARY:Open"
                )
            )
            var options = ExportOptions()
            options.privacy = .publicOnly
            var text = try String(decoding: calendar.export(as: .iCalendar, options).bytes, as: UTF8.self)
            #expect(!text.contains("Secret") && !text.contains("x@y.z") && !text.contains("X-SECRET"))
            #expect(
                text.contains("SUMMARY:Private Event") && text.contains("CLASS:PRIVATE")
                    && text.contains("SUMMARY:Open")
            )
            options.privacy = .times
            text = try String(decoding: calendar.export(as: .iCalendar, options).bytes, as: UTF8.self)
            #expect(!text.contains("Open") && text.contains("DTSTART:20050402T100000"))
        }

        @Test(arguments: StoreKind.allCases)
        func `naive imports have local times without zones`(_ kind: StoreKind) throws {
            let (store, calendar) = try make(kind)
            var options = ImportOptions()
            options.naiveZone = try #require(store.configuration.converter.zones.resolve("Europe/Berlin")?.rules)
            _ = try calendar.import(
                Self.text(
                    "UID:a\nDTSTART:20050401T100000Z\nDTEND:20050401T110000Z\nRRULE:FREQ=DAILY;UNTIL=20050403T100000Z"
                ),
                options
            )
            let times = try calendar.occurrences(in: period("20050401", "20050501")).map(\.start)
            #expect(times == [time("20050401T120000"), time("20050402T120000"), time("20050403T120000")])
        }
    }
#endif
