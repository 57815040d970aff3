internal import CalendarDiagnostics
internal import ICalendar

/// The zone of a calendar's local times, from TZ and DAYLIGHT (vCalendar 1.0 §2.2).
struct LocalZone {
    /// A time of the year with another offset, on the clocks that show it begin and end.
    struct Period {
        var offset: UTCOffset
        var start: CivilDateTime
        var end: CivilDateTime
        var standardName: String
        var daylightName: String
    }

    let standard: UTCOffset
    private(set) var periods: [Period] = []
    let name: String

    /// The zone that a calendar defines; nil if it defines none. Unreadable parts of it are reported.
    init?(of calendar: Component, _ translation: inout Translation) {
        let properties = calendar.properties
        guard let property = properties.first(where: { $0.nameText == "TZ" }) else {
            for property in properties where property.nameText == "DAYLIGHT" && !Self.isFalse(property.rawValue) {
                translation.line = property.line
                translation.lose(.dropped, "DAYLIGHT without TZ; local times have no zone")
            }
            return nil
        }
        translation.line = property.line
        guard let offset = Self.offset(property.rawValue) else {
            translation.lose(
                .dropped,
                "\(property.rawValue.prefix(40)) is not an offset from UTC; local times have no zone"
            )
            return nil
        }
        standard = offset
        for property in properties where property.nameText == "DAYLIGHT" && !Self.isFalse(property.rawValue) {
            translation.line = property.line
            if let period = Self.period(property.rawValue, standard: offset) {
                periods.append(period)
            } else {
                translation.lose(.dropped, "a DAYLIGHT that cannot be read: \(property.rawValue.prefix(60))")
            }
        }
        periods.sort { $0.start < $1.start }
        if let first = periods.first {
            let names = [first.standardName, first.daylightName].filter { !$0.isEmpty }
            name =
                names.count == 2 ? "vCalendar \(names[0])/\(names[1]) \(offset)" : "vCalendar \(offset)/\(first.offset)"
        } else if offset.seconds % 3600 == 0, (-14 * 3600...12 * 3600).contains(-offset.seconds) {
            // The names of the tz database have the sign of POSIX.
            let hours = -offset.seconds / 3600
            name = hours == 0 ? "Etc/UTC" : "Etc/GMT\(hours > 0 ? "+" : "")\(hours)"
        } else {
            name = "vCalendar \(offset)"
        }
    }

    /// The offset at a local time.
    func offset(at local: CivilDateTime) -> UTCOffset {
        periods.first { $0.start <= local && local < $0.end }?.offset ?? standard
    }

    private static func isFalse(_ value: String) -> Bool {
        value.split(separator: ";", omittingEmptySubsequences: false).first?.trimmed.uppercased() == "FALSE"
    }

    /// `-05`, `+0530`, `+05:30`, `5`, `Z`.
    static func offset(_ text: String) -> UTCOffset? {
        var text = text[...].trimmed
        if text.uppercased() == "Z" { return .zero }
        let isNegative = text.hasPrefix("-")
        if isNegative || text.hasPrefix("+") { text.removeFirst() }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2,
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.count <= 4 && $0.utf8.allSatisfy { $0 &- 0x30 < 10 } }),
            let first = Int(parts[0])
        else { return nil }
        let hours = parts.count == 1 && parts[0].utf8.count > 2 ? first / 100 : first
        let minutes = parts.count == 2 ? Int(parts[1]) ?? 0 : parts[0].utf8.count > 2 ? first % 100 : 0
        guard hours <= 14, minutes < 60 else { return nil }
        return UTCOffset(seconds: (hours * 3600 + minutes * 60) * (isNegative ? -1 : 1))
    }

    /// `TRUE;-04;19960407T025959;19961027T010000;EST;EDT`.
    private static func period(_ value: String, standard: UTCOffset) -> Period? {
        let fields = value.split(separator: ";", omittingEmptySubsequences: false).map { $0.trimmed }
        guard fields.count >= 4, fields[0].uppercased() == "TRUE", let offset = offset(String(fields[1])),
            let start = VCalendarTime(fields[2]), let end = VCalendarTime(fields[3])
        else { return nil }
        func local(_ time: VCalendarTime, _ offset: UTCOffset) -> CivilDateTime {
            time.form == .utc ? time.civil.addingSeconds(offset.seconds) : time.civil
        }
        let (first, last) = (local(start, standard), local(end, offset))
        guard first < last else { return nil }
        return Period(
            offset: offset,
            start: first,
            end: last,
            standardName: fields.count > 4 ? String(fields[4]) : "",
            daylightName: fields.count > 5 ? String(fields[5]) : ""
        )
    }
}

extension Translation {
    /// A time in UTC; nil for a local time if the calendar defines no zone, and for a date.
    func utc(_ time: VCalendarTime) -> CivilDateTime? {
        switch time.form {
        case .utc: return time.civil
        case .local: return zone.map { time.civil.addingSeconds(-$0.offset(at: time.civil).seconds) }
        case .date: return nil
        }
    }

    /// Writes the definition of a zone.
    mutating func write(_ zone: LocalZone) {
        begin("VTIMEZONE")
        write("TZID", text: zone.name)
        observance(
            "STANDARD",
            CivilDateTime(secondsSinceEpoch: 0),
            from: zone.standard,
            to: zone.standard,
            zone.periods.first?.standardName
        )
        for period in zone.periods {
            observance("DAYLIGHT", period.start, from: zone.standard, to: period.offset, period.daylightName)
            observance("STANDARD", period.end, from: period.offset, to: zone.standard, period.standardName)
        }
        end()
    }

    private mutating func observance(
        _ kind: String,
        _ onset: CivilDateTime,
        from: UTCOffset,
        to: UTCOffset,
        _ name: String?
    ) {
        begin(kind)
        write("DTSTART", raw: onset.basicText)
        write("TZOFFSETFROM", raw: "\(from)")
        write("TZOFFSETTO", raw: "\(to)")
        if let name, !name.isEmpty { write("TZNAME", text: name) }
        end()
    }
}

extension Substring {
    /// The text without blanks at its ends.
    var trimmed: Substring {
        var text = drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}
