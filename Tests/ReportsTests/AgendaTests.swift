import Foundation
import ICalendar
import Reports
import Testing

/// Entries by day, and the forms in which they are shown.
@Suite("Agenda") struct AgendaTests {
    private static let monday = CivilDate(year: 2026, month: 3, day: 2)

    private static func seconds(_ day: Int, _ hour: Int, _ minute: Int = 0) -> Int {
        (monday.dayNumber + day) * 86_400 + hour * 3600 + minute * 60
    }

    private static func times(_ agenda: Agenda) -> [[String]] { agenda.days.map { day in day.map(\.time) } }

    @Test func `an entry is on each of its days`() {
        var agenda = Agenda(from: Self.monday, until: Self.monday.addingDays(3))
        agenda.add(AgendaEntry(summary: "night", start: Self.seconds(0, 22), end: Self.seconds(1, 6)))
        agenda.add(AgendaEntry(summary: "to midnight", start: Self.seconds(0, 20), end: Self.seconds(1, 0)))
        agenda.add(AgendaEntry(summary: "long", start: Self.seconds(-2, 12), end: Self.seconds(9, 12)))
        var whole = AgendaEntry(summary: "whole", start: Self.seconds(1, 0), end: Self.seconds(2, 0))
        whole.isWholeDay = true
        agenda.add(whole)
        agenda.sort()
        #expect(
            Self.times(agenda) == [
                ["all day", "20:00-24:00", "22:00-"], ["all day", "all day", "-06:00"], ["all day"],
            ]
        )
        #expect(agenda.days[1].map(\.entry.summary) == ["long", "whole", "night"])
    }

    @Test func `an entry outside of the days is not added`() {
        var agenda = Agenda(from: Self.monday, until: Self.monday.addingDays(1))
        agenda.add(AgendaEntry(summary: "before", start: Self.seconds(-1, 9), end: Self.seconds(0, 0)))
        agenda.add(AgendaEntry(summary: "after", start: Self.seconds(1, 0), end: Self.seconds(1, 9)))
        agenda.add(AgendaEntry(summary: "moment before", start: Self.seconds(-1, 9), end: Self.seconds(-1, 9)))
        #expect(agenda.entries.isEmpty)
        agenda.add(AgendaEntry(summary: "moment", start: Self.seconds(0, 0), end: Self.seconds(0, 0)))
        #expect(Self.times(agenda) == [["00:00"]])
    }

    @Test func `a table is cut to the columns of a terminal`() {
        var agenda = Agenda(from: Self.monday, until: Self.monday.addingDays(1))
        agenda.add(AgendaEntry(summary: "Stand-up with everybody", start: Self.seconds(0, 9), end: Self.seconds(0, 10)))
        #expect(agenda.table(width: nil) == "Monday, 2 March 2026\n  09:00-10:00  Stand-up with everybody\n")
        #expect(agenda.table(width: 24) == "Monday, 2 March 2026\n  09:00-10:00  Stand-up…\n")
    }

    @Test func `an entry in the hour that a clock shows twice takes time`() {
        var agenda = Agenda(from: Self.monday, until: Self.monday.addingDays(1))
        let start = Self.seconds(0, 2, 30)
        agenda.add(AgendaEntry(summary: "an hour", start: start, end: start, takesTime: true))
        agenda.add(AgendaEntry(summary: "less", start: start, end: Self.seconds(0, 2, 10), takesTime: true))
        agenda.add(AgendaEntry(summary: "backwards", start: start, end: Self.seconds(-3, 9)))
        agenda.sort()
        #expect(Set(Self.times(agenda)[0]) == ["02:30-02:30", "02:30-02:10", "02:30"])
    }

    @Test func `one long text does not move the columns of other lines`() {
        var agenda = Agenda(from: Self.monday, until: Self.monday.addingDays(1))
        for (summary, hour) in [("short", 9), (String(repeating: "x", count: 10_000), 10)] {
            var entry = AgendaEntry(summary: summary, start: Self.seconds(0, hour), end: Self.seconds(0, hour))
            entry.location = "Room"
            agenda.add(entry)
        }
        #expect(agenda.table(width: nil).split(separator: "\n")[1] == "  09:00  short  Room")
    }

    @Test func `marks of direction end with their text, and control characters are replaced`() {
        var agenda = Agenda(from: Self.monday, until: Self.monday.addingDays(1))
        agenda.add(AgendaEntry(summary: "a\u{7F}b\u{85}", start: Self.seconds(0, 9), end: Self.seconds(0, 9)))
        let page = String(decoding: agenda.page(title: "x"), as: UTF8.self)
        #expect(page.contains("<b>a\u{FFFD}b\u{FFFD}</b>"))
        #expect(page.contains("b, li span { unicode-bidi: plaintext; }"))
        #expect(String(decoding: agenda.picture(title: "x"), as: UTF8.self).contains(">09:00 a\u{FFFD}b"))
    }

    @Test func `a page of a year with 5,000 entries is below 2 MB, and escapes every text`() {
        var agenda = Agenda(from: Self.monday, until: Self.monday.addingDays(365), clock: "Europe/Berlin")
        for number in 0..<5000 {
            let start = Self.seconds(number % 365, 8 + number % 10)
            var entry = AgendaEntry(summary: "Meeting <\(number)> & \"more\"", start: start, end: start + 3600)
            entry.location = "Room <script>\(number % 40)</script>"
            entry.group = "uid-\(number % 200)"
            agenda.add(entry)
        }
        agenda.sort()
        let page = agenda.page(title: "A & B")
        #expect(page.count < 2_000_000)
        let text = String(decoding: page, as: UTF8.self)
        #expect(text.components(separatedBy: "<li class").count == 5001)
        #expect(!text.contains("<script"))
        #expect(!text.contains("http"))
        #expect(!String(decoding: agenda.picture(title: "A & B"), as: UTF8.self).contains("<script"))
    }
}
