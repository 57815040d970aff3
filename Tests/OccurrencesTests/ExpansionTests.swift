import CalendarDiagnostics
import CalendarModel
import ICalendar
import Occurrences
import Recurrence
import Testing
import TimeZones

@Suite struct `Expansion` {
    @Test func `joins rules and additional dates, leaving out exclusions`() throws {
        var listing = try Listing.event(
            """
            DTSTART;TZID=Europe/Berlin:20260105T090000
            DTEND;TZID=Europe/Berlin:20260105T100000
            RRULE:FREQ=WEEKLY;COUNT=4
            RDATE;TZID=Europe/Berlin:20260107T150000
            EXDATE;TZID=Europe/Berlin:20260112T090000
            """
        )
        #expect(
            listing.first(9).map(\.text) == [
                "20260105T090000/20260105T100000", "20260107T150000/20260107T160000", "20260119T090000/20260119T100000",
                "20260126T090000/20260126T100000",
            ]
        )
    }

    @Test(arguments: [
        "EXDATE:20260112T080000Z", "EXDATE;TZID=America/New_York:20260112T030000", "EXDATE;VALUE=DATE:20260112",
        "EXDATE:20260112T090000", "EXRULE:FREQ=MONTHLY;BYMONTHDAY=12",
    ])
    func `takes out an occurrence in each form`(exclusion: String) throws {
        var listing = try Listing.event(
            "DTSTART;TZID=Europe/Berlin:20260105T090000\nRRULE:FREQ=WEEKLY;COUNT=3\n\(exclusion)"
        )
        #expect(listing.first(9).map(\.startText) == ["20260105T090000", "20260119T090000"])
    }

    @Test func `gives periods their own end`() throws {
        var listing = try Listing.event(
            """
            DTSTART:20260105T090000Z
            DURATION:PT1H
            RRULE:FREQ=DAILY;COUNT=2
            RDATE;VALUE=PERIOD:20260106T090000Z/20260106T120000Z,20260110T090000Z/PT5M
            """
        )
        #expect(
            listing.first(9).map(\.text) == [
                "20260105T090000Z/20260105T100000Z", "20260106T090000Z/20260106T120000Z",
                "20260110T090000Z/20260110T090500Z",
            ]
        )
    }

    @Test(arguments: [
        "RECURRENCE-ID;TZID=Europe/Berlin:20260112T090000", "RECURRENCE-ID:20260112T080000Z",
        "RECURRENCE-ID;TZID=America/New_York:20260112T030000", "RECURRENCE-ID;VALUE=DATE:20260112",
        "RECURRENCE-ID:20260112T090000",
    ])
    func `finds the occurrence that an override replaces`(id: String) throws {
        var listing = try Listing(
            """
            BEGIN:VEVENT
            UID:a
            DTSTART;TZID=Europe/Berlin:20260105T090000
            DURATION:PT1H
            RRULE:FREQ=WEEKLY;COUNT=3
            END:VEVENT
            BEGIN:VEVENT
            UID:a
            \(id)
            DTSTART;TZID=Europe/Berlin:20260113T110000
            DURATION:PT1H
            END:VEVENT
            """
        )
        #expect(
            listing.first(9).map(\.text) == [
                "20260105T090000/20260105T100000", "20260113T110000/20260113T120000=20260112T090000",
                "20260119T090000/20260119T100000",
            ]
        )
    }

    @Test func `lists what an override without a master says of itself`() throws {
        var listing = try Listing.event(
            """
            RECURRENCE-ID;RANGE=THISANDFUTURE:20211101T150000Z
            DTSTART;TZID=Europe/Berlin:20211101T160000
            DTEND;TZID=Europe/Berlin:20211101T163000
            RDATE;TZID=Europe/Berlin:20211206T160000,20220103T170000
            """
        )
        #expect(
            listing.first(9).map(\.text) == [
                "20211101T160000/20211101T163000=20211101T160000", "20211206T160000/20211206T163000=20211206T160000",
                "20220103T170000/20220103T173000=20220103T170000",
            ]
        )
    }

    @Test func `shows an end in another zone on the clock of the start as well`() throws {
        var listing = try Listing.event("DTSTART;TZID=Europe/London:20241005T141700\nDTEND:20241005T141700Z")
        let flight = try #require(listing.first(1).first)
        #expect(flight.end?.description == "20241005T141700Z")
        #expect(flight.endOnStartClock?.description == "20241005T151700")
    }

    @Test func `lists an override outside the rule beside it`() throws {
        var listing = try Listing(
            """
            BEGIN:VEVENT
            UID:a
            DTSTART:20260105T090000
            RRULE:FREQ=WEEKLY;COUNT=2
            END:VEVENT
            BEGIN:VEVENT
            UID:a
            RECURRENCE-ID:20260106T090000
            DTSTART:20260107T090000
            END:VEVENT
            """
        )
        #expect(
            listing.first(9).map(\.text) == [
                "20260105T090000/20260105T090000", "20260107T090000/20260107T090000=20260106T090000",
                "20260112T090000/20260112T090000",
            ]
        )
    }

    @Test func `moves all later occurrences with RANGE=THISANDFUTURE`() throws {
        var listing = try Listing(
            """
            BEGIN:VEVENT
            UID:a
            SUMMARY:early
            DTSTART;TZID=Europe/Berlin:20260316T090000
            DURATION:PT1H
            RRULE:FREQ=WEEKLY;COUNT=5
            END:VEVENT
            BEGIN:VEVENT
            UID:a
            SUMMARY:late
            RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260323T090000
            DTSTART;TZID=Europe/Berlin:20260324T130000
            DURATION:PT2H
            END:VEVENT
            BEGIN:VEVENT
            UID:a
            SUMMARY:once
            RECURRENCE-ID;TZID=Europe/Berlin:20260406T090000
            DTSTART;TZID=Europe/Berlin:20260406T200000
            END:VEVENT
            """
        )
        let found = listing.first(9)
        #expect(
            found.map(\.text) == [
                "20260316T090000/20260316T100000", "20260324T130000/20260324T150000=20260323T090000",
                "20260331T130000/20260331T150000=20260330T090000", "20260406T200000/20260406T200000=20260406T090000",
                "20260414T130000/20260414T150000=20260413T090000",
            ]
        )
        #expect(found.map { $0.item.summary ?? "" } == ["early", "late", "late", "once", "late"])
        // The window finds moved occurrences where they are, not where the rule has them.
        #expect(listing.from(day(2026, 3, 31), until: day(2026, 4, 1)).map(\.startText) == ["20260331T130000"])
    }

    @Test func `keeps exact lengths for DTEND and nominal ones for DURATION over a change of clocks`() throws {
        for (finish, end) in [
            ("DTEND;TZID=Europe/Berlin:20260328T120000", "20260329T130000"), ("DURATION:P1D", "20260329T120000"),
            ("DURATION:PT24H", "20260329T130000"),
        ] {
            var listing = try Listing.event(
                "DTSTART;TZID=Europe/Berlin:20260327T120000\n\(finish)\nRRULE:FREQ=DAILY;COUNT=2"
            )
            #expect(listing.first(2).last?.end?.description == end, "\(finish)")
        }
    }

    @Test func `counts whole days, to-dos by DUE alone, and journals without an end`() throws {
        var days = try Listing.event(
            "DTSTART;VALUE=DATE:20260105\nDTEND;VALUE=DATE:20260107\nRRULE:FREQ=MONTHLY;COUNT=2"
        )
        #expect(days.first(9).map(\.text) == ["20260105/20260107", "20260205/20260207"])
        var todos = try Listing("BEGIN:VTODO\nUID:a\nDUE:20260105T180000\nRRULE:FREQ=DAILY;COUNT=2\nEND:VTODO")
        #expect(todos.first(9).map(\.text) == ["20260105T180000/20260105T180000", "20260106T180000/20260106T180000"])
        var journals = try Listing("BEGIN:VJOURNAL\nUID:a\nDTSTART;VALUE=DATE:20260105\nEND:VJOURNAL")
        #expect(journals.first(9).map(\.text) == ["20260105"])
    }

    @Test func `reads an unknown zone as floating and says so, or takes the default zone`() throws {
        var listing = try Listing.event("DTSTART;TZID=Mars/Olympus:20260105T090000")
        let floating = try #require(listing.first(1).first)
        #expect(floating.instant == nil && floating.zone == nil)
        #expect(listing.diagnostics.all.map(\.rule) == ["unknown-time-zone"])
        listing.options.defaultZone = "Europe/Berlin"
        let placed = try #require(listing.first(1).first)
        #expect(placed.zone == "Europe/Berlin" && placed.instant == day(2026, 1, 5).dayNumber * 86_400 + 8 * 3600)
    }

    @Test func `evaluates the calendar's own zone before the directory's`() throws {
        var listing = try Listing(
            """
            BEGIN:VTIMEZONE
            TZID:Europe/Berlin
            BEGIN:STANDARD
            DTSTART:19700101T000000
            TZOFFSETFROM:+0500
            TZOFFSETTO:+0500
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:a
            DTSTART;TZID=Europe/Berlin:20260105T090000
            END:VEVENT
            """
        )
        #expect(listing.first(1).first?.instant == day(2026, 1, 5).dayNumber * 86_400 + 4 * 3600)
    }

    @Test func `merges many series in order of time and stops where it is asked to`() throws {
        var listing = try Listing(
            (0..<50).map { number in
                """
                BEGIN:VEVENT
                UID:\(number)
                DTSTART:202601\(number % 9 + 10)T\(number % 14 + 10)0000Z
                RRULE:FREQ=HOURLY;INTERVAL=\(number + 1)
                END:VEVENT
                """
            }.joined(separator: "\n")
        )
        let found = listing.first(2000)
        #expect(found.count == 2000)
        #expect(zip(found, found.dropFirst()).allSatisfy { ($0.instant ?? 0) <= ($1.instant ?? 0) })
        let window = listing.from(day(2026, 2, 1), until: day(2026, 2, 2))
        #expect(
            window.count
                == listing.expanded().map {
                    Array($0.occurrences(in: OccurrenceWindow(from: day(2026, 2, 1), until: day(2026, 2, 2)))).count
                }.reduce(0, +)
        )
    }

    @Test func `shows occurrences in a gap where they come to lie`() throws {
        var listing = try Listing.event("DTSTART;TZID=Europe/Berlin:20260328T023000\nRRULE:FREQ=DAILY;COUNT=3")
        #expect(listing.first(9).map(\.startText) == ["20260328T023000", "20260329T033000", "20260330T023000"])
    }

    @Test func `lists cancelled occurrences unless told not to`() throws {
        var listing = try Listing(
            """
            BEGIN:VEVENT
            UID:a
            DTSTART:20260105T090000
            RRULE:FREQ=DAILY;COUNT=2
            END:VEVENT
            BEGIN:VEVENT
            UID:a
            RECURRENCE-ID:20260106T090000
            STATUS:CANCELLED
            END:VEVENT
            """
        )
        #expect(
            listing.first(9).map(\.text) == [
                "20260105T090000/20260105T090000", "20260106T090000/20260106T090000=20260106T090000",
            ]
        )
        listing.options.listsCancelled = false
        #expect(listing.first(9).map(\.startText) == ["20260105T090000"])
    }

    @Test func `gives up a rule that never matches, and says so`() throws {
        var listing = try Listing.event("DTSTART:20260105T090000\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=31")
        listing.options.policies.start = .ruleOnly
        listing.options.stepBudget = 100
        var merge = OccurrenceMerge(listing.expanded(), in: .always)
        #expect(merge.next() == nil)
        merge.reportUnfinished(to: &listing.diagnostics)
        #expect(listing.diagnostics.all.map(\.rule) == ["recurrence-step-budget"])
    }

    @Test func `reaches a day centuries away without walking there`() throws {
        var listing = try Listing.event("DTSTART;TZID=Europe/Berlin:19700101T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY")
        let expanded = listing.expanded()
        let window = OccurrenceWindow(from: day(2400, 6, 1), until: day(2400, 6, 2))
        let clock = ContinuousClock()
        let duration = clock.measure {
            for _ in 0..<100 {
                let found = OccurrenceMerge(expanded, in: window).map(\.startText)
                #expect(found == ["24000601T090000"])
            }
        }
        // 50 µs each in a release build; a debug build takes longer, but walking 157,000 days would take much longer still.
        #expect(duration < .milliseconds(500), "\(duration)")
    }
}
