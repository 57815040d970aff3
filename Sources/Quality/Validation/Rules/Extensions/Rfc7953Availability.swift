internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar
internal import Recurrence

extension Rule {
    static let rfc7953Availability = Rule(
        "rfc7953-availability",
        .error,
        "RFC 7953 section 3.1",
        "The times of an availability and its parts are instants, each part has an end or a duration, and no two parts overlap.",
        remark: "Parts that overlap are a warning.",
        accepted: [
            .calendar(
                "BEGIN:VAVAILABILITY",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "BEGIN:AVAILABLE",
                "UID:2",
                "DTSTAMP:20260101T000000Z",
                "DTSTART:20260105T090000Z",
                "DTEND:20260105T170000Z",
                "END:AVAILABLE",
                "END:VAVAILABILITY"
            )
        ],
        flagged: [
            .calendar(
                "BEGIN:VAVAILABILITY",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "▸BEGIN:AVAILABLE",
                "UID:2",
                "DTSTAMP:20260101T000000Z",
                "DTSTART:20260105T090000Z",
                "END:AVAILABLE",
                "END:VAVAILABILITY"
            ),
            .calendar(
                "BEGIN:VAVAILABILITY",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "BEGIN:AVAILABLE",
                "UID:2",
                "DTSTAMP:20260101T000000Z",
                "DTSTART:20260105T090000Z",
                "DTEND:20260105T170000Z",
                "RRULE:FREQ=DAILY;COUNT=5",
                "END:AVAILABLE",
                "▸BEGIN:AVAILABLE",
                "UID:3",
                "DTSTAMP:20260101T000000Z",
                "DTSTART:20260107T120000Z",
                "DURATION:PT1H",
                "END:AVAILABLE",
                "END:VAVAILABILITY"
            ),
        ],
        checks: [
            .component([.vavailability, .available]) { frame, context in
                if frame.name == .available, !frame.has(.dateTimeEnd), !frame.has(.duration) {
                    context.report("AVAILABLE without DTEND or DURATION", at: context.place(of: frame))
                }
                for name in [Name.dateTimeStart, .dateTimeEnd] {
                    guard let property = frame.first(name), let time = property.time, time.isDate || time.isFloating
                    else { continue }
                    context.report(
                        "\(property.nameText) of \(frame.nameText) is not an instant",
                        at: context.place(of: property)
                    )
                }
            },
            .component([.vavailability]) { frame, context in
                let parts = frame.children.filter { $0.name == .available }.map {
                    Component(tree: context.tree, index: $0.begin)
                }
                let spans = parts.flatMap { context.availableSpans(of: $0) }.sorted { $0.begin < $1.begin }
                for (earlier, later) in zip(spans, spans.dropFirst())
                where later.begin < earlier.end && later.part != earlier.part {
                    // RFC 7953 does not forbid it, but does not define which of the two counts.
                    let part = max(earlier.part, later.part)
                    return context.report(
                        "AVAILABLE overlaps another",
                        at: context.place(ofLine: part),
                        severity: .warning
                    )
                }
            },
        ]
    )
}

extension CheckContext {
    /// The first fifty spans of time of an AVAILABLE, by the seconds of their instants, each with the line of the component.
    fileprivate func availableSpans(of part: Component) -> [(begin: Int, end: Int, part: Int)] {
        guard part.first(.recurrenceID) == nil, let start = part.first(.dateTimeStart)?.time else { return [] }
        let begin = seconds(of: start)
        let end = part.first(.dateTimeEnd)?.time.map { seconds(of: $0) }
        guard let length = end.map({ $0 - begin }) ?? part.first(.duration)?.withValue({ $0.durationSeconds }),
            length > 0,
            var cursor = occurrences(of: part, from: start)?.cursor(from: Int.min / 2)
        else { return [] }
        var spans: [(begin: Int, end: Int, part: Int)] = []
        while spans.count < 50, let next = cursor.nextSeconds() {
            var time = start
            time.civil = CivilDateTime(secondsSinceEpoch: next)
            spans.append((seconds(of: time), seconds(of: time) + length, part.index))
        }
        return spans
    }
}

extension Span<UInt8> {
    /// The seconds of a duration that is one by RFC 5545 §3.3.6, with 24 hours for each day.
    fileprivate var durationSeconds: Int {
        let lengths: [UInt8: Int] = [
            UInt8(ascii: "W"): 604_800, UInt8(ascii: "D"): 86_400, UInt8(ascii: "H"): 3600, UInt8(ascii: "M"): 60,
            UInt8(ascii: "S"): 1,
        ]
        var (seconds, number) = (0, 0)
        for index in indices {
            if self[index].isDigit, number < 1_000_000_000 { number = number * 10 + Int(self[index] - 0x30) }
            if let length = lengths[self[index]] { (seconds, number) = (seconds + number * length, 0) }
        }
        return seconds
    }
}
