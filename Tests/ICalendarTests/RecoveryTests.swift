import CalendarDiagnostics
import ICalendar
import Testing

/// What real writers do wrong, what is read from it, and where it is reported.
@Suite("Recovery") struct RecoveryTests {
    /// Lines of an event, the first of which is line 3 of the file.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let lines: String
        let expected: [String]
        let findings: [String]

        init(_ title: String, _ lines: String, _ expected: [String], _ findings: [String]) {
            testDescription = title
            self.lines = lines
            self.expected = expected
            self.findings = findings
        }
    }

    // swift-format-ignore
    static let cases: [Case] = [
        Case("no colon", "SUMMARY\r\nUID:1\r\n", ["UID=1"], ["malformed-line 3:1"]),
        Case("no name", ":x\r\nUID:1\r\n", ["UID=1"], ["malformed-line 3:1"]),
        Case("a blank in a name", "MY NAME:x\r\nUID:1\r\n", ["UID=1"], ["malformed-line 3:1"]),
        Case("a letter beyond ASCII in a name", "GRÖSSE:x\r\nUID:1\r\n", ["UID=1"], ["malformed-line 3:1"]),
        Case("an underscore in a name", "X_NAME:x\r\nUID:1\r\n", ["X_NAME=x", "UID=1"], ["name-character 3:1"]),
        Case("a group before a name", "item1.URL:x\r\n", ["ITEM1.URL=x"], ["name-character 3:1"]),
        Case("blanks behind a name", "SUMMARY :x\r\n", ["SUMMARY=x"], ["name-character 3:1"]),
        Case("blank lines", "UID:1\r\n\r\n\r\nSUMMARY:x\r\n", ["UID=1", "SUMMARY=x"], ["blank-line 4:1", "blank-line 5:1"]),
        Case("a line of blanks goes on", "UID:1\r\n  \r\nSUMMARY:x\r\n", ["UID=1 ", "SUMMARY=x"], []),
        Case("a raw line break in a value", "LOCATION:Hall 1\r\nFloor 2\r\nUID:1\r\n", ["LOCATION=Hall 1", "UID=1"], ["malformed-line 4:1"]),
        Case("names in lower case", "summary;language=de:x\r\n", ["SUMMARY=x"], []),

        Case("a semicolon with nothing behind it", "SUMMARY;:x\r\n", ["SUMMARY=x"], ["empty-parameter 3:9"]),
        Case("two semicolons", "SUMMARY;;LANGUAGE=de:x\r\n", ["SUMMARY=x"], ["empty-parameter 3:9"]),
        Case("a parameter without a name", "SUMMARY;=de:x\r\n", ["SUMMARY=x"], ["empty-parameter 3:9"]),
        Case("a parameter without a value", "SUMMARY;LANGUAGE=:x\r\n", ["SUMMARY=x"], ["empty-parameter 3:9"]),
        Case("a bare parameter", "TEL;HOME;LANGUAGE=de:x\r\n", ["TEL=x"], ["bare-parameter 3:5"]),
        Case("a bare parameter on a continuation", "TEL;LANGUAGE=de\r\n ;HOME:x\r\n", ["TEL=x"], ["bare-parameter 4:3"]),
        Case("columns count characters", "X-A;CN=äöü😀;HOME:x\r\n", ["X-A=x"], ["bare-parameter 3:13"]),

        Case("a quote inside a value", "X-A;CN=Ada \"Countess\" L:x\r\n", ["X-A=x"], ["stray-quote 3:8"]),
        Case("text behind a closing quote", "X-A;CN=\"Ada\" L:x\r\n", ["X-A=x"], ["stray-quote 3:8"]),
        Case("a quote that nothing closes", "X-A;CN=\"Ada:x\r\nUID:1\r\n", ["X-A=x", "UID=1"], ["stray-quote 3:8"]),
        Case("a quote in a value needs nothing", "SUMMARY:say \"x\r\nUID:1\r\n", ["SUMMARY=say \"x", "UID=1"], []),

        Case("Apple: an unquoted colon", "X-APPLE-STRUCTURED-LOCATION;X-TITLE=Bar: the:geo:1,2\r\n", ["X-APPLE-STRUCTURED-LOCATION=geo:1,2"],
             ["unquoted-colon 3:40"]),
        Case("Apple: an escaped semicolon", "X-APPLE-STRUCTURED-LOCATION;X-TITLE=Bar\\; Ring\\, 4;X-R=5:geo:1,2\r\n",
             ["X-APPLE-STRUCTURED-LOCATION=geo:1,2"], ["escaped-delimiter 3:37"]),
        Case("Apple: an escaped colon", "X-APPLE-STRUCTURED-LOCATION;X-TITLE=Bar\\: the:geo:1,2\r\n",
             ["X-APPLE-STRUCTURED-LOCATION=geo:1,2"], ["escaped-delimiter 3:37"]),
        Case("a backslash before a parameter", "X-A;CN=C:x\r\nX-B;DIR=C\\;CN=x:y\r\n", ["X-A=x", "X-B=y"], []),
        Case("Apple: a raw line break", "X-APPLE-STRUCTURED-LOCATION;X-TITLE=Bar\r\nStreet 1;X-R=5:geo:1,2\r\nUID:1\r\n",
             ["X-APPLE-STRUCTURED-LOCATION=geo:1,2", "UID=1"], ["raw-line-break 3:1"]),
        Case("Apple: two raw line breaks and a colon", "X-APPLE-STRUCTURED-LOCATION;X-TITLE=Bar\r\nStreet 1\r\nTown: A:geo:1,2\r\nUID:1\r\n",
             ["X-APPLE-STRUCTURED-LOCATION=geo:1,2", "UID=1"], ["raw-line-break 3:1"]),
        Case("a raw line break inside quotes", "X-A;CN=\"Ada\r\nL\":x\r\nUID:1\r\n", ["X-A=x", "UID=1"], ["raw-line-break 3:1"]),
        Case("parameters without a value do not swallow the next line", "X-A;CN=Ada\r\nUID:1\r\n", ["UID=1"], ["malformed-line 3:1"]),
    ]

    @Test(arguments: cases)
    func `reads what can be read, and says where`(_ item: Case) throws {
        let reading = try Reading(event: item.lines)
        #expect(reading.lines == item.expected)
        #expect(reading.findings == item.findings)
        #expect(ICalendarWriter().write(reading.tree) == reading.tree.bytes)
        let again = try Reading(reading.normalized)
        #expect(again.lines == reading.lines, "canonical lines say something else")
    }

    @Test(arguments: [
        ("X-A;CN=Ada \"Countess\" L:x", "Ada \"Countess\" L"), ("X-A;CN=\"Ada\" L:x", "\"Ada\" L"),
        ("X-A;CN=\"Ada:x", "\"Ada"), ("X-A;CN=\"Ada\r\nL\":x", "Ada\nL"),
        ("X-A;CN=\"say \"hi\" now\":x", "say \"hi\" now"),
        ("X-APPLE-STRUCTURED-LOCATION;CN=Bar: the:geo:1,2", "Bar: the"),
        ("X-APPLE-STRUCTURED-LOCATION;CN=Bar\\; Ring\\, 4\\: left;X-R=5:geo:1,2", "Bar; Ring, 4: left"),
        ("X-A;CN=Doe\\, Jane:x", "Doe, Jane"), ("X-A;CN=Doe\\\r\n , Jane:x", "Doe, Jane"),
        ("X-A;CN=a\\;b\\\\c\\nd\\e:x", "a;b\\c\nd\\e"), ("X-A;CN=a\\;\r\n b=c:x", "a\\"),
        ("X-A;CN=\"a\\;b\":x", "a\\;b"), ("X-A;CN=C\\nd:x", "C\\nd"),
    ])
    func `a mended parameter keeps its characters`(_ line: String, _ value: String) throws {
        let reading = try Reading(event: line + "\r\n")
        #expect(reading.event.first?.parameter(.commonName)?.values == [value])
        let again = try Reading(reading.normalized)
        #expect(again.event.first?.parameter(.commonName)?.values == [value], "canonical line")
    }

    // MARK: Line ends

    @Test(arguments: [
        ("\n", ["line-ending-lf 1:1"]), ("\r", ["line-ending-cr 1:1"]), ("\r\r\n", ["line-ending-crcrlf 1:1"]),
        ("\r\n", []),
    ])
    func `every line end is read and reported once`(_ lineEnd: String, _ findings: [String]) throws {
        let reading = try Reading(
            ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "SUMMARY:x", " y", "END:VEVENT", "END:VCALENDAR", ""].joined(
                separator: lineEnd
            )
        )
        #expect(reading.lines == ["SUMMARY=xy"])
        #expect(reading.findings == findings)
        #expect(
            reading.normalized == "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:xy\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    }

    @Test func `mixed line ends are each reported where they come first`() throws {
        let reading = try Reading("BEGIN:VCALENDAR\rBEGIN:VEVENT\nUID:1\rSUMMARY:x\r\r\nEND:VEVENT\r\nEND:VCALENDAR")
        #expect(reading.lines == ["UID=1", "SUMMARY=x"])
        #expect(reading.findings == ["line-ending-cr 1:1", "line-ending-lf 2:1", "line-ending-crcrlf 4:1"])
    }

    // MARK: Components

    @Test func `a missing END is supplied before the line that shows it`() throws {
        let reading = try Reading(
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nBEGIN:VALARM\r\nACTION:AUDIO\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
        #expect(reading.findings == ["missing-end 5:1"])
        #expect(reading.severities == [.error])
        #expect(reading.normalized.hasSuffix("ACTION:AUDIO\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"))
    }

    @Test func `ENDs missing at the end are supplied from the inside out`() throws {
        let reading = try Reading("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n")
        #expect(reading.findings == ["truncated-input 3:1", "missing-end 3:1", "missing-end 3:1"])
        #expect(reading.normalized.hasSuffix("UID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"))
    }

    @Test func `a stray END is passed over`() throws {
        let reading = try Reading(event: "UID:1\r\nEND:VALARM\r\nSUMMARY:x\r\n")
        #expect(reading.lines == ["UID=1", "SUMMARY=x"])
        #expect(reading.findings == ["stray-end 4:1"])
    }

    @Test func `BEGIN and END match in any letter case`() throws {
        let reading = try Reading("begin:vcalendar\r\nBegin:vEvent\r\nUID:1\r\nEND:VEVENT\r\nend:VCalendar\r\n")
        #expect(reading.lines == ["UID=1"])
        #expect(reading.findings == [])
    }

    @Test func `several calendars are all read`() throws {
        let one = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        let reading = try Reading(one + one)
        #expect(reading.tree.components.count == 2)
        #expect(reading.findings == [])
    }

    @Test func `a component without a calendar is read`() throws {
        let reading = try Reading("BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n")
        #expect(reading.lines == ["UID=1"])
        #expect(reading.tree.components.map(\.nameText) == ["VEVENT"])
    }

    @Test func `what stands outside every component is kept and reported`() throws {
        let reading = try Reading("Subject: x\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\nso long\r\n")
        #expect(reading.findings == ["outside-calendar 1:1", "malformed-line 4:1"])
        #expect(ICalendarWriter().write(reading.tree) == reading.tree.bytes)
    }

    @Test func `unknown components nest like known ones`() throws {
        let reading = try Reading(
            "BEGIN:VCALENDAR\r\nBEGIN:X-ROOM\r\nBEGIN:X-DESK\r\nX-NO:1\r\nEND:X-DESK\r\nEND:X-ROOM\r\nEND:VCALENDAR\r\n"
        )
        let room = reading.tree.components.first?.components.first
        #expect(room?.nameText == "X-ROOM")
        #expect(room?.components.first?.properties.first?.rawValue == "1")
        #expect(room?.properties.isEmpty == true)
    }

    // MARK: What is not a calendar

    @Test(arguments: [
        ("", "not-a-calendar"), (" \r\n\t\r\n", "not-a-calendar"), ("<!DOCTYPE html>\n<html>", "not-a-calendar"),
        ("<HTML><body>", "not-a-calendar"),
        ("<?xml version='1.0'?><icalendar/>", "not-a-calendar"), ("Not found\r\n", "not-a-calendar"),
        ("{\"error\": 404}", "not-a-calendar"),
        ("SUMMARY:x\r\n", "not-a-calendar"), ("\u{1}\u{0}\u{2}", "not-a-calendar"),
        ("END:VCALENDAR\r\n", "not-a-calendar"),
    ])
    func `what holds no component is refused with its reason`(_ text: String, _ rule: String) {
        let error = #expect(throws: ReadError.self) { try Reading(text) }
        #expect(error?.rule.rawValue == rule)
    }

    @Test func `an HTML page is called by its name`() {
        let error = #expect(throws: ReadError.self) { try Reading("\u{FEFF}\n <!doctype HTML>\n") }
        #expect(error?.reason == .wrongFormat("an HTML page, not a calendar"))
    }
}
