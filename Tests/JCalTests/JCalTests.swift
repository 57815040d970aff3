import CalendarDiagnostics
import Foundation
import ICalendar
import JCal
import Testing

private func event(_ property: String) -> String { #"["vcalendar",[],[["vevent",[\#(property)],[]]]]"# }

private func read(_ json: String, limits: ReadLimits = ReadLimits()) throws -> (lines: [String], rules: [String]) {
    var diagnostics = Diagnostics()
    let tree = try JCalReader(limits: limits).read(Array(json.utf8), diagnostics: &diagnostics)
    let text = String(decoding: ICalendarWriter().write(tree), as: UTF8.self)
    let lines = text.replacing("\r\n ", with: "").split(separator: "\r\n").map(String.init)
    let frame = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR"]
    return (lines.filter { !frame.contains($0) }, diagnostics.all.map(\.rule.rawValue))
}

@Suite("jCal") struct JCalTests {
    /// A property as jCal, and as a content line; both have the same meaning.
    // swift-format-ignore
    static let pairs: [(json: String, line: String)] = [
        (#"["summary",{"language":"en"},"text","a, b; c\\d\ne"]"#,  #"SUMMARY;LANGUAGE=en:a\, b\; c\\d\ne"#),
        (#"["categories",{},"text","a, b","c"]"#,                   #"CATEGORIES:a\, b,c"#),
        (#"["dtstart",{},"date","2026-01-05"]"#,                    "DTSTART;VALUE=DATE:20260105"),
        (#"["dtstart",{"tzid":"Europe/Berlin"},"date-time","2026-01-05T09:00:00"]"#, "DTSTART;TZID=Europe/Berlin:20260105T090000"),
        (#"["geo",{},"float",[1.50,-2]]"#,                          "GEO:1.50;-2"),
        (#"["request-status",{},"text",["2.0","a;b"]]"#,            #"REQUEST-STATUS:2.0;a\;b"#),
        (#"["rrule",{},"recur",{"freq":"DAILY","until":"2026-01-05","byday":["MO","-1TU"],"interval":2}]"#,
         "RRULE:FREQ=DAILY;UNTIL=20260105;BYDAY=MO,-1TU;INTERVAL=2"),
        (#"["freebusy",{},"period",["2026-01-05T09:00:00Z","PT1H"],["2026-01-06T09:00:00Z","2026-01-06T10:00:00Z"]]"#,
         "FREEBUSY:20260105T090000Z/PT1H,20260106T090000Z/20260106T100000Z"),
        (#"["attach",{},"binary","SGFsbG8="]"#,                     "ATTACH;VALUE=BINARY;ENCODING=BASE64:SGFsbG8="),
        (#"["trigger",{},"date-time","2026-01-05T09:00:00Z"]"#,     "TRIGGER;VALUE=DATE-TIME:20260105T090000Z"),
        (#"["image",{},"uri","http://e.org/a.png"]"#,               "IMAGE;VALUE=URI:http://e.org/a.png"),
        (#"["attendee",{"cn":"a \"b\"","member":["mailto:a@b","mailto:c@d"]},"cal-address","mailto:e@f"]"#,
         #"ATTENDEE;CN=a ^'b^';MEMBER="mailto:a@b","mailto:c@d":mailto:e@f"#),
        (#"["x-foo",{},"unknown","a\\,b"]"#,                        #"X-FOO:a\,b"#),
        (#"["x-foo",{},"text","a,b"]"#,                             #"X-FOO;VALUE=TEXT:a\,b"#),
        (#"["x-foo",{},"boolean",true]"#,                           "X-FOO;VALUE=BOOLEAN:TRUE"),
        (#"["x-foo",{},"utc-offset","-05:30"]"#,                    "X-FOO;VALUE=UTC-OFFSET:-0530"),
        (#"["x-foo",{},"x-type","a"]"#,                             "X-FOO;VALUE=X-TYPE:a"),
        (#"["sequence",{},"integer",3]"#,                           "SEQUENCE:3"),
        (#"["duration",{},"unknown","1h"]"#,                        "DURATION:1h"),
    ]

    @Test(arguments: pairs)
    func `says what the content line says`(_ pair: (json: String, line: String)) throws {
        #expect(try read(event(pair.json)).lines == [pair.line])
        var diagnostics = Diagnostics()
        var report = LossReport()
        let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n\(pair.line)\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        let tree = try ICalendarReader().read(Array(text.utf8), diagnostics: &diagnostics)
        let written = String(decoding: JCalWriter().write(tree, report: &report), as: UTF8.self)
        #expect(written.contains(pair.json), "\(written)")
        #expect(report.losses.isEmpty)
    }

    // swift-format-ignore
    static let surprises: [(property: String, line: String, rules: [String])] = [
        (#"["summary",{},"text"]"#,                        "SUMMARY:", ["missing-value"]),
        (#"["summary",{},"text","a","b"]"#,                "SUMMARY:a,b", ["several-values"]),
        (#"["summary",{"language":"en","LANGUAGE":"de"},"text","a"]"#, "SUMMARY;LANGUAGE=en:a", ["name-case", "duplicate-key"]),
        (#"["summary",{},"text","\ud800"]"#,               "SUMMARY:\u{FFFD}", ["lone-surrogate"]),
        (#"["summary",{},"text","\ud83d\ude00"]"#,         "SUMMARY:😀", []),
        (#"["dtstart",{},"date-time","2026-01-05"]"#,      "DTSTART;VALUE=DATE:20260105", ["invalid-value"]),
        (#"["dtstart",{},"date-time","tomorrow"]"#,        "DTSTART:tomorrow", ["invalid-value"]),
        (#"["duration",{},"duration","P1H"]"#,             "DURATION:P1H", ["invalid-value"]),
        (#"["sequence",{},"integer",1e9999]"#,             "SEQUENCE:1e9999", ["invalid-value"]),
        (#"["sequence",{},"integer","3"]"#,                "SEQUENCE:3", ["invalid-value"]),
        (#"["rrule",{},"recur","FREQ=DAILY"]"#,            "RRULE:FREQ=DAILY", ["invalid-value"]),
    ]

    @Test(arguments: surprises)
    func `reports what is odd`(_ value: (property: String, line: String, rules: [String])) throws {
        let found = try read(event(value.property))
        #expect(found.lines == [value.line])
        #expect(found.rules.filter { $0 != "unexpected" } == value.rules)
    }

    // swift-format-ignore
    static let refused: [(json: String, rule: RuleID, line: Int, column: Int)] = [
        ("",                                            "not-a-calendar",     0, 0),
        ("{}",                                          "not-a-calendar", 1, 1),
        ("[\"vcalendar\",\n [[]]]",                     "not-a-calendar", 2, 4),
        ("[\"vcalendar\",\n [],[]",                     "not-a-calendar", 2, 6),
        ("[\"vcalendar\",\n [[\"summary\",{},\"text\",\"a\u{1}\"]]]", "not-a-calendar", 2, 26),
        ("[\"vcalendar\",[[\"a\",{},\"text\",01]],[]]", "not-a-calendar", 1, 30),
        ("[\"vcalendar\",[],[]]x",                      "not-a-calendar", 1, 20),
        ("[\"vcalendar\",[],[],]",                      "not-a-calendar", 1, 20),
    ]

    @Test(arguments: refused)
    func `refuses what is no jCal, with its place`(_ input: (json: String, rule: RuleID, line: Int, column: Int)) {
        var diagnostics = Diagnostics()
        #expect { try JCalReader().read(Array(input.json.utf8), diagnostics: &diagnostics) } throws: { error in
            guard let error = error as? ReadError else { return false }
            return error.rule == input.rule && error.location.line == input.line
                && error.location.column == input.column
        }
    }

    @Test func `limits hold`() {
        let components = String(repeating: #"["vcalendar",[],["#, count: 70)
        let arrays = #"["vcalendar",[["x-a",{},"text","# + String(repeating: "[", count: 100_000)
        let objects = #"["vcalendar",[["x-a",{"a":"# + String(repeating: #"{"b":"#, count: 100_000)
        let many = "[\"vcalendar\",[" + String(repeating: #"["x-a",{},"text","a"],"#, count: 10_001)
        for (json, rule) in [
            (components, "structure-depth"), (arrays, "structure-depth"), (objects, "structure-depth"), (many, "limit-exceeded"),
        ] {
            #expect { try read(json) } throws: { ($0 as? ReadError)?.rule.rawValue == rule }
        }
    }

    @Test func `bytes that are no UTF-8 are replaced and reported`() throws {
        var diagnostics = Diagnostics()
        let json = Array(#"["vcalendar",[["name",{},"text","a"#.utf8) + [0xFF] + Array(#""]],[]]"#.utf8)
        let tree = try JCalReader().read(json, diagnostics: &diagnostics)
        #expect(tree.components.first?.properties.first?.text == "a\u{FFFD}")
        #expect(diagnostics.all.map(\.rule) == ["invalid-utf8"])
    }
}
