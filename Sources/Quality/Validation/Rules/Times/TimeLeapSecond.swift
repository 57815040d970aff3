internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let timeLeapSecond = Rule(
        "time-leap-second",
        .error,
        "3.3.12",
        "The second 60 is used only for a leap second: at the end of a month in UTC, from 1972 on.",
        accepted: [.event("DTSTART:20161231T235960Z"), .event("DTSTART:20170101T005960")],
        flagged: [
            .event("DTSTART:▸20260105T100060Z"),
            .event("DTSTART:▸20261230T235960Z"),
            .event("RRULE:FREQ=DAILY", "EXDATE:20260106T090000Z,▸20260107T090060Z"),
            .event("RRULE:▸FREQ=DAILY;UNTIL=20260107T090060Z"),
        ],
        checks: [
            .property(AllowedNames.properties(of: [.dateTime])) { property, context in
                let length = property.line.valueEnd &- property.line.valueStart
                guard length >= 15, property.withValue({ $0.hasLeapSecond }) else { return }
                for (time, part) in property.placedTimes(first: 1000) where !time.isDate {
                    let isNamed = property.withValue { TimeText.namesLeapSecond($0.extracting(part)) }
                    guard isNamed, !context.canHaveLeapSecond(time) else { continue }
                    context.report(message, at: context.place(of: part, in: property))
                }
            },
            .property([.recurrenceRule, .exceptionRule]) { property, context in
                guard let until = property.withValue({ $0.untilWithLeapSecond }), !context.canHaveLeapSecond(until)
                else {
                    return
                }
                context.report(message, at: context.place(of: property))
            },
        ]
    )

    private static let message = "no leap second can be at this time; read as the second before"
}

extension Span<UInt8> {
    /// The UNTIL of a rule that names a second 60, read as the second before.
    fileprivate var untilWithLeapSecond: TimeValue? {
        guard let name = firstIndex(ofWord: "UNTIL=") else { return nil }
        let start = name + "UNTIL=".utf8.count
        let text = extracting(start..<(firstIndex(of: .semicolon, in: start..<count) ?? count))
        return TimeText.namesLeapSecond(text) ? TimeValue(text) : nil
    }

    /// Whether any member of a list of times names a second 60.
    fileprivate var hasLeapSecond: Bool {
        var start = 0
        while count - start >= 15 {
            if TimeText.namesLeapSecond(extracting(start...)) { return true }
            while start < count, self[start] != .comma { start += 1 }
            start += 1
        }
        return false
    }
}

extension CheckContext {
    /// Whether a second 60 may follow this one: at the end of a month in UTC. Of a time without zone only its offset's quarter
    /// of an hour is known.
    fileprivate func canHaveLeapSecond(_ time: TimeValue) -> Bool {
        let date = time.civil.date
        guard date.year >= 1972 else { return false }
        if time.isFloating {
            let clock = time.civil.time
            let isAtMonthEnd = date.day == 1 || date.day == CivilDate.daysInMonth(date.month, of: date.year)
            return isAtMonthEnd && clock.minute % 15 == 14
        }
        let next = CivilDateTime(secondsSinceEpoch: seconds(of: time) + 1)
        return next.date.day == 1 && next.time.secondOfDay == 0
    }
}
