/// Content that a rule accepts or flags. In flagged content `▸` marks the place of the finding, which follows it.
///
/// A character from U+E080 to U+E0FF represents the byte of its two last digits, so that text can be broken UTF-8.
public struct Example: Sendable {
    /// What kind of document the text is.
    public enum Form: Sendable {
        case iCalendar, vCalendar, xCal, jCal, kolab, message
    }

    /// The kind of document.
    public let form: Form
    /// The whole document, the mark still in it.
    public let text: String
    /// The lines that matter, as documentation shows them.
    public internal(set) var excerpt: String

    private init(_ form: Form, _ text: String, excerpt: String) {
        self.form = form
        self.text = text
        self.excerpt = excerpt
    }

    /// The document's bytes without the mark.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars where scalar != "▸" {
            if (0xE080...0xE0FF).contains(scalar.value) {
                bytes.append(UInt8(scalar.value & 0xFF))
            } else {
                bytes.append(contentsOf: String(scalar).utf8)
            }
        }
        return bytes
    }

    /// Line and column of the mark, from 1; nil without one.
    public var mark: (line: Int, column: Int)? {
        guard let mark = text.firstIndex(of: "▸") else { return nil }
        var line = 1
        var column = 1
        for scalar in text[..<mark].unicodeScalars {
            switch scalar {
            case "\n": (line, column) = (line + 1, 1)
            case "\r": continue
            default: column += 1
            }
        }
        return (line, column)
    }
}

extension Example {
    private static let startLine = "DTSTART:20260105T090000Z"
    private static let stamp = ["UID:5fc53010-1267-4f8e-bc28-1d7ae55a7c99", "DTSTAMP:20260101T000000Z"]

    /// A whole text, its line ends included.
    static func text(_ text: String) -> Example { Example(.iCalendar, text, excerpt: text) }

    /// The lines of a whole iCalendar document.
    static func document(_ lines: String...) -> Example { iCalendar(lines, of: lines) }

    /// Lines of a calendar that has PRODID and VERSION.
    static func calendar(_ lines: String...) -> Example { calendar(around: lines, of: lines) }

    /// Components in each other, one more than `levels` allow.
    static func nested(_ levels: Int) -> Example {
        let lines = (0..<levels).map { "BEGIN:X-\($0)" } + ["▸BEGIN:X-LAST"]
        return Example(
            .iCalendar,
            lines.map { $0 + "\r\n" }.joined(),
            excerpt: "BEGIN:X-0\nBEGIN:X-1\n… \(levels) levels …"
        )
    }

    /// An event that has UID and DTSTAMP, and a start if the lines give none.
    static func event(_ lines: String...) -> Example {
        let event = component("VEVENT", lines, start: true)
        // What depends on the start is shown with it.
        let isRelated = lines.contains { line in
            let name = line.drop { $0 == "▸" }.prefix { $0 != ":" && $0 != ";" }
            return ["DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID"].contains(name)
        }
        let isShown = isRelated && event.contains(startLine)
        return calendar(around: event, of: isShown ? [startLine] + lines.filter { $0 != startLine } : lines)
    }

    /// A to-do that has UID and DTSTAMP.
    static func todo(_ lines: String...) -> Example { calendar(around: component("VTODO", lines), of: lines) }

    /// A journal entry that has UID and DTSTAMP.
    static func journal(_ lines: String...) -> Example { calendar(around: component("VJOURNAL", lines), of: lines) }

    /// A free/busy report that has UID and DTSTAMP.
    static func freeBusy(_ lines: String...) -> Example { calendar(around: component("VFREEBUSY", lines), of: lines) }

    /// An alarm in an event that begins and ends at fixed times.
    static func alarm(_ lines: String...) -> Example {
        calendar(
            around: component(
                "VEVENT",
                ["DTEND:20260105T100000Z", "BEGIN:VALARM"] + lines + ["END:VALARM"],
                start: true
            ),
            of: lines
        )
    }

    /// An event in `Europe/Berlin`, whose definition is before it.
    static func berlinEvent(_ lines: String...) -> Example {
        calendar(around: berlin + component("VEVENT", lines, start: true), of: lines)
    }

    /// An event in `Europe/Berlin`, of which the definition of the zone is shown.
    static let berlinZone = calendar(around: berlin + component("VEVENT", [], start: true), of: berlin)

    /// An event on three days, and an override of it with these lines.
    static func changedSeries(_ lines: String...) -> Example {
        let series = [
            "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", "DTSTART:20260105T090000Z",
            "RRULE:FREQ=DAILY;COUNT=3", "END:VEVENT", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z",
        ]
        let all = series + lines + ["END:VEVENT"]
        return calendar(around: all, of: all)
    }

    /// An xCal document with the given content of `vcalendar`'s `components`.
    static func xCal(_ lines: String...) -> Example {
        let head = [
            #"<?xml version="1.0" encoding="utf-8"?>"#, #"<icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0">"#,
            "<vcalendar>", "<properties>", "<prodid><text>-//Example//EN</text></prodid>",
            "<version><text>2.0</text></version>", "</properties>", "<components>",
        ]
        let tail = ["</components>", "</vcalendar>", "</icalendar>"]
        return Example(
            .xCal,
            (head + lines + tail).joined(separator: "\n") + "\n",
            excerpt: lines.joined(separator: "\n")
        )
    }

    /// A whole XML document of xCal.
    static func xml(_ lines: String...) -> Example {
        Example(.xCal, lines.joined(separator: "\n") + "\n", excerpt: lines.joined(separator: "\n"))
    }

