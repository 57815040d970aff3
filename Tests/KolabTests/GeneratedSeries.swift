import CalendarModel
import ICalendar

/// Series generated from a number, as calendars: odd words, odd forms, repeated properties, zones that are known,
/// unknown and defined otherwise, and overrides that differ in anything.
struct GeneratedSeries {
    private var random: Generator
    private let uid: String
    /// Whether times of one series may be in several forms, at times that are not an occurrence, and texts of any
    /// characters.
    private let isOdd: Bool
    /// The form of the series' end, and its overrides too unless it is odd.
    private var ending = 0

    init(seed: UInt64, isOdd: Bool) {
        self.isOdd = isOdd
        random = Generator(seed: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
        uid = "generated-\(seed)@x.example"
        for _ in 0..<4 { _ = random.number(0...9) }
        ending = random.number(0...3)
    }

    /// The components of one UID.
    mutating func lines() -> String {
        let kind = random.one(of: ["VEVENT", "VEVENT", "VEVENT", "VTODO", "VJOURNAL"])
        let form = Form(&random)
        let start = random.civil()
        let properties = properties()
        let times = times(kind, form, start)
        let rules = random.number(0...2) == 0 ? [] : recurrence(form, start)
        var components = [component(kind, times + rules + properties)]
        guard !rules.isEmpty else { return components[0] }
        for _ in 0..<random.number(0...2) { components.append(override(kind, form, start, properties)) }
        return components.joined(separator: "\n")
    }

    private func component(_ kind: String, _ lines: [String]) -> String {
        (["BEGIN:\(kind)", "UID:\(uid)"] + lines + ["END:\(kind)"]).joined(separator: "\n")
    }

    private mutating func often(_ percent: Int) -> Bool { random.number(1...100) <= percent }

    private mutating func form(like form: Form) -> Form { isOdd && often(15) ? Form(&random) : form }

    private mutating func some(of lines: [String], _ percent: Int) -> [String] {
        lines.filter { _ in often(percent) }
    }
}

/// How times are written.
private struct Form {
    let kind: Int
    let zone: String

    init(_ random: inout Generator) {
        kind = random.number(0...4)
        zone = random.one(of: [
            "Europe/Berlin", "America/New_York", "UTC", "W. Europe Standard Time", "Mars/Olympus", "Own",
        ])
    }

    func line(_ name: String, _ time: CivilDateTime) -> String {
        switch kind {
        case 0: "\(name);VALUE=DATE:\(EventTime.date(time.date))"
        case 1: "\(name):\(EventTime.utc(time))"
        case 2: "\(name):\(EventTime.floating(time))"
        default: "\(name);TZID=\(zone):\(EventTime.floating(time))"
        }
    }
}

// MARK: - Times

extension GeneratedSeries {
    private mutating func times(_ kind: String, _ form: Form, _ start: CivilDateTime) -> [String] {
        var lines = !isOdd || often(92) ? [form.line("DTSTART", start)] : []
        guard kind != "VJOURNAL" else { return lines }
        let end = start.addingSeconds(3600 * random.number(-2...50))
        let other = self.form(like: form)
        switch isOdd ? random.number(0...3) : ending {
        case 0: break
        case 1: lines.append("DURATION:" + random.one(of: ["PT1H", "P1D", "PT90M", "P1W", "PT0S"]))
        default: lines.append(other.line(kind == "VTODO" ? "DUE" : "DTEND", end))
        }
        return lines
    }

    private mutating func recurrence(_ form: Form, _ start: CivilDateTime) -> [String] {
        var parts = [
            random.one(of: [
                "FREQ=DAILY", "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=MONTHLY;BYDAY=2TU",
                "FREQ=MONTHLY;BYMONTHDAY=15", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=YEARLY",
                "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=4", "FREQ=YEARLY;BYYEARDAY=100", "freq=weekly;byday=fr",
                "FREQ=WEEKLY;WKST=SU;BYDAY=SU,MO", "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
            ])
        ]
        parts += some(of: ["INTERVAL=\(random.number(1...3))"], 30)
        parts += random.one(of: [
            [], ["COUNT=\(random.number(1...20))"], ["UNTIL=20290101T000000Z"], ["UNTIL=20290101"],
        ])
        var lines = ["RRULE:" + parts.joined(separator: ";")]
        lines += some(of: ["EXRULE:FREQ=WEEKLY;BYDAY=MO", "RRULE:FREQ=YEARLY"], 4)
        if often(8) { lines.append(form.line("RDATE", start.addingSeconds(86_400 * 3))) }
        for _ in 0..<random.number(0...2) {
            lines.append(self.form(like: form).line("EXDATE", occurrence(near: start)))
        }
        return lines
    }

    private mutating func occurrence(near start: CivilDateTime) -> CivilDateTime {
        let hours = isOdd ? random.one(of: [0, 0, 0, 5]) : 0
        return start.addingSeconds(86_400 * random.one(of: [0, 1, 7, 14, 28]) + 3600 * hours)
    }

