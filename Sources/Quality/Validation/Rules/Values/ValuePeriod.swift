internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valuePeriod = Rule(
        "value-period",
        .error,
        "3.3.9",
        "A period ends after it begins. Its start and end are both in UTC, or neither is; those of FREEBUSY are in UTC.",
        accepted: [
            .freeBusy("FREEBUSY:20260105T090000Z/PT1H,20260106T090000Z/20260106T100000Z"),
            .berlinEvent(
                "DTSTART;TZID=Europe/Berlin:20260105T090000",
                "RDATE;VALUE=PERIOD;TZID=Europe/Berlin:20260106T090000/20260106T100000"
            ),
        ],
        flagged: [
            .event("RDATE;VALUE=PERIOD:▸20260106T090000Z/20260105T090000Z"),
            .event("RDATE;VALUE=PERIOD:▸20260106T090000Z/-PT1H"),
            .event("RDATE;VALUE=PERIOD:20260106T090000Z/PT1H,▸20260107T090000Z/20260107T100000"),
            .freeBusy("FREEBUSY:▸20260105T090000/PT1H"),
        ],
        checks: [
            .property(AllowedNames.properties(of: [.period])) { property, context in
                guard property.valueType == .period, context.brokenType(of: property) == nil else { return }
                // The grammar holds, so each part is a time, a stroke and a time or a duration.
                for (start, part) in property.placedTimes(first: 10_000) {
                    let (end, isNegative) = property.withValue { value in
                        let rest = value.extracting(part.lowerBound + start.basicText.utf8.count + 1..<part.upperBound)
                        return (TimeValue(rest), rest[0] == UInt8(ascii: "-"))
                    }
                    let words: String? =
                        switch end {
                        case _ where property.name == .freeBusy && !start.isUTC:
                            "a period of FREEBUSY that is not in UTC"
                        case let end? where end.isUTC != start.isUTC: "a period with only one end in UTC"
                        case let end? where end.civil < start.civil: "a period that ends before it begins"
                        case nil where isNegative: "a period of negative length"
                        default: nil
                        }
                    if let words { return context.report(words, at: context.place(of: part, in: property)) }
                }
            }
        ]
    )
}
