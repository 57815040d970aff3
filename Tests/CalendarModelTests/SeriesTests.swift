import CalendarDiagnostics
import ICalendar
import Testing

@testable import CalendarModel

@Suite("Series") struct SeriesTests {
    private static func item(_ day: Int? = nil) -> CalendarItem {
        var item = CalendarItem(.event)
        item.uid = "u"
        item.recurrenceID = day.map { CalendarItem.RecurrenceID(time($0)) }
        return item
    }

    private static func time(_ day: Int) -> EventTime { .date(CivilDate(year: 2026, month: 1, day: day)) }

    @Test func `an exclusion of an overridden occurrence stays, and an override gives way to a new exclusion`() {
        var master = Self.item()
        master.exclusions = [Self.time(5), Self.time(6)]
        var series = Series(master: master, overrides: [Self.item(5)])
        #expect(series.master?.exclusions == [Self.time(5), Self.time(6)])
        #expect(series.withoutOverriddenExclusions.master?.exclusions == [Self.time(6)])
        series.exclude(Self.time(5))
        #expect(series.overrides == [])
        #expect(series.master?.exclusions == [Self.time(5), Self.time(6)])
    }

    @Test func `overrides stand in the order of their occurrences, one for each`() {
        let series = Series(master: Self.item(), overrides: [Self.item(9), Self.item(3), Self.item(9)])
        #expect(series.overrides.map(\.recurrenceID?.time) == [Self.time(3), Self.time(9)])
    }

    @Test func `components are grouped by UID and kind, and doubles are kept apart`() throws {
        let text = """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            UID:a
            RECURRENCE-ID:20260112T090000Z
            END:VEVENT
            BEGIN:VTODO
            UID:a
            END:VTODO
            BEGIN:VEVENT
            UID:a
            END:VEVENT
            BEGIN:VEVENT
            UID:a
            END:VEVENT
            BEGIN:VEVENT
            SUMMARY:none
            END:VEVENT
            BEGIN:VFREEBUSY
            END:VFREEBUSY
            END:VCALENDAR

            """
        var diagnostics = Diagnostics()
        let tree = try ICalendarReader().read(Array(text.utf8), diagnostics: &diagnostics)
        let contents = Series.all(in: tree.components[0])
        #expect(contents.itemCount == 5)
        #expect(contents.series.map(\.items.count) == [2, 1, 1, 1])
        #expect(contents.others.count == 1)
        #expect(contents.duplicates == [2])
    }
}
