import Files
import Kalends

/// The recurrence rows: each line of the file holds a start, a zone and a rule.
extension Work {
    /// As many instances of one rule as libical has to find, up to the same year.
    private static let instancesPerRule = 1000
    private static let horizon = CivilDateTime(CivilDate(year: 2200, month: 1, day: 1), CivilTime(secondOfDay: 0))

    static let expansion: [Work] = [
        onRules("expand") { sequence, _, start, checksum in
            var count = 0
            var iterator = sequence.within(start..<horizon).makeIterator()
            while count < instancesPerRule, let moment = iterator.next() {
                checksum &+= moment.time.secondOfDay &+ moment.date.day
                count += 1
            }
            return count
        },
        onRules("expand-utc") { sequence, zone, start, checksum in
            var count = 0
            let range = (zone.instant(of: start) ?? 0)..<(zone.instant(of: horizon) ?? 0)
            var iterator = sequence.resolved(in: zone).within(range).makeIterator()
            while count < instancesPerRule, let instant = iterator.nextInstant() {
                checksum &+= instant
                count += 1
            }
            return count
        },
        dayIn2400,
    ]

    /// The occurrences of one day in the year 2400 of a daily series that began in 1970, again and again.
    private static let dayIn2400 = Work(name: "expand-2400") { _ in
        let lines = [
            "BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:daily", "DTSTART;TZID=Europe/Berlin:19700101T090000",
            "DTEND;TZID=Europe/Berlin:19700101T100000", "RRULE:FREQ=DAILY", "END:VEVENT", "END:VCALENDAR", "",
        ]
        var diagnostics = Diagnostics()
        let converter = Converter()
        let text = Array(lines.joined(separator: "\r\n").utf8)
        let document = try converter.read(text, from: .iCalendar, diagnostics: &diagnostics)
        let series = converter.expand(
            converter.series(in: [document], diagnostics: &diagnostics),
            diagnostics: &diagnostics
        )[0]
        let day = CivilDate(year: 2400, month: 6, day: 1)
        let window = OccurrenceWindow(from: day, until: day.addingDays(1))
        return {
            var found = 0
            for _ in 0..<10_000 {
                for _ in series.occurrences(in: window) { found += 1 }
            }
            return Amount(bytes: text.count, items: found)
        }
    }

    private static func onRules(
        _ name: String,
        _ expand: @escaping @Sendable (RecurrenceSequence, ZoneRules, CivilDateTime, inout Int) -> Int
    ) -> Work {
        Work(name: name) { path in
            let text = try WholeFile.read(path)
            return {
                let zones = ZoneDirectory()
                var checksum = 0
                var instances = 0
                for line in text.split(separator: UInt8(ascii: "\n")) {
                    let fields = line.split(separator: UInt8(ascii: "\t")).map { String(decoding: $0, as: UTF8.self) }
                    guard fields.count == 3, let start = CivilDateTime(basicText: fields[0]),
                        let zone = zones.rules(for: fields[1])
                    else { continue }
                    let sequence = RecurrenceSequence(try RecurrenceRule(reading: fields[2]), from: start, in: zone)
                    instances += expand(sequence, zone, start, &checksum)
                }
                return Amount(bytes: text.count, items: checksum == 0 ? 0 : instances)
            }
        }
    }
}

extension CivilDateTime {
    /// `YYYYMMDDThhmmss`.
    fileprivate init?(basicText text: String) {
        let digits = text.utf8.filter { (48...57).contains($0) }.map { Int($0) - 48 }
        guard digits.count == 14 else { return nil }
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
        self.init(
            CivilDate(year: number(0..<4), month: number(4..<6), day: number(6..<8)),
            CivilTime(hour: number(8..<10), minute: number(10..<12), second: number(12..<14))
        )
    }
}
