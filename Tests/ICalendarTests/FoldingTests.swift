import CalendarDiagnostics
import ICalendar
import Testing

@Suite("Folding and unfolding") struct FoldingTests {
    /// The physical lines of a text, their CRLFs taken off.
    private func physicalLines(_ text: String) -> [[UInt8]] {
        var lines: [[UInt8]] = [[]]
        for byte in text.utf8 {
            if byte == 0x0A {
                if lines[lines.count - 1].last == 0x0D { lines[lines.count - 1].removeLast() }
                lines.append([])
            } else {
                lines[lines.count - 1].append(byte)
            }
        }
        return lines
    }

    /// Runs of one character, of 1 to 4 bytes, mixed with ASCII so that every alignment to the fold occurs.
    static let texts: [String] = ["x", "é", "€", "😀", "é€", "a😀", "ab€c😀"].flatMap { pattern in
        [0, 1, 2, 3, 17, 60, 66, 67, 68, 69, 70, 141, 142, 143, 300].map {
            String(repeating: "-", count: $0 % 5) + String(repeating: pattern, count: $0)
        }
    }

    @Test(arguments: texts)
    func `a folded line has at most 75 octets, whole characters, and says the same`(_ text: String) throws {
        let tree = ComponentTree.calendar { $0.property(.summary, text: text) }
        let written = ICalendarWriter().write(tree)
        let output = String(decoding: written, as: UTF8.self)
        for line in physicalLines(output) {
            #expect(line.count <= 75)
            #expect(String(validating: line, as: UTF8.self) != nil, "a fold splits a character")
        }
        let reading = try Reading(written)
        #expect(reading.findings == [])
        #expect(reading.tree.components.first?.first(.summary)?.text == text)
        #expect(reading.normalized == output)
    }

    @Test func `a line of exactly 75 octets is not folded, one of 76 is`() throws {
        for (count, expected) in [(67, 1), (68, 2), (141, 2), (142, 3)] {
            let tree = ComponentTree.calendar { $0.property(.summary, text: String(repeating: "x", count: count)) }
            let output = String(decoding: ICalendarWriter().write(tree), as: UTF8.self)
            let lines = physicalLines(output).filter { !$0.isEmpty }
            #expect(lines.count == expected + 2, "\(count) letters behind SUMMARY:")
        }
    }

    @Test(arguments: ["\r\n ", "\r\n\t", "\n ", "\r ", "\r\r\n "])
    func `a fold may stand anywhere, with any line end`(_ fold: String) throws {
        let line = "SUMMARY;LANGUAGE=de;ALTREP=\"cid:a;b\":Gruppe\\, Besprechung"
        for position in 1..<line.utf8.count {
            var bytes = Array(line.utf8)
            bytes.insert(contentsOf: Array(fold.utf8), at: position)
            let reading = try Reading(event: bytes + [0x0D, 0x0A])
            #expect(reading.lines == ["SUMMARY=Gruppe, Besprechung"], "fold at \(position)")
            #expect(reading.parameters == ["LANGUAGE=[\"de\"]", "ALTREP=[\"cid:a;b\"]"], "fold at \(position)")
            #expect(reading.normalized.contains(line), "fold at \(position)")
        }
    }

    @Test func `several folds in a row, empty ones too, belong to one line`() throws {
        let reading = try Reading(event: "SUM\r\n M\r\n ARY:\r\n \r\n one\r\n \r\n  two\r\n")
        #expect(reading.lines == ["SUMMARY=one two"])
        #expect(reading.findings == [])
    }

    @Test func `a fold inside a UTF-8 character is joined and reported where the line goes on`() throws {
        let reading = try Reading(
            event: Array("SUMMARY:Gr\u{C3}".utf8.dropLast(2)) + [0xC3, 0x0D, 0x0A, 0x20, 0xBC, 0x66, 0x0D, 0x0A]
        )
        #expect(reading.lines == ["SUMMARY=Grüf"])
        #expect(reading.findings == ["fold-splits-character 4:2"])
        #expect(reading.normalized.contains("SUMMARY:Grüf\r\n"))
    }

    @Test func `a fold inside a character of four bytes is joined wherever it stands`() throws {
        let face = Array("😀".utf8)
        for cut in 1..<4 {
            let reading = try Reading(
                event: Array("SUMMARY:".utf8) + face[..<cut] + [0x0D, 0x0A, 0x20] + face[cut...] + [0x0D, 0x0A]
            )
            #expect(reading.lines == ["SUMMARY=😀"])
            #expect(reading.findings == ["fold-splits-character 4:2"])
        }
    }

    @Test func `lines are folded anew however they were folded`() throws {
        let letters = String(repeating: "abcdefghij", count: 20)
        for width in [1, 7, 74, 75, 76, 200] {
            var folded = ""
            for (index, letter) in "DESCRIPTION:\(letters)".enumerated() {
                if index > 0, index % width == 0 { folded += "\r\n " }
                folded.append(letter)
            }
            let reading = try Reading(event: folded + "\r\n")
            let plain = try Reading(event: "DESCRIPTION:\(letters)\r\n")
            #expect(reading.normalized == plain.normalized, "folded at \(width)")
        }
    }
}
