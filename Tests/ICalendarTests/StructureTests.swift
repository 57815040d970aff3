import CalendarDiagnostics
import ICalendar
import Testing

/// What ends a component that is not closed, and what does not.
@Suite("Structure") struct StructureTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let outline: String
        let findings: [String]

        init(_ title: String, _ lines: [String], _ outline: String, _ findings: [String]) {
            testDescription = title
            text = lines.map { $0 + "\r\n" }.joined()
            self.outline = outline
            self.findings = findings
        }
    }

    /// The lines of a case, `(` for BEGIN and `)` for END.
    private static func lines(_ text: String) -> [String] {
        text.split(separator: " ").map { word in
            word.hasPrefix("(")
                ? "BEGIN:\(word.dropFirst())" : word.hasPrefix(")") ? "END:\(word.dropFirst())" : String(word)
        }
    }

    private static func outline(_ component: Component) -> String {
        let properties = component.properties.map { "\($0.nameText):\($0.rawValue)" }
        let inner = component.components.map(outline)
        return "\(component.nameText)[\((properties + inner).joined(separator: " "))]"
    }

    // swift-format-ignore
    static let cases: [Case] = [
        Case("an event ends the event before it", lines("(VCALENDAR (VEVENT UID:a (VEVENT UID:b )VEVENT )VCALENDAR"),
             "VCALENDAR[VEVENT[UID:a] VEVENT[UID:b]]", ["missing-end 4:1"]),
        Case("an event ends an alarm and its to-do", lines("(VCALENDAR (VTODO UID:a (VALARM X-A:1 (VEVENT UID:b )VEVENT )VCALENDAR"),
             "VCALENDAR[VTODO[UID:a VALARM[X-A:1]] VEVENT[UID:b]]", ["missing-end 6:1", "missing-end 6:1"]),
        Case("an event ends a time zone", lines("(VCALENDAR (VTIMEZONE TZID:z (VEVENT UID:b )VEVENT )VCALENDAR"),
             "VCALENDAR[VTIMEZONE[TZID:z] VEVENT[UID:b]]", ["missing-end 4:1"]),
        Case("an event ends an observance", lines("(VCALENDAR (VTIMEZONE TZID:z (STANDARD X-A:1 (VEVENT UID:b )VEVENT )VCALENDAR"),
             "VCALENDAR[VTIMEZONE[TZID:z STANDARD[X-A:1]] VEVENT[UID:b]]", ["missing-end 6:1", "missing-end 6:1"]),
        Case("an observance ends an observance", lines("(VCALENDAR (VTIMEZONE TZID:z (STANDARD X-A:1 (DAYLIGHT X-A:2 )DAYLIGHT )VTIMEZONE )VCALENDAR"),
             "VCALENDAR[VTIMEZONE[TZID:z STANDARD[X-A:1] DAYLIGHT[X-A:2]]]", ["missing-end 6:1"]),
        Case("an alarm ends an alarm", lines("(VCALENDAR (VEVENT UID:a (VALARM X-A:1 (VALARM X-A:2 )VALARM )VEVENT )VCALENDAR"),
             "VCALENDAR[VEVENT[UID:a VALARM[X-A:1] VALARM[X-A:2]]]", ["missing-end 6:1"]),
        Case("a calendar ends everything", lines("(VCALENDAR (VEVENT UID:a (VALARM X-A:1 (VCALENDAR (VEVENT UID:b )VEVENT )VCALENDAR"),
             "VCALENDAR[VEVENT[UID:a VALARM[X-A:1]]] VCALENDAR[VEVENT[UID:b]]", ["missing-end 6:1", "missing-end 6:1", "missing-end 6:1"]),
        Case("a calendar ends the calendar around an unknown component", lines("(VCALENDAR (X-ROOM X-A:1 (VCALENDAR (VEVENT UID:b )VEVENT )VCALENDAR"),
             "VCALENDAR[X-ROOM[X-A:1]] VCALENDAR[VEVENT[UID:b]]", ["missing-end 4:1", "missing-end 4:1"]),
        Case("an alarm where nothing may hold one stays", lines("(VCALENDAR (VTIMEZONE TZID:z (VALARM X-A:1 )VALARM )VTIMEZONE )VCALENDAR"),
             "VCALENDAR[VTIMEZONE[TZID:z VALARM[X-A:1]]]", []),
        Case("an unknown component holds anything", lines("(VCALENDAR (X-ROOM (VEVENT UID:a )VEVENT X-A:1 )X-ROOM )VCALENDAR"),
             "VCALENDAR[X-ROOM[X-A:1 VEVENT[UID:a]]]", []),
        Case("a poll holds the events that it is about", lines("(VCALENDAR (VPOLL UID:p (VEVENT UID:a )VEVENT (VEVENT UID:b )VEVENT )VPOLL )VCALENDAR"),
             "VCALENDAR[VPOLL[UID:p VEVENT[UID:a] VEVENT[UID:b]]]", []),
        Case("locations in alarms and participants stay", lines("(VCALENDAR (VEVENT UID:a (PARTICIPANT UID:p (VLOCATION UID:l )VLOCATION )PARTICIPANT (VALARM (VLOCATION UID:m )VLOCATION )VALARM )VEVENT )VCALENDAR"),
             "VCALENDAR[VEVENT[UID:a PARTICIPANT[UID:p VLOCATION[UID:l]] VALARM[VLOCATION[UID:m]]]]", []),

        Case("a misspelt END ends the innermost", lines("(VCALENDAR (VTODO UID:a (VALARM X-A:1 )VALRAM SUMMARY:s )VTOOD (VEVENT UID:b )VEVENT )VCALENDAR"),
             "VCALENDAR[VTODO[UID:a SUMMARY:s VALARM[X-A:1]] VEVENT[UID:b]]", ["component-name 6:1", "component-name 8:1"]),
        Case("a misspelt BEGIN is what its END names", lines("(VCALENDAR (VEVNT UID:a )VEVENT (VEVENT UID:b )VEVENT )VCALENDAR"),
             "VCALENDAR[VEVENT[UID:a] VEVENT[UID:b]]", ["component-name 2:1"]),
        Case("an X- name is not misspelt", lines("(VCALENDAR (X-BOX UID:a )VEVENT (VEVENT UID:b )VEVENT )VCALENDAR"),
             "VCALENDAR[X-BOX[UID:a] VEVENT[UID:b]]", ["component-name 4:1"]),
        Case("an alarm is none of a calendar", lines("(VCALENDAR (VEVNT UID:a )VALARM (VEVENT UID:b )VEVENT )VCALENDAR"),
             "VCALENDAR[VEVNT[UID:a] VEVENT[UID:b]]", ["component-name 4:1"]),
        Case("an unknown component that is open ends where its parent's begin", lines("(VCALENDAR (X-BOX X-A:1 (X-IN )X-IN (VEVENT UID:a )VEVENT (VEVENT UID:b )VEVENT )VCALENDAR"),
             "VCALENDAR[X-BOX[X-A:1 X-IN[]] VEVENT[UID:a] VEVENT[UID:b]]", ["missing-end 6:1"]),
        Case("two that are open", lines("(VCALENDAR (X-BOX (X-IN (VEVENT UID:a (X-Q (VALARM X-A:1 )VALARM )VEVENT (VEVENT UID:b )VEVENT )VCALENDAR"),
             "VCALENDAR[X-BOX[X-IN[]] VEVENT[UID:a X-Q[] VALARM[X-A:1]] VEVENT[UID:b]]", ["missing-end 7:1", "missing-end 4:1", "missing-end 4:1"]),
        Case("text after a name of END", lines("(VCALENDAR (VTIMEZONE TZID:z )VTIMEZONE,TZID=z (VEVENT UID:b )VEVENT;X=1 )VCALENDAR"),
             "VCALENDAR[VTIMEZONE[TZID:z] VEVENT[UID:b]]", ["component-name 4:1", "component-name 7:1"]),
        Case("text after a name of BEGIN", lines("(VCALENDAR (VEVENT,UID=a UID:b )VEVENT )VCALENDAR"),
             "VCALENDAR[VEVENT[UID:b]]", ["component-name 2:1"]),
        Case("an END of another component ends nothing", lines("(VCALENDAR (VEVENT UID:a )VALARM SUMMARY:s )VEVENT )VEVENT )VCALENDAR"),
             "VCALENDAR[VEVENT[UID:a SUMMARY:s]]", ["stray-end 4:1", "stray-end 7:1"]),
        Case("an END with an X- name ends nothing", lines("(VCALENDAR (VEVENT UID:a )X-ROOM SUMMARY:s )VEVENT )VCALENDAR"),
             "VCALENDAR[VEVENT[UID:a SUMMARY:s]]", ["stray-end 4:1"]),
        Case("a misspelt END ends no calendar", lines("(VCALENDAR (VEVENT UID:a )VEVENT )VEVNT (VEVENT UID:b )VEVENT )VCALENDAR"),
             "VCALENDAR[VEVENT[UID:a] VEVENT[UID:b]]", ["stray-end 5:1"]),

        Case("a calendar goes on after an early END", lines("(VCALENDAR (VEVENT UID:a )VEVENT )VCALENDAR (VTODO UID:b )VTODO )VCALENDAR"),
             "VCALENDAR[VEVENT[UID:a] VTODO[UID:b]]", ["early-end 5:1"]),
        Case("and has its END already", lines("(VCALENDAR (VEVENT UID:a )VEVENT )VCALENDAR (VTODO UID:b )VTODO"),
             "VCALENDAR[VEVENT[UID:a] VTODO[UID:b]]", ["early-end 5:1"]),
        Case("even before the next calendar", lines("(VCALENDAR )VCALENDAR (VEVENT UID:a )VEVENT (VCALENDAR (VEVENT UID:b )VEVENT )VCALENDAR"),
             "VCALENDAR[VEVENT[UID:a]] VCALENDAR[VEVENT[UID:b]]", ["early-end 2:1"]),
        Case("a card after a calendar is none of its components", lines("(VCALENDAR (VEVENT UID:a )VEVENT )VCALENDAR (VCARD FN:b )VCARD"),
             "VCALENDAR[VEVENT[UID:a]] VCARD[FN:b]", []),

        Case("blanks next to names", ["BEGIN: VCALENDAR", "BEGIN:\tVEVENT ", "UID:a", "END :VEVENT", "END:VCALENDAR  "],
             "VCALENDAR[VEVENT[UID:a]]", ["component-blank 1:7", "component-blank 2:7", "name-character 4:1", "component-blank 5:5"]),
        Case("a folded BEGIN has no blanks", ["BEGIN:VCALENDAR", "BEGIN:VEV", " ENT", "UID:a", "END:VEVENT", "END:VCALENDAR"],
             "VCALENDAR[VEVENT[UID:a]]", []),
        Case("byte order marks before lines", ["\u{FEFF}BEGIN:VCALENDAR", "\u{FEFF}BEGIN:VEVENT", "\u{FEFF}\u{FEFF}UID:a", "\u{FEFF}", "END:VEVENT", "END:VCALENDAR"],
             "VCALENDAR[VEVENT[UID:a]]",
             ["byte-order-mark 1:1", "byte-order-mark 2:1", "byte-order-mark 3:1", "byte-order-mark 3:2", "byte-order-mark 4:1"]),
        Case("blank lines inside folds", ["BEGIN:VCALENDAR", "X-A:one", "", "", "  two", "X-B:b", "", "\tX-C:c", "END:VCALENDAR"],
             "VCALENDAR[X-A:one two X-B:bX-C:c]", ["blank-line 3:1", "blank-line 4:1", "blank-line 7:1"]),
        Case("a carriage return inside a line", ["BEGIN:VCALENDAR", "X-A:one\rX-B:two", "X-C;X-P=a\rb:c", "X-D:a\r b", "END:VCALENDAR"],
             "VCALENDAR[X-A:one\\nX-B:two X-C:c X-D:ab]", ["carriage-return 2:8", "carriage-return 3:10", "line-ending-cr 4:1"]),
        Case("a carriage return in a name", ["BEGIN:VCALENDAR", "X-A\rX-B:c", "X-D:d", "END:VCALENDAR"],
             "VCALENDAR[X-D:d]", ["malformed-line 2:1"]),
    ]

    @Test(arguments: cases)
    func `components are closed where they must be, and said so`(_ item: Case) throws {
        let reading = try Reading(item.text)
        #expect(reading.tree.components.map(Self.outline).joined(separator: " ") == item.outline)
        #expect(reading.findings == item.findings)
        #expect(ICalendarWriter().write(reading.tree) == reading.tree.bytes)
        let again = try Reading(reading.normalized)
        #expect(
            again.tree.components.map(Self.outline).joined(separator: " ") == item.outline,
            "canonical lines say something else"
        )
        #expect(
            !again.findings.contains { $0.hasPrefix("missing-end") || $0.hasPrefix("component") },
            "\(again.findings)"
        )
    }

    @Test(arguments: cases, [1, 3, 20, 64])
    func `a stream of components agrees with the whole`(_ item: Case, _ size: Int) throws {
        let bytes = Array(item.text.utf8)
        let whole = try Reading(bytes)
        var stream = ICalendarStream()
        var diagnostics = Diagnostics()
        var pieces: [ComponentTree] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            let chunk = Array(bytes[start..<min(start + size, bytes.count)])
            if let piece = try stream.feed(chunk, diagnostics: &diagnostics) { pieces.append(piece) }
        }
        pieces.append(try stream.finish(diagnostics: &diagnostics))
        #expect(pieces.flatMap(\.contentLines) == whole.tree.contentLines)
        #expect(pieces.flatMap(\.bytes) == bytes)
        #expect(diagnostics.all.map { "\($0.rule) \($0.location.line):\($0.location.column)" } == whole.findings)
    }

    @Test func `a component that does not fit is closed before the depth is counted`() throws {
        let text =
            "BEGIN:VCALENDAR\r\n" + String(repeating: "BEGIN:VEVENT\r\nUID:a\r\n", count: 1000) + "END:VCALENDAR\r\n"
        let reading = try Reading(text)
        #expect(reading.tree.components.first?.components.count == 1000)
        #expect(reading.findings.count == 100)
    }

    @Test func `a carriage return inside a text is a line break of the text`() throws {
        let reading = try Reading(event: "SUMMARY:one\rX-B:two\r\nX-C;X-P=a\rb:c\r\n")
        #expect(reading.event.map(\.text) == ["one\nX-B:two", "c"])
        #expect(reading.event.last?.parameters.first?.values == ["a\nb"])
        #expect(reading.normalized.contains("SUMMARY:one\\nX-B:two\r\nX-C;X-P=a^nb:c\r\n"))
    }

    @Test func `an input that ends in the middle is said to, and is a loss`() throws {
        var diagnostics = Diagnostics()
        _ = try ICalendarReader().read(Array("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMM".utf8), diagnostics: &diagnostics)
        #expect(
            diagnostics.losses.losses.map { "\($0.id) \($0.action) \($0.component)" } == [
                "truncated-input dropped VEVENT"
            ]
        )
    }
}
