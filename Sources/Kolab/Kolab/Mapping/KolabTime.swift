internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import TimeZones
internal import XMLSupport

/// The parts of a date or datetime as Kolab and its drafts write them.
struct KolabTimeText {
    /// What follows the seconds.
    enum Suffix: Equatable {
        case none
        case zulu
        case offset(seconds: Int)
    }

    var time: CivilDateTime
    var isDate: Bool
    var suffix = Suffix.none
    /// Whether it is spelt as the format demands.
    var isStrict = true

    /// Reads `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ss` with `Z`, an offset or nothing; fractions of a second are dropped, a
    /// doubled `Z` counts once. Nil for anything else.
    init?(_ text: Span<UInt8>) {
        guard let date = TimeDigits.date(text, isExtended: true), date.isValid, date.year > 0 else { return nil }
        isDate = text.count == 10
        time = CivilDateTime(date, CivilTime(hour: 0, minute: 0, second: 0))
        if isDate { return }
        guard text.count >= 19, text[10] == UInt8(ascii: "T") || text[10] == UInt8(ascii: " "),
            let clock = TimeDigits.time(text, at: 11, isExtended: true)
        else { return nil }
        time.time = clock
        var index = 19
        isStrict = text[10] == UInt8(ascii: "T")
        if index < text.count, text[index] == UInt8(ascii: ".") {
            index += 1
            while index < text.count, text[index] &- 0x30 < 10 { index += 1 }
            isStrict = false
        }
        guard index < text.count else { return }
        if text[index] == UInt8(ascii: "Z") {
            suffix = .zulu
            guard text.count - index <= 2, text[text.count - 1] == UInt8(ascii: "Z") else { return nil }
            if text.count - index == 2 { isStrict = false }
            return
        }
        guard text.count - index == 6, let seconds = UTCOffsetForm.seconds(text.extracting(index...), isExtended: true)
        else { return nil }
        suffix = .offset(seconds: seconds)
        isStrict = false
    }

    /// What it shows as UTC, its offset taken off; nil if that leads out of the years 1 to 9999.
    var utc: CivilDateTime? {
        if case .offset(let seconds) = suffix { time.adding(seconds: -seconds) } else { time }
    }
}

extension KolabConversion where Value == EventTime {
    /// A date or datetime with its `tz` attribute (kolab.md 2.1).
    ///
    /// A value is read back unchanged if it is a date or in UTC, in version 2.1 also if it is zoned. A floating time is
    /// read back as an instant.
    static let kolabTime = KolabConversion(
        read: { element, decoder in decoder.time(of: element) },
        write: { time, encoder in encoder.append(time) },
        readBack: { time, statement in statement.time(time) }
    )

    /// An end: a whole day is the last one, where RFC 5545 §3.6.1 names the day after.
    ///
    /// What is read back is as with ``kolabTime``.
    static let kolabInclusiveEnd = KolabConversion(
        read: { element, decoder in
            let (time, isExact) = decoder.time(of: element)
            guard let time, time.isDate else { return (time, isExact) }
            guard let next = time.civil.adding(seconds: 86_400) else {
                decoder.reportUnwritable("the day after \(time.date)", element)
                return (nil, false)
            }
            return (.date(next.date), isExact)
        },
        write: { time, encoder in encoder.append(time.isDate ? time.adding(days: -1) : time) },
        readBack: { time, statement in
            guard time.isDate else { return statement.time(time) }
            return time.adding(days: -1).civil.adding(seconds: 86_400).map { .date($0.date) }
        }
    )
}

extension KolabConversion where Value == CivilDateTime {
    /// A datetime that is always in UTC.
    static let kolabInstant = KolabConversion(
        read: { element, decoder in
            let text = element.withTrimmedBytes { KolabTimeText($0) }
            guard let text else {
                if !element.trimmedText.isEmpty {
                    decoder.report(
                        "invalid-time",
                        "\(element.trimmedText) is not a datetime; skipped",
                        at: element,
                        losing: decoder.keptAction
                    )
                }
                return (nil, false)
            }
            guard let time = text.utc else {
                decoder.reportUnwritable(element.trimmedText, element)
                return (nil, false)
            }
            if text.isDate {
                decoder.report(
                    "date-for-datetime",
                    "a date where a datetime belongs; read as midnight",
                    at: element,
                    losing: decoder.keptAction
                )
            }
            decoder.reportDeviations(of: text, hasZone: element.attribute("tz") != nil, at: element)
            return (time, text.isStrict && !text.isDate && text.suffix == .zulu)
        },
        write: { time, encoder in encoder.appendInstant(time) },
        readBack: { time, _ in time }
    )
}

