import CalendarDiagnostics
import ICalendar
import Testing
import XCal

@Suite("xCal streams") struct StreamTests {
    /// A calendar of `count` events, one property of the calendar after them if `isLate`.
    static func calendar(_ count: Int, isLate: Bool = false) -> [UInt8] {
        var text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
        for number in 0..<count {
            text +=
                "BEGIN:VEVENT\r\nUID:\(number)\r\nX-A\(number % 3):b\r\nBEGIN:VALARM\r\nACTION:AUDIO\r\nEND:VALARM\r\nEND:VEVENT\r\n"
        }
        return Array((text + (isLate ? "X-LATE:a\r\n" : "") + "END:VCALENDAR\r\n").utf8)
    }

    static func pieces(_ bytes: [UInt8]) throws -> [ComponentTree] {
        var stream = ICalendarStream()
        var diagnostics = Diagnostics()
        var pieces: [ComponentTree] = []
        for start in stride(from: 0, to: bytes.count, by: 500) {
            if let piece = try stream.feed(
                Array(bytes[start..<min(start + 500, bytes.count)]),
                diagnostics: &diagnostics
            ) {
                pieces.append(piece)
            }
        }
        return pieces + [try stream.finish(diagnostics: &diagnostics)]
    }

    @Test func `pieces are written as the whole is`() throws {
        let bytes = Self.calendar(100)
        var diagnostics = Diagnostics()
        var report = LossReport()
        let whole = XCalWriter().write(try ICalendarReader().read(bytes, diagnostics: &diagnostics), report: &report)
        var writer = XCalStreamWriter()
        var output: [UInt8] = []
        writer.begin(to: &output)
        let pieces = try Self.pieces(bytes)
        #expect(pieces.count > 3)
        for piece in pieces { try writer.append(piece, to: &output, report: &report) }
        writer.end(to: &output)
        #expect(String(decoding: output, as: UTF8.self) == String(decoding: whole, as: UTF8.self))
    }

    @Test func `a late property is refused, gathered, and written in front`() throws {
        let bytes = Self.calendar(50, isLate: true)
        let pieces = try Self.pieces(bytes)
        var report = LossReport()
        var output: [UInt8] = []
        var first = XCalStreamWriter()
        first.begin(to: &output)
        #expect(throws: LatePropertyError.self) {
            for piece in pieces { try first.append(piece, to: &output, report: &report) }
        }
        var late = LateProperties()
        for piece in pieces { late.gather(piece) }
        late.finish()
        output = []
        var second = XCalStreamWriter(lateProperties: late)
        second.begin(to: &output)
        for piece in pieces { try second.append(piece, to: &output, report: &report) }
        second.end(to: &output)
        var diagnostics = Diagnostics()
        let whole = try ICalendarReader().read(bytes, diagnostics: &diagnostics)
        let back = try XCalReader().read(output, diagnostics: &diagnostics)
        #expect(Meaning.of(back) == Meaning.of(whole))
    }

    @Test(arguments: [1, 7, 1000, 1 << 20])
    func `a document in chunks gives the same lines in pieces`(_ size: Int) throws {
        var diagnostics = Diagnostics()
        var report = LossReport()
        let source = try ICalendarReader().read(Self.calendar(40), diagnostics: &diagnostics)
        let xml = XCalWriter().write(source, report: &report)
        var stream = XCalStream(pieceSize: 300)
        var pieces: [ComponentTree] = []
        for start in stride(from: 0, to: xml.count, by: size) {
            pieces += try stream.feed(Array(xml[start..<min(start + size, xml.count)]), diagnostics: &diagnostics)
        }
        pieces += try stream.finish(diagnostics: &diagnostics)
        #expect(pieces.count > 5)
        var output: [UInt8] = []
        for piece in pieces { ICalendarWriter().append(piece, to: &output) }
        let whole = ICalendarWriter().write(try XCalReader().read(xml, diagnostics: &diagnostics))
        #expect(output == whole)
        #expect(diagnostics.isEmpty)
    }
}