    /// A jCal document with one component in its calendar.
    static func jCal(_ component: String) -> Example {
        let lines = [
            "[\"vcalendar\",", #"[["prodid", {}, "text", "-//Example//EN"], ["version", {}, "text", "2.0"]],"#, "[",
            component, "]]",
        ]
        return Example(.jCal, lines.joined(separator: "\n") + "\n", excerpt: component)
    }

    /// A vCalendar 1.0 with an event that has a UID and a start.
    static func vCalendar(_ lines: String...) -> Example {
        let head = [
            "BEGIN:VCALENDAR", "VERSION:1.0", "PRODID:-//Example//EN", "BEGIN:VEVENT", "UID:1",
            "DTSTART:20260105T090000Z",
        ]
        let all = head + lines + ["END:VEVENT", "END:VCALENDAR"]
        return Example(.vCalendar, all.map { $0 + "\r\n" }.joined(), excerpt: lines.joined(separator: "\n"))
    }

    /// The lines of a whole vCalendar 1.0.
    static func vCalendarDocument(_ lines: String...) -> Example {
        Example(.vCalendar, lines.map { $0 + "\r\n" }.joined(), excerpt: lines.joined(separator: "\n"))
    }

    /// A whole JSON document.
    static func json(_ text: String) -> Example { Example(.jCal, text, excerpt: text) }

    /// A Kolab event with uid, dates and product.
    static func kolabEvent(version: String = "1.0", _ lines: String...) -> Example {
        kolabEvent(version: version, of: lines)
    }

    /// A Kolab event on five days, with more in its recurrence.
    static func kolabSeries(version: String = "1.0", _ lines: String...) -> Example {
        let head = [
            #"<recurrence cycle="daily">"#, "<interval>1</interval>", #"<range type="number">5</range>"#,
        ]
        return kolabEvent(version: version, of: head + lines + ["</recurrence>"])
    }

    private static func kolabEvent(version: String, of lines: [String]) -> Example {
        let head = [
            #"<?xml version="1.0" encoding="UTF-8"?>"#, #"<event version="\#(version)">"#,
            "<uid>5fc53010-1267-4f8e-bc28-1d7ae55a7c99</uid>", "<creation-date>2026-01-01T00:00:00Z</creation-date>",
            "<last-modification-date>2026-01-01T00:00:00Z</last-modification-date>",
        ]
        let needsStart = !lines.contains { $0.contains("<start-date") }
        let times =
            needsStart
            ? ["<start-date>2026-01-05T09:00:00Z</start-date>", "<end-date>2026-01-05T10:00:00Z</end-date>"] : []
        return Example(
            .kolab,
            (head + times + lines + ["</event>"]).joined(separator: "\n") + "\n",
            excerpt: lines.joined(separator: "\n")
        )
    }

    /// A whole Kolab document.
    static func kolab(_ lines: String...) -> Example {
        Example(.kolab, lines.joined(separator: "\n") + "\n", excerpt: lines.joined(separator: "\n"))
    }

    /// A whole mail message.
    static func message(_ lines: String...) -> Example { message(of: lines) }

    /// A mail message with a Kolab event, some of whose lines are others.
    static func kolabMessage(_ changes: [String: [String]] = [:]) -> Example {
        message(of: kolabMessage.flatMap { changes[$0] ?? ($0 == "--b--" ? [$0, ""] : [$0]) })
    }

    private static let kolabMessage = [
        "From: anna@example.com", "Subject: 1", "MIME-Version: 1.0", "X-Kolab-Type: application/x-vnd.kolab.event",
        "Content-Type: multipart/mixed; boundary=b", "", "--b",
        "Content-Type: application/x-vnd.kolab.event; name=kolab.xml",
        "Content-Disposition: attachment; filename=kolab.xml", "", #"<?xml version="1.0"?>"#, #"<event version="1.0">"#,
        "<uid>1</uid>", "<creation-date>2026-01-01T00:00:00Z</creation-date>",
        "<last-modification-date>2026-01-01T00:00:00Z</last-modification-date>", "<start-date>2026-01-05</start-date>",
        "<end-date>2026-01-05</end-date>", "</event>", "--b--",
    ]

    private static func message(of lines: [String]) -> Example {
        Example(.message, lines.joined(separator: "\r\n"), excerpt: lines.joined(separator: "\n"))
    }

    private static let berlin = [
        "BEGIN:VTIMEZONE", "TZID:Europe/Berlin", "BEGIN:DAYLIGHT", "DTSTART:19810329T020000", "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200", "TZNAME:CEST", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT", "BEGIN:STANDARD",
        "DTSTART:19961027T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD", "END:VTIMEZONE",
    ]

    private static func component(_ name: String, _ lines: [String], start: Bool = false) -> [String] {
        let needsStart = start && !lines.contains { $0.hasPrefix("DTSTART") || $0.hasPrefix("▸DTSTART") }
        return ["BEGIN:\(name)"] + stamp + (needsStart ? [startLine] : []) + lines + ["END:\(name)"]
    }

    private static func calendar(around lines: [String], of excerpt: [String]) -> Example {
        iCalendar(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN"] + lines + ["END:VCALENDAR"], of: excerpt)
    }

    private static func iCalendar(_ lines: [String], of excerpt: [String]) -> Example {
        Example(.iCalendar, lines.map { $0 + "\r\n" }.joined(), excerpt: excerpt.joined(separator: "\n"))
    }
}