extension ObjectDecoder {
    /// The time that an element contains.
    mutating func time(of element: XMLElement) -> (value: EventTime?, isExact: Bool) {
        guard let text = element.withTrimmedBytes({ KolabTimeText($0) }) else {
            let written = element.trimmedText
            if !written.isEmpty {
                report("invalid-time", "\(written) is not a date or datetime; skipped", at: element, losing: keptAction)
            }
            return (nil, written.isEmpty && element.isPlain)
        }
        let zone = element.attribute("tz") ?? element.child("tz")?.trimmedText
        if element.child("tz") != nil { zoneHint = zone }
        if text.isDate { return (.date(text.time.date), zone == nil && element.isPlain) }
        reportDeviations(of: text, hasZone: zone != nil, at: element)
        guard let zone, !zone.isEmpty, element.attribute("tz") != nil else {
            guard let time = instant(text, zone: zone) else {
                reportUnwritable(element.trimmedText, element)
                return (nil, false)
            }
            return (time, text.isStrict && text.suffix == .zulu && element.isPlain)
        }
        let attributesAreKnown = element.attributes.count == 1 && !element.hasChildren
        if zone.uppercased() == "UTC" {
            return (.utc(text.time), text.isStrict && text.suffix == .zulu && attributesAreKnown && zone == "UTC")
        }
        let name = zoneName(zone)
        let rules = options.zones.rules(named: name)
        if rules == nil { report("unknown-time-zone", "the zone \(zone) is unknown; its name is kept", at: element) }
        if name != zone {
            report("zone-name-resolved", "the zone \(zone) is read as \(name)", at: element, losing: keptAction)
        }
        switch text.suffix {
        case .none: return (.zoned(text.time, zone: name), text.isStrict && attributesAreKnown && name == zone)
        case .zulu:
            report(
                "ambiguous-zulu",
                "a Z together with tz=\"\(zone)\"; read as local time there",
                at: element,
                losing: keptAction
            )
            guard options.zuluWithZoneIsUTC, rules != nil else { return (.zoned(text.time, zone: name), false) }
            return (instant(text, zone: name), false)
        case .offset(let seconds):
            if let rules, rules.instant(of: text.time).map({ rules.offset(at: $0) }) != seconds {
                report(
                    "offset-disagrees",
                    "the offset is not that of \(zone); the zone is used",
                    at: element,
                    losing: keptAction
                )
            }
            return (.zoned(text.time, zone: name), false)
        }
    }

    /// A time without a `tz` attribute: an instant, shown in the zone it was meant in if that is known.
    private func instant(_ text: KolabTimeText, zone: String?) -> EventTime? {
        guard let time = text.utc else { return nil }
        guard let zone = zone ?? options.timeZone, let rules = options.zones.rules(named: zone) else {
            return .utc(time)
        }
        let local = CivilDateTime(writable: rules.local(at: time.secondsSinceEpoch).secondsSinceEpoch)
        return local.map { .zoned($0, zone: zoneName(zone)) }
    }

    /// Reports a time that cannot be written.
    mutating func reportUnwritable(_ time: String, _ element: XMLElement) {
        report("invalid-time", "\(time) is outside of the years 1 to 9999; skipped", at: element, losing: keptAction)
    }

    mutating func reportDeviations(of text: KolabTimeText, hasZone: Bool, at element: XMLElement) {
        guard !hasZone, !text.isDate, !text.isStrict || text.suffix != .zulu else { return }
        switch text.suffix {
        case .none: report("time-without-zulu", "a datetime without Z; read as UTC", at: element, losing: keptAction)
        case .offset:
            report("time-with-offset", "a datetime with an offset instead of Z", at: element, losing: keptAction)
        case .zulu:
            report(
                "time-respelt",
                "a datetime with a fraction, a blank or a doubled Z",
                at: element,
                losing: keptAction
            )
        }
    }
}

/// How a version of the format writes times.
struct KolabClock: Sendable {
    let version: KolabVersion
    /// Where the rules of the series' zones are found.
    let zones: CalendarZones
    /// The zone that floating times, and times in unknown zones, are taken to be in; nil takes them as UTC.
    let timeZone: String?

    /// The time as it is written: a date, an instant, or in version 2.1 a time in a zone of the tz database.
    func form(of time: EventTime) -> EventTime {
        switch time {
        case .date, .utc: return time
        case .floating(let civil): return form(ofUnknownClock: civil)
        case .zoned(let civil, let zone):
            if version.hasZones, let name = zones.databaseName(of: zone, at: civil) {
                return .zoned(civil, zone: name)
            }
            guard let instant = zones.rules(named: zone)?.instant(of: civil) else {
                return form(ofUnknownClock: civil)
            }
            // A clock far from UTC can show years that UTC has not; the nearest time is written, and the slot has the
            // original.
            return .utc(CivilDateTime(secondsSinceEpoch: 0).addingSeconds(instant))
        }
    }

    /// A time that names no zone, or an unknown one: in the zone that the user named, else in UTC. The loss report
    /// contains it, because it cannot be read back.
    private func form(ofUnknownClock civil: CivilDateTime) -> EventTime {
        guard let timeZone, zones.rules(named: timeZone) != nil else { return .utc(civil) }
        return form(of: .zoned(civil, zone: timeZone))
    }
}

extension ObjectEncoder {
    /// Adds the attributes and text of a time to the element just begun.
    mutating func append(_ time: EventTime) {
        switch clock.form(of: time) {
        case .date(let date): appendDate(date)
        case .utc(let civil), .floating(let civil):
            if version.hasZones { xml.attribute("tz", "UTC") }
            appendInstant(civil)
        case .zoned(let civil, let zone):
            xml.attribute("tz", zone)
            xml.text(civil.description)
        }
    }

    /// Adds a day to the element just begun.
    mutating func appendDate(_ date: CivilDate) { xml.text(date.description) }

    /// Adds an instant to the element just begun.
    mutating func appendInstant(_ civil: CivilDateTime) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20)
        bytes.appendExtended(civil)
        bytes.append(UInt8(ascii: "Z"))
        xml.text(bytes.span)
    }
}
