public import ICalendar

/// A zone as a calendar defines it itself (RFC 5545 §3.6.5).
public struct VTimeZone: Hashable, Sendable {
    /// TZID, unchanged.
    public var id: String
    /// Its STANDARD and DAYLIGHT parts.
    public var observances: [ZoneObservance]

    /// A definition from its parts.
    public init(id: String, observances: [ZoneObservance]) {
        self.id = id
        self.observances = observances
    }

    /// The smallest definition of `rules` for the years from `firstYear` on; see ``ZoneObservance/describing(_:from:through:)``.
    public init(id: String, describing rules: ZoneRules, from firstYear: Int, through lastYear: Int? = nil) {
        self.init(id: id, observances: ZoneObservance.describing(rules, from: firstYear, through: lastYear))
    }

    /// The rules of the observances, evaluated; nil if there is none.
    public var rules: ZoneRules? { ZoneRules(observances: observances) }
}

extension VTimeZone {
    /// Reads a VTIMEZONE component as leniently as zones can be read.
    ///
    /// An observance without a DTSTART or an offset is skipped, as are RDATEs and RRULEs that cannot be read;
    /// offsets may lack their sign or have colons. Nil if nothing remains, or if `component` has another name.
    public init?(reading component: Component) {
        guard component.name == .vtimezone else { return nil }
        let parts = component.components.filter { $0.name == .standard || $0.name == .daylight }
        let observances = parts.compactMap(ZoneObservance.init(reading:))
        guard !observances.isEmpty else { return nil }
        self.init(id: component.first(.timeZoneIdentifier)?.text ?? "", observances: observances)
    }
}

extension ComponentTreeBuilder {
    /// Adds a VTIMEZONE.
    public mutating func append(_ zone: VTimeZone) {
        begin(.vtimezone)
        property(.timeZoneIdentifier, text: zone.id)
        for observance in zone.observances { append(observance) }
        end()
    }

    private mutating func append(_ observance: ZoneObservance) {
        begin(observance.isDaylight ? .daylight : .standard)
        property(.dateTimeStart, raw: observance.start.basicText)
        property(.timeZoneOffsetFrom, raw: observance.offsetFrom.description)
        property(.timeZoneOffsetTo, raw: observance.offsetTo.description)
        if let rule = observance.rule { property(.recurrenceRule, raw: rule.description) }
        if !observance.recurrenceDates.isEmpty {
            property(.recurrenceDate, raw: observance.recurrenceDates.map(\.basicText).joined(separator: ","))
        }
        if !observance.name.isEmpty { property(.timeZoneName, text: observance.name) }
        end()
    }
}

extension ZoneObservance {
    /// Reads STANDARD or DAYLIGHT; nil without a DTSTART and both offsets.
    fileprivate init?(reading component: Component) {
        guard let from = component.first(.timeZoneOffsetFrom).flatMap({ Self.offset($0.rawValue) }),
            let to = component.first(.timeZoneOffsetTo).flatMap({ Self.offset($0.rawValue) }),
            let start = component.first(.dateTimeStart).flatMap({ Self.local($0.rawValue, before: from) })
        else { return nil }
        self.init(isDaylight: component.name == .daylight, start: start, offsetFrom: from, offsetTo: to)
        name = component.first(.timeZoneName)?.text ?? ""
        rule = component.first(.recurrenceRule).flatMap { RecurrenceRule.readingLeniently($0.rawValue).rule }
        for property in component.all(.recurrenceDate) {
            recurrenceDates += property.rawValue.split(separator: ",").compactMap { Self.local($0, before: from) }
        }
    }

    private static func offset(_ text: String) -> UTCOffset? {
        let bytes = Array(text.utf8)
        if let offset = try? UTCOffset(reading: bytes.span) { return offset }
        guard let first = bytes.first else { return nil }
        return OffsetText.read((48...57).contains(first) ? "+\(text)" : text)
    }

    /// A local time; a date means its midnight, a Z is taken off by the offset that held, of a period its start counts.
    private static func local(_ text: some StringProtocol, before offset: UTCOffset) -> CivilDateTime? {
        let bytes = Array(text.utf8.prefix(16))
        guard let date = TimeDigits.date(bytes.span, isExtended: false), date.isValid else { return nil }
        var moment = CivilDateTime(date, CivilTime(hour: 0, minute: 0, second: 0))
        if bytes.count > 8, bytes[8] == UInt8(ascii: "T") {
            guard let time = TimeDigits.time(bytes.span, at: 9, isExtended: false) else { return nil }
            moment.time = CivilTime(hour: time.hour, minute: time.minute, second: min(time.second, 59))
        }
        return bytes.last == UInt8(ascii: "Z") ? moment.addingSeconds(offset.seconds) : moment
    }
}
