import CalendarDiagnostics
import ICalendar
import Testing

@Suite("Encodings") struct EncodingTests {
    private func event(_ value: [UInt8]) throws -> Reading {
        try Reading(event: Array("LOCATION:Saal\r\nSUMMARY:".utf8) + value + Array("\r\nCOMMENT:Grüße\r\n".utf8))
    }

    @Test func `a line in Latin-1 is read as such, that line alone`() throws {
        let reading = try event([0x47, 0x72, 0xFC, 0xDF, 0x65])
        #expect(reading.lines == ["LOCATION=Saal", "SUMMARY=Grüße", "COMMENT=Grüße"])
        #expect(reading.findings == ["invalid-utf8 4:1"])
        #expect(reading.normalized.contains("SUMMARY:Grüße\r\n"))
    }

    @Test func `the bytes that Latin-1 leaves free are read as Windows-1252`() throws {
        let reading = try event([0x80, 0x84, 0x93, 0x94, 0x96, 0x99, 0x9F, 0x81])
        #expect(reading.lines[1] == "SUMMARY=€„“”–™Ÿ\u{FFFD}")
        #expect(reading.findings == ["invalid-utf8 4:1"])
    }

    @Test(
        arguments: [
            [0xC0, 0xAF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
            [0x80], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xC3, 0x28], [0xFF], [0xFE],
        ] as [[UInt8]]
    )
    func `overlong forms, surrogates and torn sequences are not UTF-8`(_ bytes: [UInt8]) throws {
        let reading = try event(bytes)
        #expect(reading.findings == ["invalid-utf8 4:1"])
        #expect(reading.lines.count == 3)
        #expect(ICalendarWriter().write(reading.tree).count == reading.tree.bytes.count)
    }

    @Test(arguments: [
        "é", "€", "😀", "\u{7FF}", "\u{800}", "\u{FFFF}", "\u{10000}", "\u{10FFFF}", "\u{D7FF}", "\u{E000}",
    ])
    func `every length of UTF-8 is UTF-8`(_ text: String) throws {
        let reading = try event(Array(text.utf8))
        #expect(reading.lines[1] == "SUMMARY=\(text)")
        #expect(reading.findings == [])
    }

    @Test func `parameters of a Latin-1 line are read alike`() throws {
        let reading = try Reading(
            event: Array("ATTENDEE;CN=J".utf8) + [0xFC] + Array("rgen:mailto:j@example.com\r\n".utf8)
        )
        #expect(reading.parameters == [#"CN=["Jürgen"]"#])
        #expect(reading.normalized.contains("ATTENDEE;CN=Jürgen:mailto:j@example.com"))
    }

    @Test func `a byte order mark is skipped and reported, and columns do not count it`() throws {
        let reading = try Reading([0xEF, 0xBB, 0xBF] + Array("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".utf8))
        #expect(reading.findings == ["byte-order-mark 1:1"])
        #expect(reading.tree.components.count == 1)
        #expect(Array(ICalendarWriter().write(reading.tree).prefix(3)) == [0xEF, 0xBB, 0xBF])
        #expect(reading.normalized == "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    }

    @Test(arguments: [0x00, 0x01, 0x0B, 0x1B, 0x7F] as [UInt8])
    func `a control character is kept and reported`(_ byte: UInt8) throws {
        let reading = try event([0x61, byte, 0x62])
        #expect(reading.findings == ["control-character 4:1"])
        #expect(reading.event[1].rawValue.utf8.elementsEqual([0x61, byte, 0x62]))
    }

    @Test(arguments: ["a\tb", "\t", "\t ", "\t  \t", " \t \t!", "\t\t\t\t\t\t\t\t \t", "~\t \t~"])
    func `a tab is no control character, whatever stands behind it`(_ text: String) throws {
        for shift in 0..<9 {
            let value = String(repeating: "x", count: shift) + text
            #expect(try event(Array(value.utf8)).findings == [])
            #expect(try event(Array("\(value)\u{8}".utf8)).findings == ["control-character 4:1"])
        }
    }

    // MARK: vCalendar 1.0

    @Test(arguments: [
        (";ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8", "Gr=C3=BC=C3=9Fe=0D=0Azwei", "Grüße\nzwei"),
        (";ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1", "Gr=FC=DFe", "Grüße"),
        (";CHARSET=windows-1252;ENCODING=quoted-printable", "=80 5", "€ 5"),
        (";QUOTED-PRINTABLE", "a=3Db", "a=b"),
        (";ENCODING=QUOTED-PRINTABLE", "100=ZZ =4", "100=ZZ =4"),
        (";ENCODING=QUOTED-PRINTABLE", "one=\r\ntwo=\r\nthree", "onetwothree"),
    ])
    func `quoted-printable is decoded`(_ parameters: String, _ value: String, _ text: String) throws {
        let reading = try Reading(event: "SUMMARY\(parameters):\(value)\r\nLOCATION:Saal\r\n")
        #expect(reading.lines == ["SUMMARY=\(text)", "LOCATION=Saal"])
        let again = try Reading(reading.normalized)
        #expect(again.lines == reading.lines)
    }

    @Test func `a soft line break at the file's end does not swallow what follows`() throws {
        let reading = try Reading(event: "SUMMARY;ENCODING=QUOTED-PRINTABLE:one=\r\n\r\nLOCATION:Saal\r\n")
        #expect(reading.lines.last == "LOCATION=Saal")
    }

    @Test func `an equals sign at a line's end means nothing without quoted-printable`() throws {
        let reading = try Reading(event: "SUMMARY;LANGUAGE=de:one=\r\nLOCATION:Saal\r\n")
        #expect(reading.lines == ["SUMMARY=one=", "LOCATION=Saal"])
        #expect(reading.findings == [])
    }
}
