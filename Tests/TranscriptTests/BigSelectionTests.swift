import TestSupport
import Testing

/// A big file is selected piece by piece, and standard input as a whole: both write the same.
@Suite("Selections of big files") struct BigSelectionTests {
    /// Two calendars of more than 16 MB, in which overrides are far from their series.
    private static func calendars(lineEnd: String, oddLine: String = "no content line") -> String {
        let description = "DESCRIPTION:" + String(repeating: "x", count: 60_000)
        func event(_ uid: Int, _ lines: String...) -> [String] {
            ["BEGIN:VEVENT", "UID:u\(uid)", "DTSTAMP:20260101T000000Z", description] + lines + ["END:VEVENT"]
        }
        func calendar(_ name: String, _ uids: Range<Int>) -> [String] {
            let zone = [
                "BEGIN:VTIMEZONE", "TZID:Zone", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0100",
                "TZOFFSETTO:+0100", "END:STANDARD", "END:VTIMEZONE",
            ]
            let series = uids.flatMap {
                event(
                    $0,
                    "DTSTART;TZID=Zone:2026\($0 % 9 < 3 ? "02" : "04")02T090000",
                    "RRULE:FREQ=DAILY;COUNT=\($0 % 40 + 2)",
                    "SUMMARY:Meeting \($0)"
                )
            }
            let overrides = uids.filter { $0 % 3 == 0 }.flatMap {
                event(
                    $0,
                    "RECURRENCE-ID;TZID=Zone:20260\($0 % 9 < 3 ? "2" : "4")03T090000",
                    "DTSTART:20260305T\(10 + $0 % 10)0000Z",
                    "SUMMARY:Moved \($0)",
                    oddLine
                )
            }
            let todo = ["BEGIN:VTODO", "UID:t\(name)", "DTSTAMP:20260101T000000Z", "SUMMARY:Report", "END:VTODO", ""]
            return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN", "X-WR-CALNAME:\(name)"] + zone + series
                + overrides + todo + ["END:VCALENDAR"]
        }
        return (calendar("one", 0..<110) + calendar("two", 110..<220)).map { $0 + lineEnd }.joined()
    }

    @Test(arguments: [
        ("\r\n", "--from 2026-03-01 --until 2026-03-08 --slice --drop X-WR-CALNAME"),
        ("\n", "--where 'summary ~ moved' --drop DESCRIPTION --drop VTIMEZONE"),
    ])
    func `a part of a big file is that of the same calendar read as a whole`(
        _ lineEnd: String,
        _ selection: String
    ) throws {
        let place = try Workplace()
        let text = Self.calendars(lineEnd: lineEnd)
        #expect(text.utf8.count > 16 << 20)
        try place.write(Transcript.File(name: "big.ics", content: text))
        let answer = try place.run(
            """
            kalends select big.ics \(selection) --output a.ics --report a.json --overwrite 2> a.txt; a=$?
            kalends select - \(selection) --to icalendar --output b.ics --report b.json --overwrite < big.ics 2> b.txt
            [ $a = $? ] && cmp a.ics b.ics && sed -i 's/"big.ics"/"-"/' a.json && cmp a.json b.json && tail -n +2 a.txt | wc -l
            diff <(grep -v '^big.ics' a.txt) <(grep -v '^-' b.txt)
            """
        )
        #expect(answer.status == 0 && answer.output.count == 1, "\(selection): \(answer)")
    }

    /// Compressed inputs are read as a whole, others piece by piece, unless their lines are not written as they were read.
    @Test(arguments: [
        ("COMMENT:odd", "--from 2026-03-01 --until 2026-03-08 --slice"),
        ("COMMENT:odd", "--where 'summary ~ moved' --drop DESCRIPTION --drop VTIMEZONE"),
        ("no content line", "--uid u3 --uid u4"),
    ])
    func `parts of several files are those of the same calendars read as a whole`(
        _ oddLine: String,
        _ selection: String
    ) throws {
        let place = try Workplace()
        let text = Self.calendars(lineEnd: "\r\n", oddLine: oddLine)
        let other = text.replacing("UID:u", with: "UID:w").replacing("CALNAME:one", with: "CALNAME:other")
        try place.write(Transcript.File(name: "big.ics", content: text))
        try place.write(Transcript.File(name: "other.ics", content: other))
        let answer = try place.run(
            """
            gzip -k big.ics other.ics
            kalends select big.ics other.ics \(selection) --output a.ics --report a.json 2> a.txt; a=$?
            kalends select big.ics.gz other.ics.gz \(selection) --output b.ics --report b.json 2> b.txt
            [ $a = $? ] && cmp a.ics b.ics && sed 's/\\.gz//' b.json | cmp a.json - && grep -c '^UID' a.ics
            diff <(grep -v ' of 2 files' a.txt) <(sed 's/\\.gz//' b.txt | grep -v ' of 2 files')
            """
        )
        #expect(answer.status == 0 && answer.output.count == 1, "\(selection): \(answer)")
    }
}
