internal import CalendarDiagnostics
internal import ICalendar
internal import TimeZones

extension Rule {
    static let timeZoneMissing = Rule(
        "time-zone-missing",
        .warning,
        "3.2.19",
        "Every TZID that is used has a VTIMEZONE.",
        remark: "A name that is neither an IANA nor a Windows time zone name is an error.",
        accepted: [Example.berlinEvent("DTSTART;TZID=Europe/Berlin:20260105T090000").whole],
        flagged: [
            .event("DTSTART;▸TZID=Europe/Berlin:20260105T090000"),
            .event("DTSTART;▸TZID=Mars/Olympus:20260105T090000"),
            .event("DTSTART;▸TZID=UTC+2:20260105T090000"),
            .calendar(
                "BEGIN:VTIMEZONE",
                #"TZID:My\, Zone"#,
                "BEGIN:STANDARD",
                "DTSTART:19700101T000000",
                "TZOFFSETFROM:+0000",
                "TZOFFSETTO:+0000",
                "END:STANDARD",
                "END:VTIMEZONE",
                "BEGIN:VEVENT",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                #"DTSTART;▸TZID="My\, Zone":20260105T090000"#,
                "END:VEVENT"
            ),
        ],
        checks: [
            .calendar { calendar, context in
                for (name, use) in calendar.uses.sorted(by: { $0.value.line < $1.value.line }) {
                    let zone = name.text
                    if calendar.definitions[zone] != nil { continue }
                    let property = Property(tree: context.tree, index: use.line)
                    if property.time?.isDate == true { continue }
                    let place = context.place(of: Parameter(tree: context.tree, index: use.parameter), in: property)
                    if let name = calendar.otherNames[zone] {
                        context.report(
                            "“\(zone)” is not exactly the TZID of a VTIMEZONE; read as “\(name)”",
                            at: place
                        )
                        continue
                    }
                    let resolution = context.zones.resolve(zone)?.resolution
                    switch resolution?.method {
                    case .exact, .link, .prefixed:
                        context.report("no VTIMEZONE for \(zone), an IANA time zone name", at: place)
                    case .windows, .displayText:
                        context.report("no VTIMEZONE for \(zone), a Windows time zone name", at: place)
                    case .fixedOffset, .guess:
                        let read = resolution?.zone.description ?? ""
                        context.report(
                            "no VTIMEZONE for “\(zone)”, which is not the name of a zone; read as \(read)",
                            at: place,
                            severity: .error
                        )
                    case nil:
                        context.report(
                            "no VTIMEZONE for “\(zone)”, which is not an IANA time zone name",
                            at: place,
                            severity: .error
                        )
                    }
                }
            }
        ]
    )
}
