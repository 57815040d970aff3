internal import CalendarDiagnostics
internal import ICalendar
internal import TimeZones

extension Rule {
    static let timeZoneContradicts = Rule(
        "time-zone-contradicts",
        .warning,
        "3.6.5",
        "A zone with an IANA time zone name has the offsets of that IANA zone, from the first time that uses it to the last.",
        accepted: [
            .berlinEvent("DTSTART;TZID=Europe/Berlin:20260105T090000"),
            // Apple writes a definition that begins with the year, with an offset before it that is not used.
            .calendar(
                "BEGIN:VTIMEZONE",
                "TZID:Europe/Berlin",
                "BEGIN:DAYLIGHT",
                "DTSTART:20260329T010000",
                "TZOFFSETFROM:+0000",
                "TZOFFSETTO:+0200",
                "END:DAYLIGHT",
                "END:VTIMEZONE",
                "BEGIN:VTODO",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "DUE;TZID=Europe/Berlin:20260705T090000",
                "END:VTODO"
            ),
        ],
        flagged: [
            .calendar(
                "▸BEGIN:VTIMEZONE",
                "TZID:Europe/Berlin",
                "BEGIN:STANDARD",
                "DTSTART:19700101T000000",
                "TZOFFSETFROM:+0200",
                "TZOFFSETTO:+0200",
                "END:STANDARD",
                "END:VTIMEZONE",
                "BEGIN:VTODO",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "DUE;TZID=Europe/Berlin:20260105T090000",
                "END:VTODO"
            ),
            // The definition may be after its use.
            .calendar(
                "BEGIN:VTODO",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "DUE;TZID=Europe/Berlin:20260105T090000",
                "END:VTODO",
                "▸BEGIN:VTIMEZONE",
                "TZID:Europe/Berlin",
                "BEGIN:STANDARD",
                "DTSTART:19700101T000000",
                "TZOFFSETFROM:+0200",
                "TZOFFSETTO:+0200",
                "END:STANDARD",
                "END:VTIMEZONE"
            ),
        ],
        checks: [
            .calendar { calendar, context in
                for (name, begins) in calendar.definitions {
                    let zone = name.text
                    guard let days = calendar.comparableDays(of: zone), let own = calendar.definition(of: zone),
                        let found = context.zones.resolve(zone), found.resolution.method != .guess
                    else { continue }
                    for day in days {
                        let offsets = [own, found.rules].map { $0.offset(at: day * 86_400 + 43_200) }
                        guard offsets[0] != offsets[1] else { continue }
                        let words = offsets.map { UTCOffset(seconds: $0)?.description ?? "" }
                        context.report(
                            "\(zone) is \(words[0]) on \(CivilDate(dayNumber: day)), and \(words[1]) in the IANA data",
                            at: context.place(ofLine: begins[0])
                        )
                        break
                    }
                }
            }
        ]
    )
}

extension CalendarFacts {
    /// The days on which a zone's definition is compared with others, one in five and at most ten years; nil for times
    /// before 1970, which all programs simplify.
    fileprivate func comparableDays(of zone: String) -> [Int]? {
        guard let use = uses[zone], let earliest = use.earliest?.time, let latest = use.latest,
            earliest.date.year >= 1970,
            let onset = firstOnset(of: zone)
        else { return nil }
        // What recurs continues, at least to the end of the year. Before its first onset a definition defines nothing.
        let last =
            items.contains(where: \.isRecurring) ? CivilDate(year: latest.date.year, month: 12, day: 31) : latest.date
        let first = max(earliest.date.dayNumber, onset.date.dayNumber + 1)
        guard first <= last.dayNumber else { return nil }
        return stride(from: first, through: last.dayNumber, by: 5).prefix(731) + [last.dayNumber]
    }
}
