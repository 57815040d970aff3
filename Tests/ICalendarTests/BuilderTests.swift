import CalendarDiagnostics
import ICalendar
import Testing

@Suite("Builder") struct BuilderTests {
    /// Calendars with everything that a copy could lose.
    static let texts = [
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY;LANGUAGE=de:a\\, b\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        "BEGIN:VCALENDAR\r\nX-OWN;X-P=1,\"2,3\";X-Q=^n:v\r\nBEGIN:X-THING\r\nX-OWN:2\r\nEND:X-THING\r\nEND:VCALENDAR\r\n",
        "BEGIN:VCALENDAR\r\nSUMM\r\n ARY;CN=\"a\r\n b\":lo\r\n ng\r\nEND:VCALENDAR\r\n",
        "BEGIN:VCALENDAR\r\nSUMMARY;CN=a\"b:x\r\nTEL;HOME:1\r\nEND:VCALENDAR\r\n",
        "BEGIN:VCALENDAR\r\nSUMMARY;ENCODING=QUOTED-PRINTABLE:Gr=C3=\r\n=BC=C3=9Fe\r\nEND:VCALENDAR\r\n",
        "BEGIN:VCALENDAR\r\nSUMMARY;QUOTED-PRINTABLE:a=3D=\r\nb\r\nEND:VCALENDAR\r\n",
        "BEGIN:VCALENDAR\r\nX-APPLE-STRUCTURED-LOCATION;X-TITLE=Bar\r\nStreet:geo:1,2\r\nEND:VCALENDAR\r\n",
        "BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n",
    ]

    @Test(arguments: texts)
    func `a copy says what the original says, before and after it is written`(_ text: String) throws {
        let original = try Reading(text).tree
        var builder = ComponentTreeBuilder()
        for component in original.components { builder.copy(component) }
        let copy = builder.finish()
        #expect(copy.contentLines == original.contentLines)
        #expect(try Reading(ICalendarWriter().write(copy)).tree.contentLines == original.contentLines)
    }

    @Test func `a Latin-1 line is copied as UTF-8`() throws {
        let original = try Reading(
            event: Array("SUMMARY;CN=\u{FC}".unicodeScalars.map { UInt8($0.value) }) + Array(":Gr".utf8) + [
                0xFC, 0x0D, 0x0A,
            ]
        )
        var builder = ComponentTreeBuilder()
        for component in original.tree.components { builder.copy(component) }
        let copy = builder.finish()
        #expect(copy.contentLines == original.tree.contentLines)
        #expect(String(decoding: ICalendarWriter().write(copy), as: UTF8.self).contains("SUMMARY;CN=ü:Grü\r\n"))
    }

    @Test func `names are numbered alike whatever their case`() {
        var builder = ComponentTreeBuilder()
        #expect(builder.name("dtstart") == .dateTimeStart)
        #expect(builder.name("x-own") == builder.name("X-OWN"))
        #expect(builder.name("x-own") != builder.name("X-OTHER"))
        let long = String(repeating: "x-long-name", count: 10)
        #expect(builder.name(long) == builder.name(long.uppercased()))
        #expect(builder.text(of: builder.name(long)) == long.uppercased())
    }

    @Test func `a line break in a raw value cannot tear the line`() throws {
        let tree = ComponentTree.calendar { $0.property(.location, raw: "https://example.com/\r\nEND:VCALENDAR") }
        let reading = try Reading(ICalendarWriter().write(tree))
        #expect(reading.findings == [])
        #expect(reading.tree.components.first?.properties.count == 1)
    }

    @Test func `what is still open is ended`() throws {
        var builder = ComponentTreeBuilder()
        builder.begin(.vcalendar)
        builder.begin(.vevent)
        let tree = builder.finish()
        #expect(tree.contentLines == ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR"])
    }

    @Test func `an abandoned property leaves no trace`() {
        let tree = ComponentTree.calendar { builder in
            builder.property(.uid, raw: "1")
            builder.beginProperty(.summary)
            builder.addParameter(.commonName, ["x"])
            builder.beginValue()
            builder.appendRaw("gone".utf8)
            builder.abandonProperty()
            builder.property(.location, [(.commonName, ["y"])], text: "here")
        }
        #expect(tree.contentLines == ["BEGIN:VCALENDAR", "UID:1", "LOCATION;CN=[\"y\"]:here", "END:VCALENDAR"])
    }

    @Test func `a withdrawn value comes back behind more parameters`() {
        let tree = ComponentTree.calendar { builder in
            builder.beginProperty(.dateTimeStart)
            builder.beginValue()
            builder.appendRaw("20260112".utf8)
            let value = builder.withdrawValue()
            builder.addParameter(.value, ["DATE"])
            builder.beginValue()
            builder.appendRaw(value)
            builder.endProperty()
        }
        #expect(tree.contentLines[1] == "DTSTART;VALUE=[\"DATE\"]:20260112")
    }
}
