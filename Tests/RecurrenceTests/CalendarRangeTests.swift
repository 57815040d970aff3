import CalendarDiagnostics
import ICalendar
import Testing

@testable import Recurrence

/// The table of the Chinese calendar holds 1900-01-31 to 2115-01-25.
@Suite struct `Calendars that are known for a time` {
    private func sequence(_ text: String, from start: String) throws -> RecurrenceSequence {
        RecurrenceSequence(try RecurrenceRule(reading: text), from: moment(start), isAllDay: true)
    }

    @Test func `an endless rule ends with the table and says so`() throws {
        let found = try sequence("RSCALE=CHINESE;FREQ=YEARLY", from: "20240210").first(1000).collected()
        #expect(found.occurrences.count == 91)
        #expect(found.occurrences.last == moment("21140206"))
        #expect(found.outcome == .calendarEnded)
    }

    @Test func `a query within the table is finished, one beyond it is not`() throws {
        let newYear = try sequence("RSCALE=CHINESE;FREQ=YEARLY", from: "20240210")
        #expect(
            newYear.within(moment("21140101")..<moment("21150101")).collected() == ([moment("21140206")], .finished)
        )
        #expect(
            newYear.within(moment("21140101")..<moment("21200101")).collected() == (
                [moment("21140206")], .calendarEnded
            )
        )
        #expect(newYear.within(moment("21500101")..<moment("21600101")).collected() == ([], .calendarEnded))
        var backwards = newYear.reversed(before: moment("21500101")).makeIterator()
        #expect(backwards.next() == moment("21140206"))
        #expect(backwards.outcome == .calendarEnded)
        backwards = newYear.reversed(before: moment("21000101")).makeIterator()
        #expect(backwards.next() == moment("20990121") && backwards.outcome == .finished)
    }

    @Test func `COUNT and UNTIL within the table end the rule`() throws {
        let counted = try sequence("RSCALE=CHINESE;FREQ=YEARLY;COUNT=91", from: "20240210")
        #expect(counted.first(1000).collected().outcome == .finished)
        #expect(counted.within(moment("21500101")..<moment("21600101")).collected() == ([], .finished))
        #expect(counted.reversed(before: moment("21500101")).collected().outcome == .finished)
        let more = try sequence("RSCALE=CHINESE;FREQ=YEARLY;COUNT=92", from: "20240210")
        #expect(more.first(1000).collected().outcome == .calendarEnded)
        #expect(more.within(moment("21500101")..<moment("21600101")).collected() == ([], .calendarEnded))
        #expect(more.reversed(before: moment("21500101")).collected().outcome == .calendarEnded)
        #expect(
            try sequence("RSCALE=CHINESE;FREQ=YEARLY;UNTIL=21000101", from: "20240210").first(1000).collected().outcome
                == .finished
        )
        #expect(
            try sequence("RSCALE=CHINESE;FREQ=YEARLY;UNTIL=22000101", from: "20240210").first(1000).collected().outcome
                == .calendarEnded
        )
    }

    @Test(arguments: [
        ("CHINESE", "19000130"), ("CHINESE", "21150126"), ("DANGI", "18991231"), ("ISLAMIC", "18800101"),
        ("ISLAMIC", "21800101"),
    ])
    func `a start outside the table occurs alone`(scale: String, start: String) throws {
        let rule = try sequence("RSCALE=\(scale);FREQ=DAILY", from: start)
        #expect(rule.first(10).collected() == ([moment(start)], .finished))
        #expect(rule.diagnose().map(\.rule) == ["recurrence-unknown-calendar"])
        #expect(!rule.hasKnownCalendar)
    }

    @Test(arguments: ["CHINESE", "DANGI", "ISLAMIC"])
    func `a rule that does not match in the table is not said never to match`(scale: String) throws {
        let rule = try sequence("RSCALE=\(scale);FREQ=YEARLY;BYMONTH=13", from: "20240210")
        #expect(rule.first(10).collected() == ([moment("20240210")], .calendarEnded))
        #expect(rule.diagnose().map(\.rule) == ["recurrence-calendar-range"])
    }

    @Test(arguments: ["HEBREW", "COPTIC", "ISLAMIC-UMALQURA", "PERSIAN"])
    func `a calendar of arithmetic goes on`(scale: String) throws {
        let found = try sequence("RSCALE=\(scale);FREQ=YEARLY", from: "20240501").first(3000).collected()
        #expect(found.occurrences.count == 3000 && found.outcome == .finished)
    }

    @Test func `weeks are counted in the years of the calendar`() throws {
        // 1 Tishri 5786 is Tuesday, 23 September 2025: its week has six days in the year, and the next Monday is in week 2.
        let weeks = try sequence("RSCALE=HEBREW;FREQ=YEARLY;BYWEEKNO=2;BYDAY=MO;COUNT=2", from: "20250929")
        #expect(weeks.first(2).collected().occurrences == [moment("20250929"), moment("20260921")])
    }
}
