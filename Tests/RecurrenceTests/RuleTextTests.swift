import CalendarDiagnostics
import ICalendar
import Testing

@Suite struct `Rule text` {
    @Test func `reads what it wrote`() throws {
        var random = SeededGenerator(seed: 3310)
        for _ in 0..<2000 {
            var rule = RecurrenceRule.random(using: &random)
            if Bool.random(using: &random) {
                rule.unknownParts = [.init(name: "X-Foo", value: "Bar")]
                rule.until = rule.count == nil ? .utc(RecurrenceRule.randomStart(using: &random)) : nil
                rule.calendarScale = "HEBREW"
                rule.skip = .forward
                rule.byMonth.append(.init(5, isLeap: true))
            }
            #expect(try RecurrenceRule(reading: rule.description) == rule, "\(rule)")
        }
    }

    @Test func `writes the parts in the standard order`() throws {
        let rule = try RecurrenceRule(reading: "wkst=su;x-a=b;byday=-1fr,mo;interval=2;freq=monthly;until=20260131")
        #expect(rule.description == "FREQ=MONTHLY;UNTIL=20260131;INTERVAL=2;BYDAY=-1FR,MO;WKST=SU;x-a=b")
    }

    // swift-format-ignore
    @Test(arguments: [
        ("FREQ=DAILY;COUNT=0",                  "FREQ=DAILY;COUNT=1",                "recurrence-bad-value"),
        ("FREQ=DAILY;INTERVAL=0",               "FREQ=DAILY",                        "recurrence-bad-value"),
        ("FREQ=DAILY;COUNT=2;COUNT=3",          "FREQ=DAILY;COUNT=2",                "recurrence-part-repeated"),
        ("FREQ=MONTHLY;BYDAY=0TU",              "FREQ=MONTHLY;BYDAY=TU",             "recurrence-bad-value"),
        ("FREQ=YEARLY;BYDAY=1WE,55WE",          "FREQ=YEARLY;BYDAY=1WE",             "recurrence-bad-value"),
        ("FREQ=DAILY;UNTIL=2026-01-31",         "FREQ=DAILY;UNTIL=20260131",         "recurrence-until-extended"),
        ("FREQ=DAILY; INTERVAL = 2",            "FREQ=DAILY;INTERVAL=2",             "recurrence-blank"),
        ("FREQ=DAILY;",                         "FREQ=DAILY",                        "recurrence-trailing-semicolon"),
        ("FREQ=DAILY;;COUNT=2",                 "FREQ=DAILY;COUNT=2",                "recurrence-empty-part"),
        ("FREQ=DAILY;COUNT",                    "FREQ=DAILY",                        "recurrence-bad-part"),
        ("FREQ=DAILY;SKIP=FORWARD",             "FREQ=DAILY;SKIP=FORWARD",           "recurrence-skip-without-rscale"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20260131",   "FREQ=DAILY;UNTIL=20260131;COUNT=2", "recurrence-count-and-until"),
        ("FREQ=DAILY;UNTIL=20260230",           "FREQ=DAILY",                        "recurrence-bad-value"),
        ("FREQ=DAILY;BYMONTH=13L",              "FREQ=DAILY",                        "recurrence-bad-value"),
        ("FREQ=DAILY;COUNT=some",               "FREQ=DAILY",                        "recurrence-unreadable-value"),
        ("FREQ=DAILY;UNTIL=tomorrow",           "FREQ=DAILY",                        "recurrence-unreadable-value"),
        ("FREQ=DAILY;BYDAY=MO,XX",              "FREQ=DAILY;BYDAY=MO",               "recurrence-unreadable-value"),
    ])
    func `repairs and says so`(text: String, repaired: String, finding: RuleID) throws {
        let (rule, findings) = RecurrenceRule.readingLeniently(text)
        #expect(rule?.description == repaired)
        #expect(findings.first?.rule == finding)
    }

    @Test(arguments: ["D1 #10", "W2 MO TU #0", "MP1 1+ MO #5", "YM1 3 #0"])
    func `names the grammar of vCalendar`(text: String) throws {
        #expect(RecurrenceRule.readingLeniently(text).findings.map(\.rule) == ["recurrence-vcalendar-rule"])
    }
}
