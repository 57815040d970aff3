import CalendarDiagnostics
import ICalendar
import Testing

@Suite("Streams of components") struct StreamTests {
    static let calendar = """
        BEGIN:VCALENDAR\r
        PRODID:x\r
        BEGIN:VEVENT\r
        SUMMARY:one\\, two\r
        BEGIN:VALARM\r
        TRIGGER:-PT5M\r
        END:VALARM\r
        END:VEVENT\r
        X-BETWEEN;A="b:c":v\r
        BEGIN:VTODO\r
        X-OWN:1\r
        END:VTODO\r
        BEGIN:X-THING\r
        X-OWN:2\r
        END:X-THING\r
        END:VCALENDAR\r

        """

    @Test(arguments: [1, 2, 3, 7, 50, 1000])
    func `pieces add up to the whole, however the text is cut`(_ size: Int) throws {
        let bytes = Array(Self.calendar.utf8)
        var diagnostics = Diagnostics()
        let whole = try ICalendarReader().read(bytes, diagnostics: &diagnostics)
        var stream = ICalendarStream()
        var text: [UInt8] = []
        var kinds: [ContentLine.Kind] = []
        var names: [String] = []
        func take(_ tree: ComponentTree) {
            text.append(contentsOf: tree.bytes)
            kinds.append(contentsOf: tree.lines.map(\.kind))
            names.append(contentsOf: tree.lines.map { tree.text(of: $0.name) })
        }
        var start = 0
        while start < bytes.count {
            let end = min(start + size, bytes.count)
            if let piece = try stream.feed(Array(bytes[start..<end]), diagnostics: &diagnostics) { take(piece) }
            start = end
        }
        take(try stream.finish(diagnostics: &diagnostics))
        #expect(text == bytes)
        #expect(kinds == whole.lines.map(\.kind))
        #expect(names == whole.lines.map { whole.text(of: $0.name) })
        #expect(diagnostics.isEmpty)
    }

    @Test func `a line feed inside the stream keeps its line number`() throws {
        var stream = ICalendarStream()
        var diagnostics = Diagnostics()
        _ = try stream.feed(Array("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\n".utf8), diagnostics: &diagnostics)
        _ = try stream.feed(Array("nonsense\r\nEND:VCALENDAR\r\n".utf8), diagnostics: &diagnostics)
        _ = try stream.finish(diagnostics: &diagnostics)
        #expect(diagnostics.all.map(\.rule) == ["malformed-line"])
        #expect(diagnostics.all.first?.location.line == 4)
    }
}