    private mutating func override(
        _ kind: String,
        _ form: Form,
        _ start: CivilDateTime,
        _ inherited: [String]
    ) -> String {
        let time = occurrence(near: start)
        let id = self.form(like: form).line("RECURRENCE-ID", time)
        let begins = often(60) ? time : time.addingSeconds(3600 * random.number(-30...30))
        var lines = often(60) ? inherited.filter { _ in often(85) } : properties()
        lines += some(
            of: [
                "STATUS:CANCELLED", "LOCATION:7 Elsewhere", "CLASS:PRIVATE", "PRIORITY:7", "TRANSP:TRANSPARENT",
                "X-FOO:o",
            ],
            10
        )
        if !isOdd { lines.removeAll { $0.hasSuffix("CANCELLED") } }
        return component(kind, [id] + times(kind, self.form(like: form), begins) + lines)
    }
}

// MARK: - Other properties

extension GeneratedSeries {
    // swift-format-ignore
    private static let texts = [
        "Lunch", "a & b <c>", "Grüße 🎉", "two\\nlines", "\"quoted\"", "]]> end", "tab\there", " leading", "trailing ", "   ",
        "", "5 o'clock", "e\u{301}", "é", "comma\\, semi\\;", "back\\\\slash", "\u{A0}no break", "odd\\escape", "\u{1}bell",
    ]

    private mutating func text(_ name: String) -> String {
        name + random.one(of: ["", "", "", ";LANGUAGE=de", ";X-P=1"]) + ":"
            + random.one(of: isOdd ? Self.texts : Self.texts.dropLast())
    }

    private mutating func line(_ name: String, _ values: [String]) -> String { name + ":" + random.one(of: values) }

    private mutating func properties() -> [String] {
        var lines: [String] = []
        lines += some(of: [text("SUMMARY"), text("summary")], 60)
        lines += some(of: [text("DESCRIPTION"), text("LOCATION"), text("COMMENT"), text("X-Foo"), text("X-FOO")], 30)
        let instants = ["20250101T000000Z", "20250601T120000Z", "20250101T000000", "20240601T120060Z"]
        lines += some(of: [line("DTSTAMP", instants), line("CREATED", instants), line("LAST-MODIFIED", instants)], 60)
        lines += some(
            of: [
                line("CLASS", ["PUBLIC", "private", "CONFIDENTIAL", "X-SECRET", ""]),
                line("STATUS", ["CONFIRMED", "CANCELLED", "NEEDS-ACTION", "COMPLETED", "IN-PROCESS", "odd", "final"]),
                line("TRANSP", ["OPAQUE", "TRANSPARENT", "transparent", "ODD"]),
                line("X-MICROSOFT-CDO-BUSYSTATUS", ["FREE", "BUSY", "OOF", "TENTATIVE", "busy"]),
                line("PRIORITY", ["0", "1", "2", "5", "6", "9", "10", "+5", "05"]),
                line("PERCENT-COMPLETE", ["0", "50", "101"]), line("SEQUENCE", ["0", "7", "-1"]),
                line("COMPLETED", instants), line("X-KOLAB-COLOR-LABEL", ["important", ""]),
                line("CATEGORIES", ["Work", "Work,Home", "a\\,b", " lead,b", ",", ""]),
                line("RELATED-TO", ["parent"]), line("RELATED-TO;RELTYPE=CHILD", ["child"]), line("URL", ["http://x/"]),
                line("ORGANIZER;CN=Boss;X-A=b", ["mailto:o@x.example", "MAILTO:o@x.example"]),
                line("ORGANIZER", ["mailto:p@x.example", "urn:uuid:1"]),
                line("ATTACH;FMTTYPE=text/plain", ["http://x/y", "cid:part", "cid:", " "]),
                line("ATTACH;ENCODING=BASE64;VALUE=BINARY;FILENAME=b.bin", ["QUJD"]), line("DURATION", ["PT1H"]),
            ],
            20
        )
        for _ in 0..<random.number(0...3) { lines.append(attendee()) }
        if often(30) { lines.append(alarm()) }
        if often(15) { lines.append(alarm()) }
        if often(4) { lines.append("BEGIN:X-COMP\nX-IN:1\nEND:X-COMP") }
        return lines
    }

    private mutating func attendee() -> String {
        let parameters = [
            "CN=\"Ines Köhler\"", "ROLE=" + random.one(of: ["REQ-PARTICIPANT", "CHAIR", "non-participant", "X-ROLE"]),
            "PARTSTAT=" + random.one(of: ["NEEDS-ACTION", "accepted", "DELEGATED", "COMPLETED", "X-STATE"]),
            "RSVP=" + random.one(of: ["TRUE", "FALSE", "true"]), "CUTYPE=" + random.one(of: ["INDIVIDUAL", "ROOM"]),
            "DELEGATED-TO="
                + random.one(of: ["\"mailto:a@b.example\"", "\"mailto:a@b.example\",\"mailto:c@d.example\""]),
            "SENT-BY=\"mailto:s@x.example\"", "X-NUM-GUESTS=0",
        ]
        return (["ATTENDEE"] + some(of: parameters, 40)).joined(separator: ";") + ":"
            + random.one(of: ["mailto:a@x.example", "MAILTO:B@x.example", "urn:uuid:2", "bare"])
    }

    private mutating func alarm() -> String {
        let triggers = [
            "TRIGGER:-PT15M", "TRIGGER;RELATED=END:-PT10M", "TRIGGER:-P1D", "TRIGGER:-PT90S", "TRIGGER:-PT1H",
            "TRIGGER;VALUE=DATE-TIME:20250101T100000Z",
        ]
        var lines = ["BEGIN:VALARM", line("ACTION", ["DISPLAY", "AUDIO", "EMAIL", "PROCEDURE", "NONE"])]
        lines.append(random.one(of: triggers))
        lines += some(of: [text("DESCRIPTION"), text("SUMMARY"), "ATTENDEE:mailto:r@x.example", "X-A:1"], 40)
        lines += some(of: ["REPEAT:3\nDURATION:PT5M", "ATTACH:file:///a.wav"], 30)
        return (lines + ["END:VALARM"]).joined(separator: "\n")
    }
}
