import CalendarDiagnostics
import ICalendar
import JCal
import Testing

@Suite("jCal streams") struct StreamTests {
    /// Calendars of journals, each large enough to be read in several pieces.
    ///
    /// - Parameters:
    ///   - count: how many calendars.
    ///   - isLate: whether each has a property after its journals.
    private static func text(_ count: Int, isLate: Bool) -> [UInt8] {
        let journals = (0..<60).map { number in
            [
                "BEGIN:VJOURNAL", "UID:\(number)", "CATEGORIES;X-A=\(number);X-A=b:work,home", "SUMMARY:a\\, b",
                "END:VJOURNAL",
            ]
        }
        let late = isLate ? ["X-LATE;LANGUAGE=en:after", "COLOR:red"] : []
        let calendar =
            ["BEGIN:VCALENDAR", "VERSION:2.0", "no line"] + journals.flatMap(\.self) + late + ["END:VCALENDAR"]
        return Array((0..<count).flatMap { _ in calendar }.map { $0 + "\r\n" }.joined().utf8)
    }

    private static func pieces(of text: [UInt8], size: Int) throws -> [ComponentTree] {
        var (stream, ignored) = (ICalendarStream(), Diagnostics())
        var found: [ComponentTree] = []
        var rest = text[...]
        while !rest.isEmpty {
            let piece = try stream.feed(Array(rest.prefix(size)), diagnostics: &ignored)
            found += piece.map { [$0] } ?? []
            rest = rest.dropFirst(size)
        }
        return found + [try stream.finish(diagnostics: &ignored)]
    }

    /// What the pieces give in one pass.
    private static func written(
        _ pieces: [ComponentTree],
        _ late: LateProperties
    ) throws -> (text: String, report: LossReport) {
        var writer = JCalStreamWriter(late)
        var (output, report) = ([UInt8](), LossReport())
        writer.begin(to: &output)
        for piece in pieces { try writer.append(piece, to: &output, report: &report) }
        writer.end(to: &output)
        return (String(decoding: output, as: UTF8.self), report)
    }

    @Test(arguments: [1, 3], [false, true])
    func `pieces are written as the whole is`(_ count: Int, _ isLate: Bool) throws {
        let text = Self.text(count, isLate: isLate)
        let pieces = try Self.pieces(of: text, size: 700)
        #expect(pieces.count > 3)
        var (ignored, report) = (Diagnostics(), LossReport())
        let tree = try ICalendarReader().read(text, diagnostics: &ignored)
        let whole = String(decoding: JCalWriter().write(tree, report: &report), as: UTF8.self)
        var late = LateProperties()
        for piece in pieces { late.gather(piece) }
        late.finish()
        let inPieces = try Self.written(pieces, late)
        #expect(inPieces.text == whole)
        #expect(inPieces.report.counts == report.counts)
        #expect(Set(inPieces.report.losses.map(\.component)) == Set(report.losses.map(\.component)))
        if count > 1 || isLate {
            #expect(throws: LatePropertyError.self) { try Self.written(pieces, LateProperties()) }
        } else {
            #expect(try Self.written(pieces, LateProperties()).text == whole)
        }
    }
}
