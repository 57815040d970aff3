import Kalends

extension FuzzTarget {
    static let readers: [FuzzTarget] = [
        reader("icalendar", .iCalendar, seeds: ["ics", "ifb", "vcs"], words: calendarWords),
        reader("xcal", .xCal, seeds: ["xcs", "xcal"], words: xmlWords + calendarWords),
        reader("legacy-xcal", .xCal, seeds: ["xcs", "xml"], words: xmlWords + legacyWords),
        reader("jcal", .jCal, seeds: ["json", "jcal"], words: jsonWords + calendarWords),
        reader("kolab", .kolab20, seeds: ["xml"], words: xmlWords + kolabWords),
        reader("mail", .message, seeds: ["eml", "mime"], words: mailWords + kolabWords),
    ]

    /// Reads, lists the first occurrences, writes in every format: what was read is accounted for.
    private static func reader(
        _ name: String,
        _ format: CalendarFormat,
        seeds: Set<String>,
        words: [String]
    ) -> FuzzTarget {
        FuzzTarget(name, seeds: seeds, words: words) { input in
            var diagnostics = Diagnostics()
            guard let document = try? Shared.converter.read(input, from: format, diagnostics: &diagnostics) else {
                return nil
            }
            listOccurrences(of: document)
            for target in CalendarFormat.allCases where target != .message {
                var report = LossReport()
                _ = Shared.converter.write([document], as: target, report: &report)
                guard report.read == report.written + report.skipped + report.failed else {
                    return
                        "\(target.rawValue): \(report.read) read, \(report.written) written, \(report.skipped) skipped, "
                        + "\(report.failed) failed"
                }
            }
            return nil
        }
    }

    /// Lists some occurrences of every series in a document.
    static func listOccurrences(of document: CalendarDocument) {
        var diagnostics = Diagnostics()
        let series = Shared.converter.series(in: [document], diagnostics: &diagnostics)
        var options = ExpansionOptions()
        options.stepBudget = 20_000
        for expanded in Shared.converter.expand(series, options: options, diagnostics: &diagnostics) {
            var merge = expanded.occurrences(in: .always)
            for _ in 0..<Shared.occurrences where merge.next() != nil {}
            merge.reportUnfinished(to: &diagnostics)
        }
        _ = Shared.converter.restore(series, for: .iCalendar, diagnostics: &diagnostics)
    }

    /// Rules alone: every line of the input is a rule of one event.
    static let rules = FuzzTarget(
        "rules",
        seeds: [],
        ownSeeds: [
            "FREQ=DAILY;COUNT=3", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=SU",
            "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20300101T000000Z",
            "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "FREQ=YEARLY;RSCALE=CHINESE;BYMONTH=5L;SKIP=FORWARD",
            "FREQ=MONTHLY;BYMONTHDAY=31;BYSETPOS=-1;BYHOUR=9,10;BYMINUTE=0,30",
            "FREQ=SECONDLY;INTERVAL=7;BYSECOND=0,59",
            "FREQ=YEARLY;RSCALE=HEBREW;BYMONTH=5L;BYMONTHDAY=8;SKIP=FORWARD", "FREQ=YEARLY;RSCALE=ETHIOPIC;BYMONTH=13",
            "FREQ=YEARLY;BYYEARDAY=-1,366;BYSETPOS=1,-1", "FREQ=HOURLY;BYDAY=SU;BYMONTH=2;BYMONTHDAY=29;INTERVAL=25",
        ],
        words: ruleWords + numbers
    ) { input in
        let lines = input.split(separator: 0x0A).prefix(4).map {
            "RRULE:" + String(decoding: $0, as: UTF8.self) + "\r\n"
        }
        for start in ["DTSTART:20240229T093000Z", "DTSTART;VALUE=DATE:20261231"] {
            let text =
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n\(start)\r\n" + lines.joined()
                + "END:VEVENT\r\nEND:VCALENDAR\r\n"
            var diagnostics = Diagnostics()
            guard
                let document = try? Shared.converter.read(Array(text.utf8), from: .iCalendar, diagnostics: &diagnostics)
            else { continue }
            listOccurrences(of: document)
            for target in [CalendarFormat.kolab20, .kolab21, .xCal] {
                var report = LossReport()
                _ = Shared.converter.write([document], as: target, report: &report)
            }
        }
        return nil
    }

    /// Zones alone: the input is the inside of a VTIMEZONE.
    static let zones = FuzzTarget(
        "zones",
        seeds: [],
        ownSeeds: [
            "BEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZOFFSETFROM:+0200\r\n"
                + "TZOFFSETTO:+0100\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:19700329T020000\r\n"
                + "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20370329T010000Z\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
                + "END:DAYLIGHT\r\n",
            "BEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:-0330\r\nTZOFFSETTO:-023015\r\n"
                + "RDATE:20260101T000000,20270101T000000\r\nTZNAME:X\r\nEND:STANDARD\r\n",
        ],
        words: calendarWords + ruleWords + numbers
    ) { input in
        let text =
            "BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:Z\r\n" + String(decoding: input, as: UTF8.self)
            + "\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Z:20260329T023000\r\n"
            + "RRULE:FREQ=DAILY;COUNT=9\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        var diagnostics = Diagnostics()
        guard let document = try? Shared.converter.read(Array(text.utf8), from: .iCalendar, diagnostics: &diagnostics)
        else { return nil }
        listOccurrences(of: document)
        for target in [CalendarFormat.kolab20, .kolab21] {
            var report = LossReport()
            _ = Shared.converter.write([document], as: target, report: &report)
        }
        return nil
    }
}
