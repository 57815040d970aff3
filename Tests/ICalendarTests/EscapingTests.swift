import CalendarDiagnostics
import ICalendar
import Testing

@Suite("Escapes") struct EscapingTests {
    // MARK: Text (RFC 5545 §3.3.11)

    @Test(arguments: [
        (#"a\nb\Nc"#, "a\nb\nc"),
        (#"a\,b\;c\\d"#, #"a,b;c\d"#),
        (#"a,b;c:d"#, "a,b;c:d"),
        (#"C:\\new\\temp"#, #"C:\new\temp"#),
        (#"\\n"#, #"\n"#),
        (#"\\\n"#, "\\\n"),
        (#"\x\:\""#, #"\x\:\""#),
        (#"ends in \"#, #"ends in \"#),
        (#"\"#, #"\"#),
        ("", ""),
    ])
    func `a text is unescaped, unknown escapes kept`(_ raw: String, _ text: String) throws {
        let reading = try Reading(event: "DESCRIPTION:\(raw)\r\n")
        #expect(reading.event.first?.text == text)
        #expect(reading.event.first?.rawValue == raw)
        #expect(reading.findings == [])
    }

    @Test(arguments: [
        ("a\nb", #"a\nb"#), ("a\r\nb", #"a\nb"#), ("a\rb", #"a\nb"#), ("a\r\n\r\nb\r", #"a\n\nb\n"#),
        ("a,b;c\\d", #"a\,b\;c\\d"#), ("\\n", #"\\n"#), ("\t\"':", "\t\"':"), ("", ""), ("Grüße 😀", "Grüße 😀"),
    ])
    func `a text is escaped`(_ text: String, _ raw: String) throws {
        let tree = ComponentTree.calendar { $0.property(.summary, text: text) }
        #expect(tree.components.first?.first(.summary)?.rawValue == raw)
        let again = try Reading(ICalendarWriter().write(tree))
        #expect(again.tree.contentLines == tree.contentLines)
    }

    @Test(arguments: [
        (#"a,b\,c,d"#, ["a", "b,c", "d"]), ("", [""]), (",", ["", ""]), (#"a\\,b"#, [#"a\"#, "b"]),
        (#"a\"#, [#"a\"#]), ("one", ["one"]), (#"a\;b,c;d"#, ["a;b", "c;d"]),
    ])
    func `a list is divided at commas that are not escaped`(_ raw: String, _ values: [String]) throws {
        let reading = try Reading(event: "CATEGORIES:\(raw)\r\n")
        #expect(reading.event.first?.texts == values)
    }

    @Test func `fields are divided at semicolons and keep their escapes`() throws {
        let reading = try Reading(event: "REQUEST-STATUS:2.8;Done\\; partly;RRULE:FREQ=DAILY\\,x\r\n")
        let fields = reading.event.first?.pieces(dividedBy: UInt8(ascii: ";")).map {
            String(decoding: $0, as: UTF8.self)
        }
        #expect(fields == ["2.8", #"Done\; partly"#, #"RRULE:FREQ=DAILY\,x"#])
    }

    // MARK: Parameters (RFC 5545 §3.2, RFC 6868)

    @Test(arguments: [
        ("George^'s^n^^ball", "George\"s\n^ball"), ("a^xb^", "a^xb^"), ("^^n", "^n"), ("^n^n", "\n\n"), ("^N", "^N"),
        ("plain", "plain"), ("\"a;b:c,d\"", "a;b:c,d"), ("\"\"", ""), ("\"^'q^'\"", "\"q\""), ("Grüße", "Grüße"),
        (#"a\nb"#, #"a\nb"#),
    ])
    func `a parameter value is decoded`(_ raw: String, _ value: String) throws {
        let reading = try Reading(event: "ATTENDEE;CN=\(raw):mailto:a@example.com\r\n")
        #expect(reading.parameters == ["CN=\([value])"])
        #expect(reading.findings == [])
        #expect(reading.event.first?.rawValue == "mailto:a@example.com")
    }

    @Test(arguments: [
        "", "plain", "a,b", "a;b", "a:b", "a\"b", "a^b", "^n", "a\nb", "\"", "^'", "\n", "Jürgen 😀", "'single'", "a\"",
        "\"a\",\"b\"", "tab\there", "^", "\"^\n,:;",
    ])
    func `every parameter value comes back as it was, whatever it holds`(_ value: String) throws {
        for name in [Name.commonName, .sentBy] {
            let tree = ComponentTree.calendar { $0.property(.attendee, [(name, [value])], raw: "mailto:a@example.com") }
            let reading = try Reading(ICalendarWriter().write(tree))
            let property = reading.tree.components.first?.first(.attendee)
            #expect(property?.parameters.map(\.values) == [[value]])
            #expect(property?.rawValue == "mailto:a@example.com")
            #expect(tree.components.first?.first(.attendee)?.parameters.map(\.values) == [[value]])
        }
    }

    @Test func `a line break in a parameter is written as one caret escape`() throws {
        for lineBreak in ["\n", "\r\n", "\r"] {
            let tree = ComponentTree.calendar { $0.property(.summary, [(.commonName, ["a\(lineBreak)b"])], text: "x") }
            #expect(String(decoding: ICalendarWriter().write(tree), as: UTF8.self).contains("SUMMARY;CN=a^nb:x\r\n"))
        }
    }

    @Test func `lists of values keep their quotes apart`() throws {
        let reading = try Reading(
            event:
                "ATTENDEE;DELEGATED-TO=\"mailto:a@example.com\",\"mailto:b,c@example.com\";MEMBER=x,\"y\",,z:mailto:d@example.com\r\n"
        )
        #expect(
            reading.parameters == [
                #"DELEGATED-TO=["mailto:a@example.com", "mailto:b,c@example.com"]"#, #"MEMBER=["x", "y", "", "z"]"#,
            ]
        )
    }

    @Test func `quotes are written where the grammar or the table asks for them`() {
        let tree = ComponentTree.calendar {
            $0.property(
                .attendee,
                [(.commonName, ["Ada"]), (.sentBy, ["mailto:a@example.com"]), (.delegatedTo, ["x", "y"])],
                raw: "mailto:b@example.com"
            )
        }
        let text = String(decoding: ICalendarWriter().write(tree), as: UTF8.self)
        #expect(
            text.split(separator: "\r\n ").joined().contains(
                #"ATTENDEE;CN=Ada;SENT-BY="mailto:a@example.com";DELEGATED-TO="x","y":mailto:b@example.com"#
            )
        )
    }

    @Test func `single quotes are characters, so a comma between them divides`() throws {
        let reading = try Reading(event: "ATTENDEE;CN='Lovelace, Ada':mailto:a@example.com\r\n")
        #expect(reading.parameters == [#"CN=["\'Lovelace", " Ada\'"]"#])
    }
}
