import CalendarDiagnostics
import ICalendar
import Testing

@Suite("Lines of a source") struct SourceLineIndexTests {
    @Test(arguments: ["\r\n", "\n", "\r", "\r\r\n"])
    func `lines and columns agree with the reader, whatever ends a line`(_ lineEnd: String) throws {
        let lines = ["BEGIN:VCALENDAR", "SUMMARY:Grüße 😀", " and more", "X-A:1", "END:VCALENDAR", ""]
        let bytes = Array(lines.joined(separator: lineEnd).utf8)
        let tree = try Reading(bytes).tree
        let index = SourceLineIndex(bytes)
        #expect(tree.lines.map { index.location(of: $0).line } == [1, 2, 4, 5])
        #expect(tree.lines.allSatisfy { index.location(of: $0).column == 1 })
        if lineEnd == "\r" { return }
        let quick = SourceLineIndex(bytes, endsInCarriageReturns: false)
        #expect(bytes.indices.allSatisfy { quick.location(of: $0) == index.location(of: $0) })
    }

    @Test func `a column counts characters, not bytes`() {
        let index = SourceLineIndex(Array("a\näöü😀x\n".utf8))
        #expect(index.location(of: 0) == SourceLocation(line: 1, column: 1, offset: 0))
        #expect(index.location(of: 12) == SourceLocation(line: 2, column: 5, offset: 12))
    }

    @Test func `a place far inside is found like any other`() {
        let line = "X-FILLER:" + String(repeating: "x", count: 90) + "\n"
        let index = SourceLineIndex(Array(String(repeating: line, count: 500).utf8))
        for number in [0, 1, 40, 41, 42, 250, 499] {
            #expect(
                index.location(of: number * 100 + 3)
                    == SourceLocation(line: number + 1, column: 4, offset: number * 100 + 3)
            )
        }
    }

    @Test func `an offset outside has no line`() {
        let index = SourceLineIndex(Array("abc".utf8))
        #expect(index.location(of: 3).line == 0)
        #expect(index.location(of: -1).line == 0)
        #expect(SourceLineIndex([]).location(of: 0).line == 0)
    }
}
