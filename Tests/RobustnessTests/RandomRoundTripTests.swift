import Kalends
import Testing

@Suite("Calendars made by chance") struct RandomRoundTripTests {
    static let seeds = Array(UInt64(1)...250)

    @Test(arguments: seeds)
    func `come back from text and from xCal with the same meaning`(_ seed: UInt64) throws {
        var maker = RandomCalendar(seed: seed)
        let tree = maker.make()
        let converter = Converter()
        let text = ICalendarWriter().write(tree)
        var diagnostics = Diagnostics()
        let read = try ICalendarReader().read(text, diagnostics: &diagnostics)
        #expect(diagnostics.isEmpty, "\(diagnostics.all)")
        #expect(difference(tree, read) == [])
        #expect(ICalendarWriter(normalizes: true).write(read) == text)

        let xCal = try converter.convert(text, from: .iCalendar, to: .xCal)
        #expect(xCal.report.losses == [])
        let back = try converter.read(xCal.bytes, from: .xCal, diagnostics: &diagnostics)
        var report = LossReport()
        let returned = converter.tree(of: [back], report: &report)
        #expect(difference(tree, returned) == [])
        #expect(difference(returned, tree) == [])
        let again = try converter.convert(
            converter.convert(xCal.bytes, from: .xCal, to: .iCalendar).bytes,
            from: .iCalendar,
            to: .xCal
        )
        let isStable = again.bytes == xCal.bytes
        #expect(isStable, "a second way gives other XML")
    }

    private func difference(_ first: ComponentTree, _ second: ComponentTree) -> [String] {
        CalendarDifference.between(first, second).map { "\($0.path) -\($0.onlyInFirst) +\($0.onlyInSecond)" }
    }
}
